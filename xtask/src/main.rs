//! The project's door: `cargo xtask <command>` builds, checks, tests and packs Tuntas.
//!
//! It has no dependencies, so that it is there two seconds after a clone, before any
//! other crate has been fetched. It expects a Unix (process groups, sockets, `sh`).

mod assets;
mod bench;
mod check;
mod clock;
mod demo;
mod dist;
mod manual;
mod place;
mod postgres;
mod rules;
mod run;
mod stamp;
mod steps;
mod test;
mod tools;
mod torture;

use std::process::ExitCode;

use run::Outcome;

/// One command of the door: its name, what it takes, what it is for, and the function.
struct Command {
    name: &'static str,
    takes: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        takes: "[--fresh] [--port N]",
        about: "build and start Tuntas with played data on http://127.0.0.1:8080",
        run: demo::run,
    },
    Command {
        name: "check",
        takes: "",
        about: "the quick look before a commit: format, house rules, clippy",
        run: check::run,
    },
    Command {
        name: "test",
        takes: "[--fast]",
        about: "everything a change must pass (--fast: without documentation and browser)",
        run: test::run,
    },
    Command {
        name: "assets",
        takes: "",
        about: "build style sheets and scripts in web/, if anything changed",
        run: assets::run,
    },
    Command {
        name: "manual",
        takes: "",
        about: "take the pictures of docs/manual anew",
        run: manual::run,
    },
    Command {
        name: "torture",
        takes: "[N]",
        about: "kill the server N times (1000) in the middle of writes and look for losses",
        run: torture::run,
    },
    Command {
        name: "bench",
        takes: "[arguments]",
        about: "measure the release build, on databases that really sync",
        run: bench::run,
    },
    Command {
        name: "dist",
        takes: "",
        about: "pack the release binary with its papers under target/dist/",
        run: dist::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        eprint!("{}", help());
        return ExitCode::from(2);
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("xtask: there is no command `{name}`\n\n{}", help());
        return ExitCode::from(2);
    };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask {name}: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let mut text = String::from("cargo xtask <command>\n\n");
    for Command {
        name, takes, about, ..
    } in COMMANDS
    {
        let call = format!("{name} {takes}");
        text.push_str(&format!("  {call:<26} {about}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_has_one_line_per_command() {
        let help = help();
        for command in COMMANDS {
            let start = format!("  {} ", command.name);
            assert_eq!(
                help.lines().filter(|line| line.starts_with(&start)).count(),
                1
            );
        }
    }
}
