//! What comes back year after year: a recommendation and the earlier one it repeats.

use platform::{
    Problem, RegionCode, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// Two recommendations of which the later repeats the earlier.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Repeat {
    /// The later one.
    pub later_id: Uuid,
    /// Its year.
    pub later_year: i64,
    /// Its number.
    pub later_number: i64,
    /// The earlier one.
    pub earlier_id: Uuid,
    /// Its year.
    pub earlier_year: i64,
    /// Its number.
    pub earlier_number: i64,
}

/// The repeats that these recommendations have a part in, either way, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn repeats<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    items: &[Uuid],
) -> Result<Vec<Repeat>, Problem> {
    if items.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let these = places(1, items.len());
    let question = format!(
        "select l.id as later_id, ld.lkpj_year as later_year, l.number as later_number, \
         e.id as earlier_id, ed.lkpj_year as earlier_year, e.number as earlier_number \
         from council_item l \
         join council_decision ld on ld.region = l.region and ld.id = l.decision_id \
         join council_item e on e.region = l.region and e.id = l.repeats_id \
         join council_decision ed on ed.region = e.region and ed.id = e.decision_id \
         where l.region = $1 and (l.id in ({these}) or e.id in ({these})) \
         order by ld.lkpj_year, l.number"
    );
    sql::all(conn, &question, values).await
}

/// A recommendation of an earlier year, to choose from.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Earlier {
    /// Its id.
    pub id: Uuid,
    /// The year of its LKPJ.
    pub lkpj_year: i64,
    /// Its number.
    pub number: i64,
    /// Its words.
    pub text: String,
}

/// Most recommendations to choose from: those of the years before that had any.
const MOST: i64 = 300;

/// Recommendations on earlier LKPJ than that of `year`, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn earlier<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
) -> Result<Vec<Earlier>, Problem> {
    let question = format!(
        "select i.id as id, d.lkpj_year as lkpj_year, i.number as number, i.text as text \
         from council_item i \
         join council_decision d on d.region = i.region and d.id = i.decision_id \
         where i.region = $1 and d.lkpj_year < $2 \
         order by d.lkpj_year desc, d.date desc, i.number limit {MOST}"
    );
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}
