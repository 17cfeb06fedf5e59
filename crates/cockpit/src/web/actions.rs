//! The rights of this crate.

use government::{Directories, structure::Unit};
use platform::{Action, Actor, App, Located, PathParams, Problem, RegionCode};

/// The cockpit.
pub struct ReadCockpit;

impl Action for ReadCockpit {
    const CODE: &'static str = "cockpit.read";
    const LABEL: &'static str = "Membuka dasbor";
    type Target = ();
    async fn locate(
        _: &App,
        _: &Actor,
        _: &RegionCode,
        _: &PathParams,
    ) -> Result<Option<Located<()>>, Problem> {
        Ok(Located::filtered(()))
    }
}

/// One unit of it.
pub struct ReadUnit;

impl Action for ReadUnit {
    const CODE: &'static str = "cockpit.read";
    const LABEL: &'static str = "Membuka dasbor";
    type Target = Unit;
    async fn locate(
        app: &App,
        actor: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Unit>>, Problem> {
        let id = path.id("unit")?;
        let directory = Directories::at(app, region, actor.directory).await?;
        Ok(directory.unit(id).cloned().map(|unit| {
            let place = unit.place.clone();
            Located::units(unit, vec![place])
        }))
    }
}
