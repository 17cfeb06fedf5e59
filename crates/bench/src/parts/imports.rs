//! A million cell values from workbooks: each of 500 regions sends a list of 2,000 cells, looks at what
//! was understood and keeps it, as people do. Held against what the library needs to read the same
//! workbooks, and the database to insert the same rows by itself.

mod alone;

use std::{
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use documents::workbook::{Cell, List, write};
use platform::{Clock, clock::SystemClock, store::sql};
use sea_orm::Database;

use crate::{
    args::Args,
    data::{self, CELLS, Empty},
    load::{Ask, Reply, Wire},
    machine,
    place::Place,
    report::{Aim, Report},
    server::Server,
};

/// One workbook for each region.
const WORKBOOKS: usize = 500;

/// Who send at the same time. The server reads two files at a time.
const SENDERS: u8 = 4;

/// After this no further workbook is sent.
const LONGEST: Duration = Duration::from_secs(180);

pub async fn run(place: &Place, _: &Args, report: &mut Report) -> anyhow::Result<()> {
    let empty = data::lists(&place.folder, &place.url, WORKBOOKS).await?;
    let folder = place.folder.join("workbooks");
    let all = tokio::task::spawn_blocking(move || workbooks(&folder, empty)).await??;
    let read = alone::library(&all)?;

    let server = Server::start(place).await?;
    server.rests(place).await?;
    let (watch, cpu, count) = (server.watched(), server.cpu(), all.len());
    let paths: Vec<PathBuf> = all.iter().map(|it| it.path.clone()).collect();
    let began = machine::now();
    let times = send(server.port, all).await?;
    let took = began.elapsed().as_secs_f64();
    let (cpu, most) = (server.cpu() - cpu, watch.most());
    server.rests(place).await?;
    server.stop().await?;
    fs::remove_dir_all(paths[0].parent().context("no folder")?)?;

    let kept = kept(place).await?;
    ensure!(
        kept == (times.len() * CELLS) as i64,
        "{kept} cells of {} workbooks are there",
        times.len()
    );
    let aim = |aim| {
        if times.len() == count {
            aim
        } else {
            Aim::Known
        }
    };
    report.figure("workbooks kept", times.len() as f64, "", Aim::Known);
    let what = format!("{kept} cell values sent, understood and kept");
    report.figure(&what, took, "s", aim(Aim::Most(20.0)));
    report.figure("cell values", kept as f64 / took, "/s", Aim::Known);
    report.figure("processor time of the server", cpu, "s", Aim::Known);
    let what = "memory at most while they came in (RssAnon)";
    report.figure(what, most, "MB", Aim::Most(200.0));
    for (what, half) in [
        (
            "a workbook until it was understood, p50",
            median(&times, |it| it.0),
        ),
        ("and until it was kept, p50", median(&times, |it| it.1)),
    ] {
        report.figure(what, half, "ms", Aim::Known);
    }
    let what = "the library alone reads all workbooks, once";
    report.figure(what, read, "s", Aim::Known);
    let inserted = alone::database(place).await?;
    let what = "the database alone inserts the same rows";
    report.figure(what, inserted, "s", Aim::Known);
    let share = times.len() as f64 / count as f64;
    let limit = read * share + inserted;
    report.figure(
        "times as long as both together",
        took / limit,
        "",
        Aim::Known,
    );
    Ok(())
}

/// A workbook on the disk, and where it goes.
struct Workbook {
    path: PathBuf,
    to: Empty,
}

/// Writes a workbook for each list, with the columns of the example people download.
fn workbooks(folder: &Path, lists: Vec<Empty>) -> anyhow::Result<Vec<Workbook>> {
    fs::create_dir_all(folder)?;
    let columns = [
        ("No IKK", 26),
        ("Unsur", 26),
        ("Unsur data", 26),
        ("Nilai", 26),
        ("Status", 26),
        ("Alasan", 26),
        ("Rencana", 26),
        ("Tanggal rencana", 26),
    ];
    let made = SystemClock.now();
    let one = |(number, to): (usize, Empty)| {
        let rows = data::cells()
            .enumerate()
            .map(|(row, (code, letter, name))| {
                let amount = (row * 7 + number * 13) % 5_000 + 1;
                vec![
                    Cell::from(code),
                    Cell::from(letter),
                    Cell::from(name),
                    Cell::count(amount),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                ]
            });
        let list = List::simple("Contoh Impor Isian", made, &columns).rows(rows);
        let path = folder.join(format!("isian-{number:03}.xlsx"));
        fs::write(&path, write(&list)?)?;
        Ok(Workbook { path, to })
    };
    lists.into_iter().enumerate().map(one).collect()
}

/// Milliseconds until a workbook was understood, and until it was kept.
type Times = (f64, f64);

/// Sends all, several at a time.
async fn send(port: u16, all: Vec<Workbook>) -> anyhow::Result<Vec<Times>> {
    let waiting = Arc::new(Mutex::new(VecDeque::from(all)));
    let until = machine::now() + LONGEST;
    let senders: Vec<_> = (1..=SENDERS)
        .map(|host| tokio::spawn(sender(port, host, Arc::clone(&waiting), until)))
        .collect();
    let mut times = Vec::new();
    for sender in senders {
        times.extend(sender.await??);
    }
    Ok(times)
}

/// Sends one workbook after the other while there are any.
async fn sender(
    port: u16,
    host: u8,
    waiting: Arc<Mutex<VecDeque<Workbook>>>,
    until: Instant,
) -> anyhow::Result<Vec<Times>> {
    let mut wire = Wire::open(port, host).await?;
    let mut times = Vec::new();
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.pop_front().filter(|_| machine::now() < until)
    };
    while let Some(book) = next() {
        let region = &book.to.region;
        let cookie = data::cookie(region, &data::head(0));
        let content = fs::read(&book.path)?;
        let began = machine::now();
        let path = format!("/{region}/isian/{}/impor", book.to.filling);
        let ask = Ask::file(&path, &cookie, "isian.xlsx", &content);
        let page = led_to(&wire.send(ask).await?).context(path)?;
        see(&mut wire, &page, &cookie, "dan tidak ada masalah").await?;
        let understood = began.elapsed();
        let ask = Ask::form(&format!("{page}/simpan"), &cookie, String::new());
        let page = led_to(&wire.send(ask).await?)?;
        see(&mut wire, &page, &cookie, "baris tersimpan").await?;
        let all = began.elapsed();
        times.push((understood.as_secs_f64() * 1e3, all.as_secs_f64() * 1e3));
    }
    Ok(times)
}

