//! When a plan may be sent, and how its review reads on the screen.

use government::review::ReviewState;

/// What a plan lacks before it can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The mission it serves.
    Mission,
    /// The duty of its unit.
    Duty,
    /// Any step.
    Steps,
}

impl Lacking {
    /// What is to be done about it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Mission => "Pilih misi yang didukung rencana ini.",
            Self::Duty => "Tulis tugas dan fungsi (tupoksi) unit yang menjadi dasarnya.",
            Self::Steps => "Tambahkan sekurangnya satu langkah.",
        }
    }
}

/// What a plan lacks: a mission, a duty statement and steps are asked before it is sent.
pub fn lacking(mission: bool, duty: &str, steps: usize) -> Vec<Lacking> {
    [
        (Lacking::Mission, !mission),
        (Lacking::Duty, duty.trim().is_empty()),
        (Lacking::Steps, steps == 0),
    ]
    .into_iter()
    .filter(|(_, lacks)| *lacks)
    .map(|(what, _)| what)
    .collect()
}

/// How the state of a plan reads, with the class of its mark.
pub const fn label(state: ReviewState) -> (&'static str, &'static str) {
    match state {
        ReviewState::Draft => ("Draf", "chip chip-belum"),
        ReviewState::Submitted => ("Menunggu persetujuan", "chip chip-menunggu"),
        ReviewState::Returned => ("Dikembalikan", "chip chip-dikembalikan"),
        ReviewState::Verified | ReviewState::Final => ("Disepakati", "chip chip-tuntas"),
    }
}

/// How a step of its review reads.
pub fn step_label(code: &str) -> &'static str {
    match code {
        "verify" => "Disepakati",
        other => government::review::Step::label_of(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lacking, lacking};

    #[test]
    fn a_plan_without_mission_duty_or_steps_cannot_be_sent() {
        assert_eq!(
            lacking(false, " \n", 0),
            [Lacking::Mission, Lacking::Duty, Lacking::Steps]
        );
        assert_eq!(lacking(true, "", 2), [Lacking::Duty]);
        assert_eq!(lacking(false, "Tupoksi", 2), [Lacking::Mission]);
        assert!(lacking(true, "Tupoksi", 1).is_empty());
    }
}
