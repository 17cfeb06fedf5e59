//! What was achieved against a target, by a rule that somebody else states and cites.
//!
//! No formula of a regulation is written here: a rule brings its formula, over the names below,
//! and its citation.

use crate::{
    Exact, Figure, Formula,
    formula::{Explanation, FormulaError, Inputs, Over},
};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The more the better.
    Higher,
    /// The less the better.
    Lower,
    /// Between two bounds.
    Range,
    /// Exactly the target.
    Exact,
    /// The more the better, added up over the periods so far.
    Cumulative,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Higher,
        Self::Lower,
        Self::Range,
        Self::Exact,
        Self::Cumulative,
    ];

    /// The word in packs and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Range => "range",
            Self::Exact => "exact",
            Self::Cumulative => "cumulative",
        }
    }

    /// The direction of a word in packs and tables.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }

    /// What the screen says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Higher => "Makin tinggi makin baik",
            Self::Lower => "Makin rendah makin baik",
            Self::Range => "Dalam rentang",
            Self::Exact => "Tepat sesuai target",
            Self::Cumulative => "Akumulasi, makin tinggi makin baik",
        }
    }
}

/// What was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One number.
    Single(Exact),
    /// From and to, both within.
    Range {
        /// The lower bound.
        lower: Exact,
        /// The upper bound.
        upper: Exact,
    },
}

impl Target {
    /// Whether the formula would divide by it in vain.
    fn is_zero(&self) -> bool {
        match self {
            Self::Single(number) => number.is_zero(),
            Self::Range { lower, upper } => lower.is_zero() && upper.is_zero(),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// The result of the period asked about.
    pub now: Figure,
    /// The results of the periods up to it, each with its name, for what is added up.
    pub periods: Vec<(String, Figure)>,
}

impl Results {
    /// A result without periods.
    pub fn of(now: Figure) -> Self {
        Self {
            now,
            periods: Vec::new(),
        }
    }
}

/// How an achievement is computed in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    formula: Formula,
    target_zero: Option<Formula>,
    at_least: Option<Exact>,
    at_most: Option<Exact>,
    citation: String,
}

/// The names that the formulas of a rule may use.
const NAMES: [&str; 4] = ["target", "lower", "upper", "result"];

impl Rule {
    /// A rule with its citation. Its formula speaks of `target` (or `lower` and `upper`) and `result`,
    /// and may run over `periods`: `(2*target - result)/target*100`.
    ///
    /// # Errors
    /// What is wrong with the formula.
    pub fn new(formula: &str, citation: &str) -> Result<Self, FormulaError> {
        Ok(Self {
            formula: read(formula)?,
            target_zero: None,
            at_least: None,
            at_most: None,
            citation: citation.to_owned(),
        })
    }

    /// What holds where the target is zero; without it, the formula finds its zero divisor.
    ///
    /// # Errors
    /// What is wrong with the formula.
    pub fn for_target_zero(mut self, formula: &str) -> Result<Self, FormulaError> {
        self.target_zero = Some(read(formula)?);
        Ok(self)
    }

    /// Bounds of the capped achievement; the raw one keeps its value.
    #[must_use]
    pub fn capped(mut self, at_least: Option<Exact>, at_most: Option<Exact>) -> Self {
        self.at_least = at_least;
        self.at_most = at_most;
        self
    }

    /// Where the rule is written.
    pub fn citation(&self) -> &str {
        &self.citation
    }

    /// Its formula.
    pub fn formula(&self) -> &Formula {
        &self.formula
    }

    /// The achievement as computed, without bounds: what a million rows need.
    pub fn raw(&self, target: &Target, results: &Results) -> Figure {
        self.for_target(target)
            .evaluate(&Against { target, results })
    }

    /// The achievement, raw and capped, with its explanation.
    pub fn achieve(&self, target: &Target, results: &Results) -> Achievement {
        let explanation = self
            .for_target(target)
            .explain(&Against { target, results });
        let raw = explanation.value().clone();
        let capped = match &raw {
            Figure::Known(number) => Figure::Known(self.within(number)),
            missing => missing.clone(),
        };
        Achievement {
            raw,
            capped,
            citation: self.citation.clone(),
            explanation,
        }
    }

    fn for_target(&self, target: &Target) -> &Formula {
        match &self.target_zero {
            Some(formula) if target.is_zero() => formula,
            _ => &self.formula,
        }
    }

    fn within(&self, number: &Exact) -> Exact {
        let raised = self
            .at_least
            .as_ref()
            .map_or(number, |least| number.max(least));
        let capped = self
            .at_most
            .as_ref()
            .map_or(raised, |most| raised.min(most));
        capped.clone()
    }
}

/// Reads a formula and refuses names that no achievement has.
fn read(text: &str) -> Result<Formula, FormulaError> {
    let formula = Formula::parse(text)?;
    match formula
        .variables()
        .iter()
        .find(|name| !NAMES.contains(&name.as_str()))
    {
        None => Ok(formula),
        Some(name) => Err(FormulaError {
            position: text
                .find(name.as_str())
                .and_then(|at| text.get(..at))
                .map_or(1, |before| before.chars().count() + 1),
            message: format!(
                "«{name}» tidak dikenal dalam rumus capaian. Yang dikenal: {}.",
                NAMES.join(", ")
            ),
        }),
    }
}

/// An achievement: raw as the formula gives it, capped as the rule shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Achievement {
    /// As computed.
    pub raw: Figure,
    /// Within the bounds of the rule.
    pub capped: Figure,
    /// Where the rule is written.
    pub citation: String,
    /// How it came about.
    pub explanation: Explanation,
}

