//! The whole paper.

use serde::Serialize;

use crate::{Block, Letterhead, Signatures};

/// Size of the sheet and its margins, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Format {
    /// Width of the sheet.
    pub width: u32,
    /// Height of the sheet.
    pub height: u32,
    /// Margin above.
    pub top: u32,
    /// Margin on the right.
    pub right: u32,
    /// Margin below.
    pub bottom: u32,
    /// Margin on the left, wider: papers are filed.
    pub left: u32,
}

impl Format {
    /// F4 (folio), the sheet of Indonesian offices.
    pub const F4: Self = Self::upright(215, 330);
    /// A4.
    pub const A4: Self = Self::upright(210, 297);

    const fn upright(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            top: 20,
            right: 20,
            bottom: 20,
            left: 25,
        }
    }

    /// The same sheet on its side, for wide tables.
    #[must_use]
    pub const fn sideways(self) -> Self {
        Self {
            width: self.height,
            height: self.width,
            ..self
        }
    }

    /// Width between the margins.
    pub const fn text_width(&self) -> u32 {
        self.width - self.left - self.right
    }
}

/// An official paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// The sheet.
    pub format: Format,
    /// *Kop*.
    pub letterhead: Option<Letterhead>,
    /// Lines of the title, in the middle: "NOTULA".
    pub title: Vec<String>,
    /// What the paper is called in the properties of the file.
    pub name: String,
    /// What stands between title and signatures.
    pub blocks: Vec<Block>,
    /// Who signs.
    pub signatures: Option<Signatures>,
    /// *Tembusan*: who gets a copy.
    pub copies: Vec<String>,
    /// Small words at the foot of each page, beside its number: as of when.
    pub footer: String,
    /// Everything in it is played: every page says so.
    pub simulated: bool,
}

/// The mark of played data.
pub const SIMULATED: &str = "DATA SIMULASI";

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn sheets() {
        assert_eq!((Format::F4.width, Format::F4.height), (215, 330));
        assert_eq!(Format::A4.text_width(), 165);
        let wide = Format::F4.sideways();
        assert_eq!((wide.width, wide.height, wide.left), (330, 215, 25));
    }
}
