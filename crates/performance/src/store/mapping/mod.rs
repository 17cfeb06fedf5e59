//! The duty of the planning unit to map every IKK of a year: asked for with a date, answered IKK by IKK,
//! sent, looked at by another person.

mod answer;
mod merger;
mod owed;
mod review;

use government::{review::ReviewState, structure::Due};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

pub use answer::{Answer, MappingReason, keep_answers, mapping_reasons, tally_of};
pub use merger::moves;
pub use owed::MAPPINGS;
pub use review::{decide_mapping, send_mapping};

use crate::rules::tree::MappingTally;

/// Kind of the duty in mentions, audit rows, review and obligations.
pub const MAPPING: &str = "performance.ikk_mapping";

/// The mapping of the IKK of a planning year, owed by a unit.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mapping {
    /// Id.
    pub id: Uuid,
    /// The plan.
    pub plan_id: Uuid,
    /// Its name.
    pub plan_title: String,
    /// The planning year.
    pub year: i64,
    /// Who owes it.
    pub unit_id: Uuid,
    unit_path: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
    /// Who wrote in it last.
    pub written_by: Option<Uuid>,
    /// Who sent it.
    pub sent_by: Option<Uuid>,
    /// Name of who sent it, or empty.
    pub sent_name: String,
    /// When.
    pub sent_at: Option<i64>,
    mapped: Option<i64>,
    explained: Option<i64>,
    /// Name of who found it right, or empty.
    pub verified_name: String,
    /// When.
    pub verified_at: Option<i64>,
    /// Version of the row.
    pub version: i64,
}

impl Mapping {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// "Pemetaan IKK ke sub kegiatan 2027".
    pub fn title(&self) -> String {
        format!("Pemetaan IKK ke sub kegiatan {}", self.year)
    }

    /// Where its review stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// Whether its unit writes in it.
    pub fn is_open(&self) -> bool {
        matches!(self.state(), ReviewState::Draft | ReviewState::Returned)
    }

    /// Words of its state, with the class of their mark.
    pub fn label(&self) -> (&'static str, &'static str) {
        match self.state() {
            ReviewState::Draft => ("Belum dikirim", "chip chip-belum"),
            ReviewState::Submitted => ("Menunggu verifikasi", "chip chip-menunggu"),
            ReviewState::Returned => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
            ReviewState::Verified | ReviewState::Final => ("Tuntas", "chip chip-tuntas"),
        }
    }

    /// By when it is sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// Whether it was sent after its date.
    pub fn was_late(&self) -> bool {
        self.sent_at
            .zip(self.due_at)
            .is_some_and(|(sent, due)| sent >= due)
    }

    /// How many were mapped and explained when it was sent last.
    pub fn as_sent(&self) -> Option<(i64, i64)> {
        self.sent_at?;
        self.mapped.zip(self.explained)
    }
}

const QUESTION: &str = "select m.id as id, m.plan_id as plan_id, p.title as plan_title, \
    m.year as year, m.unit_id as unit_id, u.path as unit_path, m.due_date as due_date, \
    m.due_minute as due_minute, m.due_at as due_at, m.state as state, \
    m.written_by as written_by, m.sent_by as sent_by, m.sent_name as sent_name, \
    m.sent_at as sent_at, m.mapped as mapped, m.explained as explained, \
    m.verified_name as verified_name, m.verified_at as verified_at, m.version as version \
    from ikk_mapping m join development_plan p on p.region = m.region and p.id = m.plan_id \
    join unit u on u.region = m.region and u.id = m.unit_id";

/// The duty with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_mapping<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Mapping>, Problem> {
    let question = format!("{QUESTION} where m.region = $1 and m.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The duty of a year of a plan.
///
/// # Errors
/// When the database cannot be read.
pub async fn mapping_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
    year: i64,
) -> Result<Option<Mapping>, Problem> {
    let question = format!("{QUESTION} where m.region = $1 and m.plan_id = $2 and m.year = $3");
    let values = vec![region.as_str().into(), plan.into(), year.into()];
    sql::one(conn, &question, values).await
}

/// Asks a unit for the mapping of a year by a date; one that was asked for already and is not done is
/// asked for by the new date.
///
/// # Errors
/// `Problem::Refused` when it is done.
pub async fn ask_mapping(
    tx: &mut Tx,
    (plan, year): (Uuid, i64),
    unit: Uuid,
    due: Due,
) -> Result<Uuid, Problem> {
    let region = tx.region().clone();
    let known = mapping_of_year(tx.conn(), &region, plan, year).await?;
    let id = match &known {
        Some(it) if matches!(it.state(), ReviewState::Verified | ReviewState::Final) => {
            return Err(Problem::Refused(format!(
                "{} sudah tuntas. Bila ada yang berubah, buka kembali di halamannya dengan alasan.",
                it.title()
            )));
        }
        Some(it) => {
            change(tx, it.id, unit, due).await?;
            it.id
        }
        None => add(tx, (plan, year), unit, due).await?,
    };
    government::obligation::settle(tx, &MAPPINGS, id).await?;
    let name: Vec<String> = sql::values(
        tx.conn(),
        "select name from unit where region = $1 and id = $2",
        vec![region.as_str().into(), unit.into()],
    )
    .await?;
    let details = json!({
        "Pemetaan IKK diminta": year, "Dari": name.first(), "Batas waktu": date::long(due.date),
    });
    tx.record(Ref::new(MAPPING, id), &details).await?;
    Ok(id)
}

async fn change(tx: &Tx, id: Uuid, unit: Uuid, due: Due) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update ikk_mapping set unit_id = $3, due_date = $4, due_minute = $5, due_at = $6, \
         version = version + 1 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            id.into(),
            unit.into(),
            date::iso(due.date).into(),
            due.minute.into(),
            due.at.0.into(),
        ],
    )
    .await
    .map(drop)
}

async fn add(tx: &Tx, (plan, year): (Uuid, i64), unit: Uuid, due: Due) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "ikk_mapping",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("plan_id", plan.into()),
            ("year", year.into()),
            ("unit_id", unit.into()),
            ("due_date", date::iso(due.date).into()),
            ("due_minute", due.minute.into()),
            ("due_at", due.at.0.into()),
            ("state", ReviewState::Draft.code().into()),
            ("sent_name", "".into()),
            ("verified_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    Ok(id)
}

/// Stores how the IKK stand when the mapping is sent.
fn counted(tally: MappingTally) -> (i64, i64) {
    let whole = |count| i64::try_from(count).unwrap_or(i64::MAX);
    (whole(tally.mapped), whole(tally.explained))
}
