//! The plan of a term of office (*RPJMD*): its years, its vision, the regulation that sets it.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::PLAN;
use crate::store::changed;

/// A plan.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DevelopmentPlan {
    /// Id.
    pub id: Uuid,
    /// "RPJMD Kota Contoh Tahun 2025-2029".
    pub title: String,
    /// "Perda 7 Tahun 2022".
    pub regulation: String,
    /// First year of its period.
    pub first_year: i64,
    /// Last year of its period.
    pub last_year: i64,
    /// *Visi*.
    pub vision: String,
    /// Version.
    pub version: i64,
}

impl DevelopmentPlan {
    /// "2022-2027".
    pub fn period(&self) -> String {
        format!("{}-{}", self.first_year, self.last_year)
    }

    /// Exactly the years of its period.
    pub fn years(&self) -> impl Iterator<Item = i64> {
        self.first_year..=self.last_year
    }
}

/// What a person enters of a plan.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// Its name.
    pub title: String,
    /// The regulation that sets it.
    pub regulation: String,
    /// First year of its period; fixed once it is there.
    pub first_year: i64,
    /// Last year of its period; fixed once it is there.
    pub last_year: i64,
    /// *Visi*.
    pub vision: String,
}

fn details(input: &PlanInput) -> serde_json::Value {
    json!({
        "Rencana": input.title, "Peraturan": input.regulation, "Visi": input.vision,
        "Periode": format!("{}-{}", input.first_year, input.last_year),
    })
}

/// Adds a plan.
///
/// # Errors
/// `Problem::Conflict` when the period has one already.
pub async fn add_plan(tx: &mut Tx, input: &PlanInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "development_plan",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("title", input.title.clone().into()),
            ("regulation", input.regulation.clone().into()),
            ("first_year", input.first_year.into()),
            ("last_year", input.last_year.into()),
            ("vision", input.vision.clone().into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(PLAN, id), &details(input)).await?;
    Ok(id)
}

/// Changes a plan; its years stay, since targets stand in them.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_plan(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &PlanInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update development_plan set title = $4, regulation = $5, vision = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.title.clone().into(),
            input.regulation.clone().into(),
            input.vision.clone().into(),
        ],
    )
    .await?;
    changed(touched)?;
    tx.record(Ref::new(PLAN, id), &details(input)).await?;
    Ok(())
}

const QUESTION: &str = "select id, title, regulation, first_year, last_year, vision, version \
    from development_plan where region = $1";

/// The plans, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn plans<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<DevelopmentPlan>, Problem> {
    let question = format!("{QUESTION} order by first_year desc");
    sql::all(conn, &question, vec![region.as_str().into()]).await
}

/// The plan with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_plan<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<DevelopmentPlan>, Problem> {
    let question = format!("{QUESTION} and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}
