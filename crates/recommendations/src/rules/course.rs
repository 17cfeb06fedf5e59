//! How a recommendation stands, as its follow-ups tell. Pure.

use government::follow_up::Count;

/// How a recommendation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Nobody works on it: no follow-up is asked for.
    NoWork,
    /// It goes on.
    Going,
    /// Some of its follow-ups are late.
    Late,
    /// All its follow-ups are fulfilled.
    Finished,
}

impl Course {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Late, Self::NoWork, Self::Going, Self::Finished];

    /// As these follow-ups stand, of which `begun` have something reported.
    pub fn of(count: Count, begun: usize) -> Self {
        match count {
            Count { total: 0, .. } => Self::NoWork,
            Count { total, done, .. } if done == total => Self::Finished,
            Count { late: 1.., .. } => Self::Late,
            _ if begun == 0 => Self::NoWork,
            _ => Self::Going,
        }
    }

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoWork => "belum",
            Self::Going => "proses",
            Self::Late => "terlambat",
            Self::Finished => "tuntas",
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoWork => "Belum ditindaklanjuti",
            Self::Going => "Dalam proses",
            Self::Late => "Terlambat",
            Self::Finished => "Tuntas",
        }
    }

    /// CSS class of the mark.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::NoWork => "chip chip-belum",
            Self::Going => "chip chip-proses",
            Self::Late => "chip chip-terlambat",
            Self::Finished => "chip chip-tuntas",
        }
    }
}

#[cfg(test)]
mod tests {
    use government::follow_up::Count;

    use super::Course;

    #[test]
    fn a_recommendation_stands_as_its_follow_ups_tell() {
        let of = |total, done, late, begun| Course::of(Count { total, done, late }, begun);
        assert_eq!(of(0, 0, 0, 0), Course::NoWork, "all were withdrawn");
        assert_eq!(
            of(2, 0, 0, 0),
            Course::NoWork,
            "asked for, nothing reported"
        );
        assert_eq!(of(2, 0, 0, 1), Course::Going);
        assert_eq!(of(2, 0, 1, 0), Course::Late);
        assert_eq!(of(2, 1, 1, 2), Course::Late);
        assert_eq!(of(2, 2, 0, 2), Course::Finished);
    }
}
