//! Many read the leader's page while others write: every write makes the page anew.

use std::time::Duration;

use crate::{
    args::Args,
    data,
    load::{self, Group, Player},
    parts::tasks::{self, Reader},
    place::Place,
    report::{Aim, Report},
    server::Server,
};

/// Connections that write, each five times a second.
const WRITERS: usize = 10;

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let writers = tasks::reviews(place, WRITERS, Some(Duration::from_millis(200))).await?;
    let readers: Group = (0..16)
        .map(|_| -> Box<dyn Player> { Box::new(Reader::new("/dasbor", &data::head_of_region())) })
        .collect();
    let stats = load::run(&server, args.warm, args.time, vec![readers, writers]).await?;
    report.load(
        "leader's page, 16 connections, while 50 writes/s run",
        &stats[0],
        Aim::Least(250.0),
        Aim::Known,
    );
    report.load("the writes beside it", &stats[1], Aim::Known, Aim::Known);
    server.stop().await
}
