//! *Kop naskah dinas*: whose paper it is.

use serde::{Deserialize, Serialize};

/// Which emblem has its room beside or above the lines. Emblems are put on by the office itself:
/// the paper leaves a named box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emblem {
    /// The Garuda, above the lines: papers of the head of the region.
    Garuda,
    /// The region's crest, on the left: papers of agencies.
    Crest,
}

impl Emblem {
    /// What the empty box says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Garuda => "Lambang Negara",
            Self::Crest => "Lambang Daerah",
        }
    }
}

/// A letterhead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The emblem.
    pub emblem: Emblem,
    /// What the emblem's box says.
    pub emblem_label: String,
    /// "PEMERINTAH KOTA CONTOH", or the office of the head of the region.
    pub government: String,
    /// "DINAS LINGKUNGAN HIDUP", or empty.
    pub agency: String,
    /// "BAGIAN TATA PEMERINTAHAN" below the agency, or empty.
    pub section: String,
    /// Street, telephone; a dotted line to be filled in where nobody recorded them; empty for the
    /// head of the region.
    pub address: String,
}

impl Letterhead {
    /// The letterhead of an agency; without one, of the government.
    pub fn agency(government: &str, agency: &str, address: &str) -> Self {
        Self {
            emblem: Emblem::Crest,
            emblem_label: Emblem::Crest.label().into(),
            government: format!("PEMERINTAH {}", government.to_uppercase()),
            agency: agency.to_uppercase(),
            section: String::new(),
            address: if address.is_empty() {
                format!("Alamat: {0}{0}", crate::text::BLANK)
            } else {
                address.to_owned()
            },
        }
    }

    /// The letterhead of a section of this agency.
    #[must_use]
    pub fn below(self, section: &str) -> Self {
        Self {
            section: section.to_uppercase(),
            ..self
        }
    }

    /// The letterhead of the head of the region: "WALI KOTA CONTOH".
    pub fn head_of_region(office: &str) -> Self {
        Self {
            emblem: Emblem::Garuda,
            emblem_label: Emblem::Garuda.label().into(),
            government: office.to_uppercase(),
            agency: String::new(),
            section: String::new(),
            address: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Letterhead;

    #[test]
    fn an_unknown_address_is_room_and_not_an_invention() {
        let agency = Letterhead::agency("Kota Contoh", "Dinas Lingkungan Hidup", "");
        assert_eq!(agency.government, "PEMERINTAH KOTA CONTOH");
        assert_eq!(agency.agency, "DINAS LINGKUNGAN HIDUP");
        assert!(agency.address.contains("...."));
        let head = Letterhead::head_of_region("Wali Kota Contoh");
        assert_eq!(
            (head.government.as_str(), head.address.as_str()),
            ("WALI KOTA CONTOH", "")
        );
    }
}
