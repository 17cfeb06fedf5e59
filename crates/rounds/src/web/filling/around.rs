//! What stands around the rows of a filling: figures of all units, last year's, results, evidence and
//! notes.

use std::collections::HashMap;

use platform::{App, Problem, RegionCode, Uuid};
use values::store::{self as kept, Asked, Cell, Proof, ResultRow};

use crate::{
    rules::ReopeningState,
    store::{self, Filling, Finding, Reopening},
    web::LPPD,
};

/// Everything that rows are composed of.
pub(super) struct Around {
    /// The cells of the indicators, of all units, in order of their indicators.
    pub cells: Vec<Cell>,
    /// What this unit gave a year before, by code and letter.
    pub before: HashMap<(String, String), Cell>,
    /// The results.
    pub results: HashMap<Uuid, ResultRow>,
    /// What proves this unit's cells.
    pub proofs: Vec<Proof>,
    /// The notes of the review, of all indicators of the filling.
    pub findings: Vec<Finding>,
    /// The requests to open indicators of the filling again.
    pub requests: Vec<Reopening>,
}

impl Around {
    /// Reads it: seven statements, whatever the number of rows.
    pub async fn of(
        app: &App,
        region: &RegionCode,
        it: &Filling,
        asked: &[Asked],
    ) -> Result<Self, Problem> {
        let db = app.db().read();
        let ids: Vec<Uuid> = asked.iter().map(|one| one.indicator.id).collect();
        let codes: Vec<&str> = asked
            .iter()
            .map(|one| one.indicator.code.as_str())
            .collect();
        let cells = kept::cells(db, region, &ids).await?;
        let last_year = (it.list.as_str(), it.year - 1);
        // codes of the national list that moved are found under what they were
        let former = match it.list.as_str() {
            LPPD => kept::former_codes(db, region, it.year, &codes).await?,
            _ => HashMap::new(),
        };
        let then: Vec<&str> = codes
            .iter()
            .map(|code| former.get(*code).map_or(*code, String::as_str))
            .collect();
        let given = kept::given_in(db, region, last_year, it.unit_id, &then).await?;
        let mut before = HashMap::new();
        let mut now_of: HashMap<&str, Vec<&str>> = HashMap::new();
        for (now, then) in codes.iter().zip(&then) {
            now_of.entry(then).or_default().push(now);
        }
        for ((code, letter), cell) in given {
            for now in now_of.get(code.as_str()).into_iter().flatten() {
                before.insert(((*now).to_owned(), letter.clone()), cell.clone());
            }
        }
        let own: Vec<Uuid> = own(&cells, it).map(|cell| cell.id).collect();
        Ok(Self {
            before,
            results: kept::results(db, region, &ids).await?,
            proofs: kept::proofs(db, region, &own).await?,
            findings: store::findings(db, region, it.id).await?,
            requests: store::reopenings(db, region, it.id).await?,
            cells,
        })
    }

    /// The cells this unit gave.
    pub fn own<'a>(&'a self, it: &Filling) -> impl Iterator<Item = &'a Cell> {
        own(&self.cells, it)
    }

    /// What a unit gave for an element.
    pub fn cell(&self, indicator: Uuid, letter: &str, unit: Uuid) -> Option<&Cell> {
        let first = self.cells.partition_point(|it| it.indicator_id < indicator);
        let mut of_it = self.cells[first..]
            .iter()
            .take_while(|cell| cell.indicator_id == indicator);
        of_it.find(|cell| (cell.unit_id, cell.letter.as_str()) == (unit, letter))
    }

    /// Whether an indicator may be written although its filling was sent.
    pub fn is_reopened(&self, indicator: Uuid) -> bool {
        let mut all = self.requests.iter();
        all.any(|one| one.indicator_id == indicator && one.state() == ReopeningState::Granted)
    }

    /// Pieces of evidence beside a cell.
    pub fn proofs_of(&self, cell: &Cell) -> usize {
        self.proofs
            .iter()
            .filter(|proof| proof.figure_id == cell.id)
            .count()
    }

    /// Notes on an indicator that still stand.
    pub fn standing_notes(&self, indicator: Uuid) -> usize {
        let notes = self
            .findings
            .iter()
            .filter(|note| note.indicator_id == indicator);
        notes.filter(|note| note.state().stands()).count()
    }
}

fn own<'a>(cells: &'a [Cell], it: &Filling) -> impl Iterator<Item = &'a Cell> {
    let unit = it.unit_id;
    cells.iter().filter(move |cell| cell.unit_id == unit)
}
