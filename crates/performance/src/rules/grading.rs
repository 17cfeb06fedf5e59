//! The words an achievement earns: by the scale that holds for a region in a year, the pack's or its own.

use std::sync::Arc;

use figures::{Exact, Figure};
use regulations::{Pack, Scale};

use super::{
    DIRECTIONS, Mean,
    achievement::{basis, mean_basis, said_by},
};

/// The pack of scales.
pub const SCALES: &str = "skala-capaian";
/// Which of the label sets of a scale is shown: that of the regulation.
const LABELS: usize = 0;

/// The scale in use; without one nothing is graded.
#[derive(Clone, Debug, Default)]
pub struct Grading(Option<Arc<Scale>>);

impl Grading {
    /// The usual scale of the rules that hold.
    pub fn of(rules: Option<&Pack>) -> Self {
        let scale = rules.and_then(Pack::usual_scale);
        Self(scale.map(|it| Arc::new(it.clone())))
    }

    /// The words an achievement earns.
    pub fn predicate(&self, figure: &Exact) -> Option<&str> {
        self.0.as_ref()?.label(figure, LABELS)
    }

    /// The words a mean earns, with those that it is provisional; empty where there is none.
    pub fn of_mean(&self, mean: &Mean) -> String {
        let words = mean.figure.as_ref().and_then(|it| self.predicate(it));
        match (words, mean.is_provisional()) {
            (None, _) => String::new(),
            (Some(words), true) => format!("{words} (sementara)"),
            (Some(words), false) => words.to_owned(),
        }
    }

    /// What the words rest on.
    pub fn basis(&self) -> String {
        self.0.as_ref().map_or_else(String::new, |it| {
            let set = it.label_sets.get(LABELS).map_or("", String::as_str);
            let title = format!("Peringkat menurut skala \"{}\", sebutan {set}", it.title);
            said_by(&title, &it.provenance, it.provenance.mark)
        })
    }

    /// What somebody should look at who sees an achievement this high; or empty.
    pub fn notice(&self, figure: &Figure) -> &str {
        let notice = self.0.as_ref().and_then(|it| it.notice.as_ref());
        match (notice, figure.known()) {
            (Some(it), Some(number)) if *number > it.above => &it.words,
            _ => "",
        }
    }

    /// Everything an achievement, a mean and its words rest on, each with its citation and mark.
    pub fn bases(&self) -> Vec<String> {
        bases().into_iter().chain([self.basis()]).collect()
    }
}

/// Everything an achievement and a mean rest on, each with its citation and mark.
pub fn bases() -> Vec<String> {
    let rules = DIRECTIONS.iter().map(|it| basis(*it));
    let rules = rules.filter(|it| !it.is_empty()).map(str::to_owned);
    rules.chain([mean_basis()]).collect()
}

#[cfg(test)]
mod tests {
    use figures::Figure;

    use super::{Grading, SCALES};
    use crate::rules::mean;

    fn known(text: &str) -> Figure {
        Figure::Known(text.parse().unwrap())
    }

    #[test]
    fn a_mean_earns_the_words_of_the_scale() {
        let shipped = Grading::of(regulations::pack(SCALES));
        let whole = mean(&[known("90"), Figure::NotCarriedOut, Figure::NotRelevant]);
        assert_eq!(shipped.of_mean(&whole), "Sangat Rendah");
        let part = mean(&[known("90"), Figure::NotFilled, known("225")]);
        assert_eq!(shipped.of_mean(&part), "Sangat Tinggi (sementara)");
        assert_eq!(shipped.of_mean(&mean(&[Figure::NotFilled])), "");
        assert!(shipped.basis().contains("Batas desimal"));
        let none = Grading::default();
        assert_eq!(
            none.of_mean(&whole),
            "",
            "without a scale nothing is graded"
        );
    }
}
