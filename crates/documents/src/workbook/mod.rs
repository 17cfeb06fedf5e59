//! Workbooks: lists in the official layout written as XLSX, and foreign ones read.

mod cell;
mod header;
mod line;
mod list;
mod package;
mod read;
mod scan;
mod value;
mod write;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

pub use cell::Cell;
pub use header::Column;
pub use line::{Line, Trouble, Troubles};
pub use list::{List, ListColumn};
pub use package::{Limits, Unreadable};
pub use scan::{Scan, scan, scan_sheet};
pub use write::{write, write_book};

/// What a workbook is called on the wire.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
