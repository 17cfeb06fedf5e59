//! A workbook of 100,000 rows: read as an import reads it, beside the library's own reading.
//! `cargo run --release -p documents --example workbook`; the figures stand in docs/PERFORMANCE.md.

use std::{fs, io::Write, ops::ControlFlow, path::Path};

use calamine::{Reader, Xlsx};
use documents::workbook::{Cell, Column, Limits, List, scan, write};
use platform::{Clock, Instant, clock::SystemClock, date};

const ROWS: i64 = 100_000;
const TIMES: usize = 5;
const COLUMNS: &[Column] = &[
    Column::required("task", &["Tindak Lanjut"]),
    Column::required("lead", &["Penanggung Jawab"]),
    Column::required("measure", &["Satuan"]),
    Column::required("target", &["Target"]),
    Column::required("due", &["Batas Waktu"]),
];

fn main() -> anyhow::Result<()> {
    let file = tempfile::NamedTempFile::new()?;
    let began = SystemClock.now();
    file.as_file().write_all(&write(&list())?)?;
    println!("writing 100,000 rows of 6 columns: {:.2} s", since(began));
    let size = fs::metadata(file.path())?.len() as f64 / 1e6;
    println!("the file: {size:.1} MB");
    let own = median(|| library(file.path()))?;
    println!("the library alone reads it: {own:.2} s");
    // forgets the peak so far, so that the next one is the reading's
    fs::write("/proc/self/clear_refs", "5")?;
    let read = median(|| import(file.path()))?;
    println!(
        "read and typed as an import: {read:.2} s, {:.1} times as long",
        read / own
    );
    println!("memory at most: {:.0} MB", memory("VmHWM"));
    Ok(())
}

/// Seconds since then.
fn since(began: Instant) -> f64 {
    (SystemClock.now().0 - began.0) as f64 / 1e6
}

fn median(mut work: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let began = SystemClock.now();
        work()?;
        times.push(since(began));
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TIMES / 2])
}

fn list() -> List {
    let columns = [
        ("No", 5),
        ("Tindak Lanjut", 40),
        ("Penanggung Jawab", 30),
        ("Satuan", 12),
        ("Target", 9),
        ("Batas Waktu", 13),
    ];
    let day = date::parse("2026-12-31");
    List::simple("Seratus Ribu Baris", SystemClock.now(), &columns).rows((1..=ROWS).map(|n| {
        vec![
            Cell::Whole(n),
            Cell::from(format!(
                "Menyelesaikan laporan kegiatan nomor {n} tahun ini"
            )),
            Cell::from(format!("Unit Kerja {}", n % 300)),
            Cell::from("laporan"),
            Cell::Whole(n % 100),
            Cell::date_or(day, "Belum ada"),
        ]
    }))
}

fn library(path: &Path) -> anyhow::Result<()> {
    let mut book: Xlsx<_> = calamine::open_workbook(path)?;
    let sheet = book.worksheet_range_at(0).transpose()?;
    let rows = sheet.map_or(0, |sheet| sheet.height());
    anyhow::ensure!(rows > 100_000, "{rows} rows");
    Ok(())
}

fn import(path: &Path) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    let scan = scan(path, &Limits::OFFICE, COLUMNS, &mut |line| {
        let task = line.required("task", 500);
        let lead = line.required("lead", 300);
        let measure = line.text("measure", 60);
        rows.push((task, lead, measure, line.amount("target"), line.date("due")));
        ControlFlow::Continue(())
    })?;
    anyhow::ensure!(
        scan.troubles.count == 0 && rows.len() == 100_000,
        "{scan:?}"
    );
    Ok(())
}

/// A line of the process's own account, in MB.
fn memory(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1000.0
}
