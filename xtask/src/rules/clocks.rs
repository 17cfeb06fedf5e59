//! Time and chance come from outside, so that a test can say what they are.

use super::code::words;
use super::{Source, Violation};

const BANNED: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "OffsetDateTime::now_utc",
    "UtcDateTime::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "getrandom",
];

const SOURCES_OF_THEM: &[&str] = &[
    "crates/platform/src/clock.rs",
    "crates/platform/src/random.rs",
];

/// Nobody asks the machine for the time, an id or chance, but the two files that hand
/// them out. clippy.toml says the same to the editor; this sees aliases' targets and
/// macros as well, and knows which crates only serve tests.
pub fn check(source: &Source) -> Vec<Violation> {
    let handed_out_here = SOURCES_OF_THEM.contains(&source.path.as_str());
    if source.house_crate().is_none() || source.serves_tests() || handed_out_here {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in BANNED {
        let rule = format!("`{name}`: take it from platform's clock or random");
        found.extend(words(&source.code, name).map(|at| source.at(at, rule.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{BANNED, check};
    use crate::rules::lines;

    #[test]
    fn each_is_refused_outside_its_source() {
        for name in BANNED {
            let bad = format!("// {name}\nlet x = a::{name}();\n");
            assert_eq!(
                lines(check, "crates/platform/src/jobs.rs", &bad),
                [2],
                "{name}"
            );
            assert_eq!(
                lines(check, "crates/directives/tests/x.rs", &bad),
                [2],
                "{name}"
            );
            for free in [
                "crates/platform/src/clock.rs",
                "crates/platform/src/random.rs",
                "crates/testing/src/lib.rs",
                "crates/bench/src/main.rs",
                "crates/browser_tests/tests/browser.rs",
                "xtask/src/clock.rs",
            ] {
                assert!(lines(check, free, &bad).is_empty(), "{name} in {free}");
            }
        }
    }
}
