//! `dist`: what is handed to an installation, as a folder and packed.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{self, BUILD, Outcome};
use crate::{assets, place};

/// What an administrator needs beside the binary.
const DEPLOY: [&str; 8] = [
    "docs/OPERATIONS.md",
    "deploy/tuntas.toml",
    "deploy/tuntas.service",
    "deploy/tuntas-backup.service",
    "deploy/tuntas-backup.timer",
    "deploy/postgres-roles.sql",
    "deploy/nginx.conf",
    "deploy/Containerfile",
];

/// The command.
pub fn run(arguments: &[String]) -> Outcome {
    run::no_arguments(arguments)?;
    let root = place::root()?;
    let mut papers = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned()];
    papers.extend(DEPLOY.map(str::to_owned));
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
        let name = Path::new(&paper).file_name().unwrap_or_default();
        copy(&root.join(&paper), &directory.join(name))?;
    }

    let size = fs::metadata(&binary)
        .map_err(|e| format!("{}: {e}", binary.display()))?
        .len();
    println!("{}", directory.display());
    println!("tuntas: {size} bytes ({:.1} MB)", size as f64 / 1e6);
    println!("{}", pack(&directory)?);
    Ok(())
}

/// Packs the folder into one file beside it, with its sum beside that. What the sum says.
fn pack(directory: &Path) -> Outcome<String> {
    let (Some(place), Some(name)) = (directory.parent(), directory.file_name()) else {
        return Err(format!("{} has no name", directory.display()));
    };
    let archive = format!("{}.tar.gz", name.to_string_lossy());
    let mut tar = Command::new("tar");
    tar.args(["--owner=0", "--group=0", "-czf", &archive])
        .arg(name);
    run::quietly(tar.current_dir(place))?;
    let mut sum = Command::new("sha256sum");
    let line = run::quietly(sum.arg(&archive).current_dir(place))?;
    let beside = place.join(format!("{archive}.sha256"));
    fs::write(&beside, &line).map_err(|e| format!("{}: {e}", beside.display()))?;
    Ok(line.trim().to_owned())
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
