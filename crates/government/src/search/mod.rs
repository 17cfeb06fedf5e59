//! Search over everything a person may see: one table of titles and words, written in the
//! transaction of its subject and rebuilt from the subjects like obligations.
//!
//! A capability registers what can be found (`SearchSource`); a write that leaves an audit row about
//! such a record brings its entry up to date by itself, so nobody can forget to.

mod store;

use futures_util::future::BoxFuture;
use platform::{Problem, Tx, Uuid};

pub use store::{Asked, Found, after_write, entries, find, rebuild, sources, verify};

use crate::obligation::Audience;

/// A record that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub subject: Uuid,
    /// The unit it belongs to, if to one.
    pub unit: Option<Uuid>,
    /// Who may see it.
    pub audience: Audience,
    /// What it is called.
    pub title: String,
    /// More words by which it is found.
    pub text: String,
    /// When it was made: the latest come first.
    pub at: i64,
}

/// Derives the entries of one subject, or of all of a region.
pub type Deriver = for<'a> fn(&'a Tx, Option<Uuid>) -> BoxFuture<'a, Result<Vec<Entry>, Problem>>;

/// A kind of record that can be found.
#[derive(Clone, Copy)]
pub struct SearchSource {
    /// Kind of the record, as in audit rows.
    pub kind: &'static str,
    /// The word in addresses: `rapat`.
    pub word: &'static str,
    /// Heading of its results.
    pub label: &'static str,
    /// The right to read such records.
    pub action: &'static str,
    /// Path of a record behind the region.
    pub path: fn(Uuid) -> String,
    /// Rebuilds the entries.
    pub derive: Deriver,
}

/// All sources of the house, in order of their results. Kept in the app.
#[derive(Clone)]
pub struct SearchSources(pub Vec<SearchSource>);
