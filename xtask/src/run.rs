//! Running other programs, with the command line shown and failures in words.

use std::process::{Command, Stdio};

use crate::place;

/// What a step gives: a value, or a sentence that says what went wrong.
pub type Outcome<T = ()> = Result<T, String>;

/// Package selection of every build. Always the same one: cargo unifies features per
/// selection, so building a single crate would recompile dozens of shared ones.
pub const BUILD: &[&str] = &["build", "--workspace", "--bins"];

/// A `cargo` call at the root of the repository.
///
/// `cargo run` has described xtask itself in the environment. Build scripts that watch
/// such variables would run again at every change between `cargo build` and
/// `cargo xtask`, so they are taken out.
///
/// What would make the next build of the same crate quicker is not kept unless somebody
/// asks for it: it is gigabytes, and a machine that tests a clean clone never reads it.
pub fn cargo(arguments: &[&str]) -> Outcome<Command> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(place::root()?);
    if std::env::var_os("CARGO_INCREMENTAL").is_none() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    Ok(command)
}

/// Prints the command line, runs it on this terminal and wants success.
pub fn run(command: &mut Command) -> Outcome {
    let line = shown(command);
    println!("> {line}");
    let status = command
        .status()
        .map_err(|e| format!("`{line}` does not start: {e}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{line}` failed ({status})"))
    }
}

/// Runs without a word and gives what was printed; on failure says what it said.
pub fn quietly(command: &mut Command) -> Outcome<String> {
    let line = shown(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("`{line}` does not start: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "`{line}` failed ({})\n{}",
        output.status,
        said.trim_end()
    ))
}

/// Whether this process runs as root.
pub fn is_root() -> Outcome<bool> {
    Ok(quietly(Command::new("id").arg("-u"))?.trim() == "0")
}

/// A command line for people: the program's short name and its arguments.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        let argument = argument.to_string_lossy();
        if argument.contains(' ') {
            line.push_str(&format!("\"{argument}\""));
        } else {
            line.push_str(&argument);
        }
    }
    line
}

/// Refuses arguments where none are known.
pub fn no_arguments(arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(first) => Err(format!("does not know `{first}`")),
    }
}
