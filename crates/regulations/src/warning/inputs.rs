//! Inputs that were copied from one indicator to another.

use std::collections::BTreeMap;

use figures::Exact;

use super::Warning;

/// What was filled in for an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Its code.
    pub code: String,
    /// The variables, each with its figure, in the order of the elements.
    pub figures: Vec<(String, Exact)>,
}

/// Indicators with the same figures for other variables, each with the first that has them. A single
/// figure is often the same by chance, and zeros are no figures to copy.
pub fn same_inputs(filled: &[Inputs]) -> Vec<(&str, Warning)> {
    let mut first: BTreeMap<Vec<&Exact>, &Inputs> = BTreeMap::new();
    let mut found = Vec::new();
    for inputs in filled {
        let figures: Vec<&Exact> = inputs.figures.iter().map(|(_, figure)| figure).collect();
        if figures.len() < 2 || figures.iter().all(|it| it.is_zero()) {
            continue;
        }
        match first.get(&figures) {
            Some(other) if variables(other).ne(variables(inputs)) => found.push((
                inputs.code.as_str(),
                Warning::SameInputs {
                    other: other.code.clone(),
                },
            )),
            Some(_) => {}
            None => {
                first.insert(figures, inputs);
            }
        }
    }
    found
}

fn variables(inputs: &Inputs) -> impl Iterator<Item = &str> {
    inputs.figures.iter().map(|(variable, _)| variable.as_str())
}
