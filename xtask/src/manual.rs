//! `manual`: the pictures of docs/manual, taken anew by the story that looks at them.

use std::path::Path;

use crate::postgres::{Kind, Postgres};
use crate::run::{self, BUILD, Outcome};
use crate::{assets, place, test, tools};

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    run::no_arguments(arguments)?;
    tools::install_missing()?;
    assets::build()?;
    run::run(&mut run::cargo(BUILD)?)?;
    let pictures = place::root()?.join("docs/manual/gambar");
    make(&pictures)?;
    let postgres = Postgres::start(Kind::Quick)?;
    let only = ["--test", "browser", "--", "--test-threads=1", "the_manual"];
    let mut tests = test::tests(&postgres, "on", &only)?;
    run::run(tests.env("TUNTAS_MANUAL", "on"))
}

fn make(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
}
