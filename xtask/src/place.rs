//! Where things are: the repository and cargo's target directory.

use std::path::{Path, PathBuf};

use crate::run::Outcome;

/// The root of the repository.
///
/// Cargo tells it at run time; asking at compile time would put this machine's path
/// into the binary and break a moved checkout.
pub fn root() -> Outcome<PathBuf> {
    let from_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let start = match from_cargo {
        Some(directory) => directory,
        None => std::env::current_dir().map_err(|e| format!("no current directory: {e}"))?,
    };
    start
        .ancestors()
        .find(|directory| directory.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| "run this inside the repository".into())
}

/// Cargo's target directory: two levels above this very program, wherever
/// configuration or environment have put it.
pub fn target() -> Outcome<PathBuf> {
    let program = std::env::current_exe().map_err(|e| format!("where am I? {e}"))?;
    program
        .parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("{} lies in no target directory", program.display()))
}

/// A binary of the development build.
pub fn debug_binary(name: &str) -> Outcome<PathBuf> {
    Ok(target()?.join("debug").join(name))
}

/// A binary of the release build.
pub fn release_binary(name: &str) -> Outcome<PathBuf> {
    Ok(target()?.join("release").join(name))
}

/// The first file called `name` in the directories of PATH.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory| directory.join(name))
        .find(|file| file.is_file())
}