/// Where an answer leads.
fn led_to(reply: &Reply) -> anyhow::Result<String> {
    let said = || String::from_utf8_lossy(&reply.body).into_owned();
    ensure!(reply.status == 303, "{} {}", reply.status, said());
    Ok(reply.location.clone())
}

/// Asks for the page of an import until it says the words.
async fn see(wire: &mut Wire, page: &str, cookie: &str, words: &str) -> anyhow::Result<()> {
    loop {
        let reply = wire.get(page, cookie, "identity").await?;
        let said = String::from_utf8_lossy(&reply.body);
        if said.contains(words) {
            return Ok(());
        }
        ensure!(said.contains("Sedang dikerjakan"), "{page}: {said}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Cells that are there now.
async fn kept(place: &Place) -> anyhow::Result<i64> {
    let conn = Database::connect(&place.url).await?;
    let question = "select count(*) from figure where origin = '' and region <> $1 and version = 1 \
        and indicator_id in (select id from indicator where year = $2)";
    let values = vec![data::CITY.into(), data::COMING.into()];
    let count = sql::number(&conn, question, values).await?;
    conn.close().await?;
    Ok(count)
}

fn median(times: &[Times], of: impl Fn(&Times) -> f64) -> f64 {
    let mut times: Vec<f64> = times.iter().map(of).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}
