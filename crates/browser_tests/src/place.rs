//! Where things are, and whether the browser runs in this step.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};

use crate::Outcome;

/// Whether `TUNTAS_BROWSER` asks for the browser. Nothing is skipped in silence: the variable is
/// set by `cargo xtask test`, which runs these tests in a step of their own.
///
/// # Errors
/// When it says neither `on` nor `off`.
pub(crate) fn switched_on() -> Outcome<bool> {
    match env::var("TUNTAS_BROWSER").as_deref() {
        Ok("on") => Ok(true),
        Ok("off") => Ok(false),
        _ => bail!(
            "TUNTAS_BROWSER says neither `on` nor `off`: run these tests with `cargo xtask test`"
        ),
    }
}

/// The built program.
pub(crate) fn program() -> Outcome<PathBuf> {
    let named = env::var_os("TUNTAS_BIN")
        .map(PathBuf::from)
        .context("TUNTAS_BIN is not set: run these tests with `cargo xtask test`")?;
    ensure!(
        named.is_file(),
        "TUNTAS_BIN names {}, which is not there",
        named.display()
    );
    Ok(named)
}

/// The driver of the browser.
pub(crate) fn driver() -> Outcome<PathBuf> {
    let found = PathBuf::from("/usr/bin/chromedriver");
    ensure!(
        found.is_file(),
        "{} is missing. On Debian or Ubuntu, as root: apt-get install -y chromium chromium-driver",
        found.display()
    );
    Ok(found)
}

/// The script that checks accessibility.
pub(crate) fn axe() -> Outcome<String> {
    let path = root()?.join("web/dist-test/axe.min.js");
    std::fs::read_to_string(&path)
        .with_context(|| format!("{} is missing: run `cargo xtask assets`", path.display()))
}

/// Where the pictures of a story go; emptied.
pub(crate) fn screenshots(story: &str) -> Outcome<PathBuf> {
    let folder = target()?.join("screenshots").join(story);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The root of the repository, asked at run time so that a moved checkout works.
pub(crate) fn root() -> Outcome<PathBuf> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => env::current_dir()?,
    };
    start
        .ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .context("run this inside the repository")
}

/// Cargo's target directory: three above this very test.
fn target() -> Outcome<PathBuf> {
    let test = env::current_exe()?;
    test.ancestors()
        .nth(3)
        .map(Path::to_path_buf)
        .with_context(|| format!("{} lies in no target directory", test.display()))
}
