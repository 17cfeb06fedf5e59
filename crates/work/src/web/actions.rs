//! The rights of this crate, and how their subjects are found.

use government::{
    evidence::{self, Evidence},
    follow_up::{self, FollowUp},
};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, Uuid, rights};

rights! {
    /// The home page.
    ReadHome "home.read" "Membuka beranda";
    /// The work list of the own unit.
    ReadWork "worklist.read" "Membuka daftar kerja";
    /// Lists of follow-ups.
    ListFollowUps "follow_up.read" "Membuka tindak lanjut";
    /// One's notices.
    ReadNotices "notice.read" "Membuka pemberitahuan";
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
    /// Withdraw or take up again.
    Withdraw "follow_up.withdraw" "Mengubah status tindak lanjut";
}

rights! {
    (FollowUp, Uuid), of_report;
    /// Verify, return or reopen a report.
    ReviewReport "report.review" "Memeriksa laporan";
}

rights! {
    Evidence, of_adder;
    /// Open a piece of evidence.
    ReadEvidence "evidence.read" "Membuka data dukung";
}

/// A follow-up lies where its lead lies.
async fn of_lead(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<FollowUp>>, Problem> {
    let found = follow_up::find(app.db().read(), region, path.id("follow_up")?).await?;
    Ok(found.map(|found| Located::units(found.follow_up, vec![found.place])))
}

/// A report lies where the lead of its follow-up lies.
async fn of_report(
    app: &App,
    _: &Actor,
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
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Evidence>>, Problem> {
    let found = evidence::find(app.db().read(), region, path.id("evidence")?).await?;
    Ok(found.map(|found| {
        let place = found.place();
        Located::units(found, vec![place])
    }))
}
