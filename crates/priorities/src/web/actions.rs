//! The rights of this crate, and how their subjects are found.

use documents::register::{self, pages::Kept};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use crate::store::{self, AGENDA, Agenda, Priority};

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

rights! {
    Agenda, agenda;
    /// The agenda of a year.
    ReadAgenda "priority.read" "Membuka prioritas tahunan";
    /// Put its paper into the register.
    AddAgendaPaper "paper.write" "Mencatat naskah dinas";
}

rights! {
    Kept<Agenda>, agenda_paper;
    /// The paper of a year's agenda: whoever may read the agenda.
    ReadAgendaPaper "priority.read" "Membuka prioritas tahunan";
    /// What is done with it.
    WriteAgendaPaper "paper.write" "Mencatat naskah dinas";
}

async fn agenda(
    _: &App,
    _: &Actor,
    _: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Agenda>>, Problem> {
    Ok(Agenda::from_word(path.text("year")?).map(Located::region))
}

/// A paper, if it is one of the year that the path names.
async fn agenda_paper(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Kept<Agenda>>>, Problem> {
    let Some(record) = Agenda::from_word(path.text("year")?) else {
        return Ok(None);
    };
    let found = register::find(app.db().read(), region, path.id("agenda_paper")?).await?;
    let own = found.filter(|it| (it.subject_kind.as_str(), it.subject_id) == (AGENDA, record.id()));
    Ok(own.map(|paper| Located::region(Kept { record, paper })))
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
