//! *Keputusan DPRD* with recommendations on an LKPJ.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::DECISION;

/// A decision of the council.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Decision {
    /// Id.
    pub id: Uuid,
    /// Its number, as the council writes it; empty where it is not known.
    pub number: String,
    date: String,
    /// The year the LKPJ reports on.
    pub lkpj_year: i64,
    /// *LKPJ akhir masa jabatan*.
    pub end_of_term: bool,
    /// What it is about, in its own words.
    pub about: String,
    /// Version.
    pub version: i64,
}

impl Decision {
    /// The day it was made.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.date)
    }

    /// "LKPJ Tahun 2021", "LKPJ Akhir Masa Jabatan Tahun 2021".
    pub fn lkpj(&self) -> String {
        match self.end_of_term {
            true => format!("LKPJ Akhir Masa Jabatan Tahun {}", self.lkpj_year),
            false => format!("LKPJ Tahun {}", self.lkpj_year),
        }
    }

    /// "Keputusan DPRD Nomor 7 Tahun 2022, 28 April 2022".
    pub fn name(&self) -> String {
        let day = self.day().map(date::medium).unwrap_or_default();
        format!("Keputusan DPRD Nomor {}, {day}", self.number)
    }
}

/// What a person enters of a decision.
#[derive(Clone, Debug)]
pub struct DecisionInput {
    /// Its number.
    pub number: String,
    /// The day it was made.
    pub day: Date,
    /// The year the LKPJ reports on.
    pub lkpj_year: i64,
    /// *LKPJ akhir masa jabatan*.
    pub end_of_term: bool,
    /// What it is about.
    pub about: String,
}

fn details(input: &DecisionInput) -> serde_json::Value {
    json!({
        "Nomor keputusan": input.number, "Tanggal": date::long(input.day),
        "LKPJ tahun": input.lkpj_year, "Akhir masa jabatan": input.end_of_term,
        "Tentang": input.about,
    })
}

const COLUMNS: &str = "id, number, date, lkpj_year, end_of_term, about, version";

/// Adds a decision.
///
/// # Errors
/// When a statement fails.
pub async fn add_decision(tx: &mut Tx, input: &DecisionInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "council_decision",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("number", input.number.clone().into()),
            ("date", date::iso(input.day).into()),
            ("lkpj_year", input.lkpj_year.into()),
            ("end_of_term", input.end_of_term.into()),
            ("about", input.about.clone().into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(DECISION, id), &details(input)).await?;
    Ok(id)
}

/// Changes a decision.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_decision(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &DecisionInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update council_decision set number = $4, date = $5, lkpj_year = $6, end_of_term = $7, \
         about = $8, version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.number.clone().into(),
            date::iso(input.day).into(),
            input.lkpj_year.into(),
            input.end_of_term.into(),
            input.about.clone().into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Keputusan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    tx.record(Ref::new(DECISION, id), &details(input)).await?;
    Ok(())
}

/// The decision with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_decision<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Decision>, Problem> {
    let question = format!("select {COLUMNS} from council_decision where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The decisions on the LKPJ of a year, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn decisions_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
) -> Result<Vec<Decision>, Problem> {
    let question = format!(
        "select {COLUMNS} from council_decision where region = $1 and lkpj_year = $2 \
         order by date desc, id"
    );
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// Years of LKPJ that have decisions, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn years<C: ConnectionTrait>(conn: &C, region: &RegionCode) -> Result<Vec<i64>, Problem> {
    let question = "select distinct lkpj_year from council_decision where region = $1 \
        order by lkpj_year desc";
    sql::values(conn, question, vec![region.as_str().into()]).await
}
