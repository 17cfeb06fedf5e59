//! The duty to map every IKK of a planning year to a sub-activity with money, or to say why not.

mod affair;
mod ask;
mod decide;
mod one;
mod stand;

pub(super) use ask::compose as coverage_page;
pub(super) use one::{read, unwritten};
pub(super) use stand::{Stand, planning_unit};

use platform::Routes;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/{region}/rpjmd/{development_plan}/ikk", ask::ask)
        .get("/{region}/pemetaan-ikk/{ikk_mapping}", one::show)
        .get(
            "/{region}/pemetaan-ikk/{ikk_mapping}/daftar.xlsx",
            one::book,
        )
        .get("/{region}/pemetaan-ikk/{ikk_mapping}/urusan", affair::show)
        .post("/{region}/pemetaan-ikk/{ikk_mapping}/urusan", affair::keep)
        .post("/{region}/pemetaan-ikk/{ikk_mapping}/ajukan", decide::send)
        .post(
            "/{region}/pemetaan-ikk/{ikk_mapping}/putuskan",
            decide::decide,
        )
}
