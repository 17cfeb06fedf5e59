//! Who raised a point or an issue, where that is no unit: an institution outside the regional
//! government (BPS, BPN, Polres, Lapas, Ombudsman), or a team.

use platform::Uuid;

/// Who raised it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raiser {
    /// An institution outside the regional government. It owes nothing here.
    Institution(Uuid),
    /// A *Tim* or *Pokja*.
    Team(Uuid),
}

const INSTITUTION: &str = "lembaga:";
const TEAM: &str = "tim:";

impl Raiser {
    /// Who is stored, in one of two places.
    pub fn of(institution: Option<Uuid>, team: Option<Uuid>) -> Option<Self> {
        institution
            .map(Self::Institution)
            .or_else(|| team.map(Self::Team))
    }

    /// The institution, if it is one.
    pub const fn institution(self) -> Option<Uuid> {
        match self {
            Self::Institution(id) => Some(id),
            Self::Team(_) => None,
        }
    }

    /// The team, if it is one.
    pub const fn team(self) -> Option<Uuid> {
        match self {
            Self::Team(id) => Some(id),
            Self::Institution(_) => None,
        }
    }

    /// The word in forms.
    pub fn word(self) -> String {
        match self {
            Self::Institution(id) => format!("{INSTITUTION}{id}"),
            Self::Team(id) => format!("{TEAM}{id}"),
        }
    }

    /// Who is meant by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let id = |text: &str| Uuid::parse_str(text).ok();
        match (word.strip_prefix(INSTITUTION), word.strip_prefix(TEAM)) {
            (Some(text), _) => id(text).map(Self::Institution),
            (_, Some(text)) => id(text).map(Self::Team),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::Raiser;

    #[test]
    fn who_raised_it_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        for raiser in [Raiser::Institution(id), Raiser::Team(id)] {
            assert_eq!(Raiser::from_word(&raiser.word()), Some(raiser));
            let stored = Raiser::of(raiser.institution(), raiser.team());
            assert_eq!(stored, Some(raiser));
        }
        assert_eq!(Raiser::of(None, None), None);
        for word in ["", "tim:", "lembaga:x", &id.to_string()] {
            assert_eq!(Raiser::from_word(word), None, "{word}");
        }
    }
}
