//! An indicator as it stands in a report: figures as they are known, else why not.

use figures::{Amount, State};
use government::Directory;
use values::{
    rules::IndicatorKind,
    store::{Asked, Cell, ResultRow},
};

/// An element in a report.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its letter.
    pub letter: String,
    /// What is counted.
    pub name: String,
    /// The amount, or why there is none.
    pub shown: String,
    /// Its state.
    pub state: State,
    /// The amount as stored, where it is known.
    pub amount: Option<String>,
    /// Note beside it: provisional, or the reason.
    pub note: String,
}

/// An indicator in a report.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: IndicatorKind,
    /// Its affair.
    pub affair: String,
    /// Its name.
    pub name: String,
    /// Its formula.
    pub formula: String,
    /// What the result is measured in.
    pub measure: String,
    /// Its elements.
    pub rows: Vec<Row>,
    /// The result in words or digits.
    pub result: String,
    /// The result, exact, where it is known.
    pub exact: Option<figures::Exact>,
    /// The unit that owns it.
    pub unit: String,
    /// Whether its source was seen.
    pub seen: bool,
    /// Whether the region says any of it otherwise than a pack.
    pub own: bool,
}

/// An amount as it is printed; a missing one in words.
pub fn shown(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else {
        return State::NotFilled.label().to_owned();
    };
    match (cell.state(), &cell.amount) {
        (State::Known, Some(amount)) => printed(amount),
        (state, _) => state.label().to_owned(),
    }
}

/// A stored amount as it is printed here.
pub fn printed(amount: &str) -> String {
    match amount.parse::<Amount>() {
        Ok(amount) => amount.to_string(),
        Err(_) => amount.to_owned(),
    }
}

impl Line {
    /// An indicator with the cells of its elements, in their order.
    pub fn of(
        asked: &Asked,
        cells: Vec<Option<&Cell>>,
        result: Option<&ResultRow>,
        directory: &Directory,
    ) -> Self {
        let it = &asked.indicator;
        let rows = asked.elements.iter().zip(cells).map(|(element, cell)| Row {
            letter: element.letter.clone(),
            name: element.name.clone(),
            shown: shown(cell),
            state: cell.map_or(State::NotFilled, Cell::state),
            amount: cell
                .filter(|cell| cell.state() == State::Known)
                .and_then(|cell| cell.amount.clone()),
            note: note(cell),
        });
        let figure = result.map(ResultRow::figure);
        let places = u32::try_from(it.decimals).unwrap_or(2);
        let exact = figure.as_ref().and_then(|figure| figure.known().cloned());
        Self {
            code: it.code.clone(),
            kind: it.kind(),
            affair: it.affair.clone(),
            name: it.name.clone(),
            formula: it.formula.clone(),
            measure: it.measure.clone(),
            rows: rows.collect(),
            result: match (&exact, &figure) {
                (Some(exact), _) => exact.indonesian(places),
                (None, Some(figure)) => figure.state().label().to_owned(),
                (None, None) => State::NotFilled.label().to_owned(),
            },
            exact,
            unit: it
                .unit_id
                .map_or("-", |unit| directory.unit_name(unit))
                .to_owned(),
            seen: it.seen,
            own: it.own,
        }
    }
}

fn note(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else {
        return String::new();
    };
    let marks = [
        (cell.is_historic(), "Data historis"),
        (cell.provisional, "Angka sementara"),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is);
    let reason = Some(cell.reason.as_str()).filter(|reason| !reason.is_empty());
    let words: Vec<&str> = marks.map(|(_, words)| words).chain(reason).collect();
    words.join(". ")
}
