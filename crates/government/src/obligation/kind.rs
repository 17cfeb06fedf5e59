//! Kinds of obligations and what is owed.

use futures_util::future::BoxFuture;
use platform::{App, Problem, Ref, RegionCode, Tx, Uuid, capability::Capability};

use crate::{
    audience::{Audience, LimitedKind},
    handover::LeftOpen,
    merger::UnitMove,
    search::SearchSource,
    structure::Due,
};

/// State of an obligation. Late and overdue are marks computed when read, not states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObligationState {
    /// Owed.
    Open,
    /// Sent, waits for somebody else.
    Submitted,
    /// Sent back with a note; owed again.
    Returned,
    /// Done.
    Fulfilled,
    /// No longer owed, for a stated reason.
    Withdrawn,
}

impl ObligationState {
    /// All states.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Submitted,
        Self::Returned,
        Self::Fulfilled,
        Self::Withdrawn,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Open => 0,
            Self::Submitted => 1,
            Self::Returned => 2,
            Self::Fulfilled => 3,
            Self::Withdrawn => 4,
        }
    }

    /// The state behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the unit still has something to do.
    pub fn is_owed(self) -> bool {
        matches!(self, Self::Open | Self::Returned)
    }
}

/// What a unit owes, as derived from its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Code of its kind.
    pub kind: &'static str,
    /// The record it follows from.
    pub subject: Ref,
    /// Who owes it.
    pub unit: Uuid,
    /// What, in words.
    pub title: String,
    /// Of what: "kelurahan", "%".
    pub measure: Option<String>,
    /// How many so far, canonical text; `None` where nothing was verified yet.
    pub done: Option<String>,
    /// Of how many, canonical text.
    pub total: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// State.
    pub state: ObligationState,
    /// Why it is withdrawn; empty else.
    pub reason: String,
    /// Who may see it.
    pub audience: Audience,
    /// Where the subject came from (kind and id as stored).
    pub origin: (String, Uuid),
}

/// Derives what is owed from one subject, or from all subjects of a region.
pub type Deriver = for<'a> fn(&'a Tx, Option<Uuid>) -> BoxFuture<'a, Result<Vec<Owed>, Problem>>;

/// A kind of obligation: a column of the leader's cockpit.
#[derive(Clone, Copy, Debug)]
pub struct ObligationKind {
    /// Code in the table: `follow_up`.
    pub code: &'static str,
    /// Column heading.
    pub label: &'static str,
    /// What the unit does about it, on the button of its work list: "Isi Bahan".
    pub verb: &'static str,
    /// How it stands until that is done: "Belum dikirim".
    pub open: &'static str,
    /// Whether the daily round reminds before its date and tells the head after it.
    pub reminded: bool,
}

/// Where obligations come from: one subject may be owed in several kinds.
#[derive(Clone, Copy)]
pub struct ObligationSource {
    /// The kinds it makes.
    pub kinds: &'static [ObligationKind],
    /// Rebuilds what is owed.
    pub derive: Deriver,
}

/// A capability whose records are owed by units and found by people.
pub trait CivicCapability: Capability {
    /// Sources of obligations it owns.
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![]
    }
    /// Kinds of records it lets people find.
    fn searches(&self) -> Vec<SearchSource> {
        vec![]
    }
    /// Kinds of records of which some are not for everybody.
    fn limited(&self) -> Vec<LimitedKind> {
        vec![]
    }
    /// Kinds of records that go with a unit when it is merged into another.
    fn unit_moves(&self) -> Vec<UnitMove> {
        vec![]
    }
    /// Kinds of records that somebody leaves open with a post.
    fn left_open(&self) -> Vec<LeftOpen> {
        vec![]
    }
    /// What time alone makes due, looked at every few minutes of the working day.
    fn daily(&self) -> Vec<DailyStep> {
        vec![]
    }
}

/// Makes what time alone makes due in a region; asks one cheap question when there is nothing.
pub type DailyStep = for<'a> fn(&'a App, &'a RegionCode) -> BoxFuture<'a, Result<(), Problem>>;

/// All daily steps of the house. Kept in the app.
pub struct DailySteps(pub Vec<DailyStep>);

/// All sources of the house, in order of their columns. Kept in the app.
pub struct ObligationSources(pub Vec<ObligationSource>);

impl ObligationSources {
    /// The kind with this code.
    pub fn kind(&self, code: &str) -> Option<&'static ObligationKind> {
        self.kinds().find(|kind| kind.code == code)
    }

    /// All kinds, in order.
    pub fn kinds(&self) -> impl Iterator<Item = &'static ObligationKind> {
        self.0.iter().flat_map(|source| source.kinds)
    }
}
