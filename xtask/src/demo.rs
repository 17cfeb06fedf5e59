//! `demo`: from a clone to a running Tuntas with played data.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::run::{self, BUILD, Outcome};
use crate::{assets, place};

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    let Wish { fresh, port } = Wish::read(arguments)?;
    assets::build()?;
    run::run(&mut run::cargo(BUILD)?)?;

    let mut tuntas = Command::new(place::debug_binary("tuntas")?);
    tuntas.args([
        "demo",
        "--data",
        "data-demo",
        "--listen",
        &format!("127.0.0.1:{port}"),
    ]);
    if fresh {
        tuntas.arg("--fresh");
    }
    tuntas.current_dir(place::root()?);
    // takes this process's place, so that Ctrl-C, kill and the exit code are its own
    Err(format!(
        "target/debug/tuntas does not start: {}",
        tuntas.exec()
    ))
}

#[derive(Debug, PartialEq)]
struct Wish {
    fresh: bool,
    port: u16,
}

impl Wish {
    fn read(arguments: &[String]) -> Outcome<Self> {
        let mut wish = Self {
            fresh: false,
            port: 8080,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--fresh" => wish.fresh = true,
                "--port" => {
                    let number = rest.next().ok_or("--port wants a number")?;
                    wish.port = number
                        .parse()
                        .map_err(|_| format!("--port wants a number up to 65535, not {number}"))?;
                }
                other => return Err(format!("does not know `{other}`")),
            }
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments() {
        let read = |line: &str| {
            Wish::read(
                &line
                    .split_whitespace()
                    .map(String::from)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            read(""),
            Ok(Wish {
                fresh: false,
                port: 8080
            })
        );
        assert_eq!(
            read("--port 9000 --fresh"),
            Ok(Wish {
                fresh: true,
                port: 9000
            })
        );
        assert!(read("--port").is_err());
        assert!(read("--port 99999").is_err());
        assert!(read("--frsh").is_err());
    }
}
