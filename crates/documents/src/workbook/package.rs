//! A workbook is a zip of XML. Before anything reads it, it is unpacked once into nothing, so that
//! a bomb is found while it has cost no memory.

use std::io::{Read, Seek};

use zip::ZipArchive;

/// How much of a workbook is read at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all parts, unpacked.
    pub unpacked: u64,
    /// Bytes of one part that is kept in memory as a whole (words that cells share, styles).
    pub kept: u64,
    /// A part may be this many times its packed size.
    pub ratio: u64,
    /// Parts.
    pub parts: usize,
    /// Cells with something in them.
    pub cells: u64,
}

impl Limits {
    /// Wide enough for 100,000 rows of ten columns, and for what offices send.
    pub const OFFICE: Self = Self {
        unpacked: 200_000_000,
        kept: 48_000_000,
        ratio: 250,
        parts: 2_000,
        cells: 2_000_000,
    };
}

/// Below this a part may be as dense as it likes: empty sheets are.
const SMALL: u64 = 4_000_000;

/// Why a file cannot be read at all. The words are for who sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is something else.
    #[error(
        "Berkas ini bukan buku kerja Excel (.xlsx). Bila berasal dari .xls, .ods, atau .csv, buka \
         di Excel, simpan sebagai .xlsx, lalu unggah lagi."
    )]
    NotAWorkbook,
    /// It needs a password.
    #[error(
        "Berkas ini dikunci dengan kata sandi, atau berformat lama (.xls). Buka di Excel, simpan \
         sebagai .xlsx tanpa kata sandi, lalu unggah lagi."
    )]
    Locked,
    /// It is one, but its parts do not fit together.
    #[error(
        "Isi berkas ini rusak atau tidak lazim, sehingga tidak dapat dibaca dengan aman. Salin isinya \
         ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
    )]
    Damaged,
    /// It is more than is read.
    #[error(
        "Isi berkas ini terlalu besar untuk dibaca sekaligus. Hapus lembar, gambar, dan format yang \
         tidak perlu, atau pecah menjadi beberapa berkas."
    )]
    TooLarge,
    /// The disk does not give it.
    #[error("Berkas yang diunggah tidak dapat dibaca kembali. Unggah lagi.")]
    Gone,
}

/// Unpacks every part once, within the limits.
///
/// # Errors
/// What is wrong with the file.
pub fn check<R: Read + Seek>(file: R, limits: &Limits) -> Result<(), Unreadable> {
    let mut zip = ZipArchive::new(file).map_err(|_| Unreadable::NotAWorkbook)?;
    if zip.len() > limits.parts {
        return Err(Unreadable::TooLarge);
    }
    let mut room = limits.unpacked;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let name = part.name().map_err(|_| Unreadable::Damaged)?.to_lowercase();
        let most = match name.contains("worksheets/") {
            true => room,
            false => room.min(limits.kept),
        };
        let dense = part
            .compressed_size()
            .saturating_mul(limits.ratio)
            .max(SMALL);
        let mut words = name.ends_with("sharedstrings.xml").then(Announced::default);
        let size = drain(part, most.min(dense), words.as_mut())?;
        room -= size;
    }
    Ok(())
}

/// Reads a part away; its size.
fn drain(part: impl Read, most: u64, mut words: Option<&mut Announced>) -> Result<u64, Unreadable> {
    let mut part = part.take(most.saturating_add(1));
    let (mut buffer, mut size) = ([0; 16 * 1024], 0);
    loop {
        let got = part.read(&mut buffer).map_err(|_| Unreadable::Damaged)?;
        if got == 0 {
            return Ok(size);
        }
        size += got as u64;
        if size > most {
            return Err(Unreadable::TooLarge);
        }
        if let Some(words) = words.as_deref_mut() {
            words.look(&buffer[..got])?;
        }
    }
}

/// The part of shared words announces how many there are, and the reader makes room for as many as
/// it is told: a false announcement would take all memory at once.
#[derive(Default)]
struct Announced {
    matched: usize,
    digits: String,
    reading: bool,
}

