//! One paper: what it says of itself, what was done with it, what may be done next.

use askama::Template;
use government::{Directory, evidence::Evidence};
use platform::{Instant, Page, Problem, RegionCode, date};

use super::Record;
use crate::register::{Details, DocumentStep, OfficialDocument, Status, Step};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The record.
    pub record: Record<'a>,
    /// The paper.
    pub paper: &'a OfficialDocument,
    /// What the office decided about it.
    pub details: &'a Details,
    /// All versions of it.
    pub editions: &'a [OfficialDocument],
    /// What was done with it, oldest first.
    pub steps: &'a [DocumentStep],
    /// Pictures of the signed paper.
    pub scans: &'a [Evidence],
    /// The record says something else now than what was signed.
    pub outdated: bool,
    /// The reader may write.
    pub may_write: bool,
}

struct Line {
    when: String,
    what: &'static str,
    who: String,
    note: String,
    by: String,
}

#[derive(Template)]
#[template(path = "documents/paper.html")]
struct View<'a> {
    region: &'a RegionCode,
    shown: Shown<'a>,
    base: String,
    title: String,
    status: Status,
    number: String,
    dated: String,
    lines: Vec<Line>,
    next: Vec<Step>,
    frozen: bool,
    latest: bool,
    letter: bool,
}

/// The page.
///
/// # Errors
/// When it cannot be rendered.
pub fn detail(shown: Shown<'_>, directory: &Directory) -> Result<Page, Problem> {
    let (paper, record) = (shown.paper, shown.record);
    let kind = paper.kind()?;
    let status = paper.status();
    let newest = shown.editions.iter().map(|other| other.edition).max();
    let numbering = paper.numbering();
    let view = View {
        region: record.region,
        base: format!("/{}{}/naskah/{}", record.region, record.path, paper.id),
        title: paper.title(),
        status,
        number: numbering.number,
        dated: numbering.date,
        lines: shown
            .steps
            .iter()
            .rev()
            .filter_map(|step| line(step, directory))
            .collect(),
        next: if shown.may_write {
            status.next(kind)
        } else {
            vec![]
        },
        frozen: status.is_frozen(),
        latest: newest == Some(paper.edition),
        letter: kind.is_letter(),
        shown,
    };
    Page::new(format!("{}: {}", view.title, record.title), &view)
}

fn line(step: &DocumentStep, directory: &Directory) -> Option<Line> {
    let who = [step.name.as_str(), step.office.as_str()];
    let who: Vec<&str> = who.into_iter().filter(|words| !words.is_empty()).collect();
    let noted = directory.region.stamp(Instant(step.at));
    Some(Line {
        when: step.day().map_or_else(|| noted.clone(), date::long),
        what: step.step()?.label(),
        who: who.join(", "),
        note: step.note.clone(),
        by: format!("Dicatat {noted} oleh {}", step.by_label),
    })
}
