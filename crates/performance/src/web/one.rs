//! One agreement: what it says, what it lacks, and what may be done with it.

use askama::Template;
use axum::extract::State;
use government::may::covers;
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, RegionCode, date,
    form::{Filter, FormErrors},
};
use serde::Deserialize;
use values::rules::IndicatorKind;

use super::actions::{
    DecideRevision, ReadAgreement, ReturnAgreement, SendAgreement, WriteAgreement,
};
use crate::{
    books::{self, AchievedLine, AchievedUnit},
    papers,
    rules::{self, IkkPresence, OwnedIkk, Parties, Party, VersionState, day},
    store::{self, Agreement, Line, Program, QuarterReport, Request, VERSION},
};

pub(super) use crate::store::LPPD;

/// What a decision form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// Name of the form.
    pub form: &'static str,
    /// The ground that was chosen.
    pub ground: String,
    /// The note that was typed.
    pub note: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// What this reader may do here.
struct May {
    write: bool,
    send: bool,
    send_back: bool,
    ask: bool,
    decide: bool,
    scan: bool,
}

#[derive(Template)]
#[template(path = "performance/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Agreement,
    unit: &'a str,
    level: &'a str,
    state: VersionState,
    signed: String,
    due: String,
    ground: String,
    first: (String, String),
    second: Option<(String, String)>,
    lines: &'a [Line],
    programs: &'a [Program],
    total: String,
    lacking: Vec<&'static str>,
    warnings: Vec<String>,
    ikk: IkkPresence,
    ikk_list: String,
    achieved: Option<AchievedUnit>,
    quarters: &'a [QuarterReport],
    request: Option<&'a Request>,
    grounds: Vec<(&'static str, &'static str)>,
    scans: Vec<Evidence>,
    limit: u64,
    may: May,
    said: &'a Said,
}

fn named(party: &Party) -> (String, String) {
    (party.name.clone(), party.office.clone())
}

/// Who signed, or else who would sign today.
async fn parties(app: &App, directory: &Directory, it: &Agreement) -> Result<Parties, Problem> {
    if it.is_locked() {
        let party = |name: &Option<String>, office: &Option<String>| Party {
            name: name.clone().unwrap_or_default(),
            office: office.clone().unwrap_or_default(),
            ..Party::default()
        };
        let second = party(&it.second_name, &it.second_office);
        return Ok(Parties {
            first: party(&it.first_name, &it.first_office),
            second: Some(second).filter(|it| !it.office.is_empty()),
        });
    }
    let today = directory.region.today(app.now());
    let mut all = store::parties(app.db().read(), directory, &[it.unit_id], today).await?;
    Ok(all.remove(&it.unit_id).unwrap_or_default())
}

/// What the signed lines achieved up to the last quarter that was sent; nothing before a signature.
async fn achieved(
    app: &App,
    directory: &Directory,
    it: &Agreement,
    lines: &[Line],
) -> Result<Option<AchievedUnit>, Problem> {
    if !it.is_locked() {
        return Ok(None);
    }
    let reported = store::reported_of(app.db().read(), &directory.region.code, it.id).await?;
    let grading = store::grading(app.db().read(), &directory.region.code, it.year).await?;
    let last = reported.last(it.id);
    let own = lines
        .iter()
        .map(|line| AchievedLine::of(line, it.id, &reported, last));
    let unit = directory.unit_name(it.unit_id);
    Ok(Some(AchievedUnit::of((it.id, unit), own, last, &grading)))
}

