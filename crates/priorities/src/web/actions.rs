//! The rights of this crate, and how their subjects are found.

use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use crate::store::{self, Priority};

rights! {
    /// The priorities of a year.
    ListPriorities "priority.read" "Membuka prioritas tahunan";
    /// A new priority.
    AddPriority "priority.write" "Menetapkan prioritas tahunan";
}

rights! {
    Priority, priority;
    /// One priority.
    ReadPriority "priority.read" "Membuka prioritas tahunan";
    /// Change it.
    WritePriority "priority.write" "Menetapkan prioritas tahunan";
    /// Give work on it to a unit.
    OpenWork "follow_up.open" "Membagi tindak lanjut";
}

async fn priority(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Priority>>, Problem> {
    let found = store::find_priority(app.db().read(), region, path.id("priority")?).await?;
    Ok(found.map(Located::region))
}
