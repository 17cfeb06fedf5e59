//! What activities reached: areas by day, and units by what they did.

use platform::{Problem, RegionCode, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use crate::rules::Leaders;

/// What was done in an area on a day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AreaDay {
    /// Code of the area.
    pub area_code: String,
    day: String,
    /// The unit that did it.
    pub unit_id: Uuid,
    /// Activities.
    pub activities: i64,
    /// Activities of which participants were counted.
    pub counted: i64,
    /// The participants of these.
    pub participants: i64,
    community: i64,
    religious: i64,
    customary: i64,
    youth: i64,
}

impl AreaDay {
    /// The day.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.day)
    }

    /// Which leaders took part in any of them.
    pub fn leaders(&self) -> Leaders {
        Leaders {
            community: self.community > 0,
            religious: self.religious > 0,
            customary: self.customary > 0,
            youth: self.youth > 0,
        }
    }
}

/// What was done from a day to a day in each area, day by day and unit by unit; of a plan or a
/// campaign, or all of it.
///
/// # Errors
/// When the database cannot be read.
pub async fn area_days<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (from, until): (Date, Date),
    plan: Option<Uuid>,
    campaign: Option<Uuid>,
) -> Result<Vec<AreaDay>, Problem> {
    let mut values: Vec<Value> = vec![
        region.as_str().into(),
        date::iso(from).into(),
        date::iso(until).into(),
    ];
    let mut wheres = String::new();
    for (column, id) in [("plan_id", plan), ("campaign_id", campaign)] {
        if let Some(id) = id {
            values.push(id.into());
            wheres.push_str(&format!(" and {column} = ${}", values.len()));
        }
    }
    let took_part = |group: &str| format!("count(case when {group} then 1 end) as {group}");
    let question = format!(
        "select area_code, day, unit_id, count(*) as activities, count(participants) as counted, \
         cast(coalesce(sum(participants), 0) as bigint) as participants, {}, {}, {}, {} \
         from activity where region = $1 and day >= $2 and day <= $3 and void_reason = '' \
         and area_code is not null{wheres} group by area_code, day, unit_id",
        took_part("community"),
        took_part("religious"),
        took_part("customary"),
        took_part("youth")
    );
    sql::all(conn, &question, values).await
}

/// What a unit did for a plan or a campaign.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Contribution {
    /// The unit.
    pub unit_id: Uuid,
    /// Activities.
    pub activities: i64,
    /// Areas in which they were.
    pub areas: i64,
    /// Activities of which participants were counted.
    pub counted: i64,
    /// The participants of these.
    pub participants: i64,
    /// Pictures with them.
    pub pictures: i64,
}

/// What units did for the plan or the campaign that `column` (`plan_id`, `campaign_id`) names.
///
/// # Errors
/// When the database cannot be read.
pub async fn contributions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    column: &'static str,
    id: Uuid,
) -> Result<Vec<Contribution>, Problem> {
    let question = format!(
        "select a.unit_id as unit_id, count(*) as activities, \
         count(distinct a.area_code) as areas, count(a.participants) as counted, \
         cast(coalesce(sum(a.participants), 0) as bigint) as participants, \
         cast(coalesce(sum((select count(*) from evidence_use e where e.region = a.region \
         and e.subject_id = a.id and e.subject_kind in ('plans.activity.before', \
         'plans.activity.after'))), 0) as bigint) as pictures \
         from activity a where a.region = $1 and a.{column} = $2 and a.void_reason = '' \
         group by a.unit_id"
    );
    sql::all(conn, &question, vec![region.as_str().into(), id.into()]).await
}
