//! A file of any length in, the same rows with four columns more out: read, judged and written at
//! the same time, with a few thousand rows in memory.

use std::{
    io::{Read, Write},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use csv::ByteRecord;

use crate::{
    Agrees, Judge, Judged, Kind, RecheckError,
    rows::{MARK, Table},
};

/// Rows that travel together.
const BATCH: usize = 500;
/// Batches that wait between two steps.
const WAITING: usize = 2;
/// More workers than that outrun the reader.
const MOST_WORKERS: usize = 4;

/// The columns that are added.
const ADDED: [&str; 4] = ["computed", "state", "agrees", "note"];

/// How many rows of each verdict there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All rows.
    pub rows: u64,
    /// Printed as rounded.
    pub exact: u64,
    /// Cut off instead.
    pub truncated: u64,
    /// Not what the row says.
    pub no: u64,
    /// Nothing to compare.
    pub not_computable: u64,
}

impl Summary {
    /// Counts a row.
    pub fn add(&mut self, agrees: Agrees) {
        self.rows += 1;
        match agrees {
            Agrees::Exact => self.exact += 1,
            Agrees::Truncated => self.truncated += 1,
            Agrees::No => self.no += 1,
            Agrees::NotComputable => self.not_computable += 1,
        }
    }

    fn join(&mut self, other: Self) {
        self.rows += other.rows;
        self.exact += other.exact;
        self.truncated += other.truncated;
        self.no += other.no;
        self.not_computable += other.not_computable;
    }
}

/// Rows that were judged, as they are written.
type Written = (Vec<u8>, Summary);

/// Judges a file and writes it with the columns `computed`, `state`, `agrees` and `note`.
///
/// # Errors
/// When the file cannot be judged, or the result cannot be written.
pub fn recheck(
    kind: Kind,
    input: impl Read + Send,
    mut output: impl Write,
) -> Result<Summary, RecheckError> {
    let table = Table::open(kind, input)?;
    let separator = table.separator;
    let mut header = Lines::new(separator, 1);
    header.write(&table.header, ADDED);
    if table.marked {
        output.write_all(MARK).map_err(RecheckError::Write)?;
    }
    output
        .write_all(&header.finish())
        .map_err(RecheckError::Write)?;
    let workers = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_WORKERS);
    let mut summary = Summary::default();
    thread::scope(|scope| {
        let mut to = Vec::with_capacity(workers);
        let mut from: Vec<Receiver<Written>> = Vec::with_capacity(workers);
        for _ in 0..workers {
            let (send_rows, rows) = sync_channel(WAITING);
            let (send_written, written) = sync_channel(WAITING);
            let judge = table.judge.clone();
            scope.spawn(move || work(judge, separator, &rows, &send_written));
            to.push(send_rows);
            from.push(written);
        }
        let reader = scope.spawn(move || deal_out(table, to));
        // batches come back in the order in which they were dealt out, worker by worker
        for worker in from.iter().cycle() {
            let Ok((lines, more)) = worker.recv() else {
                break;
            };
            output.write_all(&lines).map_err(RecheckError::Write)?;
            summary.join(more);
        }
        match reader.join() {
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    output.flush().map_err(RecheckError::Write)?;
    Ok(summary)
}

/// Reads rows and gives them to the workers in turn, until the file ends or nobody listens. The
/// ways to the workers end with it: that is how they learn that no more comes.
fn deal_out<R: Read>(
    mut table: Table<R>,
    to: Vec<SyncSender<Vec<ByteRecord>>>,
) -> Result<(), RecheckError> {
    let mut row = ByteRecord::new();
    for worker in to.iter().cycle() {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH && table.next(&mut row)? {
            batch.push(row.clone());
        }
        let last = batch.len() < BATCH;
        if worker.send(batch).is_err() || last {
            break;
        }
    }
    Ok(())
}

/// Judges what comes.
fn work(
    mut judge: Judge,
    separator: u8,
    rows: &Receiver<Vec<ByteRecord>>,
    written: &SyncSender<Written>,
) {
    while let Ok(batch) = rows.recv() {
        let mut lines = Lines::new(separator, batch.len());
        let mut summary = Summary::default();
        for row in &batch {
            let judged = judge.row(row);
            summary.add(judged.agrees);
            lines.judged(row, &judged);
        }
        if written.send((lines.finish(), summary)).is_err() {
            return;
        }
    }
}

/// Rows on their way out.
struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn new(separator: u8, rows: usize) -> Self {
        let room = Vec::with_capacity(rows * 160);
        Self(
            csv::WriterBuilder::new()
                .delimiter(separator)
                .flexible(true)
                .from_writer(room),
        )
    }

    fn judged(&mut self, row: &ByteRecord, judged: &Judged) {
        let computed = judged.computed.as_ref().map(figures::Exact::full);
        self.write(
            row,
            [
                computed.as_deref().unwrap_or_default(),
                judged.state,
                judged.agrees.word(),
                &judged.note,
            ],
        );
    }

    fn write(&mut self, row: &ByteRecord, added: [&str; 4]) {
        // memory takes everything
        let fields = row.iter().chain(added.iter().map(|text| text.as_bytes()));
        let _ = self.0.write_record(fields);
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
