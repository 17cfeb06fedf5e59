//! The targets in a list of a year: what a row says of the target of its indicator, beside the one that is
//! kept. A cell somebody left empty takes nothing away; a word does.

use std::collections::HashMap;

use documents::workbook::Line;
use platform::{Problem, Tx};
use serde_json::{Value, json};
use values::store as kept;

use crate::{papers::printed, web::LPPD};

/// What is written in the cell of a target that is to be taken away.
const GONE: &str = "hapus";

/// Targets that are kept, with what says so: by year and code.
pub(super) type Targets = HashMap<(i64, String), (String, String)>;

/// What a row says of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing: what is kept stays.
    Nothing,
    /// This, as stored, and what says so.
    Target(String, String),
    /// That there is none any more.
    Gone,
}

/// Reads what a row says: a target without what says so is none, nor the other way round.
pub(super) fn read(line: &mut Line<'_>) -> Said {
    let words = line.peek("target");
    if words.trim().to_lowercase() == GONE {
        // what said so goes with it, whether it still stands in its cell or not
        return Said::Gone;
    }
    let amount = line.amount("target");
    let basis = line.text("target_basis", 300);
    match (amount, basis.is_empty()) {
        (Some(amount), false) => return Said::Target(amount.stored(), basis),
        (Some(_), true) => line.wrong(
            "target_basis",
            "Tulis sumber targetnya, misalnya RPJMD 2022-2027.",
        ),
        (None, false) if !line.is_wrong() => line.wrong(
            "target",
            "Ada sumber target tanpa targetnya. Tulis angkanya, atau tulis hapus bila targetnya memang \
             dihapus.",
        ),
        (None, _) => {}
    }
    Said::Nothing
}

impl Said {
    /// In words beside what is kept: what becomes of it.
    pub(super) fn words(&self, there: Option<&(String, String)>) -> String {
        let before = there.map(|(target, _)| printed(target));
        match (self, before) {
            (Self::Nothing, None) => String::new(),
            (Self::Nothing, Some(before)) => format!("{before} (tetap)"),
            (Self::Gone, None) => "tidak ada target untuk dihapus".into(),
            (Self::Gone, Some(before)) => format!("dihapus (sebelumnya {before})"),
            (Self::Target(target, _), None) => format!("{} (baru)", printed(target)),
            (Self::Target(target, basis), Some(before)) => match there {
                Some(it) if (&it.0, &it.1) == (target, basis) => format!("{before} (tetap)"),
                Some(it) if it.0 == *target => format!("{before} (sumbernya berubah)"),
                _ => format!("{} (sebelumnya {before})", printed(target)),
            },
        }
    }
}

/// What becomes of the targets of a year, for who looks before it is kept.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    new: usize,
    other: usize,
    gone: Vec<&'a str>,
    none: Vec<&'a str>,
}

impl<'a> Changes<'a> {
    /// Of these codes.
    pub(super) fn of(
        there: &Targets,
        year: i64,
        rows: impl Iterator<Item = (&'a str, &'a Said)>,
    ) -> Self {
        let mut changes = Self::default();
        for (code, said) in rows {
            match (said, there.get(&(year, code.to_owned()))) {
                (Said::Target(..), None) => changes.new += 1,
                (Said::Target(target, basis), Some(it)) => {
                    changes.other += usize::from((&it.0, &it.1) != (target, basis));
                }
                (Said::Gone, Some(_)) => changes.gone.push(code),
                (Said::Gone, None) => changes.none.push(code),
                (Said::Nothing, _) => {}
            }
        }
        changes
    }

    /// A sentence each.
    pub(super) fn notes(&self, year: u16) -> Vec<String> {
        let mut notes = Vec::new();
        if self.new + self.other > 0 {
            notes.push(format!(
                "Tahun {year}: {} target baru, {} target berubah.",
                self.new, self.other
            ));
        }
        if !self.gone.is_empty() {
            notes.push(format!(
                "Tahun {year}: {} target dihapus beserta sumbernya: {}.",
                self.gone.len(),
                self.gone.join(", ")
            ));
        }
        if !self.none.is_empty() {
            notes.push(format!(
                "Tahun {year}: {} baris bertuliskan {GONE} tidak memiliki target yang tersimpan: {}.",
                self.none.len(),
                self.none.join(", ")
            ));
        }
        notes
    }
}

/// Keeps what rows of a year say; for the audit row: how many are new or other, and which went, with what
/// they were.
///
/// # Errors
/// When a statement fails.
pub(super) async fn keep(
    tx: &Tx,
    there: &Targets,
    year: i64,
    rows: impl Iterator<Item = (&str, &Said)>,
) -> Result<(usize, Value), Problem> {
    let (mut changed, mut gone) = (0, Vec::new());
    for (code, said) in rows {
        let which = (LPPD, year, code);
        match said {
            Said::Nothing => {}
            Said::Target(target, basis) => {
                changed += usize::from(kept::set_target(tx, which, target, basis).await?);
            }
            Said::Gone => {
                if kept::clear_target(tx, which).await? {
                    gone.push(match there.get(&(year, code.to_owned())) {
                        Some((target, basis)) => format!("{code} ({}; {basis})", printed(target)),
                        None => code.to_owned(),
                    });
                }
            }
        }
    }
    let gone = match gone.as_slice() {
        [] => json!(0),
        all => json!(all.join(", ")),
    };
    Ok((changed, gone))
}

#[cfg(test)]
mod tests {
    use super::{Changes, Said, Targets};

    fn there() -> Targets {
        let target = ("95".to_owned(), "RPJMD".to_owned());
        Targets::from([((2025, "1.b.3".to_owned()), target)])
    }

    fn target(amount: &str) -> Said {
        Said::Target(amount.into(), "RPJMD".into())
    }

    #[test]
    fn what_becomes_of_a_target_is_said() {
        let all = there();
        let kept = all.values().next();
        for (said, beside, alone) in [
            (Said::Nothing, "95 (tetap)", ""),
            (
                Said::Gone,
                "dihapus (sebelumnya 95)",
                "tidak ada target untuk dihapus",
            ),
            (target("95"), "95 (tetap)", "95 (baru)"),
            (target("97.5"), "97,5 (sebelumnya 95)", "97,5 (baru)"),
        ] {
            assert_eq!(said.words(kept), beside);
            assert_eq!(said.words(None), alone);
        }
        let other = Said::Target("95".into(), "Perwali".into());
        assert_eq!(other.words(kept), "95 (sumbernya berubah)");
    }

    #[test]
    fn a_year_is_told_in_sentences_and_only_of_what_changes() {
        let (gone, same, new) = (Said::Gone, target("95"), target("1"));
        let of = |rows: &[(&'static str, &Said)], year| {
            let rows: Vec<(&str, &Said)> = rows.to_vec();
            Changes::of(&there(), i64::from(year), rows.into_iter()).notes(year)
        };
        assert!(of(&[("1.b.3", &Said::Nothing), ("1.b.3", &same)], 2025).is_empty());
        let told = of(&[("1.b.3", &gone), ("1.b.4", &gone), ("1.b.5", &new)], 2025);
        assert_eq!(
            told,
            [
                "Tahun 2025: 1 target baru, 0 target berubah.",
                "Tahun 2025: 1 target dihapus beserta sumbernya: 1.b.3.",
                "Tahun 2025: 1 baris bertuliskan hapus tidak memiliki target yang tersimpan: 1.b.4.",
            ]
        );
        // the target of another year is another one
        assert_eq!(of(&[("1.b.3", &gone)], 2026).len(), 1);
    }
}
