//! Who can be given something: people and units below the own place, with what lies on each desk.

use government::{
    Directory,
    follow_up::disposition::{Colleague, Recipient, Workload, colleagues, workloads},
};
use platform::{Actor, App, Place, Problem, Uuid};

/// A desk to choose.
pub(super) struct Target {
    /// Value of the field.
    pub value: String,
    /// Whose it is.
    pub name: String,
    /// In which post, of which unit.
    pub post: String,
    /// Open tasks.
    pub open: i64,
    /// Those past the date set within the unit.
    pub late: i64,
    to: Recipient,
}

impl Target {
    /// Who gets it.
    pub fn recipient(&self) -> Recipient {
        self.to.clone()
    }
}

/// The desks at `place` and below it, without the own: people first, then units.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn targets(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    place: &Place,
) -> Result<Vec<Target>, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let today = directory.region.today(app.now());
    let people = colleagues(db, region, place, today).await?;
    let loads = workloads(db, region, place, today).await?;
    let load = |unit: Uuid, account: Option<Uuid>| {
        loads
            .iter()
            .find(|load: &&Workload| load.unit_id == unit && load.account_id == account)
            .map_or((0, 0), |load| (load.open, load.late))
    };
    let person = |who: Colleague| {
        let (open, late) = load(who.unit, Some(who.account));
        let unit = directory.unit_name(who.unit);
        Target {
            value: format!("orang:{}:{}", who.account, who.unit),
            post: if who.unit == place.id {
                who.title.clone()
            } else {
                format!("{}, {unit}", who.title)
            },
            to: Recipient {
                unit: who.unit,
                account: Some(who.account),
                name: format!("{} ({})", who.name, who.title),
            },
            name: who.name,
            open,
            late,
        }
    };
    let units = directory
        .working_units(today)
        .filter(|unit| unit.id() != place.id && unit.place.lies_in(place))
        .map(|unit| {
            let (open, late) = load(unit.id(), None);
            Target {
                value: format!("unit:{}", unit.id()),
                name: unit.name.clone(),
                post: "Unit di bawah".into(),
                to: Recipient {
                    unit: unit.id(),
                    account: None,
                    name: unit.name.clone(),
                },
                open,
                late,
            }
        });
    Ok(people
        .into_iter()
        .filter(|who| who.account != actor.person)
        .map(person)
        .chain(units)
        .collect())
}
