//! Which crate may build on which: the arrows of the house.

use super::{Source, Violation};

/// The ground floors, each with what it may build on. One that is not here is a
/// capability or one of the roofs below.
const FLOORS: &[(&str, &[&str])] = &[
    ("figures", &[]),
    ("regulations", &["figures"]),
    ("recheck", &["figures", "regulations"]),
    ("platform", &[]),
    ("backup", &["platform"]),
    ("government", &["platform", "figures"]),
    (
        "values",
        &["government", "platform", "regulations", "figures"],
    ),
    ("documents", &["government", "platform", "figures"]),
    ("papers", &["documents", "figures"]),
];

/// What a capability may build on, and the cockpit, which is one in this respect.
/// `papers` is not among them: the renderer would make each of their test binaries huge.
const FOR_CAPABILITIES: &[&str] = &[
    "figures",
    "regulations",
    "recheck",
    "platform",
    "government",
    "values",
    "documents",
];

/// The roofs may build on every floor and capability, but not on these.
const ROOFS: &[(&str, &[&str])] = &[
    (
        "demo",
        &[
            "cockpit",
            "papers",
            "tuntas",
            "testing",
            "bench",
            "browser_tests",
        ],
    ),
    ("tuntas", &["testing", "bench", "browser_tests"]),
    ("testing", &["papers", "bench", "browser_tests"]),
    ("bench", &["browser_tests"]),
    ("browser_tests", &["papers", "bench"]),
];

/// Dependencies between the crates of the house follow the arrows of docs/ARCHITECTURE.md.
pub fn check(sources: &[Source]) -> Vec<Violation> {
    let manifests: Vec<(&str, &Source)> = sources
        .iter()
        .filter_map(|source| Some((manifest_of(&source.path)?, source)))
        .collect();
    let names: Vec<&str> = manifests.iter().map(|(name, _)| *name).collect();
    let mut found = Vec::new();
    for (name, source) in &manifests {
        for dependency in dependencies(&source.text) {
            let of_the_house = names.contains(&dependency.name.as_str());
            if let Some(why) = refused(name, &dependency, of_the_house) {
                let rule = format!("{name} may not depend on {}: {why}", dependency.name);
                found.push(source.on(dependency.line, rule));
            }
        }
    }
    found
}

/// The crate whose Cargo.toml this is.
fn manifest_of(path: &str) -> Option<&str> {
    let directory = path.strip_suffix("/Cargo.toml")?;
    let name = directory.strip_prefix("crates/").unwrap_or(directory);
    (!name.contains('/')).then_some(name)
}

fn refused(name: &str, dependency: &Dependency, of_the_house: bool) -> Option<&'static str> {
    let on = dependency.name.as_str();
    if name == "xtask" {
        return Some("the door opens before anything is fetched");
    }
    if !of_the_house || on == name {
        return None;
    }
    let lowest = ["figures", "regulations", "platform"].contains(&name);
    if on == "testing" && dependency.for_tests && !lowest {
        return None;
    }
    if let Some((_, not)) = ROOFS.iter().find(|(roof, _)| *roof == name) {
        return not
            .contains(&on)
            .then_some("against the arrows of the house");
    }
    if let Some((_, may)) = FLOORS.iter().find(|(floor, _)| *floor == name) {
        return (!may.contains(&on)).then_some("against the arrows of the house");
    }
    (!FOR_CAPABILITIES.contains(&on))
        .then_some("capabilities talk through values, follow-ups and references")
}

struct Dependency {
    name: String,
    line: usize,
    for_tests: bool,
}

/// The names in all dependency tables of a Cargo.toml, in any of the ways to write them.
fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    let (mut in_table, mut in_entry, mut for_tests) = (false, false, false);
    for (index, line) in manifest.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let mut add = |name: &str, for_tests| {
            let name = name.trim().trim_matches(['"', '\'']).replace('-', "_");
            found.push(Dependency {
                name,
                line: index + 1,
                for_tests,
            });
        };
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            let at = header
                .find("dependencies")
                .map(|at| at + "dependencies".len());
            let entry = at.and_then(|at| header[at..].strip_prefix('.'));
            in_table = at == Some(header.len());
            in_entry = entry.is_some();
            for_tests = header.contains("dev-dependencies");
            if let Some(entry) = entry {
                add(entry, for_tests);
            }
        } else if let Some((key, value)) = line.split_once('=') {
            if in_table {
                add(key.split('.').next().unwrap_or(key), for_tests);
            }
            // the real name of a renamed dependency
            let renamed = if in_table {
                value
                    .split_once("package")
                    .and_then(|(_, rest)| rest.split('"').nth(1))
            } else if in_entry && key.trim() == "package" {
                Some(value)
            } else {
                None
            };
            if let Some(real) = renamed {
                add(real, for_tests);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
