//! `bench`: the load figures, measured on the release build.

use std::process::Command;

use crate::postgres::{Kind, Postgres};
use crate::run::{self, BUILD, Outcome};
use crate::{assets, place, tools};

/// The command; the arguments go on to the bench program.
pub fn run(arguments: &[String]) -> Outcome {
    tools::install_missing()?;
    assets::build()?;
    run::run(run::cargo(BUILD)?.arg("--release"))?;
    let postgres = Postgres::start(Kind::Durable)?;
    let mut bench = Command::new(place::release_binary("bench")?);
    bench
        .args(arguments)
        .current_dir(place::root()?)
        .env("TUNTAS_BENCH_POSTGRES", postgres.url())
        .env("TUNTAS_BIN", place::release_binary("tuntas")?);
    run::run(&mut bench)
}
