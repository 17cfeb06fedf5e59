//! A unit by what people call it in lists: its name, its abbreviation or its key.

use platform::words::folded;
use time::Date;

use crate::structure::{Directory, Unit};

/// Why a unit was not found by its name. The words are for who wrote the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNamed {
    /// Nobody is called so.
    #[error(
        "\"{0}\" bukan nama atau singkatan unit di daerah ini. Tulis seperti pada daftar Unit Kerja."
    )]
    Unknown(String),
    /// Several are.
    #[error("\"{0}\" dapat berarti {1}. Tulis nama lengkapnya.")]
    Several(String, String),
}

impl Directory {
    /// The unit that is called so and exists on `date`.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn named(&self, text: &str, date: Date) -> Result<&Unit, NotNamed> {
        let wanted = folded(text);
        let called = |unit: &&Unit| {
            [&unit.name, &unit.abbreviation, &unit.key]
                .into_iter()
                .any(|name| !name.is_empty() && folded(name) == wanted)
        };
        let found: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| unit.exists_on(date))
            .filter(called)
            .collect();
        match found.as_slice() {
            [] => Err(NotNamed::Unknown(text.trim().to_owned())),
            [unit] => Ok(unit),
            several => {
                // the whole name says more than an abbreviation that another has as well
                let whole: Vec<_> = several
                    .iter()
                    .filter(|unit| folded(&unit.name) == wanted)
                    .collect();
                match whole.as_slice() {
                    [unit] => Ok(unit),
                    _ => {
                        let names: Vec<&str> =
                            several.iter().map(|unit| unit.name.as_str()).collect();
                        Err(NotNamed::Several(
                            text.trim().to_owned(),
                            names.join(" atau "),
                        ))
                    }
                }
            }
        }
    }
}
