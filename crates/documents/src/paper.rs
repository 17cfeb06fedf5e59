//! The whole paper.

use government::structure::Sheet;
use serde::{Deserialize, Serialize};

use crate::{Block, Letterhead, Signatures, text::BLANK};

/// Size of the sheet and its margins, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A3, for trees and other wide things that hang on a wall.
    pub const A3: Self = Self::upright(297, 420);

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

    /// The sheet an office prints on.
    pub const fn of(sheet: Sheet) -> Self {
        match sheet {
            Sheet::F4 => Self::F4,
            Sheet::A4 => Self::A4,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The sheet.
    pub format: Format,
    /// *Kop*.
    pub letterhead: Option<Letterhead>,
    /// Lines of the title, in the middle: "NOTULA".
    pub title: Vec<String>,
    /// Its number below the title, or dots; none for papers that carry none there.
    pub number: Option<String>,
    /// Where it is signed; empty where nobody said.
    pub place: String,
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

/// What comes onto a paper after it was signed: its number and its date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// *Nomor naskah*.
    pub number: String,
    /// *Tanggal naskah*, in words.
    pub date: String,
}

impl Paper {
    /// The paper with number and date in their places; what is not known yet is room for ink.
    #[must_use]
    pub fn numbered(mut self, numbering: &Numbering) -> Self {
        let or_room = |words: &str, room: usize| match words {
            "" => BLANK[..room].to_owned(),
            words => words.to_owned(),
        };
        let number = or_room(&numbering.number, BLANK.len());
        let place_date = format!(
            "{}, {}",
            or_room(&self.place, 16),
            or_room(&numbering.date, 24)
        );
        let mut has_head = false;
        for block in &mut self.blocks {
            if let Block::Letter(letter) = block {
                letter.number.clone_from(&number);
                letter.place_date.clone_from(&place_date);
                has_head = true;
            }
        }
        if self.number.is_some() {
            self.number = Some(number);
        }
        // a letter says where and when in its head
        if let Some(signatures) = self.signatures.as_mut().filter(|_| !has_head) {
            signatures.right.place_date = place_date;
        }
        self
    }

    /// The paper with the variables of SRIKANDI where number, date and signature come to stand: the
    /// system that numbers and signs fills them in. The names are `[M]`.
    #[must_use]
    pub fn with_variables(self) -> Self {
        let mut paper = self.numbered(&Numbering {
            number: "${nomor_naskah}".into(),
            date: "${tanggal_naskah}".into(),
        });
        if let Some(signatures) = &mut paper.signatures {
            signatures.right.mark = "${ttd_pengirim}".into();
        }
        paper
    }

    /// The paper as it is signed: without number, date and the stamp of the hour.
    #[must_use]
    pub fn content(self) -> Self {
        let mut bare = self.numbered(&Numbering::default());
        bare.footer.clear();
        bare
    }

    /// What of it a signature stands for: its words, on whatever sheet and below whatever picture.
    #[must_use]
    pub(crate) fn words(self) -> Self {
        let wide = self.format.width > self.format.height;
        let bare = self.content();
        Self {
            format: if wide {
                Format::F4.sideways()
            } else {
                Format::F4
            },
            letterhead: bare.letterhead.map(Letterhead::bare),
            ..bare
        }
    }
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
