//! Whether the rows of a plan make a tree. Pure.

use std::collections::{HashMap, HashSet};

use figures::{Amount, Direction, Money};
use platform::Uuid;

use super::{BudgetVersion, Level};

/// A node as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeRow {
    /// Its code, unique in the plan.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// Code of the node above; goals have none.
    pub above: String,
    /// Its words.
    pub name: String,
    /// Number of the mission; only goals have one.
    pub mission: Option<i64>,
    /// Who is responsible.
    pub unit: Option<Uuid>,
    /// Codes of the IKK it serves.
    pub ikk: Vec<String>,
}

/// An indicator as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Code of its node.
    pub node: String,
    /// Its name.
    pub name: String,
    /// *Satuan*.
    pub measure: String,
    /// Which way is better.
    pub direction: Direction,
    /// *Kondisi awal*.
    pub baseline: Option<Amount>,
    /// The targets of the years of the period, in order.
    pub targets: Vec<Option<Amount>>,
}

/// The budget of a sub-activity in a year as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRow {
    /// Code of its node.
    pub node: String,
    /// The year.
    pub year: i64,
    /// Which version of the budget.
    pub version: BudgetVersion,
    /// How much.
    pub amount: Money,
}

/// What is wrong with a row: its sheet, its place among the rows of that sheet, the column, words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// 0 nodes, 1 indicators, 2 budgets.
    pub sheet: usize,
    /// Its place.
    pub row: usize,
    /// Key of the column.
    pub column: &'static str,
    /// The words.
    pub text: String,
}

/// Holds the rows of a plan of these years against each other, and against the codes with their levels
/// that are there already and the numbers of the missions of the period.
pub fn check(
    (first, last): (i64, i64),
    known: &HashMap<String, Level>,
    missions: &[i64],
    (nodes, indicators, budgets): (&[NodeRow], &[IndicatorRow], &[BudgetRow]),
) -> Vec<Wrong> {
    let mut levels = known.clone();
    levels.extend(nodes.iter().map(|it| (it.code.clone(), it.level)));
    let mut wrongs = Vec::new();
    let mut seen = HashSet::new();
    for (row, it) in nodes.iter().enumerate() {
        let mut wrong = |column, text: String| {
            wrongs.push(Wrong {
                sheet: 0,
                row,
                column,
                text,
            });
        };
        if !seen.insert(&it.code) {
            wrong("code", format!("Kode {} tertulis dua kali.", it.code));
        }
        match (it.level, it.above.as_str()) {
            (Level::Goal, "") => {}
            (Level::Goal, _) => wrong("above", "Tujuan berada langsung di bawah misi.".into()),
            (_, "") => wrong("above", "Tulis kode induknya.".into()),
            (level, above) => match levels.get(above) {
                None => wrong("above", format!("Kode induk {above} belum ada.")),
                Some(parent) if *parent >= level => wrong(
                    "above",
                    format!(
                        "{} tidak dapat berada di bawah {}.",
                        level.label(),
                        parent.label()
                    ),
                ),
                Some(_) => {}
            },
        }
        match (it.level, it.mission) {
            (Level::Goal, None) => wrong("mission", "Tulis nomor misi yang didukung.".into()),
            (Level::Goal, Some(number)) if !missions.contains(&number) => wrong(
                "mission",
                format!("Misi {number} belum dicatat untuk periode {first}-{last}."),
            ),
            (level, Some(_)) if level != Level::Goal => {
                wrong("mission", "Hanya tujuan yang menyebut misi.".into());
            }
            _ => {}
        }
    }
    let mut named = HashSet::new();
    for (row, it) in indicators.iter().enumerate() {
        let mut wrong = |column, text: String| {
            wrongs.push(Wrong {
                sheet: 1,
                row,
                column,
                text,
            });
        };
        if !levels.contains_key(&it.node) {
            wrong("code", format!("Kode {} belum ada.", it.node));
        }
        // documents find a figure by the name of its indicator
        if !named.insert((&it.node, platform::words::folded(&it.name))) {
            wrong(
                "name",
                "Indikator ini tertulis dua kali pada kode yang sama.".into(),
            );
        }
        let years = usize::try_from(last - first + 1).unwrap_or(0);
        for (place, target) in it.targets.iter().enumerate() {
            let number = place + 1;
            let column = YEARS.get(place).copied().unwrap_or("code");
            if place < years && target.is_none() {
                let year = first + i64::try_from(place).unwrap_or(0);
                wrong(column, format!("Tulis target tahun {year}."));
            }
            if place >= years && target.is_some() {
                let text = format!("Periode ini {first}-{last}; tahun ke-{number} di luarnya.");
                wrong(column, text);
            }
        }
    }
    for (row, it) in budgets.iter().enumerate() {
        let mut wrong = |column, text: String| {
            wrongs.push(Wrong {
                sheet: 2,
                row,
                column,
                text,
            });
        };
        match levels.get(&it.node) {
            None => wrong("code", format!("Kode {} belum ada.", it.node)),
            Some(Level::SubActivity) => {}
            Some(_) => wrong("code", "Anggaran berada pada sub kegiatan.".into()),
        }
        if !(first..=last).contains(&it.year) {
            wrong(
                "year",
                format!("Tahun {} di luar periode {first}-{last}.", it.year),
            );
        }
    }
    wrongs
}

