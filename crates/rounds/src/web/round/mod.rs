//! Rounds: the list, a new one, how all units stand, what is printed.

pub(super) mod archive;
pub(super) mod board;
mod clock;
pub(super) mod form;
pub(super) mod history;
pub(super) mod list;
pub(super) mod national;
pub(super) mod picture;
pub(super) mod rise;
pub(super) mod table;

pub(super) use board::chip as board_chip;
pub(super) use clock::calendar;
pub(super) use table::frozen;
