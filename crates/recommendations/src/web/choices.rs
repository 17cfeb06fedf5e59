//! What forms of recommendations let people choose from.

use government::{Directory, structure::Affair};
use platform::{App, Problem, Uuid};

use crate::{
    rules::task_of,
    store::{self, Earlier},
};

/// A unit to be ticked.
pub(super) struct Choice {
    pub value: String,
    pub name: String,
    pub short: String,
    pub picked: bool,
}

/// The units that work today, ticked where they are among `picked`.
pub(super) fn ticked(app: &App, directory: &Directory, picked: &[String]) -> Vec<Choice> {
    let today = directory.region.today(app.now());
    let units = directory.working_units(today).map(|unit| {
        let value = unit.id().to_string();
        Choice {
            picked: picked.contains(&value),
            name: unit.name.clone(),
            short: unit.abbreviation.clone(),
            value,
        }
    });
    units.collect()
}

/// The affairs, behind a choice of none.
pub(super) fn affairs() -> Vec<(String, String)> {
    std::iter::once((String::new(), "Tidak disebut".to_owned()))
        .chain(Affair::all().map(|affair| (affair.code.clone(), affair.label())))
        .collect()
}

/// Recommendations of earlier years, behind a choice of none.
pub(super) async fn earlier(
    app: &App,
    directory: &Directory,
    year: i64,
) -> Result<Vec<(String, String)>, Problem> {
    let found = store::earlier(app.db().read(), &directory.region.code, year).await?;
    let words = |it: &Earlier| {
        let text: String = task_of(&it.text).chars().take(80).collect();
        format!("LKPJ {} nomor {}: {text}", it.lkpj_year, it.number)
    };
    let none = (String::new(), "Tidak berulang".to_owned());
    Ok(std::iter::once(none)
        .chain(found.iter().map(|it| (it.id.to_string(), words(it))))
        .collect())
}

/// A unit of the region by what a form sent.
pub(super) fn unit(directory: &Directory, typed: &str) -> Option<Uuid> {
    let id = Uuid::parse_str(typed).ok()?;
    directory.unit(id).map(government::structure::Unit::id)
}
