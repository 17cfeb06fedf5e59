//! One figure by itself, or a numerator beside its denominator.

use figures::Exact;

use super::Warning;

/// Whether a figure lies where it can.
pub fn range(value: &Exact, least: Option<&Exact>, most: Option<&Exact>) -> Option<Warning> {
    if let Some(least) = least.filter(|least| value < least) {
        return Some(Warning::BelowLeast {
            value: value.clone(),
            least: least.clone(),
        });
    }
    let most = most.filter(|most| value > most)?;
    Some(Warning::AboveMost {
        value: value.clone(),
        most: most.clone(),
    })
}

/// Whether what is counted in wholes is one.
pub fn whole_count(value: &Exact) -> Option<Warning> {
    (!value.is_whole()).then(|| Warning::NotWhole {
        value: value.clone(),
    })
}

/// Whether a part exceeds its whole. Only for indicators whose numerator is a part of the denominator.
pub fn numerator(numerator: &Exact, denominator: &Exact) -> Option<Warning> {
    (numerator > denominator).then(|| Warning::NumeratorAbove {
        numerator: numerator.clone(),
        denominator: denominator.clone(),
    })
}
