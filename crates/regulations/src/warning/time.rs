//! A figure against the year before, and quarters against each other.

use figures::{Exact, Figure};

use super::{Shift, Warning};

/// Whether a figure is the same as last year's, or further from it than `limit` percent. A zero that
/// stays is no news.
pub fn against_last_year(now: &Exact, before: &Exact, limit: &Exact) -> Option<Warning> {
    if now == before {
        return (!now.is_zero()).then(|| Warning::SameAsLastYear { value: now.clone() });
    }
    // what there was none of before can grow by any share
    let change = (now - before).abs().over(&before.abs())?;
    if &change * &Exact::HUNDRED <= *limit {
        return None;
    }
    Some(Warning::Jump {
        before: before.clone(),
        now: now.clone(),
        shift: shift(now, before),
    })
}

/// Powers of ten that are about the factor between two figures, within half and twice of it.
fn shift(now: &Exact, before: &Exact) -> Option<Shift> {
    let (now, before) = (now.abs(), before.abs());
    let factor = now.clone().max(before.clone()).over(&now.min(before))?;
    let about = |power: u32| {
        let power = Exact::from(power);
        let double = &power + &power;
        factor < double && &factor + &factor > power
    };
    [
        (1000, Shift::Thousand),
        (100, Shift::Hundred),
        (10, Shift::Ten),
    ]
    .into_iter()
    .find_map(|(power, shift)| about(power).then_some(shift))
}

/// Quarters of a figure that only grows within a year; what is missing is passed over.
pub fn quarters(figures: &[Figure; 4]) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut before: Option<&Exact> = None;
    for (quarter, figure) in (1..).zip(figures) {
        let Some(now) = figure.known() else { continue };
        if let Some(before) = before.filter(|before| now < *before) {
            found.push(Warning::FallingQuarter {
                quarter,
                before: before.clone(),
                now: now.clone(),
            });
        }
        before = Some(now);
    }
    found
}
