//! What a reviewer finds (*Catatan Hasil Reviu*).

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// No information could be obtained: the figure counts as TDI while it stands.
    Tdi,
    /// The evidence does not prove it: another year, another amount, unreadable.
    Evidence,
    /// The figure is wrong.
    Figure,
    /// Anything else.
    Other,
}

impl FindingKind {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Tdi, Self::Evidence, Self::Figure, Self::Other];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Tdi => 0,
            Self::Evidence => 1,
            Self::Figure => 2,
            Self::Other => 3,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.code() == code)
            .unwrap_or(Self::Other)
    }

    /// The word of a form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tdi => "tdi",
            Self::Evidence => "bukti",
            Self::Figure => "angka",
            Self::Other => "lain",
        }
    }

    /// The kind behind a word of a form.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tdi => "TDI (Tidak Diperoleh Informasi)",
            Self::Evidence => "Data dukung belum sesuai",
            Self::Figure => "Angka tidak benar",
            Self::Other => "Catatan lain",
        }
    }
}

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingState {
    /// Waits for the unit.
    Open,
    /// The unit answered.
    Answered,
    /// The reviewer accepts what was corrected.
    Settled,
    /// The reviewer keeps it.
    Kept,
}

impl FindingState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Open => 0,
            Self::Answered => 1,
            Self::Settled => 2,
            Self::Kept => 3,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Answered,
            2 => Self::Settled,
            3 => Self::Kept,
            _ => Self::Open,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Menunggu tanggapan",
            Self::Answered => "Sudah ditanggapi",
            Self::Settled => "Selesai",
            Self::Kept => "Tetap menjadi catatan",
        }
    }

    /// Whether it still counts against the figure.
    pub const fn stands(self) -> bool {
        !matches!(self, Self::Settled)
    }
}
