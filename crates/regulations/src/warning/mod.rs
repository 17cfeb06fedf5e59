//! What a filled form is warned of. A warning stops nobody: some odd figures are right, and only who
//! knows them can say so. Each finds a fault that published reports have.

mod inputs;
mod parts;
mod time;
mod value;

use std::fmt;

use figures::{Exact, Figure};

pub use inputs::{Inputs, same_inputs};
pub use parts::{Part, parts_against_whole};
pub use time::{against_last_year, quarters};
pub use value::{numerator, range, whole_count};

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Below the least it can be.
    BelowLeast {
        /// What was filled in or came out.
        value: Exact,
        /// The least.
        least: Exact,
    },
    /// Above the most it can be: a share above 100.
    AboveMost {
        /// What was filled in or came out.
        value: Exact,
        /// The most.
        most: Exact,
    },
    /// Things are counted in wholes: a dot before thousands was read as a comma.
    NotWhole {
        /// What was filled in.
        value: Exact,
    },
    /// A part is larger than the whole it is divided by.
    NumeratorAbove {
        /// The part.
        numerator: Exact,
        /// The whole.
        denominator: Exact,
    },
    /// The parts do not make the whole.
    Parts {
        /// What they add up to.
        sum: Exact,
        /// What stands as the whole.
        whole: Exact,
        /// Whether a row for what lies outside the region is among them.
        outside: bool,
    },
    /// The parts cannot be held against the whole before these are there.
    PartsMissing {
        /// Their names.
        names: Vec<String>,
    },
    /// Far from last year.
    Jump {
        /// Last year.
        before: Exact,
        /// This year.
        now: Exact,
        /// The factor by which digits were lost or added, if it looks like that.
        shift: Option<Shift>,
    },
    /// The same figure as last year.
    SameAsLastYear {
        /// Which.
        value: Exact,
    },
    /// A figure that only grows within a year became smaller.
    FallingQuarter {
        /// The later quarter, 1 to 4.
        quarter: u8,
        /// What the earlier one said.
        before: Exact,
        /// What it says.
        now: Exact,
    },
    /// Two indicators have the same inputs.
    SameInputs {
        /// The other one.
        other: String,
    },
}

/// How far digits moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// About ten times.
    Ten,
    /// About a hundred times: a share written as a fraction, or its comma lost.
    Hundred,
    /// About a thousand times: a dot before thousands read as a comma, or figures in thousands.
    Thousand,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BelowLeast { value, least } => write!(
                f,
                "{} di bawah batas terendah {}. Periksa tanda dan satuannya.",
                words(value),
                words(least)
            ),
            Self::AboveMost { value, most } => write!(
                f,
                "{} di atas batas tertinggi {}. Periksa pembilang, penyebut, dan satuannya.",
                words(value),
                words(most)
            ),
            Self::NotWhole { value } => write!(
                f,
                "{} bukan bilangan bulat, padahal yang dihitung utuh. Mungkin titik ribuan terbaca sebagai koma.",
                words(value)
            ),
            Self::NumeratorAbove {
                numerator,
                denominator,
            } => write!(
                f,
                "Pembilang {} lebih besar dari penyebut {}. Periksa apakah keduanya tertukar, atau salah satunya ditulis dalam ribuan.",
                words(numerator),
                words(denominator)
            ),
            Self::Parts {
                sum,
                whole,
                outside,
            } => {
                write!(
                    f,
                    "Jumlah rincian {} tidak sama dengan jumlah seluruhnya {}; selisihnya {}.",
                    words(sum),
                    words(whole),
                    words(&(sum - whole).abs())
                )?;
                if *outside {
                    return Ok(());
                }
                f.write_str(
                    " Bila sebagian berasal dari luar wilayah, tulis pada baris luar wilayah.",
                )
            }
            Self::PartsMissing { names } => write!(
                f,
                "Rincian belum lengkap, jadi belum dapat dicocokkan dengan jumlah seluruhnya: {}.",
                names.join(", ")
            ),
            Self::Jump { before, now, shift } => {
                write!(
                    f,
                    "Berubah jauh dari tahun lalu: {} menjadi {}.",
                    words(before),
                    words(now)
                )?;
                match shift {
                    Some(shift) => write!(f, " {}", shift.words()),
                    None => f.write_str(" Jelaskan penyebabnya pada catatan."),
                }
            }
            Self::SameAsLastYear { value } => write!(
                f,
                "Sama dengan tahun lalu ({}). Pastikan ini data tahun ini.",
                words(value)
            ),
            Self::FallingQuarter {
                quarter,
                before,
                now,
            } => write!(
                f,
                "Triwulan {} turun dari {} menjadi {}, padahal angkanya kumulatif.",
                ["I", "II", "III", "IV"]
                    .get(usize::from(quarter.saturating_sub(1)))
                    .unwrap_or(&""),
                words(before),
                words(now)
            ),
            Self::SameInputs { other } => write!(
                f,
                "Angkanya sama persis dengan isian indikator {other}. Pastikan tidak tersalin."
            ),
        }
    }
}

impl Shift {
    fn words(self) -> &'static str {
        match self {
            Self::Ten => "Sekitar sepuluh kali: mungkin satu angka terlewat atau berlebih.",
            Self::Hundred => {
                "Sekitar seratus kali: mungkin koma hilang, atau persen ditulis sebagai pecahan."
            }
            Self::Thousand => {
                "Sekitar seribu kali: mungkin titik ribuan terbaca sebagai koma, atau ditulis dalam ribuan."
            }
        }
    }
}

/// As the screen prints it.
fn words(number: &Exact) -> String {
    Figure::Known(number.clone()).to_string()
}

#[cfg(test)]
mod tests;
