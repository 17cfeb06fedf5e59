//! Parents exist, and nobody is above themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, Refusal};
use crate::Pack;

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let parents: BTreeMap<&str, Option<&str>> = pack
        .indicators
        .iter()
        .map(|it| (it.code.as_str(), it.parent.as_deref()))
        .collect();
    let round = in_circles(&parents);
    let mut found = Vec::new();
    for (code, parent) in &parents {
        let Some(parent) = parent else { continue };
        let place = format!("indikator {code}");
        if !parents.contains_key(parent) {
            let words = format!("induknya {parent} tidak ada pada paket");
            found.push(Fault::new(Refusal::NoParent, place, words));
        } else if round.contains(code) {
            let words = format!("induknya {parent} berada di bawah indikator itu sendiri");
            found.push(Fault::new(Refusal::Cycle, place, words));
        }
    }
    found
}

/// The codes whose way up comes back to them. Each is walked once, however long the way is: the
/// list may come from a workbook.
fn in_circles<'a>(parents: &BTreeMap<&'a str, Option<&'a str>>) -> BTreeSet<&'a str> {
    let mut walked: BTreeSet<&str> = BTreeSet::new();
    let mut round = BTreeSet::new();
    for start in parents.keys() {
        let mut way = Vec::new();
        let mut on_way = BTreeSet::new();
        let mut next = Some(*start);
        while let Some(code) = next {
            if on_way.contains(code) {
                let back = way.iter().position(|it| *it == code).unwrap_or_default();
                round.extend(way.iter().skip(back).copied());
                break;
            }
            if !walked.insert(code) {
                break;
            }
            way.push(code);
            on_way.insert(code);
            next = parents.get(code).copied().flatten();
        }
    }
    round
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::in_circles;

    #[test]
    fn only_who_comes_back_to_themselves_goes_round() {
        let parents = [
            ("a", Some("b")),
            ("b", Some("c")),
            ("c", Some("b")),
            ("d", None),
            ("e", Some("d")),
            ("f", Some("f")),
            ("g", Some("nobody")),
        ];
        let round = in_circles(&BTreeMap::from(parents));
        assert_eq!(round.into_iter().collect::<Vec<_>>(), ["b", "c", "f"]);
    }

    #[test]
    fn a_long_way_up_is_walked_once() {
        let codes: Vec<String> = (0..20_000).map(|it| format!("{it:05}")).collect();
        let above = codes.iter().skip(1).map(|it| Some(it.as_str()));
        let parents = codes.iter().map(String::as_str).zip(above.chain([None]));
        assert!(in_circles(&parents.collect()).is_empty());
    }
}
