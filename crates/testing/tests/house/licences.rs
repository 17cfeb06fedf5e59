//! Third-party code enters only with a fitting licence.

use std::process::Command;

/// Licences that fit Apache-2.0 OR MIT.
const FITTING: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "Unicode-3.0",
    "CC0-1.0",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "MIT-0",
    "Apache-2.0 WITH LLVM-exception",
];

fn fits(expression: &str) -> bool {
    let old_style = expression.replace('/', " OR ");
    let Ok(parsed) = spdx::Expression::parse(&old_style) else {
        return false;
    };
    parsed.evaluate(|requirement| FITTING.contains(&requirement.to_string().as_str()))
}

#[test]
fn every_crate_has_a_fitting_licence() {
    let output = Command::new(env!("CARGO"))
        // what is built for this kind of machine; others would have to be fetched first
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
        ])
        .arg(format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 200, "{} packages", packages.len());
    let unfit: Vec<String> = packages
        .iter()
        .filter(|package| !fits(package["license"].as_str().unwrap_or_default()))
        .map(|package| {
            format!(
                "{} {}: {}",
                package["name"], package["version"], package["license"]
            )
        })
        .collect();
    assert!(unfit.is_empty(), "{}", unfit.join("\n"));
}

#[test]
fn copyleft_and_silence_do_not_fit() {
    for (expression, fitting) in [
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("AGPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("MIT AND GPL-2.0-only", false),
        ("MPL-2.0", false),
        ("", false),
    ] {
        assert_eq!(fits(expression), fitting, "{expression}");
    }
}

#[test]
fn every_package_of_the_browser_assets_has_a_fitting_licence() {
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/package-lock.json");
    let lock: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(lock).unwrap()).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    let unfit: Vec<String> = packages
        .iter()
        // tools that only build or test stay on the builder's machine
        .filter(|(path, package)| !path.is_empty() && package["dev"] != true)
        .filter(|(_, package)| !fits(package["license"].as_str().unwrap_or_default()))
        .map(|(path, package)| format!("{path}: {}", package["license"]))
        .collect();
    assert!(unfit.is_empty(), "{}", unfit.join("\n"));
}
