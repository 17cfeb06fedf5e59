//! The rights of this crate, and how their subjects are found.

use documents::making::{self, Making};
use platform::{
    Action, Actor, App, Located, PathParams, Problem, RegionCode, right::Scope, rights,
};

use super::heads::HeadOf;
use crate::store::{
    self, Agreement, AgreementYear, COMPILATION, Line, Mapping, Program, QuarterReport, Report,
    Signing,
    document::{self, PlanDocument},
    tree::{self, DevelopmentPlan, Priority},
};

rights! {
    /// The agreements of a year.
    ListAgreements "agreement.read" "Membuka perjanjian kinerja";
    /// A new year.
    AddYear "agreement_year.write" "Membuka tahun perjanjian kinerja";
}

rights! {
    AgreementYear, year;
    /// What all agreements of a year say.
    ReadYear "agreement.read" "Membuka perjanjian kinerja";
    /// Change a year.
    WriteYear "agreement_year.write" "Membuka tahun perjanjian kinerja";
    /// Note a ceremony.
    AddSigning "agreement.sign" "Mencatat penandatanganan perjanjian kinerja";
}

rights! {
    AgreementYear, year;
    /// The heads of a year: all of them, or oneself.
    ListHeads "head_evaluation.read" "Membuka bahan evaluasi kepala perangkat daerah";
}

rights! {
    HeadOf, head;
    /// What there is to say of one head: the head of the region, the secretary, who prepares it, oneself.
    ReadHead "head_evaluation.read" "Membuka bahan evaluasi kepala perangkat daerah";
    /// Propose something about a head.
    ProposeHead "head_evaluation.propose" "Mengusulkan penghargaan atau pembinaan";
    /// Decide on it.
    DecideHead "head_evaluation.decide" "Memutuskan usulan penghargaan atau pembinaan";
}

rights! {
    Signing, signing;
    /// Who signed in a ceremony, and who has not signed.
    ReadSigning "agreement.read" "Membuka perjanjian kinerja";
    /// Note that agreements were signed in it.
    Sign "agreement.sign" "Mencatat penandatanganan perjanjian kinerja";
}

rights! {
    Agreement, agreement;
    /// One agreement: every unit reads those of all others.
    ReadAgreement "agreement.read" "Membuka perjanjian kinerja";
    /// Write it.
    WriteAgreement "agreement.write" "Menyusun perjanjian kinerja";
    /// Send it, and ask for its revision.
    SendAgreement "agreement.send" "Mengirim perjanjian kinerja";
    /// Send it back.
    ReturnAgreement "agreement.sign" "Mencatat penandatanganan perjanjian kinerja";
    /// Decide on its revision.
    DecideRevision "agreement.decide" "Memutuskan revisi perjanjian kinerja";
}

rights! {
    (Agreement, Line), line;
    /// Change a line.
    WriteLine "agreement.write" "Menyusun perjanjian kinerja";
}

rights! {
    (Agreement, Program), program;
    /// Take a programme out.
    WriteProgram "agreement.write" "Menyusun perjanjian kinerja";
}

rights! {
    QuarterReport, quarter;
    /// What was reached in a quarter.
    ReadQuarter "agreement.read" "Membuka perjanjian kinerja";
    /// Fill it in.
    FillQuarter "agreement.write" "Menyusun perjanjian kinerja";
    /// Send it.
    SendQuarter "agreement.send" "Mengirim perjanjian kinerja";
    /// Say something about it.
    NoteQuarter "agreement.note" "Mencatat hasil pemeriksaan realisasi perjanjian kinerja";
}

rights! {
    /// The performance reports of a year.
    ListReports "performance_report.read" "Membuka laporan kinerja";
}

rights! {
    Report, report;
    /// One performance report.
    ReadReport "performance_report.read" "Membuka laporan kinerja";
    /// Write it.
    WriteReport "performance_report.write" "Menyusun laporan kinerja";
    /// Send it.
    SendReport "performance_report.send" "Mengirim laporan kinerja";
    /// Confirm it, send it back, open it again.
    ReviewReport "performance_report.review" "Mereviu laporan kinerja";
}

rights! {
    Making, compilation;
    /// The reports of all units as one file.
    ReadCompilation "performance_report.read" "Membuka laporan kinerja";
}

rights! {
    /// The plans, and the board of priority programmes.
    ListPlanTrees "plan_tree.read" "Membuka RPJMD";
    /// A new plan.
    AddPlanTree "plan_tree.write" "Mencatat RPJMD";
}

