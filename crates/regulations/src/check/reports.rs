//! Chapters of reports have names of their own.

use super::{Fault, Refusal, duplicates};
use crate::Pack;

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let mut found = Vec::new();
    for id in duplicates(pack.reports.iter().map(|it| it.id.as_str())) {
        let words = "laporan dengan nama ini ada lebih dari satu";
        found.push(Fault::new(
            Refusal::Duplicate,
            format!("laporan {id}"),
            words,
        ));
    }
    for report in &pack.reports {
        for id in duplicates(report.chapters.iter().map(|it| it.id.as_str())) {
            let place = format!("laporan {}, bab {id}", report.id);
            let words = "bab dengan nama ini ada lebih dari satu";
            found.push(Fault::new(Refusal::Duplicate, place, words));
        }
    }
    found
}
