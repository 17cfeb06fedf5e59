use super::{Files, Problem};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn files(limit: u64) -> (tempfile::TempDir, Files) {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::open(dir.path(), limit).unwrap();
    (dir, files)
}

#[test]
fn the_same_content_is_one_file() {
    let (_dir, files) = files(1000);
    let mut hashes = Vec::new();
    for _ in 0..2 {
        let mut incoming = files.incoming().unwrap();
        incoming.write(PNG).unwrap();
        hashes.push(files.keep(incoming).unwrap());
    }
    assert_eq!(hashes[0], hashes[1]);
    assert_eq!(hashes[0].media_type, "image/png");
    assert!(files.is_whole(&hashes[0].hash));
    std::fs::write(files.path(&hashes[0].hash), b"changed").unwrap();
    assert!(!files.is_whole(&hashes[0].hash));
}

#[test]
fn pages_and_programs_are_refused_whatever_their_name() {
    let (_dir, files) = files(1000);
    for bad in [
        &b"<html><script>alert(1)</script>"[..],
        b"MZ\x90\0",
        b"<svg onload=x>",
        b"",
    ] {
        let mut incoming = files.incoming().unwrap();
        incoming.write(bad).unwrap();
        assert!(matches!(files.keep(incoming), Err(Problem::Refused(_))));
    }
}

#[test]
fn the_limit_holds_while_the_file_comes_in() {
    let (_dir, files) = files(10);
    let mut incoming = files.incoming().unwrap();
    incoming.write(&[0; 10]).unwrap();
    assert!(matches!(incoming.write(&[0]), Err(Problem::TooLarge(_))));
}

#[test]
fn the_sweep_takes_what_no_row_names_and_nothing_young() {
    let (_dir, files) = files(1000);
    let mut hashes = Vec::new();
    for seed in 0..2_u8 {
        let mut incoming = files.incoming().unwrap();
        incoming.write(PNG).unwrap();
        incoming.write(&[seed]).unwrap();
        hashes.push(files.keep(incoming).unwrap().hash);
    }
    let known = |hash: &str| hash == hashes[0];
    let past = std::time::UNIX_EPOCH;
    assert_eq!(
        files.sweep(past, known).unwrap(),
        0,
        "everything is younger"
    );
    let future = past + std::time::Duration::from_secs(1 << 33);
    assert_eq!(files.sweep(future, known).unwrap(), 1);
    assert!(files.is_whole(&hashes[0]) && !files.is_whole(&hashes[1]));
}

#[test]
fn a_sweep_that_was_killed_loses_nothing() {
    let (dir, files) = files(1000);
    let mut incoming = files.incoming().unwrap();
    incoming.write(PNG).unwrap();
    let hash = files.keep(incoming).unwrap().hash;
    let aside = dir.path().join("incoming").join(format!("{hash}.lama"));
    std::fs::rename(files.path(&hash), aside).unwrap();
    assert_eq!(files.sweep(std::time::UNIX_EPOCH, |_| true).unwrap(), 0);
    assert!(files.is_whole(&hash));
}

#[test]
fn a_sweep_goes_on_while_uploads_come_and_go() {
    let (_dir, files) = files(1000);
    let uploads = files.clone();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..500 {
                let mut incoming = uploads.incoming().unwrap();
                incoming.write(PNG).unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::Release);
        });
        while !done.load(std::sync::atomic::Ordering::Acquire) {
            files.sweep(std::time::UNIX_EPOCH, |_| false).unwrap();
        }
    });
}

#[test]
fn a_strange_hash_points_nowhere() {
    let (_dir, files) = files(10);
    assert!(files.path("../../etc/passwd").ends_with("no/none"));
    assert!(!files.is_whole("é"));
}
