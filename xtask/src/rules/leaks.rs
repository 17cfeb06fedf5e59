//! Nothing in the repository tells where it was written.

use super::{Source, Violation};

/// Directories that exist only where this is developed. In two parts, since this file is
/// in the repository too.
const DIRECTORIES: &[&str] = &[concat!("/wo", "rk/"), concat!("/fa", "rm/")];

/// Words in the names of hosts that hand out packages. A page about a package (docs.rs,
/// crates.io) has none of them; no host is named, lest this file leak one.
const HOSTS: &[&str] = &["registry", "artifactory", "nexus", "mirror", "verdaccio"];

/// No absolute path of a developer's machine and no host of a package registry: the first
/// works nowhere else, the second may be private and makes builds depend on it.
pub fn check(source: &Source) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let refused = machine_path(line).or_else(|| registry_host(line));
        if let Some(rule) = refused.or_else(|| registry_setting(&source.path, line)) {
            found.push(source.on(index + 1, rule));
        }
    }
    found
}

fn machine_path(line: &str) -> Option<String> {
    DIRECTORIES.iter().find_map(|directory| {
        // in the middle of a longer path or an address it means something else
        let absolute = line.match_indices(directory).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || "._-/~}".contains(c))
                || line[..at].ends_with("file://")
        });
        absolute.then(|| format!("`{directory}...` is a path of one machine"))
    })
}

fn registry_host(line: &str) -> Option<String> {
    line.match_indices("://").find_map(|(at, separator)| {
        let rest = &line[at + separator.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !".-_:@".contains(c));
        let host = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
        let named = HOSTS.iter().any(|word| host.contains(word));
        named.then(|| "the host of a package registry".to_owned())
    })
}

/// Lock files and settings that bind a build to one registry, whatever its host is called.
fn registry_setting(path: &str, line: &str) -> Option<String> {
    let line = line.trim();
    let bound = match path.rsplit('/').next().unwrap_or(path) {
        "Cargo.lock" => {
            let from = line.strip_prefix("source = \"");
            from.is_some_and(|from| !from.contains("github.com/rust-lang/crates.io-index"))
        }
        "package-lock.json" => line.starts_with("\"resolved\": \"http"),
        ".npmrc" => line.starts_with("registry") || line.contains(":registry"),
        "config.toml" if path.contains(".cargo/") => {
            ["[source", "[registries", "[registry", "replace-with"]
                .iter()
                .any(|start| line.starts_with(start))
        }
        _ => false,
    };
    bound.then(|| "binds the build to one package registry".to_owned())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::rules::lines;

    #[test]
    fn paths_of_a_machine() {
        for bad in [
            concat!("see /wo", "rk/x"),
            concat!("\"/fa", "rm/x\""),
            concat!("file:///wo", "rk/x"),
        ] {
            assert_eq!(
                lines(check, "docs/A.md", &format!("one\n{bad}")),
                [2],
                "{bad}"
            );
        }
        for good in [
            concat!("https://example.org/wo", "rk/x"),
            concat!("target/fa", "rm/x"),
            "/works/x",
            "a framework/library",
        ] {
            assert!(lines(check, "docs/A.md", good).is_empty(), "{good}");
        }
    }

    #[test]
    fn registries() {
        let url = concat!("https://regis", "try.example.org/x");
        let resolved = "\"resolved\": \"https://packages.example.org/x.tgz\"";
        let bad_source = "source = \"sparse+https://packages.example.org/\"";
        let good_source = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        let npmrc = "@x:registry=https://packages.example.org";
        assert_eq!(lines(check, "README.md", url), [1]);
        assert_eq!(lines(check, "web/package-lock.json", resolved), [1]);
        assert_eq!(lines(check, "Cargo.lock", bad_source), [1]);
        assert_eq!(lines(check, "web/.npmrc", npmrc), [1]);
        assert_eq!(
            lines(check, ".cargo/config.toml", "replace-with = \"x\""),
            [1]
        );
        assert!(lines(check, "Cargo.lock", good_source).is_empty());
        assert!(lines(check, "web/.npmrc", "omit-lockfile-registry-resolved=true").is_empty());
        assert!(lines(check, "README.md", "https://crates.io/crates/axum").is_empty());
    }
}
