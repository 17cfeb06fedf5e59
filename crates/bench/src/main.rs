//! `bench`: the load figures of docs/PERFORMANCE.md, measured on the release build.
//!
//! The server is the real binary as a child process, so that its memory and processor time are its
//! own; what sends the requests runs here, on one thread. `cargo xtask bench` builds both, starts
//! a PostgreSQL that syncs, and says where they are:
//!
//! - `TUNTAS_BIN`: the program (default: `tuntas` beside this one),
//! - `TUNTAS_BENCH_POSTGRES`: address of a server with `{db}` for the name of the database.
//!
//! The databases lie under `target/bench`; they are made once and copied for each run.

mod args;
mod data;
mod load;
mod machine;
mod parts;
mod place;
mod report;
mod server;

use anyhow::Context;

use args::Args;
use place::{Engine, Place, Size};
use report::Report;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::read(std::env::args().skip(1))?;
    let machine = machine::describe();
    println!("{machine}");
    let mut report = Report::new(machine, args.words.clone());
    for engine in Engine::BOTH {
        if args.only.is_some_and(|only| only != engine) {
            continue;
        }
        println!("\n== {engine}");
        run(engine, &args, &mut report)
            .await
            .with_context(|| format!("on {engine}"))?;
    }
    let path = place::folder()?.join("last.json");
    std::fs::write(&path, report.json())?;
    println!("\n{}", path.display());
    Ok(())
}

/// All parts on one engine: those that want the full database on one copy of it, one after the
/// other, then the comparison with a database of one region.
async fn run(engine: Engine, args: &Args, report: &mut Report) -> anyhow::Result<()> {
    report.begin(engine);
    let place = Place::copy(engine, Size::Country, "run").await?;
    for part in parts::ALL {
        if args.wants(part.name) {
            report.part(part.name, part.about);
            (part.run)(&place, args, report).await.context(part.name)?;
        }
    }
    place.remove().await
}
