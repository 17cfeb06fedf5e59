//! Bands follow each other without overlap or gap.

use figures::Exact;

use super::{Fault, Refusal, duplicates};
use crate::{Pack, Scale, scale::Band, scale::Bound};

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let mut found = Vec::new();
    for id in duplicates(pack.scales.iter().map(|it| it.id.as_str())) {
        let words = "skala dengan nama ini ada lebih dari satu";
        found.push(Fault::new(Refusal::Duplicate, format!("skala {id}"), words));
    }
    found.extend(pack.scales.iter().flat_map(Scale::check));
    found
}

impl Scale {
    /// Everything it is refused for; nothing when it may be used.
    pub fn check(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        of_one(self, &mut found);
        found
    }
}

fn of_one(scale: &Scale, found: &mut Vec<Fault>) {
    let mut refuse = |refusal, words: String| {
        found.push(Fault::new(refusal, format!("skala {}", scale.id), words));
    };
    for band in &scale.bands {
        if band.labels.len() != scale.label_sets.len() {
            refuse(
                Refusal::Labels,
                format!(
                    "pita {} punya {} sebutan untuk {} susunan sebutan",
                    name(band),
                    band.labels.len(),
                    scale.label_sets.len()
                ),
            );
        }
        if let (Some(low), Some(high)) = (&band.low, &band.high)
            && high.value < low.value
        {
            let words = format!("pita {}: batas atas di bawah batas bawah", name(band));
            refuse(Refusal::Range, words);
        }
    }
    let mut bands: Vec<&Band> = scale.bands.iter().collect();
    bands.sort_by(|a, b| beginning(a).cmp(&beginning(b)));
    for pair in bands.windows(2) {
        let [below, above] = pair else { continue };
        let words = format!("antara pita {} dan {}", name(below), name(above));
        let (Some(end), Some(start)) = (&below.high, &above.low) else {
            refuse(Refusal::Overlap, format!("{words} tidak ada batas"));
            continue;
        };
        match distance(end, start, scale.rounding) {
            Distance::Overlap => refuse(
                Refusal::Overlap,
                format!("{words} ada angka yang masuk keduanya"),
            ),
            Distance::Gap => refuse(
                Refusal::Gap,
                format!("{words} ada angka yang tidak masuk pita mana pun"),
            ),
            Distance::None => {}
        }
    }
}

enum Distance {
    None,
    Overlap,
    Gap,
}

/// How the end of a band and the start of the next one meet. Where figures are rounded before they
/// are looked up, only those with so many decimals exist.
fn distance(end: &Bound, start: &Bound, rounding: Option<u8>) -> Distance {
    let Some(places) = rounding else {
        return match (start.value.cmp(&end.value), start.inclusive, end.inclusive) {
            (std::cmp::Ordering::Less, ..) => Distance::Overlap,
            (std::cmp::Ordering::Greater, ..) => Distance::Gap,
            (_, true, true) => Distance::Overlap,
            (_, false, false) => Distance::Gap,
            _ => Distance::None,
        };
    };
    let step = Exact::decimal(1, u32::from(places));
    let last = if end.inclusive {
        end.value.clone()
    } else {
        &end.value - &step
    };
    let first = if start.inclusive {
        start.value.clone()
    } else {
        &start.value + &step
    };
    match (&first - &last).cmp(&step) {
        std::cmp::Ordering::Less => Distance::Overlap,
        std::cmp::Ordering::Equal => Distance::None,
        std::cmp::Ordering::Greater => Distance::Gap,
    }
}

/// For sorting: an open beginning comes first.
fn beginning(band: &Band) -> Option<&Exact> {
    band.low.as_ref().map(|low| &low.value)
}

fn name(band: &Band) -> &str {
    band.labels.first().map_or("tanpa sebutan", String::as_str)
}
