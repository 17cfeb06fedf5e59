//! The duty: how the IKK stand, what is still open, its review; and the list as a workbook.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{
    Directories, Directory,
    may::covers,
    review::{self, ReviewState, Step},
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode,
    form::{Filter, FormErrors, query},
};
use serde::Deserialize;

use super::stand::{Stand, reason_of};
use crate::{
    books,
    rules::tree::{
        AffairTally, Covered, IKK_LIST, MappingTally, affair_tallies, mapping_tally, together,
    },
    store::{self, MAPPING, Mapping, MappingReason},
    web::actions::{ReadMapping, ReviewMapping, SendMapping, WriteMapping},
};

/// What a form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// The note as it was typed.
    pub typed: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// A step of the review in words.
struct Taken {
    words: &'static str,
    by: String,
    at: String,
    note: String,
}

#[derive(Template)]
#[template(path = "performance/mapping/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Mapping,
    unit: &'a str,
    due: String,
    stand: Stand,
    total: (usize, usize, String),
    tally: MappingTally,
    affairs: Vec<AffairTally>,
    reasons: Vec<MappingReason>,
    hidden: bool,
    log: Vec<Taken>,
    may_write: bool,
    may_send: bool,
    may_decide: bool,
    may_reopen: bool,
    said: &'a Said,
    stamp: String,
}

impl One<'_> {
    fn owner(&self, ikk: &Covered) -> String {
        self.stand.owner(self.directory, ikk)
    }

    fn reason(&self, ikk: &Covered) -> &str {
        reason_of(&self.reasons, &ikk.code).unwrap_or_default()
    }

    /// Where the IKK of an affair are answered.
    fn path_of(&self, affair: &AffairTally) -> String {
        let query = query(&[("kode", &affair.group)]);
        format!("/{}/pemetaan-ikk/{}/urusan{query}", self.region, self.it.id)
    }

    fn open_affairs(&self) -> usize {
        self.affairs.iter().filter(|it| it.open > 0).count()
    }
}

/// The reasons that somebody reads, and whether there are some that are not for them: a draft is read by
/// those who may write it.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn read(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Mapping,
) -> Result<(Vec<MappingReason>, bool), Problem> {
    let own = covers(app, actor, directory, it.unit_id, WriteMapping::CODE);
    if it.is_open() && !own {
        return Ok((vec![], true));
    }
    let found = store::mapping_reasons(app.db().read(), &directory.region.code, it.id).await?;
    Ok((found, false))
}

/// What stands in a list where no reason does.
pub(in crate::web) const fn unwritten(hidden: bool) -> &'static str {
    match hidden {
        true => "Masih disusun",
        false => "Belum ditulis",
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
    it: &Mapping,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let stand = Stand::of(app, region, directory, (it.plan_id, it.year)).await?;
    let (reasons, hidden) = read(app, actor, directory, it).await?;
    let log = review::of_subject(db, region, Ref::new(MAPPING, it.id)).await?;
    let codes: HashSet<&str> = reasons.iter().map(|it| it.code.as_str()).collect();
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let stamp = |at: i64| directory.region.stamp(Instant(at));
    let taken = log.iter().map(|entry| Taken {
        words: Step::label_of(&entry.step),
        by: entry.actor_label.clone(),
        at: stamp(entry.at),
        note: entry.note.clone(),
    });
    let one = One {
        region,
        unit: directory.unit_name(it.unit_id),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        total: together(&stand.kinds),
        tally: mapping_tally(&stand.kinds, &codes),
        affairs: affair_tallies(&stand.kinds, &codes),
        log: taken.collect(),
        hidden,
        may_write: it.is_open() && own(WriteMapping::CODE),
        may_send: it.is_open() && own(SendMapping::CODE),
        may_decide: it.state() == ReviewState::Submitted && own(ReviewMapping::CODE),
        may_reopen: it.state() == ReviewState::Verified && own(ReviewMapping::CODE),
        said,
        stamp: directory.region.stamp(app.now()),
        reasons,
        stand,
        directory,
        it,
    };
    Page::new(it.title(), &one)
}

/// What just happened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kabar: String,
    kode: String,
}

impl Asked {
    /// In a sentence.
    fn words(&self, it: &Mapping) -> Option<String> {
        Some(match (self.kabar.as_str(), it.state()) {
            ("urusan", _) => {
                let pack = regulations::pack(IKK_LIST)?;
                let affair = &pack.affair(&self.kode)?.name;
                format!("Jawaban untuk {affair} tersimpan.")
            }
            ("kirim", _) => "Pemetaan terkirim.".into(),
            ("putus", ReviewState::Verified | ReviewState::Final) => {
                "Pemetaan terverifikasi.".into()
            }
            ("putus", ReviewState::Returned) => "Pemetaan dikembalikan untuk perbaikan.".into(),
            _ => return None,
        })
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMapping>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, said) = (grant.target(), Said::default());
    let page = compose(&app, grant.actor(), &directory, it, &said).await?;
    Ok(page.flash(asked.words(it)))
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadMapping>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let stand = Stand::of(&app, region, &directory, (it.plan_id, it.year)).await?;
    let (reasons, hidden) = read(&app, grant.actor(), &directory, it).await?;
    let (part, whole, share) = together(&stand.kinds);
    let notes = vec![
        format!(
            "{part} dari {whole} IKK hasil ({share}) memiliki sub kegiatan beranggaran {}",
            it.year
        ),
        format!(
            "Daftar IKK menurut {}. Status: {}",
            stand.basis,
            it.label().0
        ),
    ];
    let rows = stand.rows(&directory, &reasons);
    let said = (notes, unwritten(hidden));
    let book = books::mapping(&it.title(), &directory, app.now(), said, &rows);
    app.part::<Desk>().xlsx(book).await
}
