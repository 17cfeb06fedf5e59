//! Everything an installation keeps, in one archive, and back.
//!
//! The archive does not know the engine it came from: every table is written out row by row in
//! plain text, beside the files that rows name and the anchors of the audit chains. So a city that
//! began with SQLite restores into PostgreSQL, and an archive of an older version is read by a newer
//! program, which makes the tables as they were then, fills them, and goes on from there.
//!
//! Not in it: the keys. Who has the archive and not the key file cannot read a sealed NIP; who loses
//! the key file loses what was sealed. The manifest holds a digest by which the right keys are known.

mod archive;
mod error;
mod make;
mod manifest;
mod restore;
mod rows;
mod store;

pub use archive::Archive;
pub use error::Error;
pub use make::{Contents, Made, make};
pub use manifest::{Column, Kind, Manifest, RegionHead, TableSum};
pub use restore::{Target, restore};
pub use rows::{Digest, Row};

/// What is told while it works: a table or a number of files is done.
pub type Progress<'a> = &'a (dyn Fn(&str) + Send + Sync);
