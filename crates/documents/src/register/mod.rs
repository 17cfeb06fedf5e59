//! The register of official papers: what became of each paper of a record, who did which step and
//! when, and what exactly was signed.
//!
//! A capability describes its papers, mounts the pages of `view` below its own records and checks
//! its own rights; the register knows the record as a `Ref` only.

pub mod details;
mod kind;
pub mod pages;
mod signers;
mod status;
pub mod step;
mod store;
pub mod view;

pub use details::{Details, LetterheadKind, SigningMode};
pub use kind::PaperKind;
pub use signers::Signers;
pub use status::{Status, Step};
pub use store::{
    DocumentStep, Frozen, LEFT_OPEN, OfficialDocument, change, find, of_subject, prepare, renew,
    steps, take,
};

/// Kind of a paper in audit rows and as the record a scan serves.
pub const PAPER: &str = "documents.paper";