rights! {
    DevelopmentPlan, plan_tree;
    /// The tree of a plan.
    ReadPlanTree "plan_tree.read" "Membuka RPJMD";
    /// Change it.
    WritePlanTree "plan_tree.write" "Mencatat RPJMD";
}

rights! {
    Mapping, mapping;
    /// How the IKK of a year are mapped.
    ReadMapping "plan_tree.read" "Membuka RPJMD";
    /// Map them, or say why not.
    WriteMapping "ikk_mapping.write" "Melengkapi pemetaan IKK";
    /// Send it.
    SendMapping "ikk_mapping.send" "Mengirim pemetaan IKK";
    /// Find it right, send it back, open it again.
    ReviewMapping "ikk_mapping.review" "Memeriksa pemetaan IKK";
}

rights! {
    PlanDocument, plan_document;
    /// A Renstra, an RKPD or a Renja.
    ReadDocument "plan_tree.read" "Membuka RPJMD";
    /// Say in it what differs from the tree.
    WriteDocument "plan_document.write" "Menyusun dokumen rencana";
    /// Send it.
    SendDocument "plan_document.send" "Mengirim dokumen rencana";
    /// Note that it was set, send it back, open it for a change.
    DecideDocument "plan_document.decide" "Mencatat penetapan dokumen rencana";
}

rights! {
    Priority, priority_program;
    /// A priority programme.
    ReadPriorityProgram "plan_tree.read" "Membuka RPJMD";
    /// Change it.
    WritePriorityProgram "plan_tree.write" "Mencatat RPJMD";
}

async fn plan_tree(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<DevelopmentPlan>>, Problem> {
    let found = tree::find_plan(app.db().read(), region, path.id("development_plan")?).await?;
    Ok(found.map(Located::region))
}

async fn mapping(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Mapping>>, Problem> {
    let found = store::find_mapping(app.db().read(), region, path.id("ikk_mapping")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn plan_document(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<PlanDocument>>, Problem> {
    let id = path.id("plan_document")?;
    let found = document::find_document(app.db().read(), region, id).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn priority_program(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Priority>>, Problem> {
    let found = tree::find_priority(app.db().read(), region, path.id("priority_program")?).await?;
    Ok(found.map(Located::region))
}

async fn compilation(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Making>>, Problem> {
    let id = path.id("report_compilation")?;
    let found = making::find(app.db().read(), region, COMPILATION, id).await?;
    Ok(found.map(Located::region))
}

async fn report(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Report>>, Problem> {
    let found = store::find_report(app.db().read(), region, path.id("performance_report")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn year(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<AgreementYear>>, Problem> {
    let found = store::find_year(app.db().read(), region, path.id("agreement_year")?).await?;
    Ok(found.map(Located::region))
}

/// A head of the unit of an agreement. Oneself is found wherever one acts; of the own unit others are not
/// found by who reads no more than that.
async fn head(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<HeadOf>>, Problem> {
    let (agreement, account) = (path.id("agreement")?, path.id("official")?);
    let Some(found) = HeadOf::find(app, region, agreement, account).await? else {
        return Ok(None);
    };
    let unit = found.agreement.place();
    let reads = app.matrix().scope(&actor.role, ReadHead::CODE);
    let own_only = reads.is_some_and(|scope| scope < Scope::Region);
    let place = match (account == actor.person, own_only) {
        (true, _) => actor.place.clone(),
        (false, true) if unit.id == actor.place.id => return Ok(None),
        _ => unit,
    };
    Ok(Some(Located::units(found, vec![place])))
}

async fn signing(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Signing>>, Problem> {
    let found = store::find_signing(app.db().read(), region, path.id("signing")?).await?;
    Ok(found.map(Located::region))
}

async fn agreement(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Agreement>>, Problem> {
    let found = store::find_agreement(app.db().read(), region, path.id("agreement")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn line(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(Agreement, Line)>>, Problem> {
    let db = app.db().read();
    let Some((id, line)) = store::find_line(db, region, path.id("agreement_line")?).await? else {
        return Ok(None);
    };
    let found = store::find_agreement(db, region, id).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units((it, line), vec![place])
    }))
}

async fn program(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<(Agreement, Program)>>, Problem> {
    let (db, id) = (app.db().read(), path.id("agreement_program")?);
    let Some((id, program)) = store::find_program(db, region, id).await? else {
        return Ok(None);
    };
    let found = store::find_agreement(db, region, id).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units((it, program), vec![place])
    }))
}

async fn quarter(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<QuarterReport>>, Problem> {
    let found = store::find_quarter(app.db().read(), region, path.id("agreement_quarter")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}
