//! The figures of a row that a unit may say something of: its indicators with their targets, and its money.

use figures::{Amount, Money};

use super::{NONE, Row, Stated, Told, told};

/// A figure of a row for the one year of a work plan.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// Name of the indicator; empty for money.
    pub indicator: &'a str,
    /// *Satuan*.
    pub measure: &'a str,
    /// Whether it is money.
    pub of_money: bool,
    /// What stands there.
    pub stated: &'a Stated,
}

/// The figures of a row, money last.
pub fn spots(row: &Row) -> impl Iterator<Item = Spot<'_>> {
    let goals = row.goals.iter().filter_map(|goal| {
        Some(Spot {
            indicator: &goal.name,
            measure: &goal.measure,
            of_money: false,
            stated: goal.targets.first()?,
        })
    });
    let money = row.money.first().map(|stated| Spot {
        indicator: "",
        measure: "Rp",
        of_money: true,
        stated,
    });
    goals.chain(money)
}

impl Spot<'_> {
    /// What the tree has, in canonical text.
    pub fn plan(&self) -> Option<&str> {
        match &self.stated.own {
            Some(own) => own.plan.as_deref(),
            None => self.stated.value.as_deref(),
        }
    }

    /// A figure as it is printed, or `missing` where there is none.
    pub fn printed(&self, value: Option<&str>, missing: &str) -> String {
        let stated = Stated::of_plan(value.map(str::to_owned));
        match (value, self.of_money) {
            (None, _) => missing.to_owned(),
            (Some(_), true) => stated.money(),
            (Some(_), false) => stated.target(),
        }
    }

    /// What stands there as a person would type it, so that it reads only one way; empty where nothing does.
    pub fn typed(&self) -> String {
        match (&self.stated.value, &self.stated.own) {
            (Some(_), _) if self.of_money => self.stated.money(),
            (Some(value), _) => value.replace('.', ","),
            (None, Some(_)) => NONE.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(&self, typed: &str) -> Result<Told, String> {
        let stored = |text: &str| match self.of_money {
            true => Money::read(text).map(|it| it.sen().to_string()),
            false => Amount::read(text).map(Amount::stored),
        };
        told(typed, |text| {
            stored(text).map_err(|error| error.to_string())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Spot, spots};
    use crate::rules::{
        document::{Goal, Row, Stated, Told, Value},
        tree::Level,
    };

    #[test]
    fn what_is_offered_reads_back_as_it_stands() {
        let own = Some(Value {
            plan: Some("1000.5".into()),
            reason: String::new(),
        });
        let stated = |value: &str| Stated {
            value: Some(value.into()),
            own: own.clone(),
        };
        let row = Row {
            goals: vec![Goal {
                name: "Ibu".into(),
                measure: "orang".into(),
                baseline: None,
                targets: vec![stated("1250.125")],
            }],
            money: vec![stated("125000000")],
            ..Row::new(Level::SubActivity, "1", "Sub")
        };
        let all: Vec<Spot<'_>> = spots(&row).collect();
        let names: Vec<(&str, bool)> = all.iter().map(|it| (it.indicator, it.of_money)).collect();
        assert_eq!(names, [("Ibu", false), ("", true)]);
        for spot in all {
            let read = spot.read(&spot.typed()).unwrap();
            assert_eq!(read, Told::Figure(spot.stated.value.clone().unwrap()));
            assert_eq!(spot.plan(), Some("1000.5"));
        }
        assert!(
            spots(&row).next().unwrap().read("1.250").is_err(),
            "two ways"
        );
        assert_eq!(
            spots(&row).last().unwrap().read("1.250"),
            Ok(Told::Figure("125000".into()))
        );
    }
}
