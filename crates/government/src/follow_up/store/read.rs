//! Reading follow-ups.

use figures::Amount;
use platform::{
    Place, Problem, RegionCode, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    audience::{Audience, LimitedKind, Viewer},
    follow_up::SUBJECT,
    follow_up::rules::{FollowUpKind, Standing, Status, Terms},
    review::ReviewState,
    structure::Due,
};

/// A follow-up.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// Id.
    pub id: Uuid,
    /// Year and serial number: "TL-12/2026".
    pub number: String,
    /// Where it came from, as stored.
    pub origin: (String, Uuid),
    /// What is to be done.
    pub task: String,
    /// How binding it is.
    pub kind: FollowUpKind,
    /// Who leads.
    pub lead: Uuid,
    /// What is counted.
    pub measure: Option<String>,
    /// How many.
    pub target: Option<Amount>,
    /// By when.
    pub due: Option<Due>,
    /// How far that is agreed.
    pub terms: Terms,
    /// Whether it is still asked for.
    pub standing: Standing,
    /// Why not.
    pub standing_reason: String,
    /// State of the latest report.
    pub round: Option<ReviewState>,
    /// How many are verified.
    pub done: Option<Amount>,
    /// How many were reported last.
    pub reported: Option<Amount>,
    /// When the target was reached, microseconds.
    pub fulfilled_at: Option<i64>,
    /// When it was made, microseconds.
    pub created_at: i64,
    /// Who may see it.
    pub audience: Audience,
    /// Version; every change counts it up.
    pub version: i64,
}

impl FollowUp {
    /// Where it stands.
    pub fn status(&self) -> Status {
        Status::of(
            self.kind,
            self.standing,
            self.terms,
            self.round,
            self.done,
            self.target,
        )
    }

    /// Percent verified, 0 to 100; `None` without a target, and while nothing is verified: what
    /// nobody has reported is not zero.
    pub fn percent(&self) -> Option<u8> {
        Some(self.done?.percent_of(self.target?))
    }
}

/// A follow-up with the place of its lead.
#[derive(Clone, Debug)]
pub struct Located {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// Place of the lead.
    pub place: Place,
}

impl Located {
    /// It, where this person may see it.
    pub fn seen_by(self, viewer: &Viewer) -> Option<Self> {
        Some(self).filter(|it| viewer.sees(it.follow_up.audience, &it.place))
    }
}

/// Which follow-ups are not for everybody.
pub const LIMITED: LimitedKind = LimitedKind {
    kind: SUBJECT,
    question: "select id from follow_up where region = $1 and audience <> 0 and id in ({ids})",
};

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: Uuid,
    year: i64,
    serial: i64,
    origin_kind: String,
    origin_id: Uuid,
    task: String,
    kind: i16,
    lead_unit_id: Uuid,
    measure: Option<String>,
    target: Option<String>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    terms: i16,
    standing: i16,
    standing_reason: String,
    round: i16,
    done: Option<String>,
    reported: Option<String>,
    fulfilled_at: Option<i64>,
    created_at: i64,
    audience: i16,
    version: i64,
    lead_path: String,
}

pub(super) const COLUMNS: &str = "f.id as id, f.year as year, f.serial as serial, \
    f.origin_kind as origin_kind, f.origin_id as origin_id, f.task as task, f.kind as kind, \
    f.lead_unit_id as lead_unit_id, f.measure as measure, f.target as target, \
    f.due_date as due_date, f.due_minute as due_minute, f.due_at as due_at, f.terms as terms, \
    f.standing as standing, f.standing_reason as standing_reason, f.round as round, \
    f.done as done, f.reported as reported, f.fulfilled_at as fulfilled_at, \
    f.created_at as created_at, f.audience as audience, \
    f.version as version, lead.path as lead_path";

pub(super) const FROM: &str = "from follow_up f \
    join unit lead on lead.region = f.region and lead.id = f.lead_unit_id";

fn amount(stored: Option<String>) -> Option<Amount> {
    stored.as_deref().and_then(|text| text.parse().ok())
}

impl Row {
    pub(super) fn read(self) -> Located {
        Located {
            place: Place {
                id: self.lead_unit_id,
                path: self.lead_path,
            },
            follow_up: FollowUp {
                id: self.id,
                number: format!("TL-{}/{}", self.serial, self.year),
                origin: (self.origin_kind, self.origin_id),
                task: self.task,
                kind: FollowUpKind::from_code(self.kind).unwrap_or(FollowUpKind::Mandatory),
                lead: self.lead_unit_id,
                measure: self.measure,
                target: amount(self.target),
                due: Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at),
                terms: Terms::from_code(self.terms),
                standing: Standing::from_code(self.standing),
                standing_reason: self.standing_reason,
                round: ReviewState::from_code(self.round),
                done: amount(self.done),
                reported: amount(self.reported),
                fulfilled_at: self.fulfilled_at,
                created_at: self.created_at,
                audience: Audience::from_code(self.audience),
                version: self.version,
            },
        }
    }
}

