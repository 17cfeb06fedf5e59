//! What the command line says.

use std::time::Duration;

use anyhow::bail;

use crate::{parts, place::Engine};

/// Options of a run.
pub struct Args {
    /// Only this engine.
    pub only: Option<Engine>,
    /// Only the parts of these names.
    parts: Vec<String>,
    /// Before measuring.
    pub warm: Duration,
    /// Measuring.
    pub time: Duration,
    /// As typed, for the record.
    pub words: String,
}

const HELP: &str = "bench [--quick] [--only sqlite|postgres] [--part NAME]...";

impl Args {
    /// Reads the command line.
    ///
    /// # Errors
    /// When a word is not known.
    pub fn read(words: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let words: Vec<String> = words.collect();
        let mut args = Self {
            only: None,
            parts: Vec::new(),
            warm: Duration::from_secs(2),
            time: Duration::from_secs(10),
            words: words.join(" "),
        };
        let mut rest = words.into_iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--quick" => {
                    args.warm = Duration::from_millis(500);
                    args.time = Duration::from_secs(2);
                }
                "--only" => {
                    let name = rest.next().unwrap_or_default();
                    let engine = Engine::BOTH.into_iter().find(|e| e.to_string() == name);
                    let Some(engine) = engine else {
                        bail!("--only sqlite or --only postgres, not `{name}`");
                    };
                    args.only = Some(engine);
                }
                "--part" => {
                    let name = rest.next().unwrap_or_default();
                    if !parts::ALL.iter().any(|part| part.name == name) {
                        let names: Vec<_> = parts::ALL.iter().map(|part| part.name).collect();
                        bail!("there is no part `{name}`; there are {}", names.join(", "));
                    }
                    args.parts.push(name);
                }
                other => bail!("does not know `{other}`: {HELP}"),
            }
        }
        Ok(args)
    }

    /// Whether a part is to run.
    pub fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|name| name == part)
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn read(line: &str) -> anyhow::Result<Args> {
        Args::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn words_are_known_or_refused() {
        let args = read("--quick --only sqlite --part saves").expect("good words");
        assert_eq!(args.time.as_secs(), 2);
        assert!(args.only.is_some() && args.wants("saves") && !args.wants("start"));
        assert!(read("").expect("nothing").wants("start"));
        assert!(read("--only mysql").is_err() && read("--part x").is_err());
        assert!(read("--fast").is_err());
    }
}
