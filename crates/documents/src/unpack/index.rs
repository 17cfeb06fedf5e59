//! How large the index at the end of an archive says it is, before anything of it is built.

use std::io::{self, Read, Seek, SeekFrom};

/// The record at the end, without its comment.
const END: usize = 22;
/// Longest comment behind it.
const COMMENT: usize = 65_535;
/// The wide record and its locator, which stand before the end of a large archive.
const WIDE: usize = 56;
const LOCATOR: usize = 20;

/// What an archive says of its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// Entries.
    pub count: u64,
    /// Bytes.
    pub size: u64,
}

/// The most that any record at the end says, whichever is believed later. `None` where a wide record is
/// not where it belongs: who reads it could find another.
pub(super) fn said<R: Read + Seek>(file: &mut R) -> io::Result<Option<Index>> {
    let length = file.seek(SeekFrom::End(0))?;
    let room = END + COMMENT + WIDE + LOCATOR + 8;
    let from = length.saturating_sub(room as u64);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.take(room as u64).read_to_end(&mut tail)?;
    let mut most = Index::default();
    for at in 0..tail.len() {
        let Some(end) = record::<END>(&tail, at, b"PK\x05\x06") else {
            continue;
        };
        let (count, size) = (number(end, 10, 2), number(end, 12, 4));
        let before = at.checked_sub(LOCATOR);
        let locator = before.and_then(|at| record::<LOCATOR>(&tail, at, b"PK\x06\x07"));
        let Some(locator) = locator else {
            most.add(count, size);
            continue;
        };
        let wide = at
            .checked_sub(LOCATOR + WIDE)
            .filter(|wide| from + *wide as u64 == number(locator, 8, 8));
        let Some(wide) = wide.and_then(|wide| record::<WIDE>(&tail, wide, b"PK\x06\x06")) else {
            return Ok(None);
        };
        // all ones say that the wide record knows it
        most.add(
            if count == 0xFFFF { 0 } else { count },
            if size == 0xFFFF_FFFF { 0 } else { size },
        );
        most.add(number(wide, 32, 8), number(wide, 40, 8));
    }
    Ok(Some(most))
}

impl Index {
    fn add(&mut self, count: u64, size: u64) {
        self.count = self.count.max(count);
        self.size = self.size.max(size);
    }
}

/// A number of so many bytes, the least first.
fn number(record: &[u8], at: usize, bytes: usize) -> u64 {
    let bytes = record.iter().skip(at).take(bytes).rev();
    bytes.fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

/// The record that begins here, if one does.
fn record<'t, const N: usize>(tail: &'t [u8], at: usize, sign: &[u8]) -> Option<&'t [u8; N]> {
    let found = tail.get(at..)?.first_chunk::<N>()?;
    found.starts_with(sign).then_some(found)
}
