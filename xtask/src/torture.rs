//! `torture`: the database is restarted, and the server killed again and again, while it writes.

use crate::postgres::{Kind, Postgres};
use crate::run::{self, BUILD, Outcome};
use crate::{assets, test, tools};

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    let kills: u32 = match arguments {
        [] => 1000,
        [number] => number
            .parse()
            .map_err(|_| format!("{number} is no number of kills"))?,
        _ => return Err("takes one number".into()),
    };
    tools::install_missing()?;
    assets::build()?;
    run::run(&mut run::cargo(BUILD)?)?;
    test::restarts()?;
    let postgres = Postgres::start(Kind::Quick)?;
    let only = [
        "--test",
        "kill",
        "--",
        "--ignored",
        "--nocapture",
        "torture",
    ];
    let mut tests = test::tests(&postgres, "off", &only)?;
    println!("{kills} kills");
    run::run(tests.env("TUNTAS_KILLS", kills.to_string()))
}
