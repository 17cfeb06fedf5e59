//! The commands of the binary, as an administrator types them.

use std::{
    path::Path,
    process::{Command, Output},
};

fn tuntas(arguments: &[&str], data: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tuntas"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env_remove("TUNTAS_CONFIG")
        .env_remove("TUNTAS_DATABASE")
        .output()
        .expect("the program does not start")
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}

/// Whoever forgets `--config` is told; a new empty installation would be found whole.
#[test]
fn commands_that_look_make_no_installation() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for command in [
        &["verify"][..],
        &["replay"],
        &["anchor"],
        &["rebuild"],
        &["backup", "--to", "x"],
        &["upgrade", "--only-look"],
        &["invite", "--region", "12.72", "--sign-in", "admin"],
    ] {
        let output = tuntas(command, &data);
        let words = said(&output);
        assert!(!output.status.success(), "{command:?}: {words}");
        assert!(words.contains("--config"), "{command:?}: {words}");
        assert!(!data.exists(), "{command:?}");
    }
}

#[test]
fn a_region_is_made_once_and_found_whole() {
    let folder = tempfile::tempdir().unwrap();
    let new = [
        "new-region",
        "--code",
        "12.72",
        "--name",
        "Kota Pematangsiantar",
        "--province",
        "Sumatera Utara",
        "--admin-name",
        "Nama Admin",
    ];
    let made = tuntas(&new, folder.path());
    assert!(said(&made).contains("/12.72/undangan/"), "{}", said(&made));
    let again = tuntas(&new, folder.path());
    assert!(!again.status.success(), "{}", said(&again));
    assert!(
        said(&again).contains("12.72 is there already"),
        "{}",
        said(&again)
    );
    let checked = tuntas(&["verify"], folder.path());
    assert!(
        said(&checked).contains("Nothing wrong."),
        "{}",
        said(&checked)
    );
    let replayed = tuntas(
        &["replay", "--region", "12.72", "--year", "2025"],
        folder.path(),
    );
    assert!(replayed.status.success(), "{}", said(&replayed));
    assert!(
        said(&replayed).contains("0 results compared, 0 differ"),
        "{}",
        said(&replayed)
    );
}
