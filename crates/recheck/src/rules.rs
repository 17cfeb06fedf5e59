//! The rules of achievement, from the pack that cites them.

use std::sync::LazyLock;

use figures::{Direction, Rule};

/// The pack of the rules.
const PACK: &str = "capaian";
/// The directions a published table may state.
const DIRECTIONS: [Direction; 3] = [Direction::Higher, Direction::Lower, Direction::Range];

/// Rules by direction, read once.
static RULES: LazyLock<Vec<(Direction, Rule)>> = LazyLock::new(|| {
    let pack = regulations::pack(PACK);
    DIRECTIONS
        .into_iter()
        .filter_map(|direction| {
            let rule = pack?.rule_for(direction)?.computing().ok()??;
            Some((direction, rule))
        })
        .collect()
});

/// The rule of a direction, if the pack has one.
pub(crate) fn of(direction: Direction) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|(known, _)| *known == direction)
        .map(|(_, rule)| rule)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_direction_of_a_table_has_a_rule_with_its_citation() {
        for direction in super::DIRECTIONS {
            let rule = super::of(direction).unwrap();
            let citation = rule.citation();
            assert!(citation.contains("Permenpan-RB 8/2021"), "{citation}");
        }
    }
}
