//! The rights of this crate, and how their subjects are found.

use documents::register::{self, pages::Kept};
use platform::{Actor, App, Located, PathParams, Place, Problem, RegionCode, rights};

use crate::store::{self, Delivery, PeriodReport, SENT, SentReport, SentRow, Standing};

rights! {
    /// The list of standing reports, and what is overdue of them.
    ListStanding "standing_report.read" "Membuka laporan berkala";
    /// A new standing report.
    AddStanding "standing_report.write" "Menetapkan laporan berkala";
    /// The inbox of the capacity somebody acts in.
    ReadInbox "report_inbox.read" "Membuka laporan masuk";
}

rights! {
    Standing, standing;
    /// One standing report.
    ReadStanding "standing_report.read" "Membuka laporan berkala";
    /// Change it.
    WriteStanding "standing_report.write" "Menetapkan laporan berkala";
}

rights! {
    PeriodReport, whole_region;
    /// How a unit's report on a period stands. What is drafted is shown to who may fill it in.
    ReadPeriod "standing_report.read" "Membuka laporan berkala";
}

rights! {
    PeriodReport, of_unit;
    /// Fill in a unit's report.
    FillReport "period_report.write" "Mengisi laporan berkala";
    /// Send it.
    SendReport "period_report.send" "Mengirim laporan berkala";
}

/// What was sent, with to whom it was delivered.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What was sent.
    pub sent: SentReport,
    /// To whom.
    pub deliveries: Vec<Delivery>,
}

rights! {
    Letter, letter;
    /// Read what was sent: the unit itself, and those it is addressed to.
    ReadSent "sent_report.read" "Membuka laporan yang dikirim";
}

rights! {
    Letter, own_letter;
    /// Put the letter of what the own unit sent into the register.
    AddLetterPaper "period_report.write" "Mengisi laporan berkala";
}

rights! {
    Kept<Letter>, letter_paper;
    /// The letter in the register of the unit that sent it: a concept is nobody else's.
    ReadLetterPaper "period_report.write" "Mengisi laporan berkala";
    /// What is done with it.
    WriteLetterPaper "period_report.write" "Mengisi laporan berkala";
}

/// A row of what was sent.
pub struct LetterRow {
    /// What was sent.
    pub sent: SentReport,
    /// To whom.
    pub deliveries: Vec<Delivery>,
    /// The row.
    pub row: SentRow,
}

rights! {
    LetterRow, row;
    /// Read a row.
    ReadRow "sent_report.read" "Membuka laporan yang dikirim";
}

rights! {
    LetterRow, delivered_row;
    /// Note what was found in the field: those the report is addressed to.
    WriteCheck "field_check.write" "Mencatat pemeriksaan lapangan";
}

async fn standing(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Standing>>, Problem> {
    let found = store::find_standing(app.db().read(), region, path.id("standing")?).await?;
    Ok(found.map(Located::region))
}

async fn whole_region(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<PeriodReport>>, Problem> {
    let found = store::find_period(app.db().read(), region, path.id("period")?).await?;
    Ok(found.map(Located::region))
}

async fn of_unit(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<PeriodReport>>, Problem> {
    let found = store::find_period(app.db().read(), region, path.id("period")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

/// Where a report lies that was delivered: with each unit that is addressed as such, and for whoever
/// holds it with each post.
fn delivered(deliveries: &[Delivery]) -> Vec<Place> {
    let mine = deliveries.iter().filter(|it| it.mine);
    mine.map(|it| it.place.clone()).collect()
}

async fn letter(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Letter>>, Problem> {
    let found = store::find_sent(app.db().read(), region, actor, path.id("sent")?).await?;
    Ok(found.map(|(sent, deliveries)| {
        let mut places = delivered(&deliveries);
        places.push(sent.place());
        Located::units(Letter { sent, deliveries }, places)
    }))
}

/// A report as the unit has it that sent it.
async fn own_letter(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Letter>>, Problem> {
    let found = store::find_sent(app.db().read(), region, actor, path.id("sent")?).await?;
    Ok(found.map(|(sent, deliveries)| {
        let places = vec![sent.place()];
        Located::units(Letter { sent, deliveries }, places)
    }))
}

/// A paper, if it is one of the report that the path names.
async fn letter_paper(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Kept<Letter>>>, Problem> {
    let (db, id) = (app.db().read(), path.id("sent")?);
    let found = register::find(db, region, path.id("letter_paper")?).await?;
    let own = found.filter(|it| (it.subject_kind.as_str(), it.subject_id) == (SENT, id));
    let Some(paper) = own else {
        return Ok(None);
    };
    let found = store::find_sent(db, region, actor, id).await?;
    Ok(found.map(|(sent, deliveries)| {
        let places = vec![sent.place()];
        let record = Letter { sent, deliveries };
        Located::units(Kept { record, paper }, places)
    }))
}

async fn find_row(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<LetterRow>, Problem> {
    let found = store::find_row(app.db().read(), region, actor, path.id("report_row")?).await?;
    Ok(found.map(|(sent, deliveries, row)| LetterRow {
        sent,
        deliveries,
        row,
    }))
}

async fn row(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<LetterRow>>, Problem> {
    let found = find_row(app, actor, region, path).await?;
    Ok(found.map(|it| {
        let mut places = delivered(&it.deliveries);
        places.push(it.sent.place());
        Located::units(it, places)
    }))
}

async fn delivered_row(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<LetterRow>>, Problem> {
    let found = find_row(app, actor, region, path).await?;
    Ok(found.map(|it| {
        let places = delivered(&it.deliveries);
        Located::units(it, places)
    }))
}
