//! `test`: everything a change must pass. What runs here runs everywhere: nothing is
//! skipped because something is not installed.

use std::process::Command;

use crate::postgres::{Kind, Postgres};
use crate::run::{self, BUILD, Outcome};
use crate::steps::Steps;
use crate::{assets, check, place, tools};

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    let fast = match arguments {
        [] => false,
        [only] if only == "--fast" => true,
        _ => return Err("takes only --fast".into()),
    };
    Steps::run(|steps| {
        steps.step("tools", tools::install_missing)?;
        steps.step("assets", assets::build)?;
        steps.step("format", check::format)?;
        steps.step("house rules", check::house_rules)?;
        steps.step("clippy", check::clippy)?;
        steps.step("build", || run::run(&mut run::cargo(BUILD)?))?;
        steps.step("regulation packs", packs)?;
        if fast {
            steps.left_out("documentation");
        } else {
            steps.step("documentation", documentation)?;
        }
        let postgres = steps.step("start PostgreSQL", || Postgres::start(Kind::Quick))?;
        steps.step("tests", || run::run(&mut tests(&postgres, "off", &[])?))?;
        steps.step("PostgreSQL restarts", restarts)?;
        if fast {
            steps.left_out("tests in the browser");
            return Ok(());
        }
        steps.step("tests in the browser", || {
            let only = ["--test", "browser", "--", "--test-threads=1"];
            run::run(&mut tests(&postgres, "on", &only)?)
        })
    })
}

/// The packs as they lie in the repository, by the command that everybody has.
fn packs() -> Outcome {
    let mut command = Command::new(place::debug_binary("tuntas")?);
    run::run(
        command
            .args(["pack", "check"])
            .arg(place::root()?.join("regulations")),
    )
}

/// Documentation of everything, private parts too, without a broken link.
fn documentation() -> Outcome {
    let arguments = [
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ];
    run::run(run::cargo(&arguments)?.env("RUSTDOCFLAGS", "-D warnings"))
}

/// The test that restarts PostgreSQL gets one for itself, which keeps what it has promised.
pub fn restarts() -> Outcome {
    let postgres = Postgres::start(Kind::Durable)?;
    let only = [
        "--test",
        "kill",
        "--",
        "--ignored",
        "--nocapture",
        "really_restarts",
    ];
    let mut tests = tests(&postgres, "off", &only)?;
    run::run(tests.env("TUNTAS_RESTART_POSTGRES", postgres.steering()))
}

/// `cargo test` with what the tests need to know. Always over the whole workspace, so
/// that no step compiles again what the one before has compiled: which of two steps runs
/// the browser is said by a variable and not by another selection of packages.
pub fn tests(postgres: &Postgres, browser: &str, arguments: &[&str]) -> Outcome<Command> {
    let mut command = run::cargo(&["test", "--workspace"])?;
    command
        .args(arguments)
        .env("TUNTAS_TEST_POSTGRES", postgres.url())
        .env("TUNTAS_BIN", place::debug_binary("tuntas")?)
        .env("TUNTAS_BROWSER", browser);
    Ok(command)
}
