//! Pages that many read at once.

use crate::{
    args::Args,
    data::{self, UNITS},
    load::{self, Group},
    parts::tasks::Reader,
    place::Place,
    report::{Aim, Report},
    server::Server,
};

const CONNECTIONS: usize = 16;

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let leader = data::head_of_region();
    for (what, path, of_units, aim) in [
        (
            "leader's page, unchanged, 16 connections",
            "/dasbor",
            false,
            Aim::Least(2_000.0),
        ),
        (
            "work list, 16 heads",
            "/perlu-ditindaklanjuti",
            true,
            Aim::Known,
        ),
        ("home, 16 heads", "", true, Aim::Known),
        (
            "list of follow-ups, 16 heads",
            "/tindak-lanjut",
            true,
            Aim::Known,
        ),
    ] {
        let group: Group = (0..CONNECTIONS)
            .map(|number| -> Box<dyn load::Player> {
                let head = data::head(number % UNITS);
                Box::new(Reader::new(path, if of_units { &head } else { &leader }))
            })
            .collect();
        let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
        report.load(what, &stats[0], aim, Aim::Known);
    }
    report.figure(
        "memory after it (RssAnon)",
        server.memory().0,
        "MB",
        Aim::Known,
    );
    server.stop().await
}