/// The follow-up with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Located>, Problem> {
    let question = format!("select {COLUMNS} {FROM} where f.region = $1 and f.id = $2");
    let row: Option<Row> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(row.map(Row::read))
}

/// The follow-up a report belongs to.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_report<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    report: Uuid,
) -> Result<Option<Located>, Problem> {
    find_through(conn, region, "progress_report", report).await
}

/// The follow-up a proposal of terms belongs to.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_terms<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    terms: Uuid,
) -> Result<Option<Located>, Problem> {
    find_through(conn, region, "follow_up_terms", terms).await
}

async fn find_through<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    table: &str,
    id: Uuid,
) -> Result<Option<Located>, Problem> {
    let question = format!(
        "select {COLUMNS} {FROM} join {table} x on x.region = f.region and x.follow_up_id = f.id \
         where x.region = $1 and x.id = $2"
    );
    let row: Option<Row> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(row.map(Row::read))
}

/// Units that support a follow-up.
///
/// # Errors
/// When the database cannot be read.
pub async fn supporters<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Vec<Uuid>, Problem> {
    sql::values(
        conn,
        "select unit_id from follow_up_supporter where region = $1 and follow_up_id = $2",
        vec![region.as_str().into(), follow_up.into()],
    )
    .await
}

/// A version of measure, target and date.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TermsRow {
    /// Id.
    pub id: Uuid,
    /// Number of the version, from 1.
    pub number: i64,
    /// What is counted.
    pub measure: Option<String>,
    /// How many, as stored.
    pub target: Option<String>,
    /// By when.
    pub due_date: Option<String>,
    /// Minutes after midnight.
    pub due_minute: Option<i64>,
    /// As an instant.
    pub due_at: Option<i64>,
    /// 1 proposed, 2 agreed, 3 turned down, 4 replaced.
    pub state: i16,
    /// Why it is to change.
    pub reason: String,
    /// Who proposed it.
    pub proposed_name: String,
    /// When, microseconds.
    pub proposed_at: i64,
    /// Who decided.
    pub decided_name: String,
    /// When, microseconds.
    pub decided_at: Option<i64>,
    /// With which words.
    pub decision_note: String,
}

impl TermsRow {
    /// By when.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// How many.
    pub fn target(&self) -> Option<Amount> {
        amount(self.target.clone())
    }
}

/// All versions of measure, target and date, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn terms_history<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Vec<TermsRow>, Problem> {
    sql::all(
        conn,
        "select id, number, measure, target, due_date, due_minute, due_at, state, reason, \
         proposed_name, proposed_at, decided_name, decided_at, decision_note \
         from follow_up_terms where region = $1 and follow_up_id = $2 order by number desc",
        vec![region.as_str().into(), follow_up.into()],
    )
    .await
}

/// A progress report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Report {
    /// Id.
    pub id: Uuid,
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// Number of the report, from 1.
    pub number: i64,
    /// How many so far, as stored; `None` while a draft lacks it.
    pub amount: Option<String>,
    /// What was done.
    pub note: String,
    /// What stands in the way.
    pub obstacle: String,
    /// State of review as stored.
    pub state: i16,
    /// Sent after the due instant.
    pub late: bool,
    /// Who wrote it.
    pub drafted_by: Option<Uuid>,
    /// In words.
    pub drafted_name: String,
    /// Who sent it.
    pub submitted_by: Option<Uuid>,
    /// In words.
    pub submitted_name: String,
    /// When, microseconds.
    pub submitted_at: Option<i64>,
    /// Number of the receipt.
    pub receipt_number: Option<i64>,
    /// SHA-256 of what was sent.
    pub content_hash: String,
    /// Who decided.
    pub decided_name: String,
    /// When, microseconds.
    pub decided_at: Option<i64>,
    /// Version.
    pub version: i64,
}

impl Report {
    /// State of review.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// How many so far.
    pub fn amount(&self) -> Option<Amount> {
        amount(self.amount.clone())
    }
}

pub(super) const REPORT_COLUMNS: &str = "id, follow_up_id, number, amount, note, obstacle, state, late, \
    drafted_by, drafted_name, submitted_by, submitted_name, submitted_at, receipt_number, \
    content_hash, decided_name, decided_at, version";

/// All reports of a follow-up, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Vec<Report>, Problem> {
    let question = format!(
        "select {REPORT_COLUMNS} from progress_report \
         where region = $1 and follow_up_id = $2 order by number desc"
    );
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), follow_up.into()],
    )
    .await
}

/// All reports of several follow-ups that were sent, newest first, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn sent_reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_ups: &[Uuid],
) -> Result<Vec<Report>, Problem> {
    if follow_ups.is_empty() {
        return Ok(vec![]);
    }
    let question = format!(
        "select {REPORT_COLUMNS} from progress_report where region = $1 \
         and follow_up_id in ({}) and submitted_at is not null order by submitted_at desc",
        places(1, follow_ups.len())
    );
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(follow_ups.iter().map(|id| Value::from(*id)));
    sql::all(conn, &question, values).await
}
