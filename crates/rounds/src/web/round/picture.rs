//! Everything of a round at once: what is asked, what was given, how it stands. A fixed handful of
//! statements, whatever the number of units.

use std::collections::{BTreeMap, HashMap, HashSet};

use figures::State;
use platform::{App, Problem, RegionCode, Uuid};
use values::{
    rules::{IndicatorKind, Tally, is_valid},
    store::{self as kept, Asked, Cell, Element, ProofCount, ResultRow},
};

use crate::store::{self, Filling, Round};

/// A round with everything in it.
pub(in crate::web) struct Picture {
    /// The indicators in order.
    pub asked: Vec<Asked>,
    /// The fillings in order of the units.
    pub fillings: Vec<Filling>,
    cells: HashMap<(Uuid, String, Uuid), Cell>,
    proofs: HashMap<Uuid, ProofCount>,
    reviewed: HashSet<Uuid>,
    results: HashMap<Uuid, ResultRow>,
}

/// How far a unit or an affair is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::web) struct Progress {
    /// Cells of outcomes, macro figures and support functions.
    pub outcome: Tally,
    /// Cells of outputs.
    pub output: Tally,
}

/// How one element stands.
#[derive(Clone, Copy)]
struct Standing {
    state: State,
    evidenced: bool,
    valid: bool,
}

impl Progress {
    /// Both together.
    pub fn all(&self) -> Tally {
        self.outcome.with(&self.output)
    }

    fn add(&mut self, kind: IndicatorKind, standing: Standing) {
        let tally = match kind {
            IndicatorKind::Output => &mut self.output,
            _ => &mut self.outcome,
        };
        tally.add(standing.state, standing.evidenced);
        if standing.valid {
            tally.add_valid();
        }
    }
}

impl Picture {
    /// Reads it.
    pub async fn of(app: &App, region: &RegionCode, round: &Round) -> Result<Self, Problem> {
        let db = app.db().read();
        let asked = kept::indicators(db, region, &round.list, round.year).await?;
        let cells = kept::cells_of_year(db, region, &round.list, round.year).await?;
        let fillings = store::fillings(db, region, round.id).await?;
        let reviewed = fillings
            .iter()
            .filter(|it| !it.is_part() && it.stand().is_reviewed());
        Ok(Self {
            reviewed: reviewed.map(|it| it.unit_id).collect(),
            fillings,
            proofs: kept::proof_counts(db, region, &round.list, round.year).await?,
            results: kept::results_of_year(db, region, &round.list, round.year).await?,
            cells: cells
                .into_iter()
                .map(|cell| ((cell.indicator_id, cell.letter.clone(), cell.unit_id), cell))
                .collect(),
            asked,
        })
    }

    /// The cell its owner gave for an element.
    pub fn cell(&self, asked: &Asked, element: &Element) -> Option<&Cell> {
        let owner = asked.owner(element)?;
        let key = (asked.indicator.id, element.letter.clone(), owner);
        self.cells.get(&key)
    }

    /// The result of an indicator.
    pub fn result(&self, asked: &Asked) -> Option<&ResultRow> {
        self.results.get(&asked.indicator.id)
    }

    fn standing(&self, asked: &Asked, element: &Element) -> Standing {
        let Some(cell) = self.cell(asked, element) else {
            return Standing {
                state: State::NotFilled,
                evidenced: false,
                valid: false,
            };
        };
        let proofs = self.proofs.get(&cell.id).copied().unwrap_or_default();
        let reviewed = self.reviewed.contains(&cell.unit_id);
        Standing {
            state: cell.state(),
            evidenced: proofs.all > 0,
            valid: is_valid(cell.state(), proofs.fits > 0, reviewed, cell.is_historic()),
        }
    }

    /// How far a unit is with what it gives.
    pub fn of_unit(&self, unit: Uuid) -> Progress {
        let mut progress = Progress::default();
        for asked in &self.asked {
            for element in asked.elements_of(unit) {
                progress.add(asked.indicator.kind(), self.standing(asked, element));
            }
        }
        progress
    }

    /// How far each affair is, in order of the list.
    pub fn by_affair(&self) -> Vec<(String, Progress)> {
        let mut order: Vec<&str> = Vec::new();
        let mut found: BTreeMap<&str, Progress> = BTreeMap::new();
        for asked in &self.asked {
            let affair = asked.indicator.affair.as_str();
            if !found.contains_key(affair) {
                order.push(affair);
            }
            let progress = found.entry(affair).or_default();
            for element in &asked.elements {
                progress.add(asked.indicator.kind(), self.standing(asked, element));
            }
        }
        let named = |affair: &str| {
            (
                affair.to_owned(),
                found.get(affair).copied().unwrap_or_default(),
            )
        };
        order.into_iter().map(named).collect()
    }

    /// All together.
    pub fn whole(&self) -> Progress {
        self.by_affair()
            .into_iter()
            .fold(Progress::default(), |sum, (_, one)| Progress {
                outcome: sum.outcome.with(&one.outcome),
                output: sum.output.with(&one.output),
            })
    }

    /// Elements in a state, with their unit and the words beside them.
    pub fn in_state(&self, wanted: State) -> Vec<(&Asked, &Element, Option<Uuid>, Option<&Cell>)> {
        let mut found = Vec::new();
        for asked in &self.asked {
            for element in &asked.elements {
                if self.standing(asked, element).state == wanted {
                    found.push((
                        asked,
                        element,
                        asked.owner(element),
                        self.cell(asked, element),
                    ));
                }
            }
        }
        found
    }
}
