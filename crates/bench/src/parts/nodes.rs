//! Two nodes on one PostgreSQL, the same load on one and on both. They share the machine's cores with
//! each other, the database and the load, so this shows what agreeing costs, not what a second
//! machine brings.

use crate::{
    args::Args,
    data,
    load::{self, Group},
    parts::tasks::{self, Reader},
    place::{Engine, Place},
    report::{Aim, Report},
    server::Server,
};

const CONNECTIONS: usize = 16;

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    if place.engine == Engine::Sqlite {
        return Ok(());
    }
    let (first, second) = (Server::start(place).await?, Server::start(place).await?);
    for (how, servers) in [
        ("one node", &[&first][..]),
        ("two nodes", &[&first, &second][..]),
    ] {
        for server in servers {
            server.rests(place).await?;
        }
        let leader: Group = (0..CONNECTIONS)
            .map(|_| -> Box<dyn load::Player> {
                Box::new(Reader::new("/dasbor", &data::head_of_region()))
            })
            .collect();
        for (what, group) in [
            ("leader's page, unchanged", leader),
            (
                "drafts in one region",
                tasks::drafts(place, CONNECTIONS).await?,
            ),
            (
                "drafts in 16 regions",
                tasks::drafts_elsewhere(place, CONNECTIONS).await?,
            ),
        ] {
            let stats = load::run_over(servers, args.warm, args.time, vec![group]).await?;
            let what = format!("{what}, 16 connections, {how}");
            report.load(&what, &stats[0], Aim::Known, Aim::Known);
        }
    }
    second.stop().await?;
    first.stop().await
}
