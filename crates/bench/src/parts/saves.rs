//! Saves that are answered when they are on the disk.

use crate::{
    args::Args,
    load, machine,
    parts::tasks,
    place::{Engine, Place},
    report::{Aim, Report},
    server::Server,
};

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let group = tasks::drafts_elsewhere(place, 16).await?;
    let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
    report.load(
        "drafts in 16 regions, 16 connections",
        &stats[0],
        Aim::Known,
        Aim::Known,
    );
    server.rests(place).await?;
    for connections in [1, 16, 64] {
        let (least, most) = match (place.engine, connections) {
            (Engine::Sqlite, 16) => (Aim::Least(1_500.0), Aim::Most(40.0)),
            _ => (Aim::Known, Aim::Known),
        };
        let group = tasks::drafts(place, connections).await?;
        let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
        let what = format!("draft of a report, {connections} connections");
        report.load(&what, &stats[0], least, most);
        server.rests(place).await?;
    }
    for connections in [1, 16, 64] {
        let group = tasks::reviews(place, connections, None).await?;
        let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
        let what = format!("report sent, sent back, sent again, {connections} connections");
        report.load(&what, &stats[0], Aim::Known, Aim::Known);
        let waited = machine::now();
        server.rests(place).await?;
        let seconds = waited.elapsed().as_secs_f64() - 2.0;
        report.figure(
            "until their jobs were done after it",
            seconds.max(0.0),
            "s",
            Aim::Known,
        );
    }
    let (anonymous, _) = server.memory();
    report.figure(
        "memory at rest after all of it (RssAnon)",
        anonymous,
        "MB",
        Aim::Known,
    );
    server.stop().await
}
