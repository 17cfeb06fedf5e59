//! What reads otherwise now than when a document was set.

use std::collections::HashMap;

use super::{Content, Row, UNFILLED};

/// A thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Code and words of the row.
    pub row: String,
    /// What of it: "Target 2027: Cakupan", "Pagu 2027", "Uraian", "Baris".
    pub what: String,
    /// What stood there.
    pub then: String,
    /// What stands there now.
    pub now: String,
}

const GONE: &str = "Tidak ada";
const THERE: &str = "Ada";

/// The differences, in the order of the rows; what came new stands at the end.
pub fn differences(then: &Content, now: &Content) -> Vec<Difference> {
    let (there, here) = (by_code(then), by_code(now));
    let mut found = Vec::new();
    for old in &then.rows {
        match here.get(old.code.as_str()).copied() {
            None => found.push(named(old, "Baris", THERE, GONE)),
            Some(new) => of_row(&then.years, old, new, &mut found),
        }
    }
    let new = now.rows.iter();
    let new = new.filter(|new| !there.contains_key(new.code.as_str()));
    found.extend(new.map(|it| named(it, "Baris", GONE, THERE)));
    found
}

fn by_code(content: &Content) -> HashMap<&str, &Row> {
    let rows = content.rows.iter();
    rows.map(|it| (it.code.as_str(), it)).collect()
}

fn named(row: &Row, what: &str, then: &str, now: &str) -> Difference {
    Difference {
        row: format!("{} {}", row.code, row.name),
        what: what.to_owned(),
        then: then.to_owned(),
        now: now.to_owned(),
    }
}

fn of_row(years: &[i64], old: &Row, new: &Row, found: &mut Vec<Difference>) {
    let mut differ = |what: String, then: &str, now: &str| {
        if then != now {
            found.push(named(old, &what, then, now));
        }
    };
    differ("Uraian".into(), &old.name, &new.name);
    differ("Penanggung jawab".into(), &old.unit_name, &new.unit_name);
    for goal in &old.goals {
        let Some(other) = new.goals.iter().find(|it| it.name == goal.name) else {
            differ(format!("Indikator: {}", goal.name), THERE, GONE);
            continue;
        };
        differ(
            format!("Satuan: {}", goal.name),
            &goal.measure,
            &other.measure,
        );
        let baseline = |it: &Option<String>| it.clone().unwrap_or_else(|| UNFILLED.to_owned());
        differ(
            format!("Kondisi awal: {}", goal.name),
            &baseline(&goal.baseline),
            &baseline(&other.baseline),
        );
        for (year, (then, now)) in years.iter().zip(goal.targets.iter().zip(&other.targets)) {
            let what = format!("Target {year}: {}", goal.name);
            differ(what, &then.target(), &now.target());
        }
    }
    for goal in &new.goals {
        if !old.goals.iter().any(|it| it.name == goal.name) {
            differ(format!("Indikator: {}", goal.name), GONE, THERE);
        }
    }
    for (year, (then, now)) in years.iter().zip(old.money.iter().zip(&new.money)) {
        differ(format!("Pagu {year}"), &then.money(), &now.money());
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, differences};
    use crate::rules::{
        document::{Content, Goal, Row, Stated},
        tree::Level,
    };

    fn row(code: &str, target: Option<&str>, sen: &str) -> Row {
        Row {
            own: true,
            goals: vec![Goal {
                name: "Cakupan".into(),
                measure: "%".into(),
                baseline: None,
                targets: vec![Stated::of_plan(target.map(str::to_owned))],
            }],
            money: vec![Stated::of_plan(Some(sen.to_owned()))],
            ..Row::new(Level::SubActivity, code, "Nama")
        }
    }

    fn content(rows: Vec<Row>) -> Content {
        Content {
            years: vec![2027],
            rows,
        }
    }

    fn one(row: &str, what: &str, then: &str, now: &str) -> Difference {
        let [row, what, then, now] = [row, what, then, now].map(str::to_owned);
        Difference {
            row,
            what,
            then,
            now,
        }
    }

    #[test]
    fn figures_rows_and_indicators_that_changed_are_told() {
        let then = content(vec![row("a", Some("80"), "100"), row("b", None, "100")]);
        assert!(differences(&then, &then).is_empty());
        let mut other = row("a", Some("75"), "250");
        other.goals.push(Goal {
            name: "Baru".into(),
            ..other.goals[0].clone()
        });
        let now = content(vec![row("c", None, "0"), other]);
        assert_eq!(
            differences(&then, &now),
            [
                one("a Nama", "Target 2027: Cakupan", "80", "75"),
                one("a Nama", "Indikator: Baru", "Tidak ada", "Ada"),
                one("a Nama", "Pagu 2027", "1", "2,50"),
                one("b Nama", "Baris", "Ada", "Tidak ada"),
                one("c Nama", "Baris", "Tidak ada", "Ada"),
            ]
        );
    }
}
