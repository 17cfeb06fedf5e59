//! Versions of an agreement: the first, and one for each revision.

use government::evidence::{self, NewEvidence};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{AGREEMENT, Agreement, VERSION};
use crate::rules::VersionState;

/// A version.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Version {
    /// Id.
    pub id: Uuid,
    /// Its number.
    pub number: i64,
    /// On which ground it was made; empty for the first.
    pub ground: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// When.
    pub approved_at: Option<i64>,
    state: i16,
    signed_on: Option<String>,
    /// Who signed as first party, or empty.
    pub first_name: String,
    /// In which office.
    pub first_office: String,
    /// Who signed as second party, or empty.
    pub second_name: String,
    /// In which office.
    pub second_office: String,
}

impl Version {
    /// Where it stands.
    pub fn state(&self) -> VersionState {
        VersionState::from_code(self.state)
    }

    /// When it was signed.
    pub fn signed(&self) -> Option<Date> {
        self.signed_on.as_deref().and_then(date::parse)
    }
}

/// Why a version is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    pub(super) ground: String,
    pub(super) reason: String,
    pub(super) approver: String,
    pub(super) approved_at: Option<i64>,
}

/// Makes a version without lines.
pub(super) async fn add(
    tx: &Tx,
    agreement: Uuid,
    number: i64,
    origin: &Origin,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "agreement_version",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("agreement_id", agreement.into()),
            ("number", number.into()),
            ("ground", origin.ground.clone().into()),
            ("reason", origin.reason.clone().into()),
            ("approver", origin.approver.clone().into()),
            ("approved_at", origin.approved_at.into()),
            ("state", VersionState::Draft.code().into()),
            ("note", "".into()),
            ("sent_name", "".into()),
            ("first_office", "".into()),
            ("first_name", "".into()),
            ("second_office", "".into()),
            ("second_name", "".into()),
        ],
    )
    .await?;
    Ok(id)
}

/// Keeps a signed sheet as evidence of the version that stands.
///
/// # Errors
/// When a statement fails.
pub async fn add_scan(tx: &mut Tx, it: &Agreement, scan: NewEvidence) -> Result<(), Problem> {
    let subject = Ref::new(VERSION, it.version_id);
    evidence::add(tx, it.unit_id, subject, scan).await?;
    let details = json!({ "Pindaian bertanda tangan": it.title() });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// The versions of an agreement, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn versions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> Result<Vec<Version>, Problem> {
    let question = "select id, number, ground, reason, approver, approved_at, state, signed_on, \
        first_name, first_office, second_name, second_office from agreement_version \
        where region = $1 and agreement_id = $2 order by number desc";
    let values = vec![region.as_str().into(), agreement.into()];
    sql::all(conn, question, values).await
}
