//! Rows of the grid: an indicator with what is typed, last year's figures, its result and warnings.

use std::collections::HashMap;

use figures::{Figure, State};
use government::Directory;
use platform::{Uuid, date};
use values::{
    rules::{OF_OPERATOR, Typed, word},
    store::{Asked, Cell, ResultRow},
};

use super::around::Around;
use crate::{papers::shown, rules, store::Filling};

/// An element in a row.
pub(super) struct ElementLine {
    pub letter: String,
    pub name: String,
    /// Whether this unit gives it.
    pub mine: bool,
    /// Who else does.
    pub owner: String,
    pub typed: Typed,
    pub version: i64,
    pub state: State,
    /// Last year's figure and the note beside it.
    pub before: String,
    pub before_note: String,
    /// Its indicator's card, where it came from a file, and no unit gave it here.
    pub before_historic: Option<Uuid>,
    /// What is wrong with what was typed.
    pub error: String,
    /// What stands there, in words or digits.
    pub shown: String,
    /// Whether the compiling section accepted that it is not carried out or not relevant.
    pub accepted: bool,
    /// Whether what stands there came from a file, and no unit gave it here.
    pub historic: bool,
}

/// A row.
pub(super) struct Line {
    pub asked: Asked,
    pub elements: Vec<ElementLine>,
    pub result: String,
    pub computed: String,
    pub warnings: Vec<String>,
    pub proofs: usize,
    /// Findings that still stand.
    pub findings: usize,
    /// Whether it takes figures now: the filling is open, or this indicator was opened again.
    pub takes: bool,
}

impl Line {
    /// Whether something of the unit's own is still missing.
    pub(super) fn is_open(&self) -> bool {
        let own = self.elements.iter().filter(|element| element.mine);
        own.into_iter()
            .any(|element| !values::rules::is_complete(element.state))
    }
}

/// What was typed into a row of which not everything could be kept.
#[derive(Clone, Debug, Default)]
pub(super) struct RowSaid {
    /// The indicator.
    pub indicator: Uuid,
    /// By letter: what was typed, and the version of the cell that was on the screen.
    pub typed: HashMap<String, (Typed, i64)>,
    /// By letter: what is wrong.
    pub wrong: HashMap<String, String>,
    /// What is wrong with the row as a whole; nothing of it is kept then.
    pub general: String,
}

impl Line {
    /// Puts back what was typed and not kept. Where somebody else was quicker, the version stays that
    /// of what was seen, so that sending once more does not replace it unseen.
    pub(super) fn put_back(&mut self, said: &RowSaid) {
        for element in &mut self.elements {
            let wrong = said.wrong.get(&element.letter);
            let Some((typed, version)) = said.typed.get(&element.letter) else {
                continue;
            };
            if wrong.is_some() || !said.general.is_empty() {
                element.typed = typed.clone();
                element.version = *version;
            }
            element.error = wrong.cloned().unwrap_or_default();
        }
    }
}

/// A stored amount as it is typed here: no thousands, a comma before the fraction.
pub(super) fn as_typed(amount: &str) -> String {
    amount.replace('.', ",")
}

/// What a cell reads as in the form.
pub(super) fn typed_of(cell: Option<&Cell>) -> Typed {
    let Some(cell) = cell else {
        return Typed::default();
    };
    Typed {
        amount: cell.amount.as_deref().map(as_typed).unwrap_or_default(),
        state: word(cell.given()).to_owned(),
        reason: cell.reason.clone(),
        plan: cell.plan.clone(),
        plan_date: cell.plan_date().map(date::iso).unwrap_or_default(),
        waiting: cell
            .waiting_unit_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        provisional: cell.provisional,
    }
}

/// The choices of a state.
pub(super) fn choices() -> Vec<(&'static str, &'static str)> {
    OF_OPERATOR
        .into_iter()
        .map(|state| (word(state), state.label()))
        .collect()
}

/// Composes a row of a filling.
pub(super) fn line(around: &Around, directory: &Directory, it: &Filling, one: Asked) -> Line {
    let collector = it.parent_unit.unwrap_or(it.unit_id);
    let about = &one.indicator;
    let (mut amounts, mut proofs, mut elements) = (Vec::new(), 0, Vec::new());
    for element in &one.elements {
        let owner = one.owner(element);
        let mine = owner == Some(collector);
        let giver = if mine { Some(it.unit_id) } else { owner };
        let cell = giver.and_then(|unit| around.cell(about.id, &element.letter, unit));
        let then = around
            .before
            .get(&(about.code.clone(), element.letter.clone()));
        let exact = |cell: &Cell| cell.amount.as_deref()?.parse().ok();
        amounts.push((
            element.letter.clone(),
            cell.and_then(exact),
            then.and_then(exact),
        ));
        proofs += cell
            .filter(|_| mine)
            .map_or(0, |cell| around.proofs_of(cell));
        elements.push(ElementLine {
            letter: element.letter.clone(),
            name: element.name.clone(),
            mine,
            owner: owner
                .map_or("Belum ada pengampu", |id| directory.unit_name(id))
                .to_owned(),
            typed: typed_of(cell),
            version: cell.map_or(0, |cell| cell.version),
            state: cell.map_or(State::NotFilled, Cell::state),
            before: then.map(|cell| shown(Some(cell))).unwrap_or_default(),
            before_note: then.map(|cell| cell.reason.clone()).unwrap_or_default(),
            before_historic: then
                .filter(|cell| cell.is_historic())
                .map(|cell| cell.indicator_id),
            historic: cell.is_some_and(Cell::is_historic),
            error: String::new(),
            shown: shown(cell),
            accepted: cell.is_some_and(|cell| cell.accepted),
        });
    }
    let result = around.results.get(&about.id).filter(|_| !it.is_part());
    let figure = result.map(ResultRow::figure);
    let warned = rules::Row {
        pack: about.pack.clone(),
        code: about.code.clone(),
        result: figure.as_ref().and_then(|figure| figure.known().cloned()),
        amounts,
    };
    let places = u32::try_from(about.decimals).unwrap_or(2);
    Line {
        warnings: rules::warnings(&warned),
        result: match &figure {
            Some(Figure::Known(number)) => {
                format!("{} {}", number.indonesian(places), about.measure)
            }
            Some(missing) => missing.state().label().to_owned(),
            None => String::new(),
        },
        computed: result.map(|row| row.line.clone()).unwrap_or_default(),
        proofs,
        findings: around.standing_notes(about.id),
        takes: it.is_open() || (it.dropped.is_empty() && around.is_reopened(about.id)),
        elements,
        asked: one,
    }
}
