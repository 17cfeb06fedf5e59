//! What a capability brings to the house. The binary lists the capabilities; that line and the
//! crate are all a new one takes.

use futures_util::future::BoxFuture;

use crate::{
    App, migrations::Step, problem::Problem, reference::Ref, region::RegionCode, right::Routes,
    store::Tx,
};

/// A capability: the same rooms in every one.
pub trait Capability: Send + Sync {
    /// Name of the crate; its migrations begin with it.
    fn name(&self) -> &'static str;
    /// Steps of its tables, in order; a landed step never changes.
    fn migrations(&self) -> Vec<Step> {
        vec![]
    }
    /// Pages and actions.
    fn routes(&self) -> Routes {
        Routes::new()
    }
    /// Entries of the main navigation.
    fn navigation(&self) -> Vec<NavItem> {
        vec![]
    }
    /// Kinds of jobs it does.
    fn jobs(&self) -> Vec<JobKind> {
        vec![]
    }
    /// Kinds of records other capabilities may mention.
    fn references(&self) -> Vec<RefKind> {
        vec![]
    }
}

/// An entry of the main navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    /// Words on the screen.
    pub label: &'static str,
    /// Path behind the region: `/rapat`.
    pub path: &'static str,
    /// Shown to those who have this right.
    pub action: &'static str,
    /// Place in the row, smallest first.
    pub order: u8,
    /// The menu it stands in together with others, or empty: on the row by itself.
    pub group: &'static str,
}

/// A kind of job: done inside a transaction that also marks it done.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// Code in the table.
    pub code: &'static str,
    /// Words for the administrator.
    pub label: &'static str,
    /// Does it, with the payload it was put in with.
    pub run:
        for<'t> fn(&'t App, &'t mut Tx, serde_json::Value) -> BoxFuture<'t, Result<(), Problem>>,
}

/// Titles and paths of mentioned records, found in one batch.
pub type Resolved<'a> = BoxFuture<'a, Result<Vec<Mention>, Problem>>;

/// A mentioned record as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The record.
    pub subject: Ref,
    /// Its title.
    pub title: String,
    /// Path behind the region.
    pub path: String,
}

/// A kind of record that others may mention.
#[derive(Clone, Copy)]
pub struct RefKind {
    /// The kind: `directives.point`.
    pub code: &'static str,
    /// Path of a record behind the region, without asking the database.
    pub path: fn(uuid::Uuid) -> String,
    /// Finds titles and paths of records of this kind, all at once. Unknown ids are left out.
    pub resolve: for<'a> fn(&'a App, &'a RegionCode, Vec<uuid::Uuid>) -> Resolved<'a>,
}
