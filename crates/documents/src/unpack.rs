//! An archive that somebody sent, file by file: nothing is believed that it says about itself. Names never
//! become paths, and what is unpacked is counted while it comes out.

mod index;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use platform::Problem;
use zip::{ZipArchive, read::ZipFile};

/// How much of an archive is unpacked at most.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Files.
    pub files: usize,
    /// Bytes of all of them, unpacked.
    pub unpacked: u64,
    /// A file may be this many times its packed size.
    pub ratio: u64,
}

impl Room {
    /// Wide enough for the evidence of a year that fits into one upload.
    pub const EVIDENCE: Self = Self {
        files: 1_000,
        unpacked: 500_000_000,
        ratio: 250,
    };
}

/// An entry of the index, with its name and what systems write beside it.
const ENTRY: u64 = 4_000;
/// Below this a file may be as dense as it likes.
const SMALL: u64 = 4_000_000;

const NONE: &str =
    "Berkas ini bukan arsip ZIP yang dapat dibuka. Buat arsipnya lagi, lalu unggah lagi.";
const LOCKED: &str =
    "Arsip ini dikunci dengan kata sandi. Buat arsip tanpa kata sandi, lalu unggah lagi.";
const STRANGE: &str = "Arsip ini memuat tautan atau nama yang tidak lazim, sehingga tidak dapat dibuka dengan \
    aman. Salin berkas-berkasnya ke folder baru, buat arsipnya lagi, lalu unggah lagi.";
const TOO_LARGE: &str = "Isi arsip ini terlalu besar atau terlalu rapat untuk dibuka sekaligus. Pecah menjadi \
    beberapa arsip.";

/// Who takes a file: its path inside the archive, and what is in it.
pub type Take<'t> = &'t mut dyn FnMut(&str, &mut dyn Read) -> Result<(), Problem>;

/// Gives each file of the archive to `take`, in their order. What systems put beside files (`.DS_Store`,
/// `__MACOSX`) is passed over.
///
/// # Errors
/// `Problem::Refused` with what is wrong with the archive, in words for who sent it; what `take` says.
pub fn unpack(path: &Path, room: &Room, take: Take<'_>) -> Result<(), Problem> {
    let refused = |text: &str| Problem::Refused(text.to_owned());
    let mut file = File::open(path).map_err(|_| refused(NONE))?;
    // told from its end: an index of millions fills the memory while it is built
    let said = index::said(&mut file).map_err(|_| refused(NONE))?;
    let said = said.ok_or_else(|| refused(NONE))?;
    let most = room.files as u64;
    if said.count > most || said.size > most * ENTRY {
        let text = format!(
            "Arsip ini memuat lebih dari {} berkas. Pecah arsipnya.",
            room.files
        );
        return Err(Problem::Refused(text));
    }
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| refused(NONE))?;
    let mut left = room.unpacked;
    for index in 0..zip.len() {
        // told before it is opened, which would fail with other words
        if zip.by_index_raw(index).is_ok_and(|part| part.encrypted()) {
            return Err(refused(LOCKED));
        }
        let part = zip.by_index(index).map_err(|_| refused(NONE))?;
        if part.is_dir() {
            continue;
        }
        let name = name_of(&part).ok_or_else(|| refused(STRANGE))?;
        if is_beside(&name) {
            continue;
        }
        let dense = part.compressed_size().saturating_mul(room.ratio);
        let mut content = Counted {
            left: left.min(dense.max(SMALL)),
            part,
            failed: None,
        };
        let before = content.left;
        let taken = take(&name, &mut content);
        // whoever took it may have passed over the rest, or over the failure
        let drained = io::copy(&mut content, &mut io::sink());
        if let Some(text) = content.failed {
            return Err(refused(text));
        }
        drained.map_err(|_| refused(NONE))?;
        taken?;
        left -= before - content.left;
    }
    Ok(())
}

/// Its name, where it is one: words, no link, nothing that leaves the archive.
fn name_of<R: Read + ?Sized>(part: &ZipFile<'_, R>) -> Option<String> {
    let name = part.name().ok()?.into_owned();
    let leaves = name.split(['/', '\\']).any(|it| it == "..");
    let good = !part.is_symlink()
        && !leaves
        && !name.starts_with(['/', '\\'])
        && !name.chars().any(char::is_control)
        && name.len() <= 1_000;
    good.then_some(name)
}

fn is_beside(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/") || last.starts_with('.') || last.eq_ignore_ascii_case("thumbs.db")
}

