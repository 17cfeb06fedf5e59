//! `dist`: what is handed to an installation.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{self, BUILD, Outcome};
use crate::{assets, place};

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    run::no_arguments(arguments)?;
    let root = place::root()?;
    let mut papers = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned()];
    papers.extend(licences(&root)?);
    // found out before the long build, not after it
    if let Some(missing) = papers.iter().find(|name| !root.join(name).is_file()) {
        return Err(format!("{missing} is missing"));
    }

    assets::build()?;
    run::run(run::cargo(BUILD)?.arg("--release"))?;

    let name = format!("tuntas-{}-{OS}-{ARCH}", env!("CARGO_PKG_VERSION"));
    let directory = place::target()?.join("dist").join(name);
    if directory.exists() {
        fs::remove_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    }
    fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    let binary = directory.join("tuntas");
    copy(&place::release_binary("tuntas")?, &binary)?;
    for paper in papers {
        copy(&root.join(&paper), &directory.join(&paper))?;
    }

    let size = fs::metadata(&binary)
        .map_err(|e| format!("{}: {e}", binary.display()))?
        .len();
    let sum = run::quietly(Command::new("sha256sum").arg("--").arg(&binary))?;
    println!("{}", directory.display());
    println!("tuntas: {size} bytes ({:.1} MB)", size as f64 / 1e6);
    println!(
        "sha256: {}",
        sum.split_whitespace().next().unwrap_or_default()
    );
    Ok(())
}

/// The licence files at the root; a package without any is not handed out.
fn licences(root: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).map_err(|e| format!("cannot list the repository: {e}"))? {
        let entry = entry.map_err(|e| format!("cannot list the repository: {e}"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") || name.starts_with("LICENCE") || name == "NOTICE" {
            found.push(name);
        }
    }
    found.sort();
    if found.is_empty() {
        Err("there is no LICENSE file".into())
    } else {
        Ok(found)
    }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|e| format!("cannot copy {} to {}: {e}", from.display(), to.display()))
}
