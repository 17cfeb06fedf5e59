//! A pack, with what the region lays over it, as the list of a year: who owns what follows from the names
//! the region wrote, else from the affairs units own and the agencies the pack calls typical.

use std::collections::HashSet;

use government::{
    Directory,
    structure::{RelationKind, Unit},
};
use platform::Uuid;
use regulations::{Indicator, Mark, Overlay, Pack};
use time::Date;
use values::{
    rules::{Direction, IndicatorKind},
    store::IndicatorInput,
};

/// Digits after the comma where the pack names none: shown, never kept.
const SHOWN: i16 = 2;

/// The indicators of a pack as they come into the list of a year, parents before what lies below them.
/// `pack` has what `overlay` says already.
pub fn inputs(
    directory: &Directory,
    today: Date,
    pack: &Pack,
    overlay: &Overlay,
) -> Vec<IndicatorInput> {
    let inputs = parents_first(pack).into_iter();
    inputs
        .map(|it| input(directory, today, pack, overlay, it))
        .collect()
}

/// The indicators in their order, but for those that stand above their parent.
fn parents_first(pack: &Pack) -> Vec<&Indicator> {
    let mut placed: HashSet<&str> = HashSet::new();
    let mut ordered = Vec::new();
    let mut rest: Vec<&Indicator> = pack.indicators.iter().collect();
    while !rest.is_empty() {
        let before = rest.len();
        rest.retain(|it| {
            let free = it
                .parent
                .as_deref()
                .is_none_or(|parent| placed.contains(parent));
            if free {
                placed.insert(&it.code);
                ordered.push(*it);
            }
            !free
        });
        if rest.len() == before {
            // below what the list does not have
            ordered.append(&mut rest);
        }
    }
    ordered
}

fn unit(directory: &Directory, today: Date, name: &str) -> Option<Uuid> {
    directory.named(name, today).ok().map(Unit::id)
}

/// The unit that would own an indicator here: by its affair, else by the name of a typical agency.
fn proposed(directory: &Directory, today: Date, pack: &Pack, it: &Indicator) -> Option<Uuid> {
    let affair = pack.affair(&it.affair);
    let code = affair.and_then(|affair| affair.code.as_deref());
    let by_affair = code.and_then(|code| {
        directory.working_units(today).find(|unit| {
            directory
                .related(unit.id(), RelationKind::Affair, today)
                .any(|relation| relation.affair == code)
        })
    });
    let mut names = it.owners.iter();
    let by_name = || names.find_map(|name| unit(directory, today, name));
    by_affair.map(Unit::id).or_else(by_name)
}

fn input(
    directory: &Directory,
    today: Date,
    pack: &Pack,
    overlay: &Overlay,
    it: &Indicator,
) -> IndicatorInput {
    let change = overlay.indicators.iter().find(|own| own.code == it.code);
    let named: Vec<Option<Uuid>> = change
        .and_then(|change| change.owners.as_ref())
        .into_iter()
        .flatten()
        .map(|name| unit(directory, today, name))
        .collect();
    let elements = it.elements.iter().map(|element| {
        let owner = element.owner.as_deref();
        (
            element.letter.clone(),
            element.name.clone(),
            owner.and_then(|name| unit(directory, today, name)),
        )
    });
    let affair = pack.affair(&it.affair);
    let sources = &it.provenance;
    IndicatorInput {
        code: it.code.clone(),
        kind: match it.kind {
            regulations::Kind::Outcome => IndicatorKind::Outcome,
            regulations::Kind::Output => IndicatorKind::Output,
            regulations::Kind::Support => IndicatorKind::Support,
            regulations::Kind::Macro => IndicatorKind::Macro,
        },
        affair: affair.map_or_else(|| it.affair.clone(), |affair| affair.name.clone()),
        name: it.name.clone(),
        formula: it.formula.clone(),
        measure: it.measure.clone(),
        direction: match it.direction {
            figures::Direction::Higher | figures::Direction::Cumulative => Direction::Higher,
            figures::Direction::Lower => Direction::Lower,
            figures::Direction::Range | figures::Direction::Exact => Direction::Neutral,
        },
        decimals: it.rounding.map_or(SHOWN, i16::from),
        parent: it.parent.clone().unwrap_or_default(),
        unit: named.first().copied().flatten(),
        proposed: proposed(directory, today, pack, it),
        support: named.into_iter().skip(1).flatten().collect(),
        seen: sources.mark() != Mark::Unverified,
        own: sources.is_own(),
        source: format!(
            "{}. Nama: {} ({}); rumus: {} ({}); kode: {} ({})",
            it.basis,
            sources.name.citation,
            sources.name.mark.label(),
            sources.formula.citation,
            sources.formula.mark.label(),
            sources.code.citation,
            sources.code.mark.label(),
        ),
        elements: elements.collect(),
    }
}

#[cfg(test)]
mod tests {
    use regulations::{Pack, pack};

    use super::parents_first;

    #[test]
    fn what_lies_below_comes_behind_what_lies_above() {
        let mut list = pack("lppd-ikk-kabkota").expect("the list").clone();
        let codes = |list: &Pack| -> Vec<String> {
            let ordered = parents_first(list).into_iter();
            ordered.map(|it| it.code.clone()).collect()
        };
        let before = codes(&list);
        let child = list.indicators.iter().position(|it| it.parent.is_some());
        let child = list.indicators.remove(child.expect("one below another"));
        let (code, parent) = (child.code.clone(), child.parent.clone().expect("a parent"));
        list.indicators.insert(0, child);
        let after = codes(&list);
        let place = |code: &str| after.iter().position(|it| it == code);
        assert!(place(&parent) < place(&code));
        assert_eq!(before.len(), after.len());
        // one that names nothing of the list is kept all the same
        list.indicators[0].parent = Some("9.9".into());
        assert_eq!(codes(&list).len(), before.len());
    }
}
