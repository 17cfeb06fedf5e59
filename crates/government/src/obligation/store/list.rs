//! Lists over all kinds of obligations: the work list, and the names behind a number of the
//! leader's page.

use platform::{
    Instant, Problem, RegionCode, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    audience::{Audience, Viewer},
    structure::Due,
};

/// A row of a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// Kind of obligation.
    pub kind: String,
    /// Kind of the subject, for its path.
    pub subject_kind: String,
    /// The subject.
    pub subject_id: Uuid,
    /// Who owes it.
    pub unit_id: Uuid,
    /// What.
    pub title: String,
    /// Of what.
    pub measure: Option<String>,
    /// How many are verified, canonical text.
    pub done: Option<String>,
    /// Of how many, canonical text.
    pub total: Option<String>,
    /// By when.
    pub due_date: Option<String>,
    /// Minutes after midnight.
    pub due_minute: Option<i64>,
    /// As an instant.
    pub due_at: Option<i64>,
    /// State as stored.
    pub state: i16,
    /// Where the subject came from.
    pub origin_kind: String,
    /// Its id.
    pub origin_id: Uuid,
    audience: i16,
}

impl Listed {
    /// By when.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// Whether not everybody may see it.
    pub fn is_limited(&self) -> bool {
        Audience::from_code(self.audience).is_limited()
    }

    /// "3 dari 5 kelurahan".
    pub fn progress(&self) -> String {
        let number = |stored: &Option<String>| {
            stored
                .as_deref()
                .and_then(|text| text.parse::<figures::Amount>().ok())
        };
        let measure = self.measure.as_deref().unwrap_or("");
        match (number(&self.done), number(&self.total)) {
            (Some(done), Some(total)) => format!("{done} dari {total} {measure}"),
            (None, Some(total)) => format!("Belum ada capaian, target {total} {measure}"),
            _ => String::new(),
        }
    }
}

const COLUMNS: &str = "kind, subject_kind, subject_id, unit_id, title, measure, done, total, \
    due_date, due_minute, due_at, state, origin_kind, origin_id, audience";

/// Most rows of a work list; beyond it the page says how to narrow down.
pub const WORK_LIMIT: i64 = 200;

/// What waits for somebody's decision.
#[derive(Clone, Debug, Default)]
pub struct Decides {
    /// Kinds, anywhere in the region.
    pub kinds: Vec<&'static str>,
    /// Reports on what auditors found.
    pub audited: bool,
}

/// What somebody has to do: what the unit owes (`Open`, `Returned`), and what waits for a decision
/// anywhere in the region. The most urgent first.
///
/// # Errors
/// When the database cannot be read.
pub async fn work<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
    decides: &Decides,
    viewer: &Viewer,
) -> Result<Vec<Listed>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into(), unit.into(), viewer.pattern().into()];
    let seen = viewer.condition("obligation", 3);
    // a question per state: each is one stretch of the index
    let of_unit = |state: i16| {
        format!(
            "select {COLUMNS} from obligation where region = $1 and unit_id = $2 and state = {state} \
             and {seen}"
        )
    };
    let mut question = format!("{} union all {}", of_unit(0), of_unit(2));
    if !decides.kinds.is_empty() {
        let limited = match viewer.audits() {
            true => "",
            false => " and audience = 0",
        };
        values.extend(decides.kinds.iter().map(|kind| Value::from(*kind)));
        question += &format!(
            " union all select {COLUMNS} from obligation where region = $1 and state = 1 \
             and kind in ({}){limited}",
            places(3, decides.kinds.len())
        );
    }
    if decides.audited {
        question += &format!(
            " union all select {COLUMNS} from obligation where region = $1 and state = 1 \
             and kind = 'follow_up' and audience = 2"
        );
    }
    let question = format!(
        "select * from ({question}) w order by case when state = 2 then 0 else 1 end, \
         case when due_at is null then 1 else 0 end, due_at, title limit {WORK_LIMIT}"
    );
    sql::all(conn, &question, values).await
}

/// The names behind a number of a page that everybody reads: what a unit has in these states, late
/// ones first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
    limit: i64,
) -> Result<Vec<Listed>, Problem> {
    let question = format!(
        "select {COLUMNS} from obligation where region = $1 and unit_id = $2 and state in (0, 1, 2) \
         and audience = 0 order by case when due_at is null then 1 else 0 end, due_at, title limit {limit}"
    );
    sql::all(conn, &question, vec![region.as_str().into(), unit.into()]).await
}

/// What is late in a region, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn late<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: Instant,
    limit: i64,
) -> Result<Vec<Listed>, Problem> {
    let question = format!(
        "select {COLUMNS} from obligation where region = $1 and kind = 'follow_up' \
         and state in (0, 2) and due_at <= $2 and audience = 0 order by due_at, title limit {limit}"
    );
    sql::all(conn, &question, vec![region.as_str().into(), now.0.into()]).await
}

/// What is due on the days of a stretch, of one unit or of all: what is still owed or waits, for
/// whom it may be seen. Days are stored words, `2026-11-01`.
///
/// # Errors
/// When the database cannot be read.
pub async fn due_between<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    days: (&str, &str),
    unit: Option<Uuid>,
    viewer: &Viewer,
    limit: i64,
) -> Result<Vec<Listed>, Problem> {
    let mut values: Vec<Value> = vec![
        region.as_str().into(),
        days.0.into(),
        days.1.into(),
        viewer.pattern().into(),
    ];
    let of_unit = unit.map_or("", |id| {
        values.push(id.into());
        " and unit_id = $5"
    });
    let question = format!(
        "select {COLUMNS} from obligation where region = $1 and kind = 'follow_up' \
         and state in (0, 1, 2) and due_date >= $2 and due_date <= $3{of_unit} \
         and {} \
         order by due_date, title limit {limit}",
        viewer.condition("obligation", 4)
    );
    sql::all(conn, &question, values).await
}
