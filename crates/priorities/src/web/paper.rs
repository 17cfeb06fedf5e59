//! The paper of a year's agenda: printed as it would stand today, and kept in the register.

use documents::{
    Paper,
    register::{
        Details, LetterheadKind, PaperKind,
        pages::{Home, Papers},
    },
};
use futures_util::future::BoxFuture;
use government::Directory;
use platform::{App, Problem, Ref};

use super::{
    actions::{AddAgendaPaper, ReadAgendaPaper, WriteAgendaPaper},
    view::of_year,
};
use crate::{
    papers,
    store::{AGENDA, Agenda},
};

/// The papers of a year in the register.
pub(super) struct AgendaPapers;

/// What the paper says of itself before anybody decided otherwise.
pub(super) fn defaults(directory: &Directory) -> Details {
    let place = directory.region.name.split_once(' ');
    Details {
        letterhead: LetterheadKind::HeadOfRegion,
        place: place.map_or("", |(_, place)| place).to_owned(),
        ..Details::default()
    }
}

/// The paper as the priorities stand now.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn describe(
    app: &App,
    directory: &Directory,
    agenda: Agenda,
    details: &Details,
) -> Result<Paper, Problem> {
    let lines = of_year(app, directory, agenda.year).await?;
    let stamp = directory.region.stamp(app.now());
    Ok(papers::agenda(
        agenda.year,
        directory,
        &lines,
        details,
        &stamp,
    ))
}

impl Papers for AgendaPapers {
    type Record = Agenda;
    type Add = AddAgendaPaper;
    type Read = ReadAgendaPaper;
    type Write = WriteAgendaPaper;

    const KINDS: &'static [PaperKind] = &[PaperKind::Priorities];

    fn home(agenda: &Agenda) -> Home {
        Home {
            subject: Ref::new(AGENDA, agenda.id()),
            path: agenda.path(),
            title: agenda.title(),
            unit: None,
            taken: "",
        }
    }

    fn defaults<'a>(
        _: &'a App,
        directory: &'a Directory,
        _: &'a Agenda,
        _: PaperKind,
    ) -> BoxFuture<'a, Result<Details, Problem>> {
        Box::pin(async move { Ok(defaults(directory)) })
    }

    fn describe<'a>(
        app: &'a App,
        directory: &'a Directory,
        agenda: &'a Agenda,
        _: PaperKind,
        details: &'a Details,
    ) -> BoxFuture<'a, Result<Paper, Problem>> {
        Box::pin(describe(app, directory, *agenda, details))
    }
}
