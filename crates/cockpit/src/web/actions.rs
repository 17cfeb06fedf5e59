//! The rights of this crate.

use government::{Directories, structure::Unit};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

rights! {
    /// The cockpit.
    ReadCockpit "cockpit.read" "Membuka dasbor";
}

rights! {
    Unit, unit;
    /// One unit of it.
    ReadUnit "cockpit.read" "Membuka dasbor";
}

async fn unit(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Unit>>, Problem> {
    let id = path.id("unit")?;
    let directory = Directories::at(app, region, actor.directory).await?;
    Ok(directory.unit(id).map(|unit| {
        let place = unit.place.clone();
        Located::units(unit.clone(), vec![place])
    }))
}
