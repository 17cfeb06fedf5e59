//! Whether a printed result is the computed one, at the precision it was printed with.

use figures::{Exact, reading::Reading};

/// Whether the printed result follows from the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agrees {
    /// Rounded half up it is the printed one.
    Exact,
    /// Cut off instead of rounded it is the printed one.
    Truncated,
    /// It is not.
    No,
    /// There is nothing to compare.
    NotComputable,
}

impl Agrees {
    /// The word in the column `agrees`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Truncated => "truncated",
            Self::No => "no",
            Self::NotComputable => "not_computable",
        }
    }

    /// What the screen says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Exact => "Cocok",
            Self::Truncated => "Dipotong, tidak dibulatkan",
            Self::No => "Tidak cocok",
            Self::NotComputable => "Tidak dapat dihitung",
        }
    }
}

/// Compares at the printed precision.
pub(crate) fn compare(computed: &Exact, printed: &Reading) -> Agrees {
    if computed.rounded(printed.places) == printed.value {
        return Agrees::Exact;
    }
    match u32::try_from(printed.places) {
        Ok(places) if computed.cut(places) == printed.value => Agrees::Truncated,
        // printed in thousands or more: cut at that place
        Err(_) => {
            let unit = Exact::from(10_i64).power(-printed.places);
            let cut = unit.and_then(|unit| Some(&computed.over(&unit)?.cut(0) * &unit));
            if cut.as_ref() == Some(&printed.value) {
                Agrees::Truncated
            } else {
                Agrees::No
            }
        }
        _ => Agrees::No,
    }
}

#[cfg(test)]
mod tests {
    use figures::reading::read;

    use super::{Agrees, compare};

    #[test]
    fn rounded_cut_or_wrong() {
        for (computed, printed, agrees) in [
            ("90.186", "90,19", Agrees::Exact),
            ("90.186", "90,18", Agrees::Truncated),
            ("90.184", "90,18", Agrees::Exact),
            ("90.185", "90,19", Agrees::Exact),
            ("90.186", "90,2", Agrees::Exact),
            ("90.186", "90", Agrees::Exact),
            ("90.6", "90", Agrees::Truncated),
            ("90.186", "90,190", Agrees::No),
            ("-0.186", "-0,19", Agrees::Exact),
            ("-0.186", "-0,18", Agrees::Truncated),
            ("2348000000", "2,3 M", Agrees::Exact),
            ("2360000000", "2,3 M", Agrees::Truncated),
            ("2460000000", "2,3 M", Agrees::No),
        ] {
            let printed = read(printed).unwrap().likely;
            assert_eq!(
                compare(&computed.parse().unwrap(), &printed),
                agrees,
                "{computed} {printed:?}"
            );
        }
    }
}
