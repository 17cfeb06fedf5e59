//! Papers through the server: the first of a process, those that follow, and what it weighs then.

use anyhow::ensure;
use platform::{Uuid, store::sql};
use sea_orm::Database;

use crate::{
    args::Args,
    data::{self, CITY},
    load::Wire,
    machine,
    place::Place,
    report::{Aim, Report},
    server::Server,
};

const TIMES: usize = 100;

pub async fn run(place: &Place, _: &Args, report: &mut Report) -> anyhow::Result<()> {
    let conn = Database::connect(&place.url).await?;
    let question = "select id from meeting where region = $1 order by date desc limit 1";
    let meeting: Option<Uuid> = sql::value(&conn, question, vec![CITY.into()]).await?;
    let meeting = meeting.ok_or_else(|| anyhow::anyhow!("no meeting"))?;
    conn.close().await?;
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let mut wire = Wire::open(server.port, 1).await?;
    let cookie = data::cookie(CITY, &data::head_of_region());
    for (what, path, first_most, most) in [
        (
            "attendance list",
            "daftar-hadir.pdf",
            Aim::Most(150.0),
            Aim::Most(25.0),
        ),
        ("minutes, 84 points", "notula.pdf", Aim::Known, Aim::Known),
        ("the same as DOCX", "notula.docx", Aim::Known, Aim::Known),
    ] {
        let path = format!("/{CITY}/rapat/{meeting}/{path}");
        let mut times = Vec::new();
        for _ in 0..=TIMES {
            let began = machine::now();
            let reply = wire.get(&path, &cookie, "identity").await?;
            ensure!(reply.status == 200, "{path}: {}", reply.status);
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        let first = times.remove(0);
        times.sort_by(f64::total_cmp);
        report.figure(&format!("{what}: the first"), first, "ms", first_most);
        report.figure(
            &format!("{what}: p50 of {TIMES}"),
            times[TIMES / 2],
            "ms",
            most,
        );
        let (anonymous, _) = server.memory();
        report.figure("memory then (RssAnon)", anonymous, "MB", Aim::Most(60.0));
    }
    server.stop().await
}
