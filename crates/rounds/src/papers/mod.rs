//! Papers of rounds, described: the tables of a report, the notes of a review, versions side by side.
//! Pure.

mod book;
mod comparison;
mod compiled;
mod line;
mod review;
mod summary;
mod tables;

pub use book::{Book, Writer, book};
pub use comparison::{Compared, Comparison, VersionColumn, shown as shown_version};
pub use compiled::compiled;
pub use line::{Line, Row, printed, shown};
pub use review::review;
pub use summary::{of_chapter, summary};
pub use tables::tables;
