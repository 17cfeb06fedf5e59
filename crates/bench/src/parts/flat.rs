//! Whether the other regions of a database slow one region down.

use crate::{
    args::Args,
    data::{self, CITY},
    load::{self, Wire},
    machine,
    parts::tasks,
    place::{Place, Size},
    report::{Aim, Report},
    server::Server,
};

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let many = one(place, "among 553 regions", args, report).await?;
    let alone = Place::copy(place.engine, Size::City).await?;
    let single = one(&alone, "alone", args, report).await?;
    alone.remove().await?;
    report.figure(
        "leader's page: time among many / alone",
        many.0 / single.0,
        "",
        Aim::Known,
    );
    report.figure(
        "saves: rate among many / alone",
        many.1 / single.1,
        "",
        Aim::Known,
    );
    Ok(())
}

/// Time of a page composed anew in milliseconds, and drafts in a second.
async fn one(
    place: &Place,
    how: &str,
    args: &Args,
    report: &mut Report,
) -> anyhow::Result<(f64, f64)> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let composed = composed(place, &server, args).await?;
    report.figure(
        &format!("leader's page composed anew, {how}, median"),
        composed,
        "ms",
        Aim::Known,
    );
    let group = tasks::drafts(place, 16).await?;
    let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
    let what = format!("draft of a report, 16 connections, {how}");
    report.load(&what, &stats[0], Aim::Known, Aim::Known);
    server.stop().await?;
    Ok((composed, stats[0].per_second))
}

/// A write, then the page, again and again; the median time of the page.
async fn composed(place: &Place, server: &Server, args: &Args) -> anyhow::Result<f64> {
    let mut writer = tasks::reviews(place, 1, None).await?;
    let writer = writer
        .first_mut()
        .ok_or_else(|| anyhow::anyhow!("nobody writes"))?;
    let mut wire = Wire::open(server.port, 1).await?;
    let cookie = data::cookie(CITY, &data::head_of_region());
    let (mut times, began) = (Vec::new(), machine::now());
    while began.elapsed() < args.time {
        let reply = wire.send(writer.ask()).await?;
        writer.hear(&reply)?;
        let asked = machine::now();
        let page = wire
            .get(&format!("/{CITY}/dasbor"), &cookie, "gzip")
            .await?;
        times.push(asked.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(page.status == 200, "{}", page.status);
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}
