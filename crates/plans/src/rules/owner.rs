//! Who owns a step, as a choice in a form names it.

use std::fmt;

use platform::Uuid;

/// A unit, an area through the unit that governs it, a team, or an institution outside, which takes
/// part and owes nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerRef {
    /// A unit.
    Unit(Uuid),
    /// An area by its code.
    Area(String),
    /// A team.
    Team(Uuid),
    /// An institution outside.
    Institution(Uuid),
}

impl OwnerRef {
    /// Reads a choice.
    pub fn read(choice: &str) -> Option<Self> {
        let (kind, rest) = choice.split_once(':')?;
        let id = || Uuid::parse_str(rest).ok();
        match kind {
            "unit" => id().map(Self::Unit),
            "wilayah" => Some(Self::Area(rest.to_owned())),
            "tim" => id().map(Self::Team),
            "lembaga" => id().map(Self::Institution),
            _ => None,
        }
    }
}

impl fmt::Display for OwnerRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(id) => write!(f, "unit:{id}"),
            Self::Area(code) => write!(f, "wilayah:{code}"),
            Self::Team(id) => write!(f, "tim:{id}"),
            Self::Institution(id) => write!(f, "lembaga:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::OwnerRef;

    #[test]
    fn a_choice_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        for owner in [
            OwnerRef::Unit(id),
            OwnerRef::Area("99.99.01.1001".into()),
            OwnerRef::Team(id),
            OwnerRef::Institution(id),
        ] {
            assert_eq!(OwnerRef::read(&owner.to_string()), Some(owner));
        }
        for bad in ["", "unit", "unit:", "unit:7", "siapa:7"] {
            assert_eq!(OwnerRef::read(bad), None, "{bad}");
        }
    }
}
