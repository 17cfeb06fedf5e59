//! One head: what was achieved in their part of the year, and what people propose and decide beside it.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    may::may,
    review::{self, ReviewState, Step},
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode,
    form::{Filter, FormErrors},
};
use serde::Deserialize;

use super::{
    HeadOf, WHOLE_REGION,
    gather::{Facts, OfUnit, evaluated, overdue},
    path,
};
use crate::{
    books::{self, AchievedLine, EvaluatedHead},
    rules::{self, ProposalKind, Signature, proposal_state},
    store::{self, Agreement, EVALUATION, HeadEvaluation, QuarterReport},
    web::actions::{DecideHead, ProposeHead, ReadHead},
};

/// What a form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// "usulkan" or "putuskan".
    pub form: &'static str,
    /// The kind that was chosen.
    pub kind: String,
    /// The words that were typed.
    pub typed: String,
    /// What is wrong.
    pub errors: FormErrors,
}

impl Said {
    /// What is wrong with a field of a form.
    fn wrong(&self, form: &str, field: &str) -> &str {
        match self.form == form {
            true => self.errors.of(field),
            false => "",
        }
    }

    /// What was typed in a form.
    fn typed(&self, form: &str) -> &str {
        match self.form == form {
            true => &self.typed,
            false => "",
        }
    }
}

/// A quarter as the page shows it.
pub(super) struct QuarterRow {
    it: QuarterReport,
    state: (&'static str, &'static str),
    sent: String,
    late: String,
}

/// A step of the proposal in words.
struct Taken {
    words: &'static str,
    by: String,
    at: String,
    note: String,
}

/// Everything of a head.
pub(super) struct Gathered {
    /// What the lists say too.
    pub head: EvaluatedHead,
    /// The quarters they answer for.
    pub quarters: Vec<QuarterRow>,
    /// Earlier years: year, unit, mean, of how many; with the agreement.
    pub earlier: Vec<(Agreement, [String; 4])>,
    /// What was proposed, as far as the reader may know.
    pub evaluation: Option<HeadEvaluation>,
    /// Whether nothing was decided yet about the reader: what waits, if anything does, is not for them.
    pub hidden: bool,
}

impl QuarterRow {
    /// For the paper: name, state, lateness, note.
    pub(super) fn cells(&self) -> [String; 4] {
        let state = match self.sent.is_empty() {
            true => self.state.0.to_owned(),
            false => format!("{}, {}", self.state.0, self.sent),
        };
        let or = |words: &str, none: &str| match words {
            "" => none.to_owned(),
            words => words.to_owned(),
        };
        let note = or(&self.it.note, "Tidak ada");
        [
            self.it.name(),
            state,
            or(&self.late, "Tidak terlambat"),
            note,
        ]
    }
}

/// Puts together everything of a head.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn gathered(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &HeadOf,
) -> Result<Gathered, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let (agreement, account) = (&it.agreement, it.head.account);
    let mut earlier = store::earlier_agreements(db, region, agreement.year, account).await?;
    earlier.retain(|it| it.level != WHOLE_REGION);
    let facts = Facts::of_head(app, directory, it, &earlier).await?;
    let signed: Vec<&Signature> = it.signatures.iter().collect();
    let of = OfUnit {
        unit: agreement.unit_id,
        year: i32::try_from(agreement.year).unwrap_or(0),
        agreement: Some(agreement),
        signatures: &signed,
        unled: vec![],
    };
    let head = evaluated((app, actor), directory, &facts, &of, Some(&it.head));
    let quarters = facts.quarters_of(agreement.id, &it.head).map(|one| {
        let sent = one.sent_at.map(Instant);
        let by = |at| format!("{} oleh {}", directory.region.stamp(at), one.sent_name);
        QuarterRow {
            state: one.state(),
            sent: sent.map(by).unwrap_or_default(),
            late: overdue(directory, one, app.now()),
            it: one.clone(),
        }
    });
    let quarters = quarters.collect();
    let before = |old: Agreement| {
        let last = facts.reported.last(old.id);
        let own = facts.lines.iter();
        let own = own.filter(|line| Some(line.version_id) == old.signed_id);
        let lines: Vec<AchievedLine> = own
            .map(|line| AchievedLine::of(line, old.id, &facts.reported, last))
            .collect();
        let mean = rules::mean(lines.iter().map(|it| &it.achieved.raw));
        let unit = directory.unit_name(old.unit_id).to_owned();
        let cells = [old.year.to_string(), unit, mean.percent(), mean.counts()];
        (old, cells)
    };
    let known = facts.evaluation(agreement.id, account).cloned();
    // before a decision the page of oneself says the same whether something waits or not
    let hidden = account == actor.person && !known.as_ref().is_some_and(HeadEvaluation::is_decided);
    Ok(Gathered {
        head,
        quarters,
        earlier: earlier.into_iter().map(before).collect(),
        evaluation: known.filter(|_| !hidden),
        hidden,
    })
}

