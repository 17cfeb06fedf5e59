//! Editions of a document: what stood in it each time it was sent, and what became of that.

use platform::{
    Problem, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::Date;

use super::PlanDocument;
use crate::rules::document::{Content, DocumentKind, EditionState};

/// An edition, without what stands in it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Edition {
    /// Its number.
    pub number: i64,
    state: i16,
    /// Who sent it.
    pub sent_name: String,
    /// When.
    pub sent_at: i64,
    /// What set it, or empty.
    pub basis: String,
    set_on: Option<String>,
    /// Who noted that.
    pub set_name: String,
    /// When.
    pub set_at: Option<i64>,
}

impl Edition {
    /// How it stands.
    pub fn state(&self) -> EditionState {
        EditionState::from_code(self.state).unwrap_or(EditionState::Sent)
    }

    /// Whether it was set.
    pub fn is_set(&self) -> bool {
        self.state() == EditionState::Set
    }

    /// The day on which it was set.
    pub fn set_on(&self) -> Option<Date> {
        self.set_on.as_deref().and_then(date::parse)
    }
}

/// The editions of a document, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn editions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    document: Uuid,
) -> Result<Vec<Edition>, Problem> {
    let question = "select number, state, sent_name, sent_at, basis, set_on, set_name, set_at \
        from plan_document_edition where region = $1 and document_id = $2 order by number desc";
    let values = vec![region.as_str().into(), document.into()];
    sql::all(conn, question, values).await
}

/// What stood in an edition.
///
/// # Errors
/// `Problem::NotFound` when there is no such edition; else when the database cannot be read.
pub async fn edition_content<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    document: Uuid,
    number: i64,
) -> Result<Content, Problem> {
    let question = "select content from plan_document_edition where region = $1 \
        and document_id = $2 and number = $3";
    let values = vec![region.as_str().into(), document.into(), number.into()];
    let found: Vec<String> = sql::values(conn, question, values).await?;
    let found = found.first().ok_or(Problem::NotFound)?;
    serde_json::from_str(found).map_err(Problem::internal)
}

/// What the work plans of a year say: of each the latest edition that is set; where none is, the one that was
/// sent and is not decided.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
    year: i64,
) -> Result<Vec<Content>, Problem> {
    let question = "select e.content as content from plan_document d \
        join plan_document_edition e on e.region = d.region and e.document_id = d.id \
        where d.region = $1 and d.plan_id = $2 and d.kind = $3 and d.year = $4 \
        and d.dropped = '' and e.number = coalesce((select max(x.number) \
          from plan_document_edition x where x.region = e.region \
          and x.document_id = e.document_id and x.state = $5), (select max(x.number) \
          from plan_document_edition x where x.region = e.region \
          and x.document_id = e.document_id and x.state = $6)) order by d.id";
    let values = vec![
        region.as_str().into(),
        plan.into(),
        DocumentKind::AgencyWorkPlan.code().into(),
        year.into(),
        EditionState::Set.code().into(),
        EditionState::Sent.code().into(),
    ];
    let found: Vec<String> = sql::values(conn, question, values).await?;
    let read = |it: &String| serde_json::from_str(it).map_err(Problem::internal);
    found.iter().map(read).collect()
}

/// Keeps what is sent.
pub(super) async fn freeze(tx: &Tx, it: &PlanDocument, content: &Content) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "plan_document_edition",
        vec![
            ("region", tx.region().as_str().into()),
            ("document_id", it.id.into()),
            ("number", (it.sent_count + 1).into()),
            ("state", EditionState::Sent.code().into()),
            (
                "content",
                serde_json::to_string(content)
                    .map_err(Problem::internal)?
                    .into(),
            ),
            ("sent_name", tx.stamp().label.clone().into()),
            ("sent_at", tx.now().0.into()),
            ("basis", "".into()),
            ("set_name", "".into()),
        ],
    )
    .await
    .map(drop)
}

/// Notes what became of the edition that was sent last.
pub(super) async fn decided(
    tx: &Tx,
    it: &PlanDocument,
    state: EditionState,
    setting: Option<(&str, Date)>,
) -> Result<(), Problem> {
    let (basis, day) = setting.map_or(("", None), |(basis, day)| (basis, Some(date::iso(day))));
    let set = setting.is_some();
    sql::run(
        tx.conn(),
        "update plan_document_edition set state = $4, basis = $5, set_on = $6, set_name = $7, \
         set_at = $8 where region = $1 and document_id = $2 and number = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            it.sent_count.into(),
            state.code().into(),
            basis.into(),
            day.into(),
            match set {
                true => tx.stamp().label.clone().into(),
                false => "".into(),
            },
            set.then_some(tx.now().0).into(),
        ],
    )
    .await
    .map(drop)
}