/// Keys of the columns of the years.
pub(crate) const YEARS: [&str; super::MOST_YEARS] =
    ["year_1", "year_2", "year_3", "year_4", "year_5", "year_6"];

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use figures::{Amount, Direction, Money};

    use super::{BudgetRow, IndicatorRow, NodeRow, check};
    use crate::rules::tree::{BudgetVersion, Level};

    fn node(code: &str, level: Level, above: &str, mission: Option<i64>) -> NodeRow {
        NodeRow {
            code: code.into(),
            level,
            above: above.into(),
            name: "Nama".into(),
            mission,
            unit: None,
            ikk: vec![],
        }
    }

    fn indicator(targets: &[Option<u32>]) -> IndicatorRow {
        IndicatorRow {
            node: "T1".into(),
            name: "Indeks".into(),
            measure: "indeks".into(),
            direction: Direction::Higher,
            baseline: None,
            targets: targets.iter().map(|it| it.map(Amount::whole)).collect(),
        }
    }

    fn words(nodes: &[NodeRow], indicators: &[IndicatorRow], budgets: &[BudgetRow]) -> Vec<String> {
        let known = HashMap::from([("S9".to_owned(), Level::Objective)]);
        let found = check((2022, 2027), &known, &[1, 2], (nodes, indicators, budgets));
        found.into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn rows_make_a_tree_together_with_what_is_there() {
        let good = [
            node("T1", Level::Goal, "", Some(1)),
            node("S1", Level::Objective, "T1", None),
            // a programme under an objective that is there, written before it in the sheet
            node("1.01.02", Level::Program, "S9", None),
        ];
        assert!(words(&good, &[], &[]).is_empty());
        let bad = [
            node("T1", Level::Goal, "S1", None),
            node("T1", Level::Goal, "", Some(7)),
            node("S1", Level::Objective, "X", None),
            node("S2", Level::Objective, "S1", Some(1)),
        ];
        let found = words(&bad, &[], &[]).join(" ");
        for word in [
            "Tujuan berada langsung di bawah misi",
            "nomor misi",
            "dua kali",
            "Misi 7 belum dicatat untuk periode 2022-2027",
            "Kode induk X belum ada",
            "Sasaran tidak dapat berada di bawah Sasaran",
            "Hanya tujuan",
        ] {
            assert!(found.contains(word), "{word}: {found}");
        }
    }

    #[test]
    fn every_year_of_the_period_has_a_target_and_no_other_year() {
        let goal = [node("T1", Level::Goal, "", Some(1))];
        let six = [Some(1); 6];
        assert!(words(&goal, &[indicator(&six)], &[]).is_empty());
        let twice = words(&goal, &[indicator(&six), indicator(&six)], &[]);
        assert!(
            twice[0].contains("dua kali pada kode yang sama"),
            "{twice:?}"
        );
        let mut five = six;
        five[5] = None;
        let found = words(&goal, &[indicator(&five)], &[]);
        assert_eq!(found, ["Tulis target tahun 2027."]);
        // a plan of five years takes no sixth
        let found = check(
            (2025, 2029),
            &HashMap::new(),
            &[1],
            (&goal, &[indicator(&six)], &[]),
        );
        assert!(found[0].text.contains("tahun ke-6 di luarnya"), "{found:?}");
    }

    #[test]
    fn money_belongs_to_sub_activities_and_years_of_the_period() {
        let nodes = [
            node("T1", Level::Goal, "", Some(1)),
            node("5", Level::SubActivity, "T1", None),
        ];
        let budget = |node: &str, year| BudgetRow {
            node: node.into(),
            year,
            version: BudgetVersion::Original,
            amount: Money::of_sen(100).unwrap(),
        };
        assert!(words(&nodes, &[], &[budget("5", 2023)]).is_empty());
        let found = words(&nodes, &[], &[budget("T1", 2023), budget("5", 2030)]);
        assert!(
            found[0].contains("sub kegiatan") && found[1].contains("2030"),
            "{found:?}"
        );
    }
}
