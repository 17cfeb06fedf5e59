//! How far a set of cells is filled, each state counted apart.

use figures::State;

/// More than there are states.
const PLACES: usize = 16;

/// Cells by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u32; PLACES],
    evidenced: u32,
    valid: u32,
}

impl Tally {
    /// Counts one cell, with whether evidence lies beside it.
    pub fn add(&mut self, state: State, evidenced: bool) {
        if let Some(count) = place(state).and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
        self.evidenced += u32::from(evidenced);
    }

    /// Counts a cell, counted before, as valid.
    pub fn add_valid(&mut self) {
        self.valid += 1;
    }

    /// Cells in a state.
    pub fn of(&self, state: State) -> u32 {
        let count = place(state).and_then(|place| self.counts.get(place));
        count.copied().unwrap_or(0)
    }

    /// All cells that are asked for: what is not relevant here is not.
    pub fn asked(&self) -> u32 {
        self.all() - self.of(State::NotRelevant)
    }

    /// All cells.
    pub fn all(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Cells from which nothing more is expected, without those that are not relevant.
    pub fn filled(&self) -> u32 {
        self.of(State::Known) + self.of(State::NotCarriedOut)
    }

    /// Cells with evidence.
    pub fn evidenced(&self) -> u32 {
        self.evidenced
    }

    /// Cells whose figure is valid.
    pub fn valid(&self) -> u32 {
        self.valid
    }

    /// Valid in percent of what is asked, cut down; nothing where nothing is asked.
    pub fn percent_valid(&self) -> Option<u32> {
        (self.valid * 100).checked_div(self.asked())
    }

    /// Filled in percent of what is asked, cut down; nothing where nothing is asked.
    pub fn percent(&self) -> Option<u32> {
        (self.filled() * 100).checked_div(self.asked())
    }

    /// The sum of two.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine += theirs;
        }
        self.evidenced += other.evidenced;
        self.valid += other.valid;
        self
    }
}

fn place(state: State) -> Option<usize> {
    usize::try_from(state.code()).ok()
}

#[cfg(test)]
mod tests {
    use figures::State;

    use super::Tally;

    #[test]
    fn what_is_not_relevant_is_not_asked_and_tdi_is_not_filled() {
        let mut tally = Tally::default();
        for (state, evidenced) in [
            (State::Known, true),
            (State::Tdi, false),
            (State::NotRelevant, false),
            (State::NotCarriedOut, true),
            (State::NotFilled, false),
        ] {
            tally.add(state, evidenced);
        }
        assert_eq!((tally.all(), tally.asked(), tally.filled()), (5, 4, 2));
        assert_eq!((tally.percent(), tally.evidenced()), (Some(50), 2));
        assert_eq!(Tally::default().percent(), None);
        assert_eq!(tally.with(&tally).filled(), 4);
        tally.add_valid();
        assert_eq!((tally.valid(), tally.percent_valid()), (1, Some(25)));
        assert_eq!(Tally::default().percent_valid(), None);
    }
}