/// Words that a workbook may announce.
const MOST_WORDS: u64 = 4_000_000;
const NAME: &[u8] = b"uniqueCount";

impl Announced {
    fn look(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        for byte in bytes {
            // no text in UTF-8 has it; in another encoding the announcement would hide
            if *byte == 0 {
                return Err(Unreadable::Damaged);
            }
            if self.reading {
                self.read(*byte)?;
                continue;
            }
            self.matched = match (NAME.get(self.matched) == Some(byte), NAME[0] == *byte) {
                (true, _) => self.matched + 1,
                (false, true) => 1,
                (false, false) => 0,
            };
            if self.matched == NAME.len() {
                *self = Self {
                    reading: true,
                    ..Self::default()
                };
            }
        }
        Ok(())
    }

    fn read(&mut self, byte: u8) -> Result<(), Unreadable> {
        match byte {
            b'0'..=b'9' if self.digits.len() < 20 => self.digits.push(char::from(byte)),
            b'0'..=b'9' => return Err(Unreadable::Damaged),
            b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' if self.digits.is_empty() => {}
            _ => self.reading = false,
        }
        let announced = self.digits.parse::<u64>().unwrap_or(0);
        if announced > MOST_WORDS {
            return Err(Unreadable::Damaged);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::{Limits, Unreadable, check};

    const SMALL: Limits = Limits {
        unpacked: 9_000_000,
        kept: 100_000,
        ratio: 20,
        parts: 3,
        cells: 10,
    };

    fn packed(parts: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap()
    }

    fn sheet(size: usize) -> Vec<u8> {
        b"<c><v>1</v></c>"
            .iter()
            .copied()
            .cycle()
            .take(size)
            .collect()
    }

    #[test]
    fn a_bomb_is_found_without_reading_it() {
        let dense = packed(&[("xl/worksheets/sheet1.xml", &sheet(8_000_000))]);
        assert_eq!(check(dense, &SMALL), Err(Unreadable::TooLarge), "ratio");
        let fine = packed(&[("xl/worksheets/sheet1.xml", &sheet(3_000_000))]);
        assert_eq!(check(fine, &SMALL), Ok(()), "small parts may be dense");
        let many = packed(&[
            ("xl/worksheets/sheet1.xml", &sheet(3_900_000)),
            ("xl/worksheets/sheet2.xml", &sheet(3_900_000)),
            ("xl/worksheets/sheet3.xml", &sheet(3_900_000)),
        ]);
        assert_eq!(
            check(many, &SMALL),
            Err(Unreadable::TooLarge),
            "all together"
        );
        let styles = packed(&[("xl/styles.xml", &sheet(200_000))]);
        assert_eq!(
            check(styles, &SMALL),
            Err(Unreadable::TooLarge),
            "kept in memory"
        );
        let parts = packed(&[("a", b""), ("b", b""), ("c", b""), ("d", b"")]);
        assert_eq!(check(parts, &SMALL), Err(Unreadable::TooLarge), "parts");
        let other = Cursor::new(b"%PDF-1.7".to_vec());
        assert_eq!(check(other, &SMALL), Err(Unreadable::NotAWorkbook));
    }

    #[test]
    fn words_that_are_announced_and_not_there_are_refused() {
        let told = |head: &str| {
            let part = packed(&[("xl/SharedStrings.xml", head.as_bytes())]);
            check(part, &SMALL)
        };
        assert_eq!(told("<sst count=\"9\" uniqueCount=\"12\">"), Ok(()));
        assert_eq!(told("<si><t>uniqueCount itu apa</t></si>"), Ok(()));
        for bad in [
            "<sst uniqueCount=\"99999999999\">",
            "<sst uniqueCount = '5000000'>",
            "<sst uuniqueCount=\"1\" uniqueCount=\"184467440737095516150000\">",
            "<\0s\0s\0t\0",
        ] {
            assert_eq!(told(bad), Err(Unreadable::Damaged), "{bad}");
        }
    }
}
