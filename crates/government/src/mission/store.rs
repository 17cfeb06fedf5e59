//! Rows of missions.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

/// Kind of a mission in audit rows; missions began in `plans`.
const MISSION: &str = "plans.mission";

/// A mission.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mission {
    /// Id.
    pub id: Uuid,
    /// First year of its period.
    pub first_year: i64,
    /// Last year of its period.
    pub last_year: i64,
    /// Its number within the period.
    pub number: i64,
    /// Its words.
    pub text: String,
    /// Version.
    pub version: i64,
}

impl Mission {
    /// "Misi 2 (2022-2027)".
    pub fn name(&self) -> String {
        format!(
            "Misi {} ({}-{})",
            self.number, self.first_year, self.last_year
        )
    }
}

/// What a person enters of a mission.
#[derive(Clone, Debug)]
pub struct MissionInput {
    /// First year of its period.
    pub first_year: i64,
    /// Last year of its period.
    pub last_year: i64,
    /// Its number within the period.
    pub number: i64,
    /// Its words.
    pub text: String,
}

fn details(input: &MissionInput) -> serde_json::Value {
    json!({
        "Misi": input.number, "Isi": input.text,
        "Periode": format!("{}-{}", input.first_year, input.last_year),
    })
}

/// Adds a mission.
///
/// # Errors
/// `Problem::Conflict` when the period has this number already.
pub async fn add_mission(tx: &mut Tx, input: &MissionInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "mission",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("first_year", input.first_year.into()),
            ("last_year", input.last_year.into()),
            ("number", input.number.into()),
            ("text", input.text.clone().into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(MISSION, id), &details(input)).await?;
    Ok(id)
}

/// Changes a mission.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read, or the period has the number already.
pub async fn update_mission(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &MissionInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update mission set first_year = $4, last_year = $5, number = $6, text = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.first_year.into(),
            input.last_year.into(),
            input.number.into(),
            input.text.clone().into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    tx.record(Ref::new(MISSION, id), &details(input)).await?;
    Ok(())
}

/// The missions of a region, the latest period first.
///
/// # Errors
/// When the database cannot be read.
pub async fn missions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Mission>, Problem> {
    let question = "select id, first_year, last_year, number, text, version from mission \
        where region = $1 order by first_year desc, last_year desc, number";
    sql::all(conn, question, vec![region.as_str().into()]).await
}
