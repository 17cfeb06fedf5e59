//! The rights of this crate, and how their subjects are found.

use documents::making::{self, Making};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};
use values::store::{Asked, find};

use crate::store::{
    self, Compilation, Filling, LPPD_BOOK, Narrative, RLPPD_BOOK, Reopening, Round,
};

rights! {
    /// Rounds.
    ListRounds "data_round.read" "Membuka periode pengisian";
    /// A new round.
    AddRound "data_round.write" "Membuka periode pengisian baru";
    /// The lists of indicators.
    ListIndicators "data_round.read" "Membuka daftar indikator";
    /// What regulations say and what the region says of its own.
    ListRules "data_round.read" "Membuka peraturan";
    /// Take in a scale or a calendar of the region.
    WriteRules "data_round.write" "Menetapkan ketentuan daerah";
    /// Take in a list of a year.
    WriteIndicators "data_round.write" "Menetapkan daftar indikator";
}

rights! {
    Round, round;
    /// One round with how all units stand.
    ReadRound "data_round.read" "Membuka periode pengisian";
    /// Close it or open it again.
    WriteRound "data_round.write" "Menutup atau membuka pengisian";
    /// Put the dates of many units off.
    ExtendFillings "data_round.write" "Memperpanjang batas waktu isian";
    /// Look at many fillings for the compiling section.
    DeskFillings "filling.desk" "Memeriksa isian (desk)";
    /// Remind units that are late.
    RemindFillings "reminder.send" "Mengirim pengingat";
}

rights! {
    Asked, indicator;
    /// One indicator with its definition.
    ReadIndicator "data_round.read" "Membuka indikator";
    /// Say who owns it.
    WriteIndicator "data_round.write" "Menetapkan pengampu indikator";
}

rights! {
    Filling, any_filling;
    /// What a unit fills in.
    ReadFilling "data_round.read" "Membuka isian";
    /// Look at it for the compiling section.
    DeskFilling "filling.desk" "Memeriksa isian (desk)";
    /// Review it as the internal auditor.
    ReviewFilling "filling.review" "Mereviu isian";
}

rights! {
    Filling, own_filling;
    /// Fill in figures and evidence.
    WriteFilling "filling.write" "Mengisi data";
    /// Send it.
    SendFilling "filling.send" "Mengirim isian";
    /// Sign it as the head of the unit.
    SignFilling "filling.sign" "Menandatangani isian";
}

rights! {
    Filling, collected_filling;
    /// Look at a part that a unit below filled in.
    CollectFilling "filling.write" "Memeriksa isian bawahan";
}

rights! {
    Narrative, narrative;
    /// What a unit writes for a report.
    ReadNarrative "data_round.read" "Membuka naskah laporan";
    /// Write it.
    WriteNarrative "filling.write" "Menulis naskah laporan";
    /// Send it.
    SendNarrative "filling.send" "Mengirim naskah laporan";
    /// Accept it, send it back, open it again.
    DeskNarrative "filling.desk" "Memverifikasi naskah laporan";
}

rights! {
    Making, report_book;
    /// A report put together of all chapters.
    ReadBook "data_round.read" "Membuka naskah laporan";
}

async fn narrative(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Narrative>>, Problem> {
    let found = store::find_narrative(app.db().read(), region, path.id("narrative")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn report_book(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Making>>, Problem> {
    let (db, id) = (app.db().read(), path.id("report_book")?);
    let found = match making::find(db, region, LPPD_BOOK, id).await? {
        Some(found) => Some(found),
        None => making::find(db, region, RLPPD_BOOK, id).await?,
    };
    Ok(found.map(Located::region))
}

rights! {
    Compilation, compilation;
    /// What was compiled.
    ReadCompilation "data_round.read" "Membuka kompilasi";
    /// Lay it before the mayor.
    PresentCompilation "data_round.write" "Mengajukan kompilasi kepada kepala daerah";
    /// Sign it as the mayor, or send it back.
    SignCompilation "compilation.sign" "Menandatangani kompilasi";
}

async fn compilation(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Compilation>>, Problem> {
    let found = store::find_compilation(app.db().read(), region, path.id("compilation")?).await?;
    Ok(found.map(Located::region))
}

rights! {
    Reopening, any_reopening;
    /// A request to open one cell again.
    ReadReopening "data_round.read" "Membuka permohonan buka kembali";
    /// Decide on it.
    DecideReopening "filling.desk" "Memutuskan permohonan buka kembali";
}

rights! {
    Reopening, own_reopening;
    /// Send the correction.
    CorrectReopening "filling.send" "Mengirim klarifikasi";
}

async fn any_reopening(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Reopening>>, Problem> {
    let found = store::find_reopening(app.db().read(), region, path.id("reopening")?).await?;
    Ok(found.map(Located::region))
}

async fn own_reopening(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Reopening>>, Problem> {
    let found = store::find_reopening(app.db().read(), region, path.id("reopening")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn round(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Round>>, Problem> {
    let found = store::find_round(app.db().read(), region, path.id("round")?).await?;
    Ok(found.map(Located::region))
}

async fn indicator(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Asked>>, Problem> {
    let found = find(app.db().read(), region, path.id("indicator")?).await?;
    Ok(found.map(Located::region))
}

async fn any_filling(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Filling>>, Problem> {
    let found = store::find_filling(app.db().read(), region, path.id("filling")?).await?;
    Ok(found.map(Located::region))
}

async fn own_filling(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Filling>>, Problem> {
    let found = store::find_filling(app.db().read(), region, path.id("filling")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

/// A part is looked at by the unit that collects it.
async fn collected_filling(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Filling>>, Problem> {
    let found = store::find_filling(app.db().read(), region, path.id("filling")?).await?;
    Ok(found.map(|it| {
        let place = it.parent_place().unwrap_or_else(|| it.place());
        Located::units(it, vec![place])
    }))
}
