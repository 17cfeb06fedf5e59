//! Workbooks: lists in the official layout written as XLSX, and read back.

mod cell;
mod list;
mod write;

#[cfg(test)]
mod tests;

pub use cell::Cell;
pub use list::{List, ListColumn};
pub use write::write;

/// What a workbook is called on the wire.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