#[derive(Template)]
#[template(path = "performance/heads/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a HeadOf,
    path: String,
    all: &'a Gathered,
    evaluation: Option<&'a HeadEvaluation>,
    state: (&'static str, &'static str),
    version: i64,
    changed: bool,
    log: Vec<Taken>,
    kinds: [ProposalKind; 3],
    may_propose: bool,
    may_decide: bool,
    may_reopen: bool,
    bases: Vec<String>,
    said: &'a Said,
    stamp: String,
}

impl One<'_> {
    fn path_of(&self, old: &Agreement) -> String {
        path(old.id, self.it.head.account)
    }
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &HeadOf,
    said: &Said,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let all = gathered(app, actor, directory, it).await?;
    let evaluation = all.evaluation.as_ref();
    let oneself = it.head.account == actor.person;
    // the steps before a decision are between those who take them
    let log = match evaluation.filter(|_| !oneself) {
        Some(known) => {
            review::of_subject(app.db().read(), region, Ref::new(EVALUATION, known.id)).await?
        }
        None => vec![],
    };
    let state = evaluation.map_or(ReviewState::Draft, HeadEvaluation::state);
    let other = |code| !oneself && may(app, actor, region, code);
    let one = One {
        region,
        path: it.path(),
        state: proposal_state(state),
        version: evaluation.map_or(0, |it| it.version),
        changed: evaluation.is_some_and(|known| known.basis != all.head.basis()),
        log: log
            .iter()
            .map(|entry| Taken {
                words: match entry.step == Step::Verify.code() {
                    true => proposal_state(ReviewState::Verified).0,
                    false => Step::label_of(&entry.step),
                },
                by: entry.actor_label.clone(),
                at: directory.region.stamp(Instant(entry.at)),
                note: entry.note.clone(),
            })
            .collect(),
        kinds: ProposalKind::ALL,
        may_propose: matches!(state, ReviewState::Draft | ReviewState::Returned)
            && other(ProposeHead::CODE),
        may_decide: state == ReviewState::Submitted
            && other(DecideHead::CODE)
            && evaluation.is_some_and(|it| it.proposed_by != Some(actor.person)),
        may_reopen: state == ReviewState::Verified && other(DecideHead::CODE),
        bases: books::bases(),
        said,
        stamp: directory.region.stamp(app.now()),
        evaluation,
        all: &all,
        it,
    };
    let name = format!("Bahan Evaluasi {}", it.agreement.year);
    Page::new(format!("{name}: {}", it.head.name), &one)
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
    grant: Grant<ReadHead>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let said = Said::default();
    let page = compose(&app, grant.actor(), &directory, grant.target(), &said).await?;
    let news = match asked.kabar.as_str() {
        "usul" => Some("Usulan terkirim dan menunggu putusan.".to_owned()),
        "putus" => Some("Putusan tersimpan.".to_owned()),
        _ => None,
    };
    Ok(page.flash(news))
}
