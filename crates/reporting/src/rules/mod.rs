//! Pure decisions.

mod condition;
mod period;
mod rows;

pub use condition::Condition;
pub use period::{Counting, Period, Rhythm, Timing, begun};
pub use rows::{MOST_CELL, MOST_COLUMNS, MOST_ROWS, Row, column_names, paste, words};