/// A file that is counted while it comes out.
struct Counted<'a, R: Read> {
    part: ZipFile<'a, R>,
    left: u64,
    failed: Option<&'static str>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = match (self.failed, self.part.read(buffer)) {
            (None, Ok(got)) => got,
            (failed, _) => {
                self.failed = failed.or(Some(NONE));
                return Err(io::Error::other("damaged"));
            }
        };
        match self.left.checked_sub(got as u64) {
            Some(left) => self.left = left,
            None => {
                self.failed = Some(TOO_LARGE);
                return Err(io::Error::other("too large"));
            }
        }
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use platform::Problem;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::{
        Room,
        index::{self, Index},
        unpack,
    };

    const SMALL: Room = Room {
        files: 3,
        unpacked: 6_000_000,
        ratio: 20,
    };

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Names and lengths of what came out, or what was said.
    fn out(bytes: &[u8]) -> Result<Vec<(String, usize)>, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut all = Vec::new();
        let done = unpack(file.path(), &SMALL, &mut |name, content| {
            let mut bytes = Vec::new();
            // a failure that is passed over here must not be lost
            let _ = content.read_to_end(&mut bytes);
            all.push((name.to_owned(), bytes.len()));
            Ok(())
        });
        match done {
            Ok(()) => Ok(all),
            Err(Problem::Refused(text)) => Err(text),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn files_come_out_with_their_folders_and_nothing_beside_them() {
        let archive = packed(&[
            ("2024/1.b.3 A.pdf", b"satu"),
            ("__MACOSX/2024/._1.b.3 A.pdf", b"x"),
            ("2024/.DS_Store", b"x"),
        ]);
        assert_eq!(out(&archive), Ok(vec![("2024/1.b.3 A.pdf".into(), 4)]));
    }

    /// What the end of an archive says of its index.
    fn said(bytes: &[u8]) -> Option<Index> {
        index::said(&mut Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn an_archive_of_many_is_refused_by_what_its_end_says() {
        let of = |count: usize| {
            let names: Vec<String> = (0..count).map(|it| format!("{it}.pdf")).collect();
            let parts: Vec<(&str, &[u8])> =
                names.iter().map(|it| (it.as_str(), &b""[..])).collect();
            packed(&parts)
        };
        // more than the narrow record can count: the wide one says it
        let mut moved = of(70_000);
        for (bytes, count) in [(&of(3), 3), (&of(2_000), 2_000), (&moved, 70_000)] {
            assert_eq!(said(bytes).map(|it| it.count), Some(count));
        }
        for bytes in [&of(4), &moved] {
            let told = out(bytes).unwrap_err();
            assert!(told.contains("lebih dari 3 berkas"), "{told}");
        }
        // a number that is claimed only fills nothing either
        let mut claims = of(3);
        let end = claims.len() - 22;
        claims[end + 8..end + 12].copy_from_slice(&[0x10, 0x27, 0x10, 0x27]);
        assert!(out(&claims).unwrap_err().contains("lebih dari 3 berkas"));
        let mut claims = of(3);
        claims[end + 12..end + 16].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(out(&claims).unwrap_err().contains("lebih dari 3 berkas"));
        // a wide record elsewhere than before its locator is not looked for
        let locator = moved.len() - 22 - 20;
        moved[locator + 8] ^= 1;
        assert_eq!(said(&moved), None);
        assert!(out(&moved).unwrap_err().contains("bukan arsip ZIP"));
    }

    #[test]
    fn bombs_and_names_that_leave_are_refused_as_a_whole() {
        let told = |parts: &[(&str, &[u8])]| out(&packed(parts)).unwrap_err();
        let dense = vec![7; 5_000_000];
        assert!(told(&[("a.pdf", &dense)]).contains("terlalu rapat"));
        let much = vec![7; 3_500_000];
        let together = told(&[("a.pdf", &much), ("b.pdf", &much)]);
        assert!(together.contains("terlalu besar"), "{together}");
        for name in ["../a.pdf", "/etc/a.pdf", "x/..\\..\\a.pdf", "a\nb.pdf"] {
            assert!(told(&[(name, b"x")]).contains("tidak lazim"), "{name}");
        }
        let many = [("a", &b""[..]), ("b", b""), ("c", b""), ("d", b"")];
        assert!(told(&many).contains("lebih dari 3 berkas"));
        assert!(out(b"%PDF-1.7").unwrap_err().contains("bukan arsip ZIP"));
        let mut broken = packed(&[(
            "a.pdf",
            b"isi yang cukup panjang untuk dirusak di tengahnya",
        )]);
        for byte in &mut broken[40..60] {
            *byte ^= 0x55;
        }
        assert!(out(&broken).is_err(), "damage is no shorter file");
    }
}
