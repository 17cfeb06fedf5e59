//! The form of one step.

use askama::Template;
use platform::{Page, Problem, RegionCode, form::FormErrors};

use super::Record;
use crate::register::{
    OfficialDocument, Step,
    step::{Typing, has_day, has_scan},
};

#[derive(Template)]
#[template(path = "documents/step.html")]
struct View<'a> {
    region: &'a RegionCode,
    record: Record<'a>,
    base: String,
    title: String,
    step: Step,
    has_day: bool,
    day_label: &'static str,
    has_scan: bool,
    limit: u64,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// The form; `limit` is the largest file in bytes.
///
/// # Errors
/// When it cannot be rendered.
pub fn step(
    record: Record<'_>,
    paper: &OfficialDocument,
    step: Step,
    limit: u64,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let view = View {
        region: record.region,
        record,
        base: format!("/{}{}/naskah/{}", record.region, record.path, paper.id),
        title: paper.title(),
        has_day: has_day(step),
        day_label: match step {
            Step::Number => "Tanggal naskah",
            _ => "Tanggal",
        },
        has_scan: has_scan(step),
        step,
        limit,
        typing,
        errors,
    };
    Page::new(format!("{}: {}", step.button(), view.title), &view)
}
