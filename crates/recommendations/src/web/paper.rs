//! The matrix for the council: printed as it would stand today, and kept in the register, a version
//! for each half of the year.

use documents::{
    Paper,
    register::{
        Details, LetterheadKind, PaperKind,
        pages::{Home, Papers},
    },
};
use futures_util::future::BoxFuture;
use government::{Directory, follow_up};
use platform::{App, Problem, Ref, Uuid};

use super::{
    actions::{AddMatrix, ReadMatrix, WriteMatrix},
    view::of_decision,
};
use crate::{
    papers,
    store::{DECISION, Decision},
};

/// The papers of a decision in the register.
pub(super) struct CouncilPapers;

/// What the paper says of itself before anybody decided otherwise.
pub(super) fn defaults(directory: &Directory) -> Details {
    let place = directory.region.name.split_once(' ');
    Details {
        letterhead: LetterheadKind::HeadOfRegion,
        place: place.map_or("", |(_, place)| place).to_owned(),
        ..Details::default()
    }
}

/// Where a decision stands, behind the region.
pub(super) fn path(decision: &Decision) -> String {
    format!("/rekomendasi/keputusan/{}", decision.id)
}

/// The matrix as its recommendations stand now.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn describe(
    app: &App,
    directory: &Directory,
    decision: &Decision,
    details: &Details,
) -> Result<Paper, Problem> {
    let lines = of_decision(app, directory, decision.id).await?;
    let works: Vec<Uuid> = lines
        .iter()
        .flat_map(|line| line.works.iter().map(|work| work.id))
        .collect();
    let beside = follow_up::beside(app.db().read(), &directory.region.code, &works).await?;
    let stand = papers::Stand {
        lines: &lines,
        beside: &beside,
        now: app.now(),
    };
    Ok(papers::matrix(decision, directory, &stand, details))
}

impl Papers for CouncilPapers {
    type Record = Decision;
    type Add = AddMatrix;
    type Read = ReadMatrix;
    type Write = WriteMatrix;

    const KINDS: &'static [PaperKind] = &[PaperKind::CouncilMatrix];

    fn home(decision: &Decision) -> Home {
        Home {
            subject: Ref::new(DECISION, decision.id),
            path: path(decision),
            title: decision.name(),
            unit: None,
            taken: "",
        }
    }

    fn defaults<'a>(
        _: &'a App,
        directory: &'a Directory,
        _: &'a Decision,
        _: PaperKind,
    ) -> BoxFuture<'a, Result<Details, Problem>> {
        Box::pin(async move { Ok(defaults(directory)) })
    }

    fn describe<'a>(
        app: &'a App,
        directory: &'a Directory,
        decision: &'a Decision,
        _: PaperKind,
        details: &'a Details,
    ) -> BoxFuture<'a, Result<Paper, Problem>> {
        Box::pin(describe(app, directory, decision, details))
    }
}
