//! The rights of this crate, and how their subjects are found.

use government::{
    evidence::{self, Evidence},
    follow_up::{self, FollowUp},
};
use platform::{Action, Actor, App, Located, PathParams, Place, Problem, RegionCode, Uuid};

/// A right to a list or to something of one's own.
macro_rules! listed {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = ();
            async fn locate(
                _: &App,
                _: &Actor,
                _: &RegionCode,
                _: &PathParams,
            ) -> Result<Option<Located<()>>, Problem> {
                Ok(Located::filtered(()))
            }
        }
    )*};
}

listed! {
    /// The home page.
    ReadHome "home.read" "Membuka beranda"
    /// The work list of the own unit.
    ReadWork "worklist.read" "Membuka daftar kerja"
    /// Lists of follow-ups.
    ListFollowUps "follow_up.read" "Membuka tindak lanjut"
    /// One's notices.
    ReadNotices "notice.read" "Membuka pemberitahuan"
}

async fn follow_up(
    app: &App,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<(FollowUp, Place)>, Problem> {
    let found = follow_up::find(app.db().read(), region, path.id("follow_up")?).await?;
    Ok(found.map(|found| (found.follow_up, found.place)))
}

/// A right to one follow-up: everybody in the region, or the lead's side only.
macro_rules! on_follow_up {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = FollowUp;
            async fn locate(
                app: &App,
                _: &Actor,
                region: &RegionCode,
                path: &PathParams,
            ) -> Result<Option<Located<FollowUp>>, Problem> {
                let found = follow_up(app, region, path).await?;
                Ok(found.map(|(it, place)| Located::units(it, vec![place])))
            }
        }
    )*};
}

on_follow_up! {
    /// One follow-up.
    ReadFollowUp "follow_up.read" "Membuka tindak lanjut"
    /// Its history.
    ReadHistory "follow_up.history" "Membuka riwayat"
    /// Propose measure, target and date.
    ProposeTerms "terms.propose" "Mengusulkan target"
    /// Agree to them or turn them down.
    DecideTerms "terms.decide" "Memutuskan usulan target"
    /// Write a report.
    WriteReport "report.write" "Menyimpan draf laporan"
    /// Send a report.
    SendReport "report.send" "Mengirim laporan kemajuan"
    /// Withdraw or take up again.
    Withdraw "follow_up.withdraw" "Mengubah status tindak lanjut"
}

/// Verify or return a report.
pub struct ReviewReport;

impl Action for ReviewReport {
    const CODE: &'static str = "report.review";
    const LABEL: &'static str = "Memeriksa laporan";
    type Target = (FollowUp, Uuid);
    async fn locate(
        app: &App,
        _: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> Result<Option<Located<Self::Target>>, Problem> {
        let report = path.id("report")?;
        let found = follow_up::find_by_report(app.db().read(), region, report).await?;
        Ok(found.map(|found| Located::units((found.follow_up, report), vec![found.place])))
    }
}

/// Open a piece of evidence.
pub struct ReadEvidence;

impl Action for ReadEvidence {
    const CODE: &'static str = "evidence.read";
    const LABEL: &'static str = "Membuka data dukung";
    type Target = Evidence;
    async fn locate(
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
}
