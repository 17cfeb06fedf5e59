//! A unit: an organisation that can owe something. Wider than an agency (OPD).

use std::fmt;

use platform::{Place, Uuid};
use time::Date;

/// What kind of organisation a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Home of the posts of head and deputy head of region.
    HeadOfRegion,
    /// Sekretariat Daerah.
    RegionalSecretariat,
    /// Home of an assistant's post.
    Assistant,
    /// Home of expert staff.
    ExpertStaff,
    /// Bagian of the secretariat.
    Section,
    /// Sekretariat DPRD.
    CouncilSecretariat,
    /// Inspektorat.
    InternalAuditor,
    /// Dinas.
    Department,
    /// Badan.
    Board,
    /// Satuan.
    Corps,
    /// Kantor.
    Office,
    /// Kecamatan.
    District,
    /// Kelurahan.
    Village,
    /// UPTD, Puskesmas.
    TechnicalUnit,
    /// RSUD as a unit with an organisation of its own.
    RegionalHospital,
}

const KINDS: [(UnitKind, &str, &str); 15] = [
    (UnitKind::HeadOfRegion, "kepala_daerah", "Kepala Daerah"),
    (
        UnitKind::RegionalSecretariat,
        "sekretariat_daerah",
        "Sekretariat Daerah",
    ),
    (UnitKind::Assistant, "asisten", "Asisten"),
    (UnitKind::ExpertStaff, "staf_ahli", "Staf Ahli"),
    (UnitKind::Section, "bagian", "Bagian"),
    (
        UnitKind::CouncilSecretariat,
        "sekretariat_dprd",
        "Sekretariat DPRD",
    ),
    (UnitKind::InternalAuditor, "inspektorat", "Inspektorat"),
    (UnitKind::Department, "dinas", "Dinas"),
    (UnitKind::Board, "badan", "Badan"),
    (UnitKind::Corps, "satuan", "Satuan"),
    (UnitKind::Office, "kantor", "Kantor"),
    (UnitKind::District, "kecamatan", "Kecamatan"),
    (UnitKind::Village, "kelurahan", "Kelurahan"),
    (UnitKind::TechnicalUnit, "uptd", "UPTD"),
    (UnitKind::RegionalHospital, "uobk", "RSUD (UOBK)"),
];

impl UnitKind {
    /// All kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|(kind, ..)| *kind)
    }

    /// The kind behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        KINDS
            .iter()
            .find(|(_, c, _)| *c == code)
            .map(|(k, _, _)| *k)
    }

    /// The stored word.
    pub fn code(self) -> &'static str {
        self.entry().1
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        self.entry().2
    }

    /// Whether this is an agency of the regional government in its own right ("semua OPD").
    pub fn is_agency(self) -> bool {
        matches!(
            self,
            Self::RegionalSecretariat
                | Self::CouncilSecretariat
                | Self::InternalAuditor
                | Self::Department
                | Self::Board
                | Self::Corps
                | Self::Office
                | Self::District
        )
    }

    /// Whether the unit works in its own right, unlike the home of a single post.
    pub fn is_working_unit(self) -> bool {
        !matches!(
            self,
            Self::HeadOfRegion | Self::Assistant | Self::ExpertStaff
        )
    }

    /// Whether a unit of this kind governs the area it serves: a district or a village does, a
    /// health centre in it does not.
    pub fn governs_an_area(self) -> bool {
        matches!(self, Self::District | Self::Village)
    }

    fn entry(self) -> &'static (Self, &'static str, &'static str) {
        KINDS
            .iter()
            .find(|(kind, _, _)| *kind == self)
            .unwrap_or(&KINDS[0])
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A unit as pages see it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Id and place in the tree.
    pub place: Place,
    /// Number within the region; the parts of paths.
    pub number: i64,
    /// Short stable name in imports: `dlh`.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Abbreviation, or empty.
    pub abbreviation: String,
    /// Kind.
    pub kind: UnitKind,
    /// The unit above, if any.
    pub parent: Option<Uuid>,
    /// Code of the area it serves, for districts and villages.
    pub area: Option<String>,
    /// Serves the public directly.
    pub public_service: bool,
    /// Watched by the public; stays on top of the leader's pages.
    pub spotlight: bool,
    /// First day of existence, if known.
    pub active_from: Option<Date>,
    /// Last day of existence, if it ended.
    pub active_until: Option<Date>,
    /// Where the facts come from, with its mark.
    pub source: String,
}

impl Unit {
    /// The unit's id.
    pub fn id(&self) -> Uuid {
        self.place.id
    }

    /// The abbreviation, or the name where there is none.
    pub fn short(&self) -> &str {
        if self.abbreviation.is_empty() {
            &self.name
        } else {
            &self.abbreviation
        }
    }

    /// Whether the unit exists on `date`.
    pub fn exists_on(&self, date: Date) -> bool {
        self.active_from.is_none_or(|from| from <= date)
            && self.active_until.is_none_or(|until| date <= until)
    }
}
