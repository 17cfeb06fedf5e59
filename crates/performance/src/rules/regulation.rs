//! What the rules on agreements say: the pack of the regulation, and the sentences of the statement
//! sheet, which no pack has because nobody saw them in a text.

use std::sync::LazyLock;

use platform::date;
use regulations::{Agreement, Ground, Level, Pack};
use serde::Deserialize;
use time::Date;

const DATA: &str = include_str!("../../data/statement.toml");
const PACK: &str = "perjanjian-kinerja";

/// The sentences of the statement sheet.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Statement {
    /// Before the parties.
    pub opening: String,
    /// What the first party promises.
    pub promise: String,
    /// What the second party does about it.
    pub supervision: String,
    /// What the head of the region promises, who signs alone.
    pub alone: String,
    /// Before the purposes.
    pub purposes: String,
    /// Where the form comes from.
    pub format: String,
}

/// The ground of a change of officials.
pub const OFFICIAL: &str = "pejabat";

// a test reads the same text, so that a mistake in it cannot be built
static STATEMENT: LazyLock<Statement> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());

/// The sentences of the statement sheet.
pub fn statement() -> &'static Statement {
    &STATEMENT
}

fn pack() -> Option<&'static Pack> {
    regulations::pack(PACK)
}

/// The rules on agreements.
pub fn regulation() -> Option<&'static Agreement> {
    pack()?.agreement.as_ref()
}

/// The levels, from the head of the region down, at which a unit makes an agreement; what single
/// officials promise is not kept here.
pub fn levels() -> impl Iterator<Item = &'static Level> {
    let all = regulation().map_or(&[][..], |it| &it.levels);
    all.iter().filter(|it| it.id != "pelaksana")
}

/// The level behind an id.
pub fn level(id: &str) -> Option<&'static Level> {
    levels().find(|it| it.id == id)
}

/// The grounds of revision.
pub fn grounds() -> &'static [Ground] {
    regulation().map_or(&[], |it| &it.grounds)
}

/// The ground behind an id.
pub fn ground(id: &str) -> Option<&'static Ground> {
    grounds().iter().find(|it| it.id == id)
}

fn deadline() -> Option<&'static regulations::Due> {
    pack()?.calendar.iter().find(|it| it.id == PACK)
}

/// By when agreements are made after the budget document was approved.
pub fn after_budget(year: i32, approved: Date) -> Option<Date> {
    deadline()?.rule.day(year, Some(approved))
}

/// What says so, with its mark.
pub fn deadline_basis() -> String {
    deadline().map_or_else(String::new, |it| {
        format!(
            "{} ({}, {})",
            it.basis,
            it.provenance.citation,
            it.provenance.mark.label()
        )
    })
}

/// "17 Januari 2026", or empty.
pub fn day(it: Option<Date>) -> String {
    it.map(date::medium).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::{
        DATA, OFFICIAL, Statement, after_budget, deadline_basis, ground, grounds, levels,
        regulation,
    };

    #[test]
    fn the_pack_has_what_agreements_need() {
        let rules = regulation().expect("the pack");
        assert_eq!((rules.purposes.len(), grounds().len()), (5, 3));
        assert!(ground(OFFICIAL).is_some());
        assert_eq!(levels().count(), 4);
        assert_eq!(levels().filter(|it| it.second_party.is_none()).count(), 1);
        let due = after_budget(2026, date::parse("2026-01-05").unwrap());
        assert_eq!(due.map(date::iso).as_deref(), Some("2026-02-05"));
        assert!(deadline_basis().contains("satu bulan"));
    }

    #[test]
    fn the_sentences_can_be_read() {
        let words: Statement = toml::from_str(DATA).expect("sentences");
        assert!(words.format.contains("[M]"));
        for sentence in [
            &words.opening,
            &words.promise,
            &words.supervision,
            &words.alone,
        ] {
            assert!(!sentence.is_empty());
        }
    }
}
