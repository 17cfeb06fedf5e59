//! Starting, and what the server weighs when nothing happens.

use std::time::Duration;

use crate::{
    args::Args,
    place::Place,
    report::{Aim, Report},
    server::Server,
};

pub async fn run(place: &Place, _: &Args, report: &mut Report) -> anyhow::Result<()> {
    // the first start of a day puts in the daily round of every region
    let server = Server::start(place).await?;
    server.rests(place).await?;
    server.stop().await?;
    let mut times = Vec::new();
    for _ in 0..10 {
        let server = Server::start(place).await?;
        times.push(server.start);
        server.stop().await?;
    }
    times.sort_unstable();
    let median = (times[4] + times[5]) / 2;
    let (first, last) = (times[0], times[9]);
    report.figure(
        "start to /readyz, median of 10",
        seconds(median),
        "s",
        Aim::Most(0.2),
    );
    report.figure("the quickest of them", seconds(first), "s", Aim::Known);
    report.figure("the slowest of them", seconds(last), "s", Aim::Known);

    let server = Server::start(place).await?;
    server.rests(place).await?;
    let (anonymous, of_files) = server.memory();
    report.figure("memory at rest (RssAnon)", anonymous, "MB", Aim::Most(30.0));
    report.figure(
        "with it pages of files (RssFile)",
        of_files,
        "MB",
        Aim::Known,
    );
    server.stop().await
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
