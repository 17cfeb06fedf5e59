//! The plan tree: what stands in an RPJMD, on which level, in which years.

mod build;
mod coverage;
mod mapping;

pub(crate) use build::YEARS;
pub use build::{BudgetRow, IndicatorRow, NodeRow, Wrong, check};
pub use coverage::{Coverage, Covered, IKK_LIST, coverage, together};
pub use mapping::{
    AffairTally, MappingTally, PLANNING, affair_tallies, mapping_tally, not_mappable,
};

/// Most years of a plan: some towns state six for a term of five.
pub const MOST_YEARS: usize = 6;

/// A level of the tree below the missions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// *Tujuan*.
    Goal,
    /// *Sasaran*.
    Objective,
    /// *Program*.
    Program,
    /// *Kegiatan*.
    Activity,
    /// *Sub kegiatan*.
    SubActivity,
}

impl Level {
    /// All levels, from the top.
    pub const ALL: [Self; 5] = [
        Self::Goal,
        Self::Objective,
        Self::Program,
        Self::Activity,
        Self::SubActivity,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Goal => 1,
            Self::Objective => 2,
            Self::Program => 3,
            Self::Activity => 4,
            Self::SubActivity => 5,
        }
    }

    /// The level behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Goal => "Tujuan",
            Self::Objective => "Sasaran",
            Self::Program => "Program",
            Self::Activity => "Kegiatan",
            Self::SubActivity => "Sub Kegiatan",
        }
    }

    /// The level that a person wrote.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = platform::words::folded(typed).replace(' ', "");
        let word = |it: &Self| platform::words::folded(it.label()).replace(' ', "");
        Self::ALL.into_iter().find(|it| word(it) == typed)
    }
}

/// A version of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BudgetVersion {
    /// *APBD murni*.
    Original,
    /// *Pergeseran* of this number.
    Shift(u8),
    /// *Perubahan APBD*.
    Amended,
}

impl BudgetVersion {
    /// The stored number; a later version has a higher one.
    pub const fn code(self) -> i16 {
        match self {
            Self::Original => 0,
            Self::Shift(number) => number as i16,
            Self::Amended => 100,
        }
    }

    /// The version behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        match code {
            0 => Some(Self::Original),
            1..=99 => Some(Self::Shift(u8::try_from(code).ok()?)),
            100 => Some(Self::Amended),
            _ => None,
        }
    }

    /// Words on the screen.
    pub fn label(self) -> String {
        match self {
            Self::Original => "Murni".into(),
            Self::Shift(number) => format!("Pergeseran {number}"),
            Self::Amended => "Perubahan".into(),
        }
    }

    /// The version that a person wrote: "Murni", "Pergeseran 2", "Perubahan".
    pub fn read(typed: &str) -> Option<Self> {
        let typed = platform::words::folded(typed);
        match typed.split_once(' ') {
            None if typed == "murni" => Some(Self::Original),
            None if typed == "perubahan" => Some(Self::Amended),
            None if typed == "pergeseran" => Some(Self::Shift(1)),
            Some(("pergeseran", number)) => {
                let number = number.parse().ok().filter(|it| (1..=99).contains(it))?;
                Some(Self::Shift(number))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BudgetVersion, Level};

    #[test]
    fn levels_and_versions_come_back() {
        for level in Level::ALL {
            assert_eq!(Level::from_code(level.code()), Some(level));
            assert_eq!(Level::read(&level.label().to_uppercase()), Some(level));
        }
        assert_eq!(Level::read("Subkegiatan"), Some(Level::SubActivity));
        assert_eq!(Level::read("Misi"), None);
        for version in [
            BudgetVersion::Original,
            BudgetVersion::Shift(3),
            BudgetVersion::Amended,
        ] {
            assert_eq!(BudgetVersion::from_code(version.code()), Some(version));
            assert_eq!(BudgetVersion::read(&version.label()), Some(version));
        }
        assert!(BudgetVersion::Shift(9).code() < BudgetVersion::Amended.code());
        assert_eq!(BudgetVersion::read("pergeseran 0"), None);
    }
}
