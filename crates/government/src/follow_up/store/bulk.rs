//! One step on many follow-ups, in one transaction: each on the version that was seen. What
//! somebody else changed meanwhile is left as it is and named; the rest goes through.

use platform::{
    Place, Problem, RegionCode, Tx, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    follow_up::{
        FollowUp, REPORT,
        rules::{Standing, Status},
        store::{
            find,
            read::{COLUMNS, FROM, Row},
            report::{Decision, decide},
            terms::extend,
        },
    },
    review::ReviewState,
    structure::Due,
};

/// A follow-up as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub id: Uuid,
    /// In which version.
    pub version: i64,
}

/// A follow-up that was left as it is, and why.
#[derive(Clone, Debug)]
pub struct Left {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// Why, as a clause: "sudah dikembalikan orang lain".
    pub why: String,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// Those it was done to.
    pub done: Vec<FollowUp>,
    /// Those that were left.
    pub left: Vec<Left>,
}

/// What is done to each.
#[derive(Clone, Debug)]
pub enum Step {
    /// Its waiting report is verified or returned, with this note. Four eyes hold for each.
    Decide {
        /// Which.
        decision: Decision,
        /// The note.
        note: String,
        /// Whether the region lets one person send and verify.
        one_person_both_steps: bool,
    },
    /// Its date is put off, for this reason.
    Extend {
        /// Until when.
        due: Due,
        /// Why.
        reason: String,
    },
}

/// Takes a step on each; `covers` says which places the right reaches. A step refuses before it
/// writes anything, so what is refused is left untouched.
///
/// # Errors
/// When the database cannot be used.
pub async fn each(
    tx: &mut Tx,
    seen: &[Seen],
    covers: impl Fn(&Place) -> bool + Send,
    step: &Step,
) -> Result<Came, Problem> {
    let mut came = Came::default();
    for seen in seen {
        let Some(found) = find(tx.conn(), tx.region(), seen.id).await? else {
            continue;
        };
        let follow_up = found.follow_up;
        let why = if !covers(&found.place) {
            "di luar kewenangan Anda".to_owned()
        } else if follow_up.version != seen.version {
            moved(&follow_up).to_owned()
        } else {
            match take(tx, &follow_up, step).await {
                Ok(()) => {
                    came.done.push(follow_up);
                    continue;
                }
                Err(Problem::Refused(text) | Problem::Conflict(text)) => text,
                Err(other) => return Err(other),
            }
        };
        came.left.push(Left { follow_up, why });
    }
    if came.done.is_empty() {
        tx.nothing_changed();
    }
    Ok(came)
}

async fn take(tx: &mut Tx, it: &FollowUp, step: &Step) -> Result<(), Problem> {
    match step {
        Step::Decide {
            decision,
            note,
            one_person_both_steps,
        } => {
            let latest: Option<Uuid> = sql::value(
                tx.conn(),
                "select id from progress_report where region = $1 and follow_up_id = $2 \
                 order by number desc limit 1",
                vec![tx.region().as_str().into(), it.id.into()],
            )
            .await?;
            let report = latest.ok_or_else(|| Problem::Refused("belum ada laporan".into()))?;
            decide(tx, it, report, *decision, note, *one_person_both_steps).await
        }
        Step::Extend { due, reason } => extend(tx, it, *due, reason).await,
    }
}

/// What happened to a follow-up that is not as it was seen.
fn moved(now: &FollowUp) -> &'static str {
    match (now.standing, now.round) {
        (Standing::Cancelled | Standing::Impossible, _) => "sudah dibatalkan orang lain",
        (_, Some(ReviewState::Returned)) => "sudah dikembalikan orang lain",
        (_, Some(ReviewState::Verified | ReviewState::Final)) => "sudah disetujui orang lain",
        _ if now.status() == Status::Waiting => "laporannya dikirim ulang sejak Anda membukanya",
        _ => "berubah sejak Anda membukanya",
    }
}

/// Several follow-ups that everybody may see, by their ids, with the place of their lead, with one statement; in order of
/// their dates.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_ids<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    ids: &[Uuid],
) -> Result<Vec<(FollowUp, Place)>, Problem> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select {COLUMNS} {FROM} where f.region = $1 and f.audience = 0 and f.id in ({}) \
         order by case when f.due_at is null then 1 else 0 end, f.due_at, f.year, f.serial",
        places(1, ids.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .map(Row::read)
        .map(|found| (found.follow_up, found.place))
        .collect())
}

/// A sent report at a glance.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Glance {
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// Number of the report.
    pub number: i64,
    /// How many so far, as stored.
    pub amount: Option<String>,
    /// What was done.
    pub note: String,
    /// Who wrote it.
    pub drafted_by: Option<Uuid>,
    /// Who sent it.
    pub submitted_by: Option<Uuid>,
    /// In words.
    pub submitted_name: String,
    /// Pieces of evidence.
    pub pieces: i64,
}

/// The reports of these follow-ups that wait for a decision, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting_reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    ids: &[Uuid],
) -> Result<Vec<Glance>, Problem> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), REPORT.into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select r.follow_up_id as follow_up_id, r.number as number, r.amount as amount, \
         r.note as note, r.drafted_by as drafted_by, r.submitted_by as submitted_by, \
         r.submitted_name as submitted_name, \
         (select count(*) from evidence_use e where e.region = r.region \
            and e.subject_kind = $2 and e.subject_id = r.id) as pieces \
         from progress_report r where r.region = $1 and r.state = 2 and r.follow_up_id in ({})",
        places(2, ids.len())
    );
    sql::all(conn, &question, values).await
}
