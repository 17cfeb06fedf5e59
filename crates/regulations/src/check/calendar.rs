//! Due dates exist.

use super::{Fault, Refusal, duplicates};
use crate::Pack;

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let mut found = Vec::new();
    for id in duplicates(pack.calendar.iter().map(|it| it.id.as_str())) {
        let words = "batas waktu dengan nama ini ada lebih dari satu";
        found.push(Fault::new(
            Refusal::Duplicate,
            format!("batas waktu {id}"),
            words,
        ));
    }
    for due in &pack.calendar {
        // what follows an event has a day as soon as the event has one
        let day = due.rule.event().is_some() || due.rule.day(2023, None).is_some();
        if !day {
            let words = "hari itu tidak ada pada kalender";
            found.push(Fault::new(
                Refusal::NoDay,
                format!("batas waktu {}", due.id),
                words,
            ));
        }
    }
    found
}
