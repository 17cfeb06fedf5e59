//! The capabilities of the house. A new one is its crate and a line here.

use government::{CivicCapability, Government};
use platform::{Routes, migrations::Step, right::RouteInfo};

/// All capabilities, the ground of nouns first.
pub fn capabilities() -> Vec<Box<dyn CivicCapability>> {
    vec![
        Box::new(Government),
        Box::new(documents::Documents),
        Box::new(values::Values),
        Box::new(administration::Administration),
        Box::new(work::Work),
        Box::new(directives::Directives),
        Box::new(priorities::Priorities),
        Box::new(recommendations::Recommendations),
        Box::new(plans::Plans),
        Box::new(performance::Performance),
        Box::new(reporting::Reporting),
        Box::new(rounds::Rounds),
        Box::new(cockpit::Cockpit),
    ]
}

/// All migration steps, in order of the crates.
pub fn steps() -> Vec<Step> {
    let mut steps = platform::migrations::steps();
    for capability in capabilities() {
        let own = capability.migrations();
        let prefix = format!("{}_", capability.name());
        debug_assert!(own.iter().all(|step| step.name.starts_with(&prefix)));
        steps.extend(own);
    }
    steps
}

/// All routes.
pub fn routes() -> Routes {
    capabilities()
        .iter()
        .fold(crate::server::public::routes(), |routes, capability| {
            routes.merge(capability.routes())
        })
}

/// The table of all routes with their rights.
pub fn route_table() -> Vec<RouteInfo> {
    routes().into_parts().1
}
