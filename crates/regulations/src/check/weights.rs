//! Weights add up, and are those the formula uses.

use figures::{Exact, Figure, Formula, formula::Inputs};

use super::{Fault, Refusal};
use crate::{Pack, weights::Weights};

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let mut found = Vec::new();
    for weights in &pack.weights {
        let place = format!("bobot {}", weights.id);
        let sum = weights
            .parts
            .iter()
            .fold(Exact::ZERO, |sum, it| &sum + &it.weight);
        if sum != weights.total {
            let words = format!(
                "jumlahnya {}, seharusnya {}",
                Figure::Known(sum),
                Figure::Known(weights.total.clone())
            );
            found.push(Fault::new(Refusal::Weights, &place, words));
        }
        for part in unlike_formula(pack, weights) {
            let words = format!("bobot {part} bukan yang dipakai rumus indikatornya");
            found.push(Fault::new(Refusal::Weights, &place, words));
        }
    }
    found
}

/// Parts whose weight is not what the formula makes of a 1 there and zeros elsewhere.
fn unlike_formula<'a>(pack: &Pack, weights: &'a Weights) -> Vec<&'a str> {
    let Some(code) = &weights.indicator else {
        return vec![];
    };
    let formula = pack.indicator(code).map(|it| Formula::parse(&it.formula));
    let Some(Ok(formula)) = formula else {
        return weights.parts.iter().map(|it| it.of.as_str()).collect();
    };
    let unlike = weights.parts.iter().filter(|part| {
        let alone = formula.evaluate(&Only(&part.of));
        alone.known() != Some(&part.weight)
    });
    unlike.map(|part| part.of.as_str()).collect()
}

/// One element is 1, the others are 0.
struct Only<'a>(&'a str);

impl Inputs for Only<'_> {
    fn value(&self, name: &str) -> Figure {
        Figure::Known(if name == self.0 {
            Exact::ONE
        } else {
            Exact::ZERO
        })
    }
}
