//! `check`: what is worth knowing before every commit, within a minute.

use crate::rules::{self, Source};
use crate::run::{self, Outcome};
use crate::steps::Steps;

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    run::no_arguments(arguments)?;
    Steps::run(|steps| {
        steps.step("format", format)?;
        steps.step("house rules", house_rules)?;
        steps.step("clippy", clippy)
    })
}

/// Every file is formatted.
pub fn format() -> Outcome {
    run::run(&mut run::cargo(&["fmt", "--all", "--check"])?)
}

/// The rules of the house hold (see `rules/`).
pub fn house_rules() -> Outcome {
    let sources = Source::all()?;
    let violations = rules::all(&sources);
    for violation in &violations {
        println!("{violation}");
    }
    match violations.len() {
        0 => {
            println!("   {} files", sources.len());
            Ok(())
        }
        1 => Err("1 violation".into()),
        more => Err(format!("{more} violations")),
    }
}

/// Clippy has nothing to say.
pub fn clippy() -> Outcome {
    run::run(&mut run::cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])?)
}
