//! *Kop naskah dinas*: whose paper it is.

use government::{
    Directory,
    structure::{EmblemFile, EmblemKind, Stationery, UnitKind},
};
use platform::Uuid;
use serde::{Deserialize, Serialize};

/// Which emblem has its room beside or above the lines. The office puts its pictures in; until it
/// does, the room stays empty for a printed sheet or a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emblem {
    /// The Garuda, above the lines: papers of the head of the region.
    Garuda,
    /// The region's crest, on the left: papers of agencies.
    Crest,
}

impl Emblem {
    fn kind(self) -> EmblemKind {
        match self {
            Self::Garuda => EmblemKind::State,
            Self::Crest => EmblemKind::Region,
        }
    }
}

/// The picture of an emblem: a PNG among the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmblemPicture {
    /// SHA-256 of the file.
    pub hash: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl EmblemPicture {
    /// Width and height on paper in tenths of a millimetre, inside `width` x `height` millimetres.
    pub fn fitted(&self, width: u32, height: u32) -> (u32, u32) {
        let (own_width, own_height) = (self.width.max(1), self.height.max(1));
        let wide =
            u64::from(own_width) * u64::from(height) > u64::from(own_height) * u64::from(width);
        if wide {
            (width * 10, (width * 10 * own_height / own_width).max(1))
        } else {
            ((height * 10 * own_width / own_height).max(1), height * 10)
        }
    }
}

/// A letterhead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The emblem.
    pub emblem: Emblem,
    /// What the emblem is called, for who cannot see it.
    pub emblem_label: String,
    /// Its picture, where the office put one in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<EmblemPicture>,
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
            emblem_label: EmblemKind::Region.label().into(),
            picture: None,
            government: format!("PEMERINTAH {}", government.to_uppercase()),
            agency: agency.to_uppercase(),
            section: String::new(),
            address: if address.is_empty() {
                unknown_address()
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

    /// The letterhead of a unit with emblem and address as the office recorded them; a Bagian
    /// stands below its secretariat. Without a unit the government's own.
    pub fn of_unit(directory: &Directory, unit: Option<Uuid>) -> Self {
        let (region, stationery) = (&directory.region, &directory.stationery);
        let head = match unit.and_then(|id| directory.unit(id)) {
            None => Self::agency(&region.name, "", ""),
            Some(unit) => {
                let above = unit.parent.and_then(|id| directory.unit(id));
                let own = stationery.address(unit.id());
                match above.filter(|_| unit.kind == UnitKind::Section) {
                    Some(above) => {
                        let address = match own {
                            "" => stationery.address(above.id()),
                            own => own,
                        };
                        Self::agency(&region.name, &above.name, address).below(&unit.name)
                    }
                    None => Self::agency(&region.name, &unit.name, own),
                }
            }
        };
        head.with_emblem(stationery)
    }

    /// The letterhead of the head of the region with the state's emblem, as the office put it in.
    pub fn of_head(directory: &Directory) -> Self {
        let region = &directory.region;
        let place = region.name.split_once(' ').map_or("", |(_, place)| place);
        Self::head_of_region(&format!("{} {place}", region.head_title))
            .with_emblem(&directory.stationery)
    }

    /// The same with the emblem the office put in.
    #[must_use]
    fn with_emblem(self, stationery: &Stationery) -> Self {
        let file = stationery.emblem(self.emblem.kind());
        Self {
            picture: file.map(
                |EmblemFile {
                     hash,
                     width,
                     height,
                 }| EmblemPicture {
                    hash: hash.clone(),
                    width: *width,
                    height: *height,
                },
            ),
            ..self
        }
    }

    /// What of it a signature stands for: whose paper it is. A new picture or address makes no
    /// signed paper another one.
    #[must_use]
    pub(crate) fn bare(self) -> Self {
        let address = match self.emblem {
            Emblem::Crest => unknown_address(),
            Emblem::Garuda => String::new(),
        };
        Self {
            picture: None,
            address,
            ..self
        }
    }

    /// The letterhead of the head of the region: "WALI KOTA CONTOH".
    pub fn head_of_region(office: &str) -> Self {
        Self {
            emblem: Emblem::Garuda,
            emblem_label: EmblemKind::State.label().into(),
            picture: None,
            government: office.to_uppercase(),
            agency: String::new(),
            section: String::new(),
            address: String::new(),
        }
    }
}

fn unknown_address() -> String {
    format!("Alamat: {0}{0}", crate::text::BLANK)
}

#[cfg(test)]
mod tests {
    use super::{EmblemPicture, Letterhead};

    #[test]
    fn a_picture_keeps_its_shape_inside_its_room() {
        let picture = |width, height| EmblemPicture {
            hash: String::new(),
            width,
            height,
        };
        assert_eq!(picture(400, 600).fitted(20, 24), (160, 240));
        assert_eq!(picture(600, 400).fitted(20, 24), (200, 133));
        assert_eq!(picture(1, 5000).fitted(20, 24), (1, 240));
        assert_eq!(picture(0, 0).fitted(20, 24), (200, 200));
    }

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
