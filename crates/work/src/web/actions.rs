//! The rights of this crate, and how their subjects are found.

use government::{
    Audience, Directories, Viewer,
    evidence::{self, Evidence},
    follow_up::{
        self, FollowUp,
        disposition::{self, Disposition},
    },
};
use platform::{Actor, App, Located, PathParams, Place, Problem, RegionCode, Uuid, rights};

rights! {
    /// The home page.
    ReadHome "home.read" "Membuka beranda";
    /// Search.
    Search "search.read" "Mencari";
    /// The work list of the own unit.
    ReadWork "worklist.read" "Membuka daftar kerja";
    /// Lists of follow-ups.
    ListFollowUps "follow_up.read" "Membuka tindak lanjut";
    /// Judge a published table.
    Recheck "table.recheck" "Memeriksa ulang tabel";
    /// One's notices.
    ReadNotices "notice.read" "Membuka pemberitahuan";
    /// Verify or return many reports.
    ReviewReports "report.review" "Memeriksa laporan";
    /// Remind units of what is late.
    RemindUnits "reminder.send" "Mengirim pengingat";
    /// Put dates off.
    ExtendTerms "terms.extend" "Memperpanjang batas waktu";
    /// Rules of daily work.
    ReadDailyRules "settings.read" "Membuka pengaturan";
    /// Set them.
    WriteDailyRules "unit.write" "Mengubah unit kerja atau aturan daerah";
}

rights! {
    FollowUp, of_lead;
    /// One follow-up.
    ReadFollowUp "follow_up.read" "Membuka tindak lanjut";
    /// Its history.
    ReadHistory "follow_up.history" "Membuka riwayat";
    /// Propose measure, target and date.
    ProposeTerms "terms.propose" "Mengusulkan target";
    /// Agree to them or turn them down.
    DecideTerms "terms.decide" "Memutuskan usulan target";
    /// Write a report.
    WriteReport "report.write" "Menyimpan draf laporan";
    /// Send a report.
    SendReport "report.send" "Mengirim laporan kemajuan";
    /// Note what could go wrong.
    WriteRisk "risk.write" "Mencatat risiko";
    /// Withdraw or take up again.
    Withdraw "follow_up.withdraw" "Mengubah status tindak lanjut";
}

rights! {
    FollowUp, of_shared;
    /// What every unit contributed to where it came from.
    ReadContributions "follow_up.read" "Membuka tindak lanjut";
    /// Links for one photo or one number, and what comes in by them.
    WriteUploadLinks "upload_link.write" "Mengurus tautan unggah";
    /// Report it further up.
    Escalate "escalation.write" "Melaporkan ke Asisten atau Sekda";
}

rights! {
    (FollowUp, Vec<Place>), of_all;
    /// The disposition sheet.
    ReadDispositions "disposition.read" "Membuka lembar disposisi";
    /// Give it to somebody of the unit.
    GiveDisposition "disposition.write" "Mendisposisikan";
}

rights! {
    Disposition, of_desk;
    /// Pass a disposition on, send it up, or take it off the desk.
    AnswerDisposition "disposition.answer" "Menindaklanjuti disposisi";
}

rights! {
    (FollowUp, Uuid), of_report;
    /// Verify, return or reopen a report.
    ReviewReport "report.review" "Memeriksa laporan";
}

rights! {
    (FollowUp, Uuid), of_audited_report;
    /// Verify, return or reopen a report on what auditors found.
    ReviewAudited "audited_report.review" "Memeriksa laporan hasil pemeriksaan";
}

rights! {
    Evidence, of_adder;
    /// Open a piece of evidence.
    ReadEvidence "evidence.read" "Membuka data dukung";
}

/// A follow-up lies where its lead lies; a limited one is not there for others.
async fn of_lead(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<FollowUp>>, Problem> {
    let found = follow_up::find(app.db().read(), region, path.id("follow_up")?).await?;
    let viewer = Viewer::of(actor, region);
    let found = found.and_then(|found| found.seen_by(&viewer));
    Ok(found.map(|found| Located::units(found.follow_up, vec![found.place])))
}

/// What may be read or sent by people outside the unit is there for follow-ups of everybody only.
async fn of_shared(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<FollowUp>>, Problem> {
    let found = of_lead(app, actor, region, path).await?;
    Ok(found.filter(|found| !found.target.audience.is_limited()))
}

/// What goes down within units lies where the lead and the supporters lie.
async fn of_all(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(FollowUp, Vec<Place>)>>, Problem> {
    let found = with_places(app, actor, region, path.id("follow_up")?).await?;
    Ok(found.map(|found| {
        let places = found.1.clone();
        Located::units(found, places)
    }))
}

/// A follow-up, and the places of its lead and its supporters.
pub(super) async fn with_places(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<(FollowUp, Vec<Place>)>, Problem> {
    let viewer = Viewer::of(actor, region);
    let found = follow_up::find(app.db().read(), region, id).await?;
    let Some(found) = found.and_then(|found| found.seen_by(&viewer)) else {
        return Ok(None);
    };
    let directory = Directories::at(app, region, actor.directory).await?;
    let helpers = follow_up::supporters(app.db().read(), region, id).await?;
    let mut places = vec![found.place];
    places.extend(
        helpers
            .into_iter()
            .filter_map(|unit| directory.unit(unit))
            .map(|unit| unit.place.clone()),
    );
    Ok(Some((found.follow_up, places)))
}

/// A disposition lies where the unit lies that it went to.
async fn of_desk(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Disposition>>, Problem> {
    let found = disposition::find(app.db().read(), region, path.id("disposition")?).await?;
    Ok(found.map(|(found, place)| Located::units(found, vec![place])))
}

/// A report lies where the lead of its follow-up lies.
async fn of_report(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(FollowUp, Uuid)>>, Problem> {
    let found = by_report(app, region, path).await?;
    Ok(found.filter(|found| !found.target.0.audience.is_limited()))
}

/// What is reported on an audit is verified by the internal auditors and nobody else.
async fn of_audited_report(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(FollowUp, Uuid)>>, Problem> {
    let found = by_report(app, region, path).await?;
    Ok(found.filter(|found| found.target.0.audience == Audience::Audit))
}

async fn by_report(
    app: &App,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(FollowUp, Uuid)>>, Problem> {
    let report = path.id("report")?;
    let found = follow_up::find_by_report(app.db().read(), region, report).await?;
    Ok(found.map(|found| Located::units((found.follow_up, report), vec![found.place])))
}

/// Evidence lies where the unit that added it lies.
async fn of_adder(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Evidence>>, Problem> {
    let found = evidence::find(app.db().read(), region, path.id("evidence")?).await?;
    let viewer = Viewer::of(actor, region);
    let found = found.filter(|found| viewer.sees(found.audience(), &found.place()));
    Ok(found.map(|found| {
        let place = found.place();
        Located::units(found, vec![place])
    }))
}
