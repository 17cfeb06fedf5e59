//! Performance reports (LKjIP): one of each agreement, its chapters, its review, what it compares with.

mod chapter;
mod compared;
mod confirmed;
mod owed;
mod review;

use government::{review::ReviewState, structure::Due};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

pub use chapter::{ChapterText, chapters_of, keep_chapter};
pub use compared::{PlanTarget, history, plan_targets};
pub use confirmed::{Confirmed, confirmed};
pub use owed::REPORTS;
pub use review::{Decision, decide_report, send_report};

/// Kind of a performance report in mentions, audit rows, review and obligations.
pub const REPORT: &str = "performance.report";
/// Kind of the reports of all units of a year put together, in audit rows.
pub const COMPILATION: &str = "performance.report_compilation";

/// A performance report of a unit for a year.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Report {
    /// Id.
    pub id: Uuid,
    /// The agreement it reports on.
    pub agreement_id: Uuid,
    /// The year of agreements.
    pub year_id: Uuid,
    /// The year as a number.
    pub year: i64,
    /// Whose.
    pub unit_id: Uuid,
    unit_path: String,
    /// The version of the agreement that stands, if any.
    pub signed_id: Option<Uuid>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
    /// How often it was sent: the version of the paper.
    pub edition: i64,
    /// Who wrote in it last.
    pub written_by: Option<Uuid>,
    /// Who sent it.
    pub sent_by: Option<Uuid>,
    /// Name of who sent it, or empty.
    pub sent_name: String,
    /// When.
    pub sent_at: Option<i64>,
    /// Name of who confirmed it, or empty.
    pub verified_name: String,
    /// When.
    pub verified_at: Option<i64>,
    /// How many chapters have words.
    pub filled: i64,
    /// Why nobody asks for it any more, or empty.
    pub dropped: String,
    /// Version of the row.
    pub version: i64,
}

impl Report {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// "Laporan Kinerja 2026".
    pub fn title(&self) -> String {
        title(self.year)
    }

    /// Where its review stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// Whether its unit writes in it.
    pub fn is_open(&self) -> bool {
        self.dropped.is_empty()
            && matches!(self.state(), ReviewState::Draft | ReviewState::Returned)
    }

    /// Words of its state, with the class of their mark.
    pub fn label(&self) -> (&'static str, &'static str) {
        match self.state() {
            ReviewState::Draft => ("Draf", "chip chip-belum"),
            ReviewState::Submitted => ("Menunggu reviu", "chip chip-menunggu"),
            ReviewState::Returned => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
            ReviewState::Verified | ReviewState::Final => ("Sudah direviu", "chip chip-tuntas"),
        }
    }

    /// By when it is sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }
}

/// "Laporan Kinerja 2026".
pub(super) fn title(year: i64) -> String {
    format!("Laporan Kinerja {year}")
}

const QUESTION: &str = "select p.id as id, p.agreement_id as agreement_id, a.year_id as year_id, \
    y.year as year, a.unit_id as unit_id, u.path as unit_path, s.id as signed_id, \
    p.due_date as due_date, p.due_minute as due_minute, p.due_at as due_at, p.state as state, \
    p.edition as edition, p.written_by as written_by, p.sent_by as sent_by, \
    p.sent_name as sent_name, p.sent_at as sent_at, p.verified_name as verified_name, \
    p.verified_at as verified_at, (select count(*) from report_chapter c where c.region = p.region \
      and c.report_id = p.id and c.body <> '') as filled, a.dropped as dropped, \
    p.version as version from performance_report p \
    join performance_agreement a on a.region = p.region and a.id = p.agreement_id \
    join agreement_year y on y.region = a.region and y.id = a.year_id \
    join unit u on u.region = a.region and u.id = a.unit_id \
    left join agreement_version s on s.region = a.region and s.agreement_id = a.id \
      and s.number = (select max(x.number) from agreement_version x \
        where x.region = a.region and x.agreement_id = a.id and x.state = 3)";

/// The reports of a year, in order of their units.
///
/// # Errors
/// When the database cannot be read.
pub async fn reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<Report>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and a.year_id = $2 order by u.number");
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// The report with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_report<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Report>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and p.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The report on an agreement, where one was asked for.
///
/// # Errors
/// When the database cannot be read.
pub async fn report_of_agreement<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> Result<Option<Report>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and p.agreement_id = $2");
    let values = vec![region.as_str().into(), agreement.into()];
    sql::one(conn, &question, values).await
}

/// Asks for a report of each of these agreements that has none, by the date of its unit; how many were
/// made.
///
/// # Errors
/// When a statement fails.
pub async fn add_reports(
    tx: &mut Tx,
    year: Uuid,
    agreements: &[(Uuid, Option<Due>)],
) -> Result<usize, Problem> {
    let known: Vec<Uuid> = sql::values(
        tx.conn(),
        "select p.agreement_id as agreement_id from performance_report p \
         join performance_agreement a on a.region = p.region and a.id = p.agreement_id \
         where p.region = $1 and a.year_id = $2",
        vec![tx.region().as_str().into(), year.into()],
    )
    .await?;
    let mut made = 0;
    for (agreement, due) in agreements.iter().filter(|(id, _)| !known.contains(id)) {
        let id = tx.new_id();
        insert(
            tx.conn(),
            "performance_report",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", id.into()),
                ("agreement_id", (*agreement).into()),
                ("due_date", due.map(|it| date::iso(it.date)).into()),
                ("due_minute", due.map(|it| it.minute).into()),
                ("due_at", due.map(|it| it.at.0).into()),
                ("state", ReviewState::Draft.code().into()),
                ("edition", 0_i64.into()),
                ("sent_name", "".into()),
                ("verified_name", "".into()),
                ("version", 1_i64.into()),
            ],
        )
        .await?;
        government::obligation::settle(tx, &REPORTS, id).await?;
        let details = json!({
            "Laporan kinerja diminta": due.map(|it| date::long(it.date)).unwrap_or_default(),
        });
        tx.record(Ref::new(REPORT, id), &details).await?;
        made += 1;
    }
    Ok(made)
}

/// Counts the version of a report up, if it is still as it was seen.
async fn touch(tx: &Tx, it: &Report, version: i64) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update performance_report set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![tx.region().as_str().into(), it.id.into(), version.into()],
    )
    .await?;
    super::changed(touched)
}
