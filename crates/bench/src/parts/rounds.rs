//! Figures of five years in a database: computed again, read as a grid, written cell by cell, printed.

use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use platform::{Uuid, store::sql};
use sea_orm::{ConnectionTrait, Database, FromQueryResult};

use crate::{
    args::Args,
    data::{self, CITY, ON_A_PAGE},
    load::{self, Ask, Group, Player, Reply, Wire},
    machine,
    parts::tasks::Reader,
    place::{Engine, Place},
    report::{Aim, Report},
    server::{self, Server},
};

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    replays(place, report).await?;
    let filling = first_filling(place).await?;
    let server = Server::start(place).await?;
    server.rests(place).await?;

    let head = data::head(0);
    for connections in [1, 16] {
        let group: Group = (0..connections)
            .map(|_| -> Box<dyn Player> {
                Box::new(Reader::new(&format!("/isian/{}", filling.id), &head))
            })
            .collect();
        let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
        let most = if connections == 16 {
            Aim::Most(60.0)
        } else {
            Aim::Known
        };
        let what = format!("grid of {ON_A_PAGE} indicators, {connections} connections");
        report.load(&what, &stats[0], Aim::Known, most);
    }
    for (connections, most) in [(1, 15.0), (16, 40.0)] {
        let group = writers(place, &filling, connections).await?;
        let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
        let what = format!("a cell kept with its result, {connections} connections");
        report.load(&what, &stats[0], Aim::Known, Aim::Most(most));
        server.rests(place).await?;
    }
    tables(&server, &filling, report).await?;
    server.stop().await
}

#[derive(FromQueryResult)]
struct Filling {
    id: Uuid,
    round_id: Uuid,
}

/// The filling of the first agency.
async fn first_filling(place: &Place) -> anyhow::Result<Filling> {
    let conn = Database::connect(&place.url).await?;
    let question = "select f.id as id, f.round_id as round_id from filling f \
        join unit u on u.region = f.region and u.id = f.unit_id \
        where f.region = $1 and u.key = 'opd-01'";
    let found = sql::one(&conn, question, vec![CITY.into()]).await?;
    conn.close().await?;
    found.context("no filling")
}

/// All results of all regions computed again: once as they are, once when every one differs.
async fn replays(place: &Place, report: &mut Report) -> anyhow::Result<()> {
    let conn = Database::connect(&place.url).await?;
    let question = "select count(*) from indicator_result";
    let count = sql::number(&conn, question, vec![]).await?;
    let same = replay(place, &[]).await?;
    let what = format!("{count} results computed again and compared");
    report.figure(&what, same, "s", Aim::Most(2.0));
    let wrong = "update indicator_result set amount = '-1'";
    conn.execute_unprepared(wrong).await?;
    conn.close().await?;
    let repaired = replay(place, &["--repair"]).await?;
    let what = "the same when all differ, and kept anew";
    report.figure(what, repaired, "s", Aim::Most(8.0));
    let again = replay(place, &[]).await?;
    report.figure("compared once more", again, "s", Aim::Known);
    Ok(())
}

/// Seconds of `tuntas replay`, the start of the process included.
async fn replay(place: &Place, more: &[&str]) -> anyhow::Result<f64> {
    let mut command = Command::new(server::program()?);
    command
        .arg("replay")
        .args(more)
        .arg("--data")
        .arg(&place.folder);
    match place.engine {
        Engine::Sqlite => command.args(["--database", "sqlite"]),
        Engine::Postgres => command.args(["--database", &place.url]),
    };
    command.env_remove("TUNTAS_CONFIG").stdout(Stdio::null());
    let run = move || {
        let began = machine::now();
        let ended = command.status().context("the program does not start")?;
        ensure!(ended.success(), "replay: {ended}");
        Ok(began.elapsed().as_secs_f64())
    };
    tokio::task::spawn_blocking(run).await?
}

