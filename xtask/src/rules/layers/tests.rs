//! The arrows of the house, each seen to refuse.

use super::check;
use crate::rules::Source;

const CRATES: &[&str] = &[
    "figures",
    "regulations",
    "platform",
    "government",
    "values",
    "documents",
    "papers",
    "administration",
    "directives",
    "permits",
    "cockpit",
    "demo",
    "tuntas",
    "testing",
    "bench",
    "browser_tests",
    "xtask",
];

/// What is refused if `name` has this manifest and all other crates exist.
fn found(name: &str, manifest: &str) -> Vec<String> {
    let path = |name: &str| match name {
        "xtask" => "xtask/Cargo.toml".to_owned(),
        _ => format!("crates/{name}/Cargo.toml"),
    };
    let sources: Vec<Source> = CRATES
        .iter()
        .map(|other| Source::new(&path(other), if *other == name { manifest } else { "" }))
        .collect();
    check(&sources).iter().map(ToString::to_string).collect()
}

fn may(name: &str, on: &str) -> bool {
    found(name, &format!("[dependencies]\n{on}.workspace = true\n")).is_empty()
}

#[test]
fn capabilities_know_the_floors_but_not_each_other() {
    for capability in ["administration", "directives", "permits", "cockpit"] {
        for on in [
            "figures",
            "regulations",
            "platform",
            "government",
            "values",
            "documents",
        ] {
            assert!(may(capability, on), "{capability} -> {on}");
        }
        for on in CRATES.iter().skip(6).filter(|on| **on != capability) {
            assert!(!may(capability, on), "{capability} -> {on}");
        }
    }
}

#[test]
fn floors_know_only_what_is_below() {
    for (name, on) in [
        ("platform", "government"),
        ("platform", "figures"),
        ("figures", "platform"),
        ("figures", "regulations"),
        ("regulations", "platform"),
        ("government", "values"),
        ("government", "directives"),
        ("documents", "papers"),
        ("papers", "government"),
        ("values", "documents"),
    ] {
        assert!(!may(name, on), "{name} -> {on}");
    }
    for (name, on) in [
        ("regulations", "figures"),
        ("government", "platform"),
        ("papers", "documents"),
    ] {
        assert!(may(name, on), "{name} -> {on}");
    }
}

#[test]
fn roofs_and_the_door() {
    assert!(may("tuntas", "papers") && may("tuntas", "cockpit") && may("testing", "tuntas"));
    assert!(may("demo", "directives") && may("bench", "testing") && may("tuntas", "serde"));
    assert!(!may("tuntas", "testing"));
    assert!(!may("demo", "tuntas"));
    assert!(!may("testing", "papers"));
    assert!(!may("xtask", "serde") && !may("xtask", "figures"));
}

#[test]
fn every_way_to_write_a_dependency() {
    for manifest in [
        "[dependencies]\nadministration.workspace = true",
        "[dependencies]\nadministration = { workspace = true }",
        "[dependencies]\n\"administration\" = { path = \"../administration\" }",
        "[dev-dependencies]\nadministration.workspace = true",
        "[build-dependencies]\nadministration.workspace = true",
        "[target.'cfg(unix)'.dependencies]\nadministration.workspace = true",
        "\n[dependencies.administration]\nworkspace = true",
        "[dependencies]\na = { package = \"administration\", path = \"x\" }",
        "[dependencies.a]\npackage = \"administration\"",
    ] {
        let expected = "crates/directives/Cargo.toml:2: directives may not depend on \
                        administration: capabilities talk through values, follow-ups and \
                        references";
        assert_eq!(found("directives", manifest), [expected], "{manifest}");
    }
    let fine = "[package]\nname = \"directives\"\n[features]\nadministration = []\n\
                [dependencies]\n# administration.workspace = true\nserde.workspace = true";
    assert!(found("directives", fine).is_empty());
}

#[test]
fn the_test_kit_is_for_tests() {
    assert!(!may("directives", "testing"));
    assert!(found("directives", "[dev-dependencies]\ntesting.workspace = true").is_empty());
    assert!(!found("platform", "[dev-dependencies]\ntesting.workspace = true").is_empty());
}
