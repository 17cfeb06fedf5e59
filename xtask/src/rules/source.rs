//! The files the rules look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Violation, code};
use crate::run::{self, Outcome};
use crate::{place, stamp};

/// A text file of the repository.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Of Rust files: the same length, comments and literals blank.
    pub code: String,
}

impl Source {
    /// A file with this path and content.
    pub fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with(".rs") {
            code::blank(text)
        } else {
            String::new()
        };
        Self {
            path: path.into(),
            text: text.into(),
            code,
        }
    }

    /// Every text file of the repository: what git keeps and what it would add, so that a
    /// violation shows before the commit and not after it.
    pub fn all() -> Outcome<Vec<Self>> {
        let root = place::root()?;
        let mut sources = Vec::new();
        for path in listed(&root)? {
            // a deleted file is still listed; a file that is no text has no rules
            if let Ok(text) = fs::read_to_string(root.join(&path)) {
                sources.push(Self::new(&path, &text));
            }
        }
        Ok(sources)
    }

    /// The crate under `crates/` that this file belongs to.
    pub fn house_crate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether it is one of the crates that only serve tests and measurements.
    pub fn serves_tests(&self) -> bool {
        matches!(
            self.house_crate(),
            Some("testing" | "bench" | "browser_tests")
        )
    }

    /// A violation at this byte of the text.
    pub fn at(&self, offset: usize, rule: impl Into<String>) -> Violation {
        let before = self.text.as_bytes().iter().take(offset);
        self.on(1 + before.filter(|byte| **byte == b'\n').count(), rule)
    }

    /// A violation on this line.
    pub fn on(&self, line: usize, rule: impl Into<String>) -> Violation {
        Violation {
            path: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

fn listed(root: &Path) -> Outcome<Vec<String>> {
    let arguments = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    if root.join(".git").exists() {
        let list = run::quietly(Command::new("git").args(arguments).current_dir(root))?;
        return Ok(list.split_terminator('\0').map(String::from).collect());
    }
    // an unpacked archive: no list, so everything that is not made by a build
    let made = ["target", "node_modules", "dist", "data-demo"];
    let files: Vec<PathBuf> = stamp::files(root, &made)?;
    let inside = |file: &PathBuf| Some(file.strip_prefix(root).ok()?.to_string_lossy().into());
    Ok(files.iter().filter_map(inside).collect())
}
