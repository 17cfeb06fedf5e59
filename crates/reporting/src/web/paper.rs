//! The letter of a report that was sent, in the register of the unit that sent it.

use documents::{
    Paper,
    register::{
        Details, PaperKind,
        pages::{Home, Papers},
    },
};
use futures_util::future::BoxFuture;
use government::{
    Directory,
    account::signer_facts,
    posts::{Target, expand},
};
use platform::{App, Instant, Problem, Ref, Uuid};

use super::actions::{AddLetterPaper, Letter, ReadLetterPaper, WriteLetterPaper};
use crate::{
    papers,
    store::{self, SENT},
};

/// The letter of a report in the register.
pub(super) struct LetterPapers;

/// What the letter says of itself before anybody decided otherwise: those it was sent to, signed by
/// who led the unit on the day of sending.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn defaults(
    app: &App,
    directory: &Directory,
    letter: &Letter,
) -> Result<Details, Problem> {
    let it = &letter.sent;
    let named = |copies: bool| -> String {
        let all = letter.deliveries.iter().filter(|to| to.is_copy == copies);
        let titles: Vec<&str> = all.map(|to| to.title.as_str()).collect();
        titles.join("\n")
    };
    let place = directory.region.name.split_once(' ');
    Ok(Details {
        place: place.map_or("", |(_, place)| place).to_owned(),
        subject: format!("{}, {}", it.title, it.period_name()),
        addressees: named(false),
        copies: named(true),
        signer: signer(app, directory, it.unit_id, Instant(it.sent_at)).await?,
        ..Details::default()
    })
}

/// The letter as it was sent.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn describe(
    app: &App,
    directory: &Directory,
    letter: &Letter,
    details: &Details,
) -> Result<Paper, Problem> {
    let (it, most) = (&letter.sent, documents::lists::MOST_ROWS);
    let (db, region) = (app.db().read(), &directory.region.code);
    let rows = store::rows(db, region, it.id, "", most).await?;
    Ok(papers::report(it, directory, &rows, details))
}

/// Who led the unit on the day of sending.
async fn signer(
    app: &App,
    directory: &Directory,
    unit: Uuid,
    at: Instant,
) -> Result<documents::Signer, Problem> {
    let day = directory.region.today(at);
    let targets = [Target::Unit(unit)];
    let heads = expand(app.db().read(), directory, &targets, day).await?;
    let head = heads.first().filter(|it| it.post.is_some());
    let holder = head.and_then(|it| it.holders.first());
    let account = holder.map(|it| it.account);
    let facts = signer_facts(
        app.db().read(),
        app.keys(),
        &directory.region.code,
        account.as_slice(),
    )
    .await?;
    let (rank, nip) = facts
        .into_iter()
        .next()
        .map(|(_, facts)| (facts.rank, facts.nip))
        .unwrap_or_default();
    Ok(documents::Signer {
        office: head.map(|it| it.office().to_owned()).unwrap_or_default(),
        name: holder.map(|it| it.name.clone()).unwrap_or_default(),
        rank,
        nip,
    })
}

impl Papers for LetterPapers {
    type Record = Letter;
    type Add = AddLetterPaper;
    type Read = ReadLetterPaper;
    type Write = WriteLetterPaper;

    const KINDS: &'static [PaperKind] = &[PaperKind::PeriodReport];

    fn home(letter: &Letter) -> Home {
        let it = &letter.sent;
        Home {
            subject: Ref::new(SENT, it.id),
            path: format!("/laporan-terkirim/{}", it.id),
            title: format!("{}, {}", it.title, it.period_name()),
            unit: Some(it.unit_id),
            taken: "Uraian dan baris diambil dari laporan yang dikirim.",
        }
    }

    fn defaults<'a>(
        app: &'a App,
        directory: &'a Directory,
        letter: &'a Letter,
        _: PaperKind,
    ) -> BoxFuture<'a, Result<Details, Problem>> {
        Box::pin(defaults(app, directory, letter))
    }

    fn describe<'a>(
        app: &'a App,
        directory: &'a Directory,
        letter: &'a Letter,
        _: PaperKind,
        details: &'a Details,
    ) -> BoxFuture<'a, Result<Paper, Problem>> {
        Box::pin(describe(app, directory, letter, details))
    }
}
