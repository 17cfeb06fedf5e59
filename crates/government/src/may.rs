//! What somebody who acts may do beside the right a page was opened with: which buttons it shows.

use platform::{Actor, App, RegionCode, Uuid};

use crate::{Role, structure::Directory};

/// Whether somebody acting here has a right of this code at all.
pub fn may(app: &App, actor: &Actor, region: &RegionCode, code: &str) -> bool {
    actor.region == *region && app.matrix().scope(&actor.role, code).is_some()
}

/// Whether a right of this code covers a unit.
pub fn covers(app: &App, actor: &Actor, directory: &Directory, unit: Uuid, code: &str) -> bool {
    let scope = app.matrix().scope(&actor.role, code);
    let place = directory.unit(unit).map(|unit| &unit.place);
    actor.region == directory.region.code
        && matches!((scope, place), (Some(s), Some(p)) if s.covers(&actor.place, p))
}

/// Whether the head of the unit must send what this role drafts.
pub fn second_step(directory: &Directory, role: &str) -> bool {
    directory.region.head_sends && role == Role::Operator.code()
}
