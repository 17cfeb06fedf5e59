//! What a region's papers are printed on: the sheet, the emblems, the addresses of its units. All of
//! it is the office's own; where nobody recorded it the paper leaves room and invents nothing.

use std::collections::HashMap;

use platform::Uuid;

/// The sheet of an office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// F4 (folio), 215 x 330 mm.
    #[default]
    F4,
    /// A4, 210 x 297 mm.
    A4,
}

const SHEETS: [(Sheet, &str, &str); 2] = [
    (Sheet::F4, "f4", "F4 (21,5 x 33 cm)"),
    (Sheet::A4, "a4", "A4 (21 x 29,7 cm)"),
];

impl Sheet {
    /// The stored word.
    pub fn code(self) -> &'static str {
        SHEETS[self as usize].1
    }

    /// The sheet behind a word.
    pub fn from_code(code: &str) -> Option<Self> {
        let found = SHEETS.into_iter().find(|(_, known, _)| *known == code);
        found.map(|(sheet, ..)| sheet)
    }

    /// Words and values for a form.
    pub fn choices() -> Vec<(&'static str, &'static str)> {
        SHEETS.map(|(_, code, label)| (code, label)).to_vec()
    }
}

/// Which of the two emblems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmblemKind {
    /// *Lambang Negara*: papers of the head of the region.
    State,
    /// *Lambang Daerah*: papers of agencies.
    Region,
}

const EMBLEMS: [(EmblemKind, &str, &str); 2] = [
    (EmblemKind::State, "negara", "Lambang Negara"),
    (EmblemKind::Region, "daerah", "Lambang Daerah"),
];

impl EmblemKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::State, Self::Region];

    /// The stored word, also the part of the path.
    pub fn code(self) -> &'static str {
        EMBLEMS[self as usize].1
    }

    /// Words on screens and papers.
    pub fn label(self) -> &'static str {
        EMBLEMS[self as usize].2
    }

    /// The emblem behind a word.
    pub fn from_code(code: &str) -> Option<Self> {
        let found = EMBLEMS.into_iter().find(|(_, known, _)| *known == code);
        found.map(|(kind, ..)| kind)
    }
}

/// A picture of an emblem, kept as PNG among the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmblemFile {
    /// SHA-256 of the file.
    pub hash: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The stationery of one region.
#[derive(Debug, Default)]
pub struct Stationery {
    /// The sheet papers are printed on.
    pub sheet: Sheet,
    /// The state's emblem, where the office put one in.
    pub state_emblem: Option<EmblemFile>,
    /// The region's emblem, where the office put one in.
    pub region_emblem: Option<EmblemFile>,
    /// Address lines by unit.
    pub(super) addresses: HashMap<Uuid, String>,
}

impl Stationery {
    /// The picture of this emblem.
    pub fn emblem(&self, kind: EmblemKind) -> Option<&EmblemFile> {
        match kind {
            EmblemKind::State => self.state_emblem.as_ref(),
            EmblemKind::Region => self.region_emblem.as_ref(),
        }
    }

    /// Address lines of a unit; empty where nobody recorded them.
    pub fn address(&self, unit: Uuid) -> &str {
        self.addresses.get(&unit).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{EmblemKind, Sheet};

    #[test]
    fn words_come_back() {
        for (code, _) in Sheet::choices() {
            assert_eq!(Sheet::from_code(code).map(Sheet::code), Some(code));
        }
        for kind in EmblemKind::ALL {
            assert_eq!(EmblemKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Sheet::from_code("a3"), None);
    }
}
