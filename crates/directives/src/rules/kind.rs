//! Kinds and states of meetings, and of attendance.

/// Kind of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingKind {
    /// Rapat koordinasi.
    Coordination,
    /// Rapat kerja.
    Working,
    /// Apel.
    Assembly,
    /// Rapat fasilitasi.
    Facilitation,
    /// Another.
    Other,
}

impl MeetingKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Coordination,
        Self::Working,
        Self::Assembly,
        Self::Facilitation,
        Self::Other,
    ];

    /// The stored word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coordination => "rakor",
            Self::Working => "rapat_kerja",
            Self::Assembly => "apel",
            Self::Facilitation => "rapat_fasilitasi",
            Self::Other => "lainnya",
        }
    }

    /// The kind behind a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Words for a stored kind: the region's own name where it has one.
    pub fn label_of<'a>(code: &str, own: Option<&'a str>) -> &'a str {
        own.unwrap_or_else(|| Self::from_code(code).unwrap_or(Self::Other).label())
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Coordination => "Rapat Koordinasi",
            Self::Working => "Rapat Kerja",
            Self::Assembly => "Apel",
            Self::Facilitation => "Rapat Fasilitasi",
            Self::Other => "Rapat",
        }
    }
}

/// How far a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingState {
    /// Being prepared.
    Planned,
    /// Going on.
    Running,
    /// Over; the minutes are complete.
    Closed,
}

impl MeetingState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Planned => 0,
            Self::Running => 1,
            Self::Closed => 2,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Running,
            2 => Self::Closed,
            _ => Self::Planned,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Planned => "Disiapkan",
            Self::Running => "Berlangsung",
            Self::Closed => "Selesai",
        }
    }
}

/// Whether somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceStatus {
    /// Asked to come; nothing noted yet.
    Invited,
    /// Hadir.
    Present,
    /// Diwakili.
    Represented,
    /// Tidak hadir.
    Absent,
}

impl AttendanceStatus {
    /// All.
    pub const ALL: [Self; 4] = [
        Self::Invited,
        Self::Present,
        Self::Represented,
        Self::Absent,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Invited => 0,
            Self::Present => 1,
            Self::Represented => 2,
            Self::Absent => 3,
        }
    }

    /// The status behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Present,
            2 => Self::Represented,
            3 => Self::Absent,
            _ => Self::Invited,
        }
    }

    /// The word in forms and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Present => "present",
            Self::Represented => "represented",
            Self::Absent => "absent",
        }
    }

    /// The status behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invited => "Diundang",
            Self::Present => "Hadir",
            Self::Represented => "Diwakili",
            Self::Absent => "Tidak hadir",
        }
    }
}