/// Target and results as the inputs of a rule's formula.
struct Against<'a> {
    target: &'a Target,
    results: &'a Results,
}

impl Inputs for Against<'_> {
    fn value(&self, name: &str) -> Figure {
        match (name, self.target) {
            ("result", _) => self.results.now.clone(),
            ("target", Target::Single(number))
            | ("lower", Target::Range { lower: number, .. })
            | ("upper", Target::Range { upper: number, .. }) => Figure::Known(number.clone()),
            // a rule for one number, a target that is a range, or the other way round
            _ => Figure::Undefined(crate::Undefined::Unknown),
        }
    }

    fn many(&self, name: &str, over: Over) -> Vec<(String, Figure)> {
        match (name, over) {
            ("result", Over::Periods) => self.results.periods.clone(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Results, Rule, Target};
    use crate::{Exact, Figure, Undefined};

    fn number(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn known(text: &str) -> Figure {
        Figure::Known(number(text))
    }

    fn single(text: &str) -> Target {
        Target::Single(number(text))
    }

    fn lower() -> Rule {
        Rule::new(
            "(2*target - result)/target*100",
            "PermenPANRB 8/2021 hlm. 110",
        )
        .unwrap()
        .capped(Some(Exact::ZERO), None)
    }

    #[test]
    fn twice_the_target_where_less_is_better_is_nothing_achieved() {
        let achieved = lower().achieve(&single("10"), &Results::of(known("20")));
        assert_eq!(achieved.raw, known("0"));
        assert_eq!(
            achieved.explanation.line(Some(2), "%"),
            "((2 × 10 − 20) ÷ 10) × 100 = 0,00 %"
        );
        assert_eq!(achieved.citation, "PermenPANRB 8/2021 hlm. 110");
    }

    #[test]
    fn raw_and_capped_stand_apart() {
        let achieved = lower().achieve(&single("10"), &Results::of(known("25")));
        assert_eq!((achieved.raw, achieved.capped), (known("-50"), known("0")));
        let higher = Rule::new("result/target*100", "contoh").unwrap();
        let most = higher.clone().capped(None, Some(Exact::HUNDRED));
        let over = most.achieve(&single("4"), &Results::of(known("9")));
        assert_eq!((over.raw, over.capped), (known("225"), known("100")));
        let open = higher.achieve(&single("4"), &Results::of(known("9")));
        assert_eq!(open.raw, open.capped);
    }

    #[test]
    fn a_range_an_exact_target_and_a_running_sum() {
        let range = Rule::new(
            "if(result > upper, result/upper*100, if(result < lower, result/lower*100, 100))",
            "contoh",
        )
        .unwrap();
        let target = Target::Range {
            lower: number("40"),
            upper: number("50"),
        };
        for (result, achieved) in [("45", "100"), ("40", "100"), ("60", "120"), ("20", "50")] {
            let raw = range.raw(&target, &Results::of(known(result)));
            assert_eq!(raw, known(achieved), "{result}");
        }
        let exact = Rule::new("if(result = target, 100, 0)", "contoh").unwrap();
        assert_eq!(
            exact.raw(&single("3"), &Results::of(known("3"))),
            known("100")
        );
        let cumulative = Rule::new("sum(result, periods)/target*100", "contoh").unwrap();
        let results = Results {
            now: known("20"),
            periods: vec![
                ("Triwulan I".to_owned(), known("10")),
                ("Triwulan II".to_owned(), known("20")),
            ],
        };
        assert_eq!(cumulative.raw(&single("40"), &results), known("75"));
    }

    #[test]
    fn a_target_of_zero_is_decided_by_the_rule_or_said() {
        let rule = lower();
        let none = Results::of(known("0"));
        assert_eq!(
            rule.raw(&single("0"), &none),
            Figure::Undefined(Undefined::ZeroDivisor)
        );
        let decided = rule.for_target_zero("if(result = 0, 100, 0)").unwrap();
        assert_eq!(decided.raw(&single("0"), &none), known("100"));
        assert_eq!(
            decided.raw(&single("0"), &Results::of(known("2"))),
            known("0")
        );
    }

    #[test]
    fn a_missing_result_and_a_wrong_kind_of_target_are_outcomes() {
        let achieved = lower().achieve(&single("10"), &Results::of(Figure::NotCarriedOut));
        assert_eq!(achieved.capped, Figure::NotCarriedOut);
        let range = Target::Range {
            lower: number("1"),
            upper: number("2"),
        };
        assert_eq!(
            lower().raw(&range, &Results::of(known("1"))),
            Figure::Undefined(Undefined::Unknown)
        );
        let error = Rule::new("result/sasaran", "contoh").unwrap_err();
        assert_eq!(error.position, 8);
    }

    #[test]
    fn every_direction_is_found_by_its_word() {
        for direction in Direction::ALL {
            assert_eq!(Direction::of_word(direction.word()), Some(direction));
        }
        assert_eq!(Direction::of_word("naik"), None);
    }
}