/// One connection that keeps the first cell of rows, one after the other.
struct Writer {
    path: String,
    cookie: String,
    rows: Vec<Row>,
    turn: usize,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    a: String,
    b: String,
    version: i64,
}

async fn writers(place: &Place, filling: &Filling, connections: usize) -> anyhow::Result<Group> {
    let conn = Database::connect(&place.url).await?;
    let question = "select i.id as id, a.amount as a, b.amount as b, a.version as version \
        from filling_item t \
        join indicator i on i.region = t.region and i.id = t.indicator_id \
        join figure a on a.region = i.region and a.indicator_id = i.id and a.letter = 'A' \
        join figure b on b.region = i.region and b.indicator_id = i.id and b.letter = 'B' \
        where t.region = $1 and t.filling_id = $2 order by i.order_number";
    let values = vec![CITY.into(), filling.id.into()];
    let mut rows: Vec<Row> = sql::all(&conn, question, values).await?;
    conn.close().await?;
    let each = rows.len() / connections;
    ensure!(each > 0, "too few rows");
    let cookie = data::cookie(CITY, &data::head(0));
    Ok((0..connections)
        .map(|_| -> Box<dyn Player> {
            Box::new(Writer {
                path: format!("/{CITY}/isian/{}/baris", filling.id),
                cookie: cookie.clone(),
                rows: rows.drain(..each).collect(),
                turn: 0,
            })
        })
        .collect())
}

impl Player for Writer {
    fn ask(&mut self) -> Ask {
        let row = &self.rows[self.turn];
        // another amount each time, never above what it is a share of
        let next = (row.a.parse::<i64>().unwrap_or(0) + 1) % 5_000;
        let fields = format!(
            "angka-A={next}&angka-B={}&versi-A={}&versi-B=1",
            row.b, row.version
        );
        Ask::form(&format!("{}/{}", self.path, row.id), &self.cookie, fields)
    }

    fn hear(&mut self, reply: &Reply) -> anyhow::Result<()> {
        let said = String::from_utf8_lossy(&reply.body);
        ensure!(reply.status == 303, "{} {said}", reply.status);
        let row = &mut self.rows[self.turn];
        row.a = ((row.a.parse::<i64>().unwrap_or(0) + 1) % 5_000).to_string();
        row.version += 1;
        self.turn = (self.turn + 1) % self.rows.len();
        Ok(())
    }
}

/// The tables of the report of the city, whose list is long.
async fn tables(server: &Server, filling: &Filling, report: &mut Report) -> anyhow::Result<()> {
    let cookie = data::cookie(CITY, &data::head_of_region());
    let mut wire = Wire::open(server.port, 1).await?;
    for (name, most) in [
        ("lppd.pdf", Aim::Most(4_000.0)),
        ("lppd.docx", Aim::Known),
        ("lppd.xlsx", Aim::Known),
    ] {
        let path = format!("/{CITY}/periode-pengisian/{}/{name}", filling.round_id);
        let began = machine::now();
        let reply = wire.get(&path, &cookie, "identity").await?;
        let took = began.elapsed().as_secs_f64() * 1000.0;
        ensure!(reply.status == 200, "{path}: {}", reply.status);
        if name == "lppd.pdf" {
            let pages = pages(&reply.body);
            report.figure(
                "pages of the tables of the LPPD",
                pages as f64,
                "",
                Aim::Known,
            );
        }
        report.figure(&format!("{name}, the first"), took, "ms", most);
    }
    let (anonymous, _) = server.memory();
    report.figure("memory then (RssAnon)", anonymous, "MB", Aim::Known);
    Ok(())
}

/// Pages as the catalogue of the file counts them.
fn pages(pdf: &[u8]) -> usize {
    let mark = b"/Type /Page\n";
    let loose = b"/Type/Page/";
    let count = |mark: &[u8]| pdf.windows(mark.len()).filter(|it| *it == mark).count();
    count(mark).max(count(loose))
}
