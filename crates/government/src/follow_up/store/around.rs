//! What stands around a follow-up on its page, with one statement: its supporters, the desks it
//! lies on, how far up it was reported, and the team that works on it.

use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{Level, Risk, Said};

/// That it was reported further up.
#[derive(Clone, Debug)]
pub struct ReportedUp {
    /// How far.
    pub level: Level,
    /// When, microseconds.
    pub at: i64,
    /// By whom; empty for the daily round.
    pub by_name: String,
    /// With which words.
    pub note: String,
}

/// What was said of it in a meeting.
#[derive(Clone, Debug)]
pub struct SaidOf {
    /// What.
    pub said: Said,
    /// When it was noted, microseconds.
    pub at: i64,
    /// Who noted it.
    pub by_name: String,
    /// With which words.
    pub note: String,
}

/// What stands around a follow-up.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Units that support it.
    pub supporters: Vec<Uuid>,
    /// Names of institutions outside the regional government that support it.
    pub institutions: Vec<String>,
    /// Desks it lies on, in words.
    pub desks: Vec<String>,
    /// What could go wrong, with how likely and how bad it is.
    pub risk: Option<Risk>,
    /// How far up it was reported for its present date, oldest first.
    pub reported_up: Vec<ReportedUp>,
    /// Name of the team that works on it; empty where no team does.
    pub team: String,
    /// What was said of it in meetings, oldest first.
    pub said: Vec<SaidOf>,
    /// Posts whose photo or number came by a link and waits.
    pub came: Vec<String>,
}

#[derive(FromQueryResult)]
struct Row {
    kind: i16,
    id: Uuid,
    name: String,
    note: String,
    at: i64,
    level: i16,
}

/// What stands around a follow-up.
///
/// # Errors
/// When the database cannot be read.
pub async fn around<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Around, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select cast(1 as smallint) as kind, unit_id as id, '' as name, '' as note, \
         cast(0 as bigint) as at, cast(0 as smallint) as level from follow_up_supporter \
         where region = $1 and follow_up_id = $2 \
         union all \
         select cast(2 as smallint), id, to_name, '', created_at, cast(0 as smallint) \
         from disposition where region = $1 and follow_up_id = $2 and state = 0 \
         union all \
         select cast(3 as smallint), e.follow_up_id, e.by_name, e.note, e.at, e.level \
         from escalation e join follow_up f on f.region = e.region and f.id = e.follow_up_id \
         where e.region = $1 and e.follow_up_id = $2 and e.due_at = coalesce(f.due_at, 0) \
         union all \
         select cast(4 as smallint), t.id, t.name, '', cast(0 as bigint), cast(0 as smallint) \
         from follow_up_team f join team t on t.region = f.region and t.id = f.team_id \
         where f.region = $1 and f.follow_up_id = $2 \
         union all \
         select cast(5 as smallint), follow_up_id, words, mitigation, at, \
         cast(likelihood * 10 + impact as smallint) from follow_up_risk \
         where region = $1 and follow_up_id = $2 \
         union all \
         select cast(6 as smallint), follow_up_id, by_name, note, at, said \
         from oral_report where region = $1 and follow_up_id = $2 \
         union all \
         select cast(7 as smallint), id, post_title, note, used_at, asks from upload_link \
         where region = $1 and follow_up_id = $2 and used_at is not null and taken is null \
         union all \
         select cast(8 as smallint), i.id, i.name, '', cast(0 as bigint), cast(0 as smallint) \
         from follow_up_institution f \
         join institution i on i.region = f.region and i.id = f.institution_id \
         where f.region = $1 and f.follow_up_id = $2 \
         order by 1, 5, 6, 3",
        vec![region.as_str().into(), follow_up.into()],
    )
    .await?;
    let mut around = Around::default();
    for row in rows {
        match row.kind {
            1 => around.supporters.push(row.id),
            2 => around.desks.push(row.name),
            4 => around.team = row.name,
            5 => {
                let risk = Risk {
                    follow_up_id: row.id,
                    words: row.name,
                    likelihood: row.level / 10,
                    impact: row.level % 10,
                    mitigation: row.note,
                    by_name: String::new(),
                    at: row.at,
                };
                around.risk = Some(risk);
            }
            6 => around
                .said
                .extend(Said::from_code(row.level).map(|said| SaidOf {
                    said,
                    at: row.at,
                    by_name: row.name,
                    note: row.note,
                })),
            7 => around.came.push(row.name),
            8 => around.institutions.push(row.name),
            _ => around
                .reported_up
                .extend(Level::from_code(row.level).map(|level| ReportedUp {
                    level,
                    at: row.at,
                    by_name: row.name,
                    note: row.note,
                })),
        }
    }
    Ok(around)
}
