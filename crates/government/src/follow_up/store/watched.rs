//! What leaders should know of before a meeting: follow-ups that were reported further up and are
//! still owed, and those that carry a high risk.

use platform::{Problem, RegionCode, store::sql};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};

use super::{
    escalation::Escalated,
    read::{self, COLUMNS, FROM},
    risk::Risk,
};
use crate::follow_up::FollowUp;

/// A follow-up that was reported further up, or carries a high risk, or both.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// How it was reported further up, at its highest level, for the date it has now.
    pub escalated: Option<Escalated>,
    /// Its risk, where it is high.
    pub risk: Option<Risk>,
}

struct Joined(Watched);

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let level: Option<i16> = row.try_get(prefix, "e_level")?;
        let escalated = level.map(|_| Escalated::from_query_result(row, "e_"));
        let likelihood: Option<i16> = row.try_get(prefix, "r_likelihood")?;
        let risk = likelihood.map(|_| Risk::from_query_result(row, "r_"));
        Ok(Self(Watched {
            follow_up: read::Row::from_query_result(row, prefix)?.read().follow_up,
            escalated: escalated.transpose()?,
            risk: risk.transpose()?.filter(Risk::is_high),
        }))
    }
}

/// What leaders should know of, at most `limit`: what was reported furthest first, then the longest
/// due. One statement; it begins with the few that were reported or carry a risk.
///
/// # Errors
/// When the database cannot be read.
pub async fn watched<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    limit: i64,
) -> Result<Vec<Watched>, Problem> {
    let question = format!(
        "with w as (select follow_up_id from escalation where region = $1 \
           union select follow_up_id from follow_up_risk where region = $1 \
           and (likelihood = 3 or impact = 3)) \
         select {COLUMNS}, e.follow_up_id as e_follow_up_id, e.level as e_level, e.at as e_at, \
         e.by_name as e_by_name, e.note as e_note, r.follow_up_id as r_follow_up_id, \
         r.words as r_words, r.likelihood as r_likelihood, r.impact as r_impact, \
         r.mitigation as r_mitigation, r.by_name as r_by_name, r.at as r_at {FROM} \
         join w on w.follow_up_id = f.id \
         join obligation o on o.region = f.region and o.kind = 'follow_up' \
           and o.subject_id = f.id and o.unit_id = f.lead_unit_id and o.state in (0, 1, 2) \
         left join escalation e on e.region = f.region and e.follow_up_id = f.id \
           and o.state in (0, 2) and e.due_at = coalesce(f.due_at, 0) \
           and not exists (select 1 from escalation h where h.region = e.region \
             and h.follow_up_id = e.follow_up_id and h.due_at = e.due_at and h.level > e.level) \
         left join follow_up_risk r on r.region = f.region and r.follow_up_id = f.id \
         where f.region = $1 and f.audience = 0 order by coalesce(e.level, 0) desc, coalesce(f.due_at, 0), f.id \
         limit {limit}"
    );
    let rows: Vec<Joined> = sql::all(conn, &question, vec![region.as_str().into()]).await?;
    let rows = rows.into_iter().map(|row| row.0);
    Ok(rows
        .filter(|it| it.escalated.is_some() || it.risk.is_some())
        .collect())
}
