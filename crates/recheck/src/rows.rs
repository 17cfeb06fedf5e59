//! Reading a file row by row: first row, separator, and no row without end.

use std::{
    io::{self, Cursor, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::{Judge, Judged, Kind, RecheckError};

/// What Excel puts before UTF-8, and looks for.
pub(crate) const MARK: &[u8] = b"\xEF\xBB\xBF";
/// How much of a file is looked at for its separator.
const LOOKED_AT: u64 = 8 * 1024;
/// More bytes than that make no row.
const LONGEST_ROW: u64 = 1024 * 1024;

/// An open file: its separator, its first row, and who judges the others.
pub(crate) struct Table<R> {
    reader: Reader<Guarded<R>>,
    since: Arc<AtomicU64>,
    read: u64,
    pub separator: u8,
    /// Whether it began with the mark by which Excel knows UTF-8.
    pub marked: bool,
    pub header: ByteRecord,
    pub judge: Judge,
}

/// What the file is read through: the looked-at beginning again, then the rest, counted.
type Guarded<R> = Guard<io::Chain<Cursor<Vec<u8>>, R>>;

pub(crate) struct Guard<R> {
    inner: R,
    /// Bytes handed out since the last row was complete.
    since: Arc<AtomicU64>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.load(Ordering::Relaxed) > LONGEST_ROW {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TooLong));
        }
        let read = self.inner.read(buffer)?;
        self.since
            .fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
        Ok(read)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a row without end")]
struct TooLong;

impl<R: Read> Table<R> {
    pub fn open(kind: Kind, mut input: R) -> Result<Self, RecheckError> {
        let mut head = Vec::new();
        input
            .by_ref()
            .take(LOOKED_AT)
            .read_to_end(&mut head)
            .map_err(RecheckError::Read)?;
        if head.starts_with(b"PK\x03\x04") {
            return Err(RecheckError::Workbook);
        }
        let marked = head.starts_with(MARK);
        if marked {
            head.drain(..MARK.len());
        }
        let separator = separator(&head);
        let since = Arc::new(AtomicU64::new(0));
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(Guard {
                inner: Cursor::new(head).chain(input),
                since: Arc::clone(&since),
            });
        let mut header = ByteRecord::new();
        if !next(&mut reader, &since, &mut header, 0)? {
            return Err(RecheckError::Empty);
        }
        Ok(Self {
            judge: Judge::new(kind, &header)?,
            reader,
            since,
            read: 0,
            separator,
            marked,
            header,
        })
    }

    /// The next row; whether there was one.
    pub fn next(&mut self, row: &mut ByteRecord) -> Result<bool, RecheckError> {
        self.read += 1;
        next(&mut self.reader, &self.since, row, self.read)
    }
}

fn next<R: Read>(
    reader: &mut Reader<R>,
    since: &AtomicU64,
    row: &mut ByteRecord,
    number: u64,
) -> Result<bool, RecheckError> {
    let read = reader.read_byte_record(row).map_err(|error| {
        let error: io::Error = match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        };
        match error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) {
            true => RecheckError::RowTooLong(number),
            false => RecheckError::Read(error),
        }
    })?;
    since.store(0, Ordering::Relaxed);
    Ok(read)
}

/// What stands most often in the first line, outside quotes: `,`, `;` or a tab.
fn separator(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| known == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // the first of equals: a comma
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// One row of a file, judged.
#[derive(Debug)]
pub struct Row<'a> {
    /// Which row it is below the first one, counted from 1.
    pub number: u64,
    /// Its cells in the order in which the kind names its columns, the optional ones last.
    pub cells: &'a [String],
    /// What is said of it.
    pub judged: &'a Judged,
}

/// Judges a file row by row and hands each row over; for files small enough to look at.
///
/// # Errors
/// When the file cannot be judged.
pub fn each(
    kind: Kind,
    input: impl Read,
    mut row: impl FnMut(&Row<'_>),
) -> Result<(), RecheckError> {
    let mut table = Table::open(kind, input)?;
    let mut record = ByteRecord::new();
    while table.next(&mut record)? {
        let judged = table.judge.row(&record);
        row(&Row {
            number: table.read,
            cells: &table.judge.cells(&record),
            judged: &judged,
        });
    }
    Ok(())
}
