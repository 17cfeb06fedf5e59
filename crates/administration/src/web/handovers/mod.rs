//! *Serah Terima Tugas*: the list, one handover with what is open, and its two signatures.

mod all;
mod history;
mod one;
mod step;

use platform::right::Routes;

pub(super) use all::chip;

/// The routes of handovers.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/serah-terima", all::show)
        .get("/{region}/serah-terima/{handover}", one::show)
        .get("/{region}/serah-terima/{handover}/riwayat", history::show)
        .post("/{region}/serah-terima/{handover}/serahkan", step::give)
        .post("/{region}/serah-terima/{handover}/terima", step::receive)
}
