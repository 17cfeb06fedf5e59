//! What stands in a document: rows of the tree, each with targets and money. It is kept as it was sent,
//! so figures are kept in their canonical text and names as they were.

use figures::{Amount, Money};
use platform::Uuid;
use serde::{Deserialize, Serialize};

use crate::rules::tree::Level;

/// What stands where the tree has no figure.
pub const UNFILLED: &str = "Belum diisi";
/// What stands where a unit says that there is none.
pub const NONE: &str = "Tidak ada";

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its years.
    pub years: Vec<i64>,
    /// Its rows in the order in which they are read: each node before those below it.
    pub rows: Vec<Row>,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub(super) level: i16,
    /// Its code.
    pub code: String,
    /// Its words.
    pub name: String,
    /// Who is responsible, by itself or by what stands above.
    pub unit: Option<Uuid>,
    /// The name of that unit as it was.
    pub unit_name: String,
    /// Whether it belongs to the unit of the document; others stand in it to show what they are below.
    pub own: bool,
    /// Its indicators.
    pub goals: Vec<Goal>,
    /// Money of a sub-activity for each year; empty for what stands above.
    pub money: Vec<Stated>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// *Satuan*.
    pub measure: String,
    /// *Kondisi awal*.
    pub baseline: Option<String>,
    /// A target for each year.
    pub targets: Vec<Stated>,
}

/// A figure with where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The figure in canonical text, money in sen; `None` where there is none.
    pub value: Option<String>,
    /// What the unit says otherwise than the tree; `None` where the figure is that of the tree.
    pub own: Option<Value>,
}

/// What a unit said instead of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// What the tree has.
    pub plan: Option<String>,
    /// Why the unit says something else.
    pub reason: String,
}

impl Stated {
    /// The figure of the tree.
    pub fn of_plan(value: Option<String>) -> Self {
        Self { value, own: None }
    }

    /// As a target is printed, or why there is none.
    pub fn target(&self) -> String {
        self.words(amount)
    }

    /// As money is printed, or why there is none.
    pub fn money(&self) -> String {
        self.words(money)
    }

    fn words(&self, read: fn(&str) -> Option<String>) -> String {
        let missing = match self.own {
            Some(_) => NONE,
            None => UNFILLED,
        };
        let known = self.value.as_deref().and_then(read);
        known.unwrap_or_else(|| missing.to_owned())
    }

    /// "RPJMD: 80. Alasannya."; empty where it is what the tree has.
    pub fn remark(&self, of_money: bool) -> String {
        let Some(own) = &self.own else {
            return String::new();
        };
        let read = if of_money { money } else { amount };
        let plan = own.plan.as_deref().and_then(read);
        let plan = plan.unwrap_or_else(|| UNFILLED.to_lowercase());
        match own.reason.is_empty() {
            true => format!("RPJMD: {plan}"),
            false => format!("RPJMD: {plan}. {}", own.reason),
        }
    }
}

