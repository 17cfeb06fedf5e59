//! The programs a complete test run needs, installed when root asks for it.
//!
//! A test that skips itself because something is missing proves nothing, so nothing is
//! skipped: it is installed, or the exact command is named and the run fails.

use std::path::Path;
use std::process::Command;

use crate::run::{self, Outcome};
use crate::{place, postgres};

struct Tool {
    present: fn() -> bool,
    packages: &'static [&'static str],
}

/// What is looked for, and the Debian packages that bring it. Named in full, since
/// recommended packages are not installed along.
const TOOLS: &[Tool] = &[
    Tool {
        present: || place::program("cc").is_some(),
        packages: &["gcc", "libc6-dev"],
    },
    Tool {
        present: || place::program("node").is_some() && place::program("npm").is_some(),
        packages: &["nodejs", "npm"],
    },
    Tool {
        present: || postgres::programs().is_some(),
        packages: &["postgresql"],
    },
    Tool {
        present: || Path::new("/usr/bin/chromedriver").is_file(),
        packages: &["chromium", "chromium-driver"],
    },
];

/// Installs what is missing as root; otherwise says how to.
pub fn install_missing() -> Outcome {
    let packages = missing();
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let command = format!("apt-get update && apt-get install -y --no-install-recommends {list}");
    let by_hand = format!("missing: {list}. On Debian, as root: {command}");
    if place::program("apt-get").is_none() || !run::is_root()? {
        return Err(by_hand);
    }
    println!("   missing: {list}");
    apt(&["update"])?;
    apt(&[
        &["install", "-y", "--no-install-recommends"],
        packages.as_slice(),
    ]
    .concat())?;
    if missing().is_empty() {
        Ok(())
    } else {
        Err(format!("still {by_hand}"))
    }
}

fn missing() -> Vec<&'static str> {
    let absent = TOOLS.iter().filter(|tool| !(tool.present)());
    absent.flat_map(|tool| tool.packages).copied().collect()
}

fn apt(arguments: &[&str]) -> Outcome {
    // nobody is there to answer a question of a package's setup script
    run::run(
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
