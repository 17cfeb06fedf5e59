//! Half past seven: everybody signs in.

use platform::random;

use crate::{
    args::Args,
    data::{self, CITY, UNITS},
    load::{self, Ask, Group, Player, Reply},
    place::Place,
    report::{Aim, Report},
    server::Server,
};

struct Arriving {
    number: usize,
    device: String,
}

impl Player for Arriving {
    fn ask(&mut self) -> Ask {
        self.number = (self.number + 8) % UNITS;
        let form = format!("nama={}&sandi={}", data::head(self.number), data::PASSWORD);
        Ask::form(&format!("/{CITY}/masuk"), &self.device, form)
    }

    fn hear(&mut self, reply: &Reply) -> anyhow::Result<()> {
        let good = reply.status == 303 && reply.location == format!("/{CITY}");
        anyhow::ensure!(good, "{} {}", reply.status, reply.location);
        Ok(())
    }
}

pub async fn run(place: &Place, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    let server = Server::start(place).await?;
    server.rests(place).await?;
    let group: Group = (0..8)
        .map(|number| -> Box<dyn Player> {
            let device = format!("tuntas_perangkat={}", random::token());
            Box::new(Arriving { number, device })
        })
        .collect();
    let stats = load::run(&server, args.warm, args.time, vec![group]).await?;
    report.load(
        "sign-ins, 8 connections",
        &stats[0],
        Aim::Least(60.0),
        Aim::Known,
    );
    let (anonymous, _) = server.memory();
    report.figure(
        "memory right after it (RssAnon)",
        anonymous,
        "MB",
        Aim::Known,
    );
    server.rests(place).await?;
    report.figure("and at rest again", server.memory().0, "MB", Aim::Known);
    server.stop().await
}
