//! What a person tells of a figure: nothing (the tree has it), that there is none, or a figure.

use super::{NONE, content::same};

/// What was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The tree has it.
    AsPlanned,
    /// There is none.
    Nothing,
    /// This figure, in canonical text.
    Figure(String),
}

/// Reads what was typed; `read` gives a figure its canonical text.
///
/// # Errors
/// What `read` says.
pub fn told(
    typed: &str,
    read: impl FnOnce(&str) -> Result<String, String>,
) -> Result<Told, String> {
    match typed.trim() {
        "" => Ok(Told::AsPlanned),
        text if platform::words::folded(text) == platform::words::folded(NONE) => Ok(Told::Nothing),
        text => read(text).map(Told::Figure),
    }
}

impl Told {
    /// Whether it is something else than the tree has.
    pub fn differs(&self, plan: Option<&str>) -> bool {
        match self {
            Self::AsPlanned => false,
            Self::Nothing => true,
            Self::Figure(value) => !same(Some(value), plan),
        }
    }

    /// The figure.
    pub fn value(self) -> Option<String> {
        match self {
            Self::Figure(value) => Some(value),
            Self::AsPlanned | Self::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, told};

    #[test]
    fn nothing_is_the_tree_and_a_word_is_none() {
        let read = |typed: &str| told(typed, |text| Ok(text.to_owned())).unwrap();
        assert_eq!(read("  "), Told::AsPlanned);
        assert_eq!(read("tidak ADA"), Told::Nothing);
        assert!(
            read("tidak ada").differs(None),
            "said, and not only missing"
        );
        assert!(!read("5").differs(Some("5")) && read("5").differs(Some("6")));
        assert!(!read("75.50").differs(Some("75.5")));
        assert!(!read("").differs(Some("6")));
        assert_eq!(told("x", |_| Err("salah".into())), Err("salah".to_owned()));
    }
}
