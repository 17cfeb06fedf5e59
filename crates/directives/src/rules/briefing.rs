//! *Bahan Rakor*: what stands in it, as it is collected and as it is frozen when it is released.

use std::collections::HashMap;

use government::{
    follow_up::KIND_LEAD,
    obligation::{CellCount, ObligationState},
};
use platform::Uuid;
use serde::{Deserialize, Serialize};

/// How far the material of a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingState {
    /// Units are filling in.
    Collecting,
    /// Released by the secretary or an assistant; frozen.
    Released,
}

impl BriefingState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Collecting => 0,
            Self::Released => 1,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Released,
            _ => Self::Collecting,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Collecting => "Dikumpulkan",
            Self::Released => "Dirilis",
        }
    }
}

/// What material says that leaves something out.
pub const CUT: &str = "Yang terbuka lebih banyak daripada yang dimuat di sini: 1.000 tindak lanjut \
    yang paling mendesak dan 1.000 permasalahan yang paling lama terbuka.";

/// How follow-ups stand: of a unit, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Owed, late or not.
    pub open: i64,
    /// Owed and past due.
    pub late: i64,
    /// Waits for verification.
    pub waiting: i64,
    /// Fulfilled.
    pub done: i64,
}

impl Standing {
    /// All that is asked.
    pub fn total(&self) -> i64 {
        self.open + self.waiting + self.done
    }

    /// Percent fulfilled, cut down; `None` where nothing is asked.
    pub fn percent(&self) -> Option<i64> {
        (self.done * 100).checked_div(self.total())
    }
}

/// The material of a meeting, names and all: what is frozen needs nothing else to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefing {
    /// "4 Maret 2024, 08.00 WIB".
    pub as_of: String,
    /// Follow-ups of the whole region.
    pub region: Standing,
    /// Unit by unit.
    pub units: Vec<UnitPart>,
    /// What is still open of earlier meetings, the most urgent first.
    pub open: Vec<OpenItem>,
    /// What was reported to assistant or secretary and is still owed, the furthest up first.
    #[serde(default)]
    pub escalated: Vec<EscalatedItem>,
    /// High risks of what is open.
    #[serde(default)]
    pub risks: Vec<RiskItem>,
    /// More was open than stands in it; what was released before this was noted does not say.
    #[serde(default)]
    pub cut: bool,
}

/// What a unit brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPart {
    /// Name.
    pub unit: String,
    /// Its follow-ups.
    pub standing: Standing,
    /// Pagu as printed; empty: not stated.
    pub ceiling: String,
    /// Financial progress as printed; empty: not stated.
    pub financial: String,
    /// Physical progress as printed; empty: not stated.
    pub physical: String,
    /// Results of the work done.
    pub results: String,
    /// Address of the proof, or empty.
    pub link: String,
    /// Its problems.
    pub issues: Vec<IssuePart>,
    /// "Nama (jabatan), 3 Maret 2024, 15.02 WIB"; empty: not confirmed.
    pub confirmed: String,
}

/// A problem of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePart {
    /// Kind in words.
    pub kind: String,
    /// What it is.
    pub text: String,
    /// Steps; empty: none yet.
    pub steps: String,
    /// Who owns the solution; empty: nobody yet.
    pub owner: String,
    /// Who raised it, where that is another unit, an institution or a team.
    pub raised_by: String,
}

/// A follow-up of an earlier meeting that is still open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenItem {
    /// "TL-12/2026".
    pub number: String,
    /// What is to be done.
    pub task: String,
    /// Who leads.
    pub lead: String,
    /// Where it stands.
    pub status: String,
    /// By when, or empty.
    pub due: String,
    /// "Terlambat 3 hari kerja", or empty.
    pub mark: String,
    /// Owed and past due.
    pub late: bool,
}

/// A follow-up that was reported further up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalatedItem {
    /// The follow-up.
    pub item: OpenItem,
    /// "Sekretaris Daerah".
    pub level: String,
    /// When it was reported.
    pub since: String,
    /// By whom; empty: by the daily round.
    pub by: String,
    /// With which words.
    pub note: String,
}

/// A high risk of a follow-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskItem {
    /// The follow-up.
    pub item: OpenItem,
    /// What could go wrong.
    pub risk: String,
    /// "Kemungkinan sedang, dampak tinggi".
    pub height: String,
    /// What is done about it; empty: nothing yet.
    pub mitigation: String,
}

impl Briefing {
    /// Units that have not confirmed, by name.
    pub fn missing(&self) -> Vec<&str> {
        let open = self.units.iter().filter(|unit| unit.confirmed.is_empty());
        open.map(|unit| unit.unit.as_str()).collect()
    }

    /// Units with anything in the budget table.
    pub fn has_budget(&self) -> bool {
        self.units
            .iter()
            .any(|unit| !(unit.ceiling.is_empty() && unit.financial.is_empty()))
    }
}

/// How the follow-ups of each unit stand, and of all units together.
pub fn standings(cells: &[CellCount], late: &[CellCount]) -> (HashMap<Uuid, Standing>, Standing) {
    let mut units: HashMap<Uuid, Standing> = HashMap::new();
    let mut all = Standing::default();
    for cell in cells.iter().filter(|cell| cell.kind == KIND_LEAD) {
        let unit = units.entry(cell.unit_id).or_default();
        for standing in [unit, &mut all] {
            match ObligationState::from_code(cell.state) {
                Some(ObligationState::Open | ObligationState::Returned) => {
                    standing.open += cell.count;
                }
                Some(ObligationState::Submitted) => standing.waiting += cell.count,
                Some(ObligationState::Fulfilled) => standing.done += cell.count,
                Some(ObligationState::Withdrawn) | None => {}
            }
        }
    }
    for cell in late.iter().filter(|cell| cell.kind == KIND_LEAD) {
        units.entry(cell.unit_id).or_default().late += cell.count;
        all.late += cell.count;
    }
    (units, all)
}

#[cfg(test)]
mod tests {
    use government::obligation::CellCount;
    use platform::Uuid;

    use super::{Briefing, Standing, UnitPart, standings};

    #[test]
    fn units_and_their_sum() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let cell = |unit_id, kind: &str, state, count| CellCount {
            unit_id,
            kind: kind.into(),
            state,
            count,
        };
        let cells = [
            cell(one, "follow_up", 0, 2),
            cell(one, "follow_up", 2, 1),
            cell(one, "follow_up", 3, 4),
            cell(one, "follow_up", 4, 9),
            cell(two, "follow_up", 1, 1),
            cell(two, "follow_up.terms", 0, 7),
        ];
        let (units, all) = standings(&cells, &[cell(one, "follow_up", 0, 1)]);
        assert_eq!(
            units[&one],
            Standing {
                open: 3,
                late: 1,
                waiting: 0,
                done: 4
            }
        );
        assert_eq!((all.total(), all.late), (8, 1));
        assert_eq!(all.percent(), Some(50));
        assert_eq!(Standing::default().percent(), None);
    }

    #[test]
    fn who_has_not_confirmed_is_named() {
        let unit = |name: &str, confirmed: &str| UnitPart {
            unit: name.into(),
            confirmed: confirmed.into(),
            ..UnitPart::default()
        };
        let briefing = Briefing {
            units: vec![unit("Dinas A", "Nama, kemarin"), unit("Dinas B", "")],
            ..Briefing::default()
        };
        assert_eq!(briefing.missing(), ["Dinas B"]);
        assert!(!briefing.has_budget());
    }
}
