//! The drill: everything is backed up while people write, read back into either engine, compared.

use std::{path::Path, sync::Arc};

use backup::Manifest;
use platform::{keys::Keys, store::Durability};
use testing::{Engine, World, world};
use tuntas::keeping;

/// The archive of a world, made and read back.
async fn archive(world: &World, name: &str) -> (std::path::PathBuf, Manifest) {
    let target = world.folder.join(name);
    let made = keeping::back_up(&world.app, &target, &|_| {})
        .await
        .unwrap();
    (made.path, made.manifest)
}

/// An empty installation with the keys of another.
async fn empty_with_keys(of: &Path, engine: Engine) -> (tempfile::TempDir, String) {
    let temp = tempfile::tempdir().unwrap();
    std::fs::copy(of.join("keys"), temp.path().join("keys")).unwrap();
    let url = testing::database::empty(engine, temp.path()).await;
    (temp, url)
}

async fn read_back(
    from: &Path,
    folder: &Path,
    url: &str,
    clock: Arc<platform::clock::SetClock>,
) -> Result<Manifest, backup::Error> {
    let config = world::config(folder, url);
    keeping::read_back(from, &config, Durability::Relaxed, clock, &|_| {}).await
}

/// What differs between two archives of the same records is only where and when they were made.
fn same(a: &Manifest, b: &Manifest) {
    assert_eq!(a.regions, b.regions);
    assert_eq!(a.steps, b.steps);
    assert_eq!((a.files, a.file_bytes), (b.files, b.file_bytes));
    for (left, right) in a.tables.iter().zip(&b.tables) {
        assert_eq!(left, right);
    }
    assert_eq!(a.tables.len(), b.tables.len());
}

async fn drill(from: Engine, to: Engine) {
    let world = World::full(from).await;
    let (path, before) = archive(&world, "satu.zip").await;
    assert!(before.files > 0 && before.missing_files.is_empty());
    assert_eq!(before.regions.len(), 4);
    let rows: u64 = before.tables.iter().map(|table| table.rows).sum();
    assert!(rows > 1000, "{rows} rows");

    let (temp, url) = empty_with_keys(&world.folder, to).await;
    read_back(&path, temp.path(), &url, world.clock.clone())
        .await
        .unwrap();
    let restored = World::at(to, temp, url).await;
    tuntas::rebuild_projections(&restored.app).await.unwrap();
    restored.check().await;
    let (_, after) = archive(&restored, "dua.zip").await;
    same(&before, &after);

    // people go on where they were: passwords, sealed numbers, evidence, search
    let mut kadis = restored.sign_in("kadis.dlh").await;
    let found = kadis.get("/99.99/cari?q=sungai").await;
    assert!(found.status.is_success());
    assert_eq!(
        restored.number("select count(*) from search_entry").await,
        world.number("select count(*) from search_entry").await
    );
    let sealed = restored
        .text("select nip_sealed from account where nip_sealed <> '' limit 1")
        .await;
    assert!(
        restored
            .app
            .keys()
            .open_sealed("account.nip", &sealed)
            .is_ok()
    );
}

