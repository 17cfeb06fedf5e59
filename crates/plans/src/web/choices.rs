//! What forms let people choose from.

use government::{Directory, team::Team};
use platform::{Action, App, Grant, Uuid};

use crate::rules::OwnerRef;

/// A value with its words.
pub(super) type Choice = (String, String);

/// The units a grant reaches today.
pub(super) fn own_units<A: Action>(
    app: &App,
    directory: &Directory,
    grant: &Grant<A>,
) -> Vec<Choice> {
    let today = directory.region.today(app.now());
    directory
        .working_units(today)
        .filter(|unit| grant.scope().covers(&grant.actor().place, &unit.place))
        .map(|unit| (unit.id().to_string(), unit.name.clone()))
        .collect()
}

/// The typed unit, if the grant reaches it.
pub(super) fn own_unit<A: Action>(
    app: &App,
    directory: &Directory,
    grant: &Grant<A>,
    typed: &str,
) -> Option<Uuid> {
    let units = own_units(app, directory, grant);
    let known = units.into_iter().find(|(value, _)| value == typed)?;
    Uuid::parse_str(&known.0).ok()
}

/// All units of today.
pub(super) fn units(app: &App, directory: &Directory, none: &str) -> Vec<Choice> {
    let today = directory.region.today(app.now());
    let units = directory.working_units(today);
    std::iter::once((String::new(), none.to_owned()))
        .chain(units.map(|unit| (unit.id().to_string(), unit.name.clone())))
        .collect()
}

/// All areas: each kecamatan with its kelurahan behind it.
pub(super) fn areas(directory: &Directory, none: &str) -> Vec<Choice> {
    let mut choices = vec![(String::new(), none.to_owned())];
    choices.extend(directory.areas.iter().map(|area| {
        let above = area.parent.as_deref().and_then(|code| directory.area(code));
        let words = match above {
            Some(above) => format!("{}, {}", area.title(), above.title()),
            None => area.title(),
        };
        (area.code.clone(), words)
    }));
    choices
}

/// Who can own a step: areas, units, teams of today, institutions outside.
pub(super) fn owners(
    app: &App,
    directory: &Directory,
    teams: &[Team],
) -> Vec<(&'static str, Vec<Choice>)> {
    let today = directory.region.today(app.now());
    let units = directory.working_units(today);
    let institutions = directory
        .institutions
        .iter()
        .filter(|it| it.exists_on(today));
    vec![
        (
            "Unit kerja",
            units
                .map(|unit| (OwnerRef::Unit(unit.id()).to_string(), unit.name.clone()))
                .collect(),
        ),
        (
            "Wilayah",
            directory
                .areas
                .iter()
                .map(|area| (OwnerRef::Area(area.code.clone()).to_string(), area.title()))
                .collect(),
        ),
        (
            "Tim",
            teams
                .iter()
                .filter(|team| team.period.covers(today))
                .map(|team| (OwnerRef::Team(team.id).to_string(), team.name.clone()))
                .collect(),
        ),
        (
            "Lembaga di luar pemerintah daerah",
            institutions
                .map(|it| (OwnerRef::Institution(it.id).to_string(), it.name.clone()))
                .collect(),
        ),
    ]
}

/// What an owner is called.
pub(super) fn owner_name(directory: &Directory, teams: &[Team], owner: &OwnerRef) -> String {
    let gone = || "-".to_owned();
    match owner {
        OwnerRef::Unit(id) => directory.unit_name(*id).to_owned(),
        OwnerRef::Area(code) => directory.area(code).map_or_else(gone, |area| area.title()),
        OwnerRef::Team(id) => {
            let team = teams.iter().find(|team| team.id == *id);
            team.map_or_else(gone, |team| team.name.clone())
        }
        OwnerRef::Institution(id) => {
            let known = directory.institution(*id);
            known.map_or_else(gone, |it| it.name.clone())
        }
    }
}
