//! One indicator of a filling: its definition, how its result comes about, its evidence with the
//! reviewer's verdicts, findings with both sides' words, every revision.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use figures::{Figure, formula::Step};
use government::may::{covers, may};
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
};
use platform::{
    Action, Actor, App, Grant, Page, PathParams, Problem, RegionCode, Uuid, form::FormErrors,
};
use values::store::{self as kept, Asked, FIGURE, Proof, Verdict};

use super::{
    around::Around,
    line::{Line, line},
};
use crate::{
    papers::printed,
    rules::{FindingKind, FindingState, ReopeningState, reopening},
    store::{self, Filling, Finding, Reopening},
    web::actions::{ReadFilling, ReviewFilling, WriteFilling},
};

/// A step of the explanation, flattened: how deep it lies, what is computed, what came out.
pub(super) struct Told {
    pub depth: usize,
    pub text: String,
    pub value: String,
    pub origin: String,
}

/// A piece of evidence beside a cell.
pub(super) struct Piece {
    pub letter: String,
    pub figure: Uuid,
    pub evidence: Evidence,
    pub pages: String,
    pub verdict: Verdict,
    pub note: String,
    pub by: String,
    /// Whether it came with an archive about a year before.
    pub historic: bool,
}

/// A revision of a cell in words.
pub(super) struct Change {
    pub letter: String,
    pub stage: String,
    pub shown: String,
    pub reason: String,
    pub by: String,
    pub at: String,
}

/// What was typed in a form of the page that was refused.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct Said {
    pub form: String,
    pub text: String,
    /// What was chosen from the first list of the form.
    pub choice: String,
    /// The element that was chosen.
    pub letter: String,
    pub pages: String,
    pub link: String,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "rounds/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Filling,
    unit: &'a str,
    line: &'a Line,
    owner: String,
    told: Vec<Told>,
    pieces: Vec<Piece>,
    findings: Vec<Finding>,
    changes: Vec<Change>,
    may_write: bool,
    may_answer: bool,
    may_review: bool,
    requests: Vec<Reopening>,
    may_ask: bool,
    limit: u64,
    recent: Vec<Evidence>,
    verdicts: [Verdict; 4],
    kinds: [FindingKind; 4],
    said: &'a Said,
}

fn flatten(step: &Step, depth: usize, into: &mut Vec<Told>) {
    let value = match &step.value {
        Figure::Known(number) => match number.places() {
            Some(places) => number.indonesian(places),
            None => format!("≈ {}", number.indonesian(6)),
        },
        missing => missing.state().label().to_owned(),
    };
    let beside = [step.origin.clone(), step.note.clone()];
    into.push(Told {
        depth,
        text: step.text.clone(),
        value,
        origin: beside.into_iter().flatten().collect::<Vec<_>>().join("; "),
    });
    for part in &step.parts {
        flatten(part, depth + 1, into);
    }
}

/// The indicator of a filling behind the path.
pub(in crate::web) async fn asked_of(
    app: &App,
    region: &RegionCode,
    it: &Filling,
    path: &PathParams,
) -> Result<Asked, Problem> {
    let found = store::item(app.db().read(), region, it, path.id("indicator")?).await?;
    found.ok_or(Problem::NotFound)
}

/// Composes the page.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Filling,
    asked: Asked,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let id = asked.indicator.id;
    let around = Around::of(app, region, it, std::slice::from_ref(&asked)).await?;
    let own: Vec<_> = around.own(it).collect();
    let ids: Vec<Uuid> = own.iter().map(|cell| cell.id).collect();
    let letter = |cell: Uuid| {
        let found = own.iter().find(|one| one.id == cell);
        found.map(|one| one.letter.clone()).unwrap_or_default()
    };
    let evidence = evidence::of_subjects(db, region, FIGURE, &ids).await?;
    let pieces = evidence.into_iter().map(|piece| {
        let proof = around
            .proofs
            .iter()
            .find(|it| it.figure_id == piece.subject_id && it.evidence_id == piece.id);
        Piece {
            letter: letter(piece.subject_id),
            figure: piece.subject_id,
            pages: proof.map(|it| it.pages.clone()).unwrap_or_default(),
            verdict: proof.map_or(Verdict::None, Proof::verdict),
            note: proof.map(|it| it.verdict_note.clone()).unwrap_or_default(),
            by: proof.map(|it| it.verdict_name.clone()).unwrap_or_default(),
            historic: proof.is_some_and(|it| !it.origin.is_empty()),
            evidence: piece,
        }
    });
    let changes = kept::revisions(db, region, &ids).await?;
    let changes = changes.into_iter().map(|it| Change {
        letter: letter(it.figure_id),
        stage: it.stage.clone(),
        shown: match &it.amount {
            Some(amount) => printed(amount),
            None => it.state().label().to_owned(),
        },
        reason: it.reason.clone(),
        by: it.written_name.clone(),
        at: directory.region.stamp(platform::Instant(it.written_at)),
    });
    let mut told = Vec::new();
    if let Some(explained) = kept::explain(&asked, &around.cells).filter(|_| !it.is_part()) {
        flatten(&explained.root, 0, &mut told);
    }
    let writes = covers(app, actor, directory, it.unit_id, WriteFilling::CODE);
    let may_write = writes && (it.is_open() || around.is_reopened(id));
    let requests: Vec<Reopening> = around
        .requests
        .iter()
        .filter(|one| one.indicator_id == id)
        .cloned()
        .collect();
    let asked_already = requests.iter().any(|one| one.state().is_open());
    let askable = reopening::ask(it.stand(), it.is_part(), asked_already).is_ok();
    let recent = match may_write {
        true => evidence::recent_of_unit(db, region, it.unit_id, 20).await?,
        false => vec![],
    };
    let in_review = (it.stand().station, it.stand().state)
        == (
            crate::rules::Station::Review,
            government::review::ReviewState::Submitted,
        );
    let line = line(&around, directory, it, asked);
    let owner = line.asked.indicator.unit_id;
    let title = format!(
        "{} {}",
        line.asked.indicator.code, line.asked.indicator.name
    );
    let one = One {
        region,
        unit: directory.unit_name(it.unit_id),
        owner: owner
            .map_or("Belum ditetapkan", |id| directory.unit_name(id))
            .to_owned(),
        told,
        pieces: pieces.collect(),
        findings: around
            .findings
            .iter()
            .filter(|one| one.indicator_id == id)
            .cloned()
            .collect(),
        changes: changes.collect(),
        may_write,
        may_answer: writes && it.is_open(),
        may_ask: writes && askable && it.dropped.is_empty(),
        requests,
        may_review: in_review && may(app, actor, region, ReviewFilling::CODE),
        limit: app.files().limit,
        recent,
        verdicts: Verdict::ALL,
        kinds: FindingKind::ALL,
        said,
        line: &line,
        directory,
        it,
    };
    Page::new(title, &one)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    let asked = asked_of(&app, grant.region(), it, &path).await?;
    compose(&app, actor, &directory, it, asked, &Said::default()).await
}

/// The page as it is now, with what was refused.
pub(in crate::web) async fn refused(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Filling,
    asked: Asked,
    said: &Said,
) -> Result<Page, Problem> {
    let page = compose(app, actor, directory, it, asked, said).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Whether a finding waits for the unit.
pub(super) fn waits(finding: &Finding) -> bool {
    matches!(finding.state(), FindingState::Open | FindingState::Kept)
}