#[tokio::test]
async fn what_was_backed_up_on_sqlite_comes_back_on_sqlite() {
    drill(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test]
async fn what_was_backed_up_on_sqlite_comes_back_on_postgres() {
    drill(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test]
async fn what_was_backed_up_on_postgres_comes_back_on_sqlite() {
    drill(Engine::Postgres, Engine::Sqlite).await;
}

#[tokio::test]
async fn what_was_backed_up_on_postgres_comes_back_on_postgres() {
    drill(Engine::Postgres, Engine::Postgres).await;
}

/// People go on writing while the archive is made: it holds one instant, whole.
async fn while_people_write(engine: Engine) {
    let world = World::small(engine).await;
    world.region("11.01", 2).await;
    let writing = {
        let app = world.app.clone();
        tokio::spawn(async move {
            for n in 0..60 {
                let region = "11.01".parse().unwrap();
                let meeting = directives::store::MeetingInput {
                    title: format!("Rapat {n}"),
                    ..testing::stage::meeting_input()
                };
                app.db()
                    .maintain(&region, "system.load", move |tx| {
                        Box::pin(async move { directives::store::add_meeting(tx, &meeting).await })
                    })
                    .await
                    .unwrap();
            }
        })
    };
    let mut seen = Vec::new();
    for n in 0..4 {
        let (path, manifest) = archive(&world, &format!("{n}.zip")).await;
        seen.push(
            manifest
                .tables
                .iter()
                .find(|t| t.name == "meeting")
                .unwrap()
                .rows,
        );
        let (temp, url) = empty_with_keys(&world.folder, Engine::Sqlite).await;
        read_back(&path, temp.path(), &url, world.clock.clone())
            .await
            .unwrap();
        // the chain is whole at its own length, and obligations and rows agree
        let restored = World::at(Engine::Sqlite, temp, url).await;
        tuntas::rebuild_projections(&restored.app).await.unwrap();
        restored.check().await;
        // and it is the length the archive names
        let named = manifest.regions.iter().find(|it| it.region == "11.01");
        let length = "select audit_length from region_clock where region = '11.01'";
        assert_eq!(named.unwrap().length, restored.number(length).await);
    }
    writing.await.unwrap();
    assert!(seen.is_sorted(), "{seen:?}");
}

#[tokio::test]
async fn people_write_while_it_is_made_on_sqlite() {
    while_people_write(Engine::Sqlite).await;
}

#[tokio::test]
async fn people_write_while_it_is_made_on_postgres() {
    while_people_write(Engine::Postgres).await;
}

#[tokio::test]
async fn nothing_is_written_over_and_nothing_half_is_kept() {
    let world = World::small(Engine::Sqlite).await;
    let (path, _) = archive(&world, "satu.zip").await;
    let again = keeping::back_up(&world.app, &path, &|_| {}).await;
    assert!(again.unwrap_err().to_string().contains("there already"));

    // into an installation that is in use
    let other = World::small(Engine::Postgres).await;
    std::fs::copy(world.folder.join("keys"), other.folder.join("keys")).unwrap();
    let before = other.number("select count(*) from audit").await;
    let refused = read_back(&path, &other.folder, &other.url, world.clock.clone()).await;
    let words = refused.unwrap_err().to_string();
    assert!(words.contains("not empty"), "{words}");
    assert_eq!(other.number("select count(*) from audit").await, before);

    // with other keys, or none
    let temp = tempfile::tempdir().unwrap();
    let url = testing::database::empty(Engine::Sqlite, temp.path()).await;
    let refused = read_back(&path, temp.path(), &url, world.clock.clone()).await;
    assert!(refused.unwrap_err().to_string().contains("key file"));
    Keys::open(&temp.path().join("keys")).unwrap();
    let refused = read_back(&path, temp.path(), &url, world.clock.clone()).await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("does not hold the key")
    );
}

#[tokio::test]
async fn a_damaged_archive_is_found_and_fills_nothing() {
    let world = World::full(Engine::Sqlite).await;
    let (path, _) = archive(&world, "satu.zip").await;
    let whole = std::fs::read(&path).unwrap();
    for (what, damaged) in [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("empty", Vec::new()),
        ("a byte", {
            let mut bytes = whole.clone();
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0x55;
            bytes
        }),
    ] {
        let bad = world.folder.join("rusak.zip");
        std::fs::write(&bad, &damaged).unwrap();
        let read = backup::Archive::open(&bad).and_then(|mut archive| archive.check(&|_| {}));
        assert!(read.is_err(), "{what}");
        let (temp, url) = empty_with_keys(&world.folder, Engine::Sqlite).await;
        let refused = read_back(&bad, temp.path(), &url, world.clock.clone()).await;
        assert!(refused.is_err(), "{what}");
        // and the whole one goes into the same place afterwards
        read_back(&path, temp.path(), &url, world.clock.clone())
            .await
            .unwrap();
    }
}
