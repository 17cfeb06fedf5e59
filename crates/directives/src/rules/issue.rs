//! Kinds of issues: what the chair calls permasalahan, tantangan, hambatan.

/// Kind of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueKind {
    /// Something goes wrong now.
    Problem,
    /// Something will be hard.
    Challenge,
    /// Something stands in the way.
    Obstacle,
}

impl IssueKind {
    /// All kinds, in the order in which they are spoken of.
    pub const ALL: [Self; 3] = [Self::Problem, Self::Challenge, Self::Obstacle];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Problem => 1,
            Self::Challenge => 2,
            Self::Obstacle => 3,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word in forms and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Problem => "permasalahan",
            Self::Challenge => "tantangan",
            Self::Obstacle => "hambatan",
        }
    }

    /// The kind behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Problem => "Permasalahan",
            Self::Challenge => "Tantangan",
            Self::Obstacle => "Hambatan",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IssueKind;

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in IssueKind::ALL {
            assert_eq!(IssueKind::from_code(kind.code()), Some(kind));
            assert_eq!(IssueKind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(IssueKind::from_code(0), None);
    }
}
