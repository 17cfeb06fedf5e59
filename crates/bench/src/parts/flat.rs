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

const ROUNDS: usize = 3;

/// Fresh copies of both, turn about: what the parts before have written, and what else the machine
/// does meanwhile, touches both alike.
pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let (mut pages, mut saves) = ([vec![], vec![]], [vec![], vec![]]);
    for _ in 0..ROUNDS {
        for (at, size) in [Size::Country, Size::City].into_iter().enumerate() {
            let copy = Place::copy(place.engine, size, "flat").await?;
            let (page, rate) = one(&copy, args).await?;
            copy.remove().await?;
            pages[at].push(page);
            saves[at].push(rate);
        }
    }
    let [pages, saves] = [pages, saves].map(|pair| pair.map(median));
    for (at, how) in ["among 553 regions", "alone"].into_iter().enumerate() {
        let what = format!("leader's page composed anew, {how}");
        report.figure(&what, pages[at], "ms", Aim::Known);
        let what = format!("drafts, 16 connections, {how}");
        report.figure(&what, saves[at], "/s", Aim::Known);
    }
    let what = "leader's page: time among many / alone";
    report.figure(what, pages[0] / pages[1], "", Aim::Known);
    let what = "drafts: rate among many / alone";
    report.figure(what, saves[0] / saves[1], "", Aim::Known);
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Time of a page composed anew in milliseconds, and drafts in a second.
async fn one(place: &Place, args: &Args) -> anyhow::Result<(f64, f64)> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let composed = composed(place, &server, args).await?;
    let group = tasks::drafts(place, 16).await?;
    let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
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
    Ok(median(times))
}
