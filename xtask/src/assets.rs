//! `assets`: style sheets and scripts, built by Node in `web/` when their sources changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::place;
use crate::run::{self, Outcome};
use crate::stamp::{self, Stamp};

/// The command; also the first thing every other build does, because the binary embeds
/// what lies in `web/dist`.
pub fn run(arguments: &[String]) -> Outcome {
    run::no_arguments(arguments)?;
    build()
}

/// Installs the packages and bundles, each only if its inputs changed.
pub fn build() -> Outcome {
    let root = place::root()?;
    let web = root.join("web");
    let lock = web.join("package-lock.json");
    if !lock.is_file() {
        return Err("web/package-lock.json is missing: the checkout is not complete".into());
    }

    // npm writes this file last: it is the proof of a finished installation
    let installed = web.join("node_modules/.package-lock.json");
    let packages = Stamp::new("npm-ci", &[lock], installed)?;
    let fetched = !packages.fresh()?;
    if fetched {
        let mut npm = need("npm")?;
        run::run(
            npm.args(["ci", "--no-audit", "--no-fund"])
                .current_dir(&web),
        )?;
        packages.set()?;
    }

    // templates are inputs: style rules that no template uses are cut out
    let mut inputs = stamp::files(&web, &["node_modules", "dist"])?;
    inputs.extend(templates(&root)?);
    let bundle = Stamp::new("bundle", &inputs, web.join("dist/manifest.json"))?;
    if fetched || !bundle.fresh()? {
        run::run(need("node")?.arg("build.mjs").current_dir(&web))?;
        bundle.set()?;
    }
    Ok(())
}

/// Every file of `crates/*/templates/` and `crates/*/src/`: class names stand in both.
fn templates(root: &Path) -> Outcome<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    let crates = fs::read_dir(root.join("crates")).map_err(|e| format!("crates/: {e}"))?;
    for entry in crates {
        let member = entry.map_err(|e| format!("crates/: {e}"))?.path();
        for room in ["templates", "src"] {
            let directory = member.join(room);
            if directory.is_dir() {
                found.extend(stamp::files(&directory, &[])?);
            }
        }
    }
    Ok(found)
}

fn need(program: &str) -> Outcome<Command> {
    match place::program(program) {
        Some(path) => Ok(Command::new(path)),
        None => Err(format!(
            "`{program}` is not installed; it builds the style sheets and scripts.\n\
             On Debian or Ubuntu, as root: apt-get install -y nodejs npm"
        )),
    }
}
