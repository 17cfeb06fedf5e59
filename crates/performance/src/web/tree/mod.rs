//! Pages of the plan tree: plans, the tree, its coverage of the IKK, priority programmes.

mod branch;
mod coverage;
mod form;
mod list;
mod one;
mod priority;
mod priority_form;

pub use branch::Branch;

use documents::import;
use platform::Routes;

use crate::imports::PlanTree;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/rpjmd", list::show)
        .post("/{region}/rpjmd", form::add)
        .get("/{region}/rpjmd/baru", form::blank)
        .get("/{region}/rpjmd/{development_plan}", one::show)
        .get("/{region}/rpjmd/{development_plan}/ubah", form::edit)
        .post("/{region}/rpjmd/{development_plan}/ubah", form::change)
        .get("/{region}/rpjmd/{development_plan}/riwayat", one::history)
        .get("/{region}/rpjmd/{development_plan}/pohon.pdf", one::pdf)
        .get("/{region}/rpjmd/{development_plan}/tabel.xlsx", one::book)
        .get("/{region}/rpjmd/{development_plan}/ikk", coverage::show)
        .get(
            "/{region}/rpjmd/{development_plan}/ikk.xlsx",
            coverage::book,
        )
        .get(
            "/{region}/rpjmd/{development_plan}/impor",
            import::form::<PlanTree>,
        )
        .upload(
            "/{region}/rpjmd/{development_plan}/impor",
            import::upload::<PlanTree>,
        )
        .get(
            "/{region}/rpjmd/{development_plan}/impor/contoh.xlsx",
            import::example::<PlanTree>,
        )
        .get(
            "/{region}/rpjmd/{development_plan}/impor/{import}",
            import::show::<PlanTree>,
        )
        .post(
            "/{region}/rpjmd/{development_plan}/impor/{import}/simpan",
            import::keep::<PlanTree>,
        )
        .get(
            "/{region}/rpjmd/{development_plan}/prioritas",
            priority_form::blank,
        )
        .post(
            "/{region}/rpjmd/{development_plan}/prioritas",
            priority_form::add,
        )
        .get("/{region}/program-prioritas", priority::board)
        .get(
            "/{region}/program-prioritas/{priority_program}",
            priority::show,
        )
        .get(
            "/{region}/program-prioritas/{priority_program}/ubah",
            priority_form::edit,
        )
        .post(
            "/{region}/program-prioritas/{priority_program}/ubah",
            priority_form::change,
        )
}
