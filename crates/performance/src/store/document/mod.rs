//! Documents made from the tree of a term: asked of units by a date, sent, set, opened again for a change.

mod content;
mod edition;
mod merger;
mod owed;
mod review;
mod value;

use government::{review::ReviewState, structure::Due};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

pub use content::{Made, content_of, written};
pub use edition::{Edition, edition_content, editions, standing};
pub use merger::moves;
pub use owed::DOCUMENTS;
pub use review::{Setting, reopen_document, return_document, send_document, set_document};
pub use value::{OwnValue, keep_values, own_values};

use crate::rules::document::{DocumentKind, state_label};

/// Kind of a document in mentions, audit rows, review and obligations.
pub const DOCUMENT: &str = "performance.plan_document";

/// A document of a unit, or of the region.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PlanDocument {
    /// Id.
    pub id: Uuid,
    /// The plan of the term.
    pub plan_id: Uuid,
    /// Its name.
    pub plan_title: String,
    /// First year of the term.
    pub first_year: i64,
    /// Last year of the term.
    pub last_year: i64,
    kind: i16,
    /// The year; the first of the term where it is about all of them.
    pub year: i64,
    /// Who owes it.
    pub unit_id: Uuid,
    unit_path: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
    /// How often it was sent.
    pub sent_count: i64,
    /// How often it was set.
    pub set_count: i64,
    /// What set it last, or empty.
    pub basis: String,
    set_on: Option<String>,
    /// Who wrote in it last.
    pub written_by: Option<Uuid>,
    /// Who sent it.
    pub sent_by: Option<Uuid>,
    /// Name of who sent it, or empty.
    pub sent_name: String,
    /// When.
    pub sent_at: Option<i64>,
    /// Why nobody asks for it any more, or empty.
    pub dropped: String,
    /// Version of the row.
    pub version: i64,
}

impl PlanDocument {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Which document.
    pub fn kind(&self) -> DocumentKind {
        DocumentKind::from_code(self.kind).unwrap_or(DocumentKind::AgencyWorkPlan)
    }

    /// "Renja 2027", "Renstra 2025-2029".
    pub fn title(&self) -> String {
        let kind = self.kind();
        match kind.of_a_year() {
            true => format!("{} {}", kind.label(), self.year),
            false => format!("{} {}-{}", kind.label(), self.first_year, self.last_year),
        }
    }

