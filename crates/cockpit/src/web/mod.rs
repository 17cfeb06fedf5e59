//! Pages of the leader.

mod actions;
mod board;
mod book;
mod unit;

use platform::Routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/dasbor", board::show)
        .get("/{region}/dasbor.xlsx", book::board)
        .get("/{region}/dasbor/{unit}", unit::show)
}
