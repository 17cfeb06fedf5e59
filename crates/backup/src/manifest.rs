//! What an archive says about itself. It is written last, when everything has been counted.

use serde::{Deserialize, Serialize};

use crate::rows::Digest;

/// Number of the form of archives that this program writes.
pub const FORMAT: u32 = 1;

/// The table of contents of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Number of the form.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When the snapshot was taken: microseconds since 1970, UTC.
    pub made_at: i64,
    /// `sqlite` or `postgres`: only told, never needed.
    pub engine: String,
    /// Migration steps the tables have seen.
    pub steps: Vec<String>,
    /// Fingerprints of the keys that open the sealed texts; the keys themselves are not in the
    /// archive.
    pub keys: Vec<String>,
    /// The regions, with the length and head of their audit chains.
    pub regions: Vec<RegionHead>,
    /// The tables.
    pub tables: Vec<TableSum>,
    /// Number of files.
    pub files: usize,
    /// Their bytes.
    pub file_bytes: u64,
    /// Hashes that rows name and that were not there.
    pub missing_files: Vec<String>,
}

/// A region in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionHead {
    /// Its code.
    pub region: String,
    /// Length of its audit chain.
    pub length: i64,
    /// Hash of the last row.
    pub head: String,
}

/// A table in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the cells.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: u64,
    /// Sum of the digests of its rows, whatever their order.
    pub digest: Digest,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What a cell holds; both engines have these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text.
    Text,
    /// 16 bits.
    Small,
    /// 64 bits.
    Big,
    /// True or false.
    Bool,
    /// An id.
    Uuid,
}