/// Whether two figures in canonical text are the same: 75.5 is 75.50.
pub(super) fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let read = |it: Option<&str>| it.and_then(|it| it.parse::<Amount>().ok());
    match (read(one), read(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

fn amount(stored: &str) -> Option<String> {
    stored.parse::<Amount>().ok().map(|it| it.to_string())
}

fn money(stored: &str) -> Option<String> {
    let sen = stored.parse().ok()?;
    Money::of_sen(sen).map(|it| it.to_string())
}

/// Money of all sub-activities below a row: what is known, and how many have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    sen: i128,
    known: usize,
    /// Sub-activities without a figure.
    pub missing: usize,
}

impl Sum {
    fn add(&mut self, it: &Stated) {
        match it.value.as_ref().and_then(|sen| sen.parse::<i64>().ok()) {
            Some(sen) => {
                self.sen += i128::from(sen);
                self.known += 1;
            }
            // a unit that says there is none leaves nothing open
            None if it.own.is_some() => {}
            None => self.missing += 1,
        }
    }

    /// The sum of what is known; `None` where nothing is.
    pub fn known(&self) -> Option<Money> {
        let sen = i64::try_from(self.sen).ok()?;
        Money::of_sen(sen).filter(|_| self.known > 0)
    }

    /// "1.250.000 (2 belum diisi)", or why there is no sum.
    pub fn words(&self) -> String {
        match (self.known(), self.missing) {
            (Some(money), 0) => money.to_string(),
            (Some(money), missing) => format!("{money} ({missing} belum diisi)"),
            (None, 0) => "-".to_owned(),
            (None, _) => UNFILLED.to_owned(),
        }
    }
}

impl Row {
    /// A row without figures.
    pub fn new(level: Level, code: &str, name: &str) -> Self {
        Self {
            level: level.code(),
            code: code.to_owned(),
            name: name.to_owned(),
            unit: None,
            unit_name: String::new(),
            own: false,
            goals: vec![],
            money: vec![],
        }
    }

    /// Its level.
    pub fn level(&self) -> Level {
        Level::from_code(self.level).unwrap_or(Level::Goal)
    }
}

impl Content {
    /// Whether anything in it belongs to its unit.
    pub fn is_empty(&self) -> bool {
        !self.rows.iter().any(|it| it.own)
    }

    /// The money of the row at a place, for each year: its own, or what the sub-activities below it have;
    /// `None` above programmes, where money of several units meets.
    pub fn sums(&self, place: usize) -> Option<Vec<Sum>> {
        let row = self.rows.get(place)?;
        if row.level() < Level::Program {
            return None;
        }
        let below = self.rows.iter().skip(place + 1);
        let below = below.take_while(|it| it.level() > row.level());
        Some(self.summed(std::iter::once(row).chain(below)))
    }

    /// The money of all rows, for each year.
    pub fn total(&self) -> Vec<Sum> {
        self.summed(self.rows.iter())
    }

    /// The money of the sub-activities of a unit, for each year.
    pub fn total_of(&self, unit: Option<Uuid>) -> Vec<Sum> {
        self.summed(self.rows.iter().filter(|it| it.unit == unit))
    }

    fn summed<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Vec<Sum> {
        let mut sums = vec![Sum::default(); self.years.len()];
        for row in rows.filter(|it| it.level() == Level::SubActivity && it.own) {
            for (sum, stated) in sums.iter_mut().zip(&row.money) {
                sum.add(stated);
            }
        }
        sums
    }

    /// How many rows of its unit stand on a level.
    pub fn count(&self, level: Level) -> usize {
        let own = self.rows.iter().filter(|it| it.own);
        own.filter(|it| it.level() == level).count()
    }

    /// What a reader should know is not there yet.
    pub fn lacks(&self) -> Vec<String> {
        let own = || self.rows.iter().filter(|it| it.own);
        let bare = own().filter(|it| it.goals.is_empty()).count();
        let unpaid = own().filter(|it| it.level() == Level::SubActivity);
        let unpaid = unpaid.filter(|it| {
            it.money
                .iter()
                .any(|it| it.value.is_none() && it.own.is_none())
        });
        let mut found = Vec::new();
        if bare > 0 {
            found.push(format!("{bare} baris belum memiliki indikator"));
        }
        match unpaid.count() {
            0 => {}
            count => found.push(format!("{count} sub kegiatan belum memiliki pagu")),
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Row, Stated, Value};
    use crate::rules::tree::Level;

    fn sub(code: &str, sen: Option<i64>, own: Option<Value>) -> Row {
        Row {
            own: true,
            money: vec![Stated {
                value: sen.map(|it| it.to_string()),
                own,
            }],
            ..Row::new(Level::SubActivity, code, "Sub")
        }
    }

    #[test]
    fn money_adds_up_below_and_says_what_is_missing() {
        let own = |level, code| Row {
            own: true,
            ..Row::new(level, code, "Nama")
        };
        let content = Content {
            years: vec![2027],
            rows: vec![
                Row::new(Level::Objective, "S", "Sasaran"),
                own(Level::Program, "P"),
                own(Level::Activity, "K1"),
                sub("1", Some(10_000), None),
                sub("2", None, None),
                own(Level::Activity, "K2"),
                sub("3", Some(0), None),
                sub("4", None, Some(Value::default())),
            ],
        };
        let words = |place| content.sums(place).map(|it| it[0].words());
        assert_eq!(words(0), None, "several units meet there");
        assert_eq!(words(1).unwrap(), "100 (1 belum diisi)");
        assert_eq!(words(2).unwrap(), "100 (1 belum diisi)");
        assert_eq!(words(4).unwrap(), "Belum diisi", "nothing is not zero");
        assert_eq!(
            words(5).unwrap(),
            "0",
            "a true zero, and one that is said not to be there"
        );
        assert_eq!(words(7).unwrap(), "-");
        assert_eq!(content.total()[0].words(), "100 (1 belum diisi)");
        assert_eq!(content.lacks().len(), 2);
    }

    #[test]
    fn what_differs_says_what_the_plan_has_and_why() {
        let stated = Stated {
            value: Some("75.5".into()),
            own: Some(Value {
                plan: Some("1250".into()),
                reason: "Pagu turun".into(),
            }),
        };
        assert_eq!(stated.target(), "75,5");
        assert_eq!(stated.remark(false), "RPJMD: 1.250. Pagu turun");
        assert_eq!(Stated::default().target(), "Belum diisi");
        let none = Stated {
            value: None,
            own: Some(Value::default()),
        };
        assert_eq!(none.target(), "Tidak ada");
        assert_eq!(none.remark(true), "RPJMD: belum diisi");
    }
}
