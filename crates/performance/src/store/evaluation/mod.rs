//! *Bahan Evaluasi Kepala Perangkat Daerah*: who led the units of agreements, and what people proposed and
//! decided about them. Read by few: what is written here stands in no shared list and no search.

mod lead;
mod propose;

use government::review::ReviewState;
use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

pub use lead::{signatures_of, signatures_of_year, tenures_of_region, tenures_of_unit};
pub use propose::{NewProposal, decide_proposal, propose};

use crate::rules::{ProposalKind, proposal_state};

/// Kind of what is decided about a head in audit rows and review.
pub const EVALUATION: &str = "performance.head_evaluation";

/// What was proposed about a head for the year of an agreement.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HeadEvaluation {
    /// Id.
    pub id: Uuid,
    /// The agreement of the unit that was led.
    pub agreement_id: Uuid,
    /// The person.
    pub account_id: Uuid,
    kind: i16,
    /// Why, as a person wrote it.
    pub reason: String,
    /// What the page said when it was proposed.
    pub basis: String,
    state: i16,
    /// Who proposed it.
    pub proposed_by: Option<Uuid>,
    /// Name of who proposed it.
    pub proposed_name: String,
    /// When.
    pub proposed_at: Option<i64>,
    /// Name of who decided, or empty.
    pub decided_name: String,
    /// When.
    pub decided_at: Option<i64>,
    /// Version of the row.
    pub version: i64,
}

impl HeadEvaluation {
    /// What is proposed.
    pub fn kind(&self) -> ProposalKind {
        ProposalKind::from_code(self.kind)
    }

    /// Where it stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// Whether somebody else agreed: from then on the person concerned reads it too.
    pub fn is_decided(&self) -> bool {
        matches!(self.state(), ReviewState::Verified | ReviewState::Final)
    }

    /// "Usulan Penghargaan, Menunggu putusan".
    pub fn words(&self) -> String {
        format!(
            "{}, {}",
            self.kind().label(),
            proposal_state(self.state()).0
        )
    }
}

const QUESTION: &str = "select e.id as id, e.agreement_id as agreement_id, \
    e.account_id as account_id, e.kind as kind, e.reason as reason, e.basis as basis, \
    e.state as state, e.proposed_by as proposed_by, e.proposed_name as proposed_name, \
    e.proposed_at as proposed_at, e.decided_name as decided_name, e.decided_at as decided_at, \
    e.version as version from head_evaluation e \
    join performance_agreement a on a.region = e.region and a.id = e.agreement_id";

/// What was proposed about the heads of a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn evaluations<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<HeadEvaluation>, Problem> {
    let question = format!("{QUESTION} where e.region = $1 and a.year_id = $2");
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// What was proposed about a person for the year of an agreement.
///
/// # Errors
/// When the database cannot be read.
pub async fn evaluation_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
    account: Uuid,
) -> Result<Option<HeadEvaluation>, Problem> {
    let question =
        format!("{QUESTION} where e.region = $1 and e.agreement_id = $2 and e.account_id = $3");
    let values = vec![region.as_str().into(), agreement.into(), account.into()];
    sql::one(conn, &question, values).await
}