    /// The years it is about.
    pub fn years(&self) -> Vec<i64> {
        match self.kind().of_a_year() {
            true => vec![self.year],
            false => (self.first_year..=self.last_year).collect(),
        }
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

    /// Whether it is set and not open for a change.
    pub fn is_set(&self) -> bool {
        matches!(self.state(), ReviewState::Verified | ReviewState::Final)
    }

    /// Words of its state, with the class of their mark.
    pub fn label(&self) -> (&'static str, &'static str) {
        match self.dropped.is_empty() {
            true => state_label(self.state(), self.set_count),
            false => ("Tidak diminta lagi", "chip"),
        }
    }

    /// By when it is sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// Whether it was sent after its date.
    pub fn was_late(&self) -> bool {
        let sent = self.sent_at.filter(|_| !self.is_open());
        sent.zip(self.due_at).is_some_and(|(sent, due)| sent >= due)
    }

    /// The day on which it was set last.
    pub fn set_on(&self) -> Option<Date> {
        self.set_on.as_deref().and_then(date::parse)
    }
}

const QUESTION: &str = "select d.id as id, d.plan_id as plan_id, p.title as plan_title, \
    p.first_year as first_year, p.last_year as last_year, d.kind as kind, d.year as year, \
    d.unit_id as unit_id, u.path as unit_path, d.due_date as due_date, \
    d.due_minute as due_minute, d.due_at as due_at, d.state as state, \
    d.sent_count as sent_count, d.set_count as set_count, d.basis as basis, d.set_on as set_on, \
    d.written_by as written_by, d.sent_by as sent_by, d.sent_name as sent_name, \
    d.sent_at as sent_at, d.dropped as dropped, d.version as version from plan_document d \
    join development_plan p on p.region = d.region and p.id = d.plan_id \
    join unit u on u.region = d.region and u.id = d.unit_id";

/// The document with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_document<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<PlanDocument>, Problem> {
    let question = format!("{QUESTION} where d.region = $1 and d.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The documents of a plan for a year, and those for all its years, in order of kinds and units.
///
/// # Errors
/// When the database cannot be read.
pub async fn documents<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
    year: i64,
) -> Result<Vec<PlanDocument>, Problem> {
    let question = format!(
        "{QUESTION} where d.region = $1 and d.plan_id = $2 and (d.year = $3 or d.kind = $4) \
         order by d.kind, u.number, u.name"
    );
    let values = vec![
        region.as_str().into(),
        plan.into(),
        year.into(),
        DocumentKind::AgencyStrategicPlan.code().into(),
    ];
    sql::all(conn, &question, values).await
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which document.
    pub kind: DocumentKind,
    /// The plan of the term.
    pub plan: Uuid,
    /// The year; the first of the term where it is about all of them.
    pub year: i64,
    /// Of whom.
    pub units: Vec<Uuid>,
    /// By when.
    pub due: Due,
}

/// Asks each of these units for a document; of those that were asked already the ones that are open get
/// the new date, the others stay as they are. How many were asked anew, and how many got another date.
///
/// # Errors
/// `Problem::Refused` when another unit keeps the annual plan of that year already.
pub async fn ask_documents(tx: &mut Tx, asked: &Asked) -> Result<(usize, usize), Problem> {
    let region = tx.region().clone();
    // one at a time for a plan: the annual plan of a year is kept by one unit
    sql::run(
        tx.conn(),
        "update development_plan set version = version where region = $1 and id = $2",
        vec![region.as_str().into(), asked.plan.into()],
    )
    .await?;
    let known = documents(tx.conn(), &region, asked.plan, asked.year).await?;
    let known: Vec<&PlanDocument> = known.iter().filter(|it| it.kind() == asked.kind).collect();
    let strange = known.iter().find(|it| !asked.units.contains(&it.unit_id));
    if let (false, Some(other)) = (asked.kind.of_each_unit(), strange) {
        return Err(Problem::Refused(format!(
            "{} sudah diminta dari unit lain. Buka dokumennya untuk mengubah batas waktunya.",
            other.title()
        )));
    }
    let (mut made, mut moved) = (0, 0);
    for unit in &asked.units {
        match known.iter().find(|it| it.unit_id == *unit) {
            None => {
                add(tx, asked, *unit).await?;
                made += 1;
            }
            Some(it) if it.is_open() => {
                set_due(tx, it, asked.due).await?;
                moved += 1;
            }
            Some(_) => {}
        }
    }
    Ok((made, moved))
}

async fn add(tx: &mut Tx, asked: &Asked, unit: Uuid) -> Result<(), Problem> {
    let id = tx.new_id();
    let due = asked.due;
    insert(
        tx.conn(),
        "plan_document",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("plan_id", asked.plan.into()),
            ("kind", asked.kind.code().into()),
            ("year", asked.year.into()),
            ("unit_id", unit.into()),
            ("due_date", date::iso(due.date).into()),
            ("due_minute", due.minute.into()),
            ("due_at", due.at.0.into()),
            ("state", ReviewState::Draft.code().into()),
            ("sent_count", 0_i64.into()),
            ("set_count", 0_i64.into()),
            ("basis", "".into()),
            ("sent_name", "".into()),
            ("dropped", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    note_due(tx, id, due).await
}

/// Gives a document another date.
async fn set_due(tx: &mut Tx, it: &PlanDocument, due: Due) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update plan_document set due_date = $3, due_minute = $4, due_at = $5, \
         version = version + 1 where region = $1 and id = $2 and version = $6",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            date::iso(due.date).into(),
            due.minute.into(),
            due.at.0.into(),
            it.version.into(),
        ],
    )
    .await?;
    note_due(tx, it.id, due).await
}

async fn note_due(tx: &mut Tx, id: Uuid, due: Due) -> Result<(), Problem> {
    government::obligation::settle(tx, &DOCUMENTS, id).await?;
    let details = json!({ "Dokumen rencana diminta, batas waktu": date::long(due.date) });
    tx.record(Ref::new(DOCUMENT, id), &details).await?;
    Ok(())
}
