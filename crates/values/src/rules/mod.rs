//! What a figure may be and what follows from it. Pure.

mod entry;
mod indicator;
mod state;
mod tally;

pub use entry::{Entry, EntryError, Typed};
pub use indicator::{Direction, IndicatorKind};
pub use state::{OF_HISTORY, OF_OPERATOR, is_complete, is_valid, of_word, word};
pub use tally::Tally;
