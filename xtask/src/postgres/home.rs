//! What a private server needs from the machine: its programs, an account that is not
//! root, and a directory of its own.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::run::{self, Outcome};
use crate::{clock, place};

const PREFIX: &str = "tuntas-pg-";

/// The directory with `initdb` and `pg_ctl`: from PATH, or the newest that Debian has,
/// which keeps them out of PATH.
pub fn programs() -> Option<PathBuf> {
    let complete = |directory: &PathBuf| {
        directory.join("initdb").is_file() && directory.join("pg_ctl").is_file()
    };
    let in_path = place::program("initdb")
        .and_then(|file| file.parent().map(Path::to_path_buf))
        .filter(complete);
    in_path.or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        versions
            .map(|entry| entry.path())
            .filter(|version| complete(&version.join("bin")))
            .max_by_key(|version| version.file_name()?.to_str()?.parse::<u32>().ok())
            .map(|version| version.join("bin"))
    })
}

/// The account to drop to: none, unless this process is root.
pub fn account() -> Outcome<Option<&'static str>> {
    if !run::is_root()? {
        return Ok(None);
    }
    let exists = run::quietly(Command::new("id").args(["-u", "postgres"])).is_ok();
    Ok(Some(if exists { "postgres" } else { "nobody" }))
}

/// A command run by `account`, in a directory that any account may be in.
pub fn dropped(account: Option<&str>, program: &Path) -> Command {
    let mut command = match account {
        Some(account) => {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", account, "--"]).arg(program);
            runuser
        }
        None => Command::new(program),
    };
    command.current_dir("/");
    command
}

/// A directory nobody had before: a guessed name that exists is not taken over.
pub fn new_directory(parent: &Path) -> Outcome<PathBuf> {
    for number in 0..1000 {
        let directory = parent.join(format!("{PREFIX}{}-{number}", std::process::id()));
        match DirBuilder::new().mode(0o700).create(&directory) {
            Ok(()) => return Ok(directory),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(format!("cannot make {}: {e}", directory.display())),
        }
    }
    Err(format!(
        "{} is full of {PREFIX} directories",
        parent.display()
    ))
}

/// Removes what a machine switched off in the middle has left: a day old and ours.
pub fn remove_stale(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        // of the entry itself, not of what a link points to
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let old = metadata
            .modified()
            .is_ok_and(|m| clock::age(m) > Duration::from_secs(86_400));
        if ours && old && metadata.is_dir() && fs::remove_dir_all(entry.path()).is_ok() {
            println!("   removed {}", entry.path().display());
        }
    }
}
