//! Which paper.

/// Kinds of papers, as the towns name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// *Surat undangan*.
    Invitation,
    /// *Daftar hadir*.
    AttendanceList,
    /// *Bahan rakor*.
    Briefing,
    /// *Notula*.
    Minutes,
    /// *Laporan hasil rapat*.
    Report,
    /// *Matriks arahan*.
    DirectiveMatrix,
    /// *Lembar disposisi*.
    Disposition,
    /// *Surat pengantar*.
    CoverLetter,
    /// The letter of a standing report.
    PeriodReport,
    /// The priorities of a year.
    Priorities,
    /// What was done about a council's recommendations.
    CouncilMatrix,
}

impl PaperKind {
    /// All kinds, those of a meeting in the order in which it needs them.
    pub const ALL: [Self; 11] = [
        Self::Invitation,
        Self::Briefing,
        Self::AttendanceList,
        Self::Minutes,
        Self::Report,
        Self::DirectiveMatrix,
        Self::Disposition,
        Self::CoverLetter,
        Self::PeriodReport,
        Self::Priorities,
        Self::CouncilMatrix,
    ];

    /// The stored word, which paths use too.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invitation => "undangan",
            Self::AttendanceList => "daftar-hadir",
            Self::Briefing => "bahan-rakor",
            Self::Minutes => "notula",
            Self::Report => "laporan",
            Self::DirectiveMatrix => "matriks-arahan",
            Self::Disposition => "lembar-disposisi",
            Self::CoverLetter => "surat-pengantar",
            Self::PeriodReport => "laporan-berkala",
            Self::Priorities => "prioritas-tahunan",
            Self::CouncilMatrix => "matriks-rekomendasi",
        }
    }

    /// The kind behind a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Surat undangan",
            Self::AttendanceList => "Daftar hadir",
            Self::Briefing => "Bahan rakor",
            Self::Minutes => "Notula",
            Self::Report => "Laporan hasil rapat",
            Self::DirectiveMatrix => "Matriks arahan",
            Self::Disposition => "Lembar disposisi",
            Self::CoverLetter => "Surat pengantar",
            Self::PeriodReport => "Surat laporan berkala",
            Self::Priorities => "Prioritas tahunan",
            Self::CouncilMatrix => "Matriks tindak lanjut rekomendasi DPRD",
        }
    }

    /// Whether it goes to somebody: a letter leaves the house with a number only.
    pub fn is_letter(self) -> bool {
        matches!(
            self,
            Self::Invitation | Self::CoverLetter | Self::PeriodReport
        )
    }
}