/// The outcome IKK the unit owns, and which list says so: that of the year, or the latest before it; what was
/// typed only while the region has no list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn owned_ikk(
    app: &App,
    region: &RegionCode,
    it: &Agreement,
) -> Result<(Vec<OwnedIkk>, String), Problem> {
    let db = app.db().read();
    let lists = values::store::years(db, region).await?;
    let year = lists
        .into_iter()
        .filter(|(list, year, _)| list == LPPD && *year <= it.year)
        .map(|(_, year, _)| year)
        .max();
    let Some(year) = year else {
        return Ok((rules::owned(&it.ikk_list), String::new()));
    };
    let asked = values::store::indicators_of_unit(db, region, LPPD, year, it.unit_id).await?;
    let own = asked
        .into_iter()
        .map(|it| it.indicator)
        .filter(|one| one.kind() == IndicatorKind::Outcome && one.unit_id == Some(it.unit_id));
    let owned = own.map(|one| OwnedIkk {
        code: one.code,
        name: one.name,
    });
    Ok((owned.collect(), format!("Daftar Indikator {year}")))
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Agreement,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let lines = store::lines_of(db, region, it.version_id).await?;
    let programs = store::programs_of(db, region, &[it.version_id]).await?;
    let quarters = store::quarters_of(db, region, it.id).await?;
    let parties = parties(app, directory, it).await?;
    let (owned, ikk_list) = owned_ikk(app, region, it).await?;
    let achieved = achieved(app, directory, it, &lines).await?;
    // a draft has nothing to decide and no scan; what is signed has both
    let (requests, scans) = match it.is_locked() {
        true => (
            store::requests(db, region, it.id).await?,
            evidence::of_subjects(db, region, VERSION, &[it.version_id]).await?,
        ),
        false => (vec![], vec![]),
    };
    let state = it.state();
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let request = requests.first().filter(|it| it.is_open());
    let wanted = it.dropped.is_empty();
    let open = state.is_open() && wanted;
    let drafts: Vec<_> = lines.iter().map(Line::draft).collect();
    let one = One {
        region,
        directory,
        unit: directory.unit_name(it.unit_id),
        level: books::level(&it.level),
        state,
        signed: day(it.signed().filter(|_| it.is_locked())),
        due: match (it.due(), it.number) {
            (Some(due), 1) => date::long(due.date),
            _ => String::new(),
        },
        ground: rules::ground(&it.ground).map_or_else(String::new, |it| it.title.clone()),
        lacking: match open {
            true => rules::lacking(lines.len(), parties.first.post.is_some()),
            false => vec![],
        },
        first: named(&parties.first),
        second: parties.second.as_ref().map(named),
        warnings: match open {
            true => rules::warnings(&drafts, programs.len()),
            false => vec![],
        },
        ikk: rules::presence(owned, lines.iter().map(|line| line.input.ikk.as_str())),
        ikk_list,
        total: papers::total(&programs).map_or_else(String::new, |it| it.to_string()),
        achieved,
        lines: &lines,
        programs: &programs,
        quarters: &quarters,
        grounds: rules::grounds()
            .iter()
            .map(|it| (it.id.as_str(), it.title.as_str()))
            .collect(),
        may: May {
            write: open && own(WriteAgreement::CODE),
            send: open && own(SendAgreement::CODE),
            send_back: state == VersionState::Sent && own(ReturnAgreement::CODE),
            ask: it.is_locked() && request.is_none() && wanted && own(SendAgreement::CODE),
            decide: request.is_some() && own(DecideRevision::CODE),
            scan: it.is_locked() && own(WriteAgreement::CODE),
        },
        request,
        scans,
        limit: app.files().limit,
        said,
        it,
    };
    Page::new(format!("{}, {}", it.title(), one.unit), &one)
}

/// A sentence of what just happened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kabar: String,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadAgreement>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let said = Said::default();
    let page = compose(&app, grant.actor(), &directory, grant.target(), &said).await?;
    let news = match asked.kabar.as_str() {
        "kirim" => Some("Perjanjian terkirim dan siap ditandatangani.".to_owned()),
        "revisi" => Some("Revisi diajukan dan menunggu persetujuan.".to_owned()),
        "pindaian" => Some("Pindaian tersimpan.".to_owned()),
        _ => None,
    };
    Ok(page.flash(news))
}

/// "5 November 2026, 08.10 WIB".
pub(super) fn stamp(directory: &Directory, at: &i64) -> String {
    directory.region.stamp(Instant(*at))
}
