//! Databases of landed versions, migrated and opened: every page of them still answers.
//!
//! `databases/<version>/` holds one for each engine with its files, made by the ignored test below when a version
//! lands (`cargo xtask` docs/ARCHITECTURE.md says how). They hold played data only.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use axum::http::StatusCode;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use government::Role;
use platform::{Uuid, clock::SetClock, store::Durability};
use sea_orm::{ConnectionTrait, Database};
use testing::{Engine, World, database, world};
use tuntas::{Assembly, assemble, keeping, rooms};

/// The region the databases are about.
const REGION: &str = "99.98";
/// Files that a long paper of an older version was made without; its page offers those it has.
const NOT_MADE_THEN: [&str; 1] = ["/{region}/lkjip/susunan/{report_compilation}/laporan.xlsx"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("databases")
}

fn versions() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

fn unpack(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).unwrap();
    GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    bytes
}

fn pack(path: &Path, bytes: &[u8]) {
    let mut packed = GzEncoder::new(std::fs::File::create(path).unwrap(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap();
}

/// The world on the database of a landed version, migrated by this version.
async fn world_of(version: &Path, engine: Engine) -> World {
    let (temp, url) = landed(version, engine).await;
    World::at(engine, temp, url).await
}

/// The keys these databases were made with: what they seal is played, and no secret.
fn known_keys(folder: &Path) {
    let path = folder.join("keys");
    // made first, so that it is private to its owner
    platform::keys::Keys::open(&path).unwrap();
    std::fs::write(path, format!("k1 {}\n", "5a".repeat(32))).unwrap();
}

/// The database of a landed version as it was.
async fn landed(version: &Path, engine: Engine) -> (tempfile::TempDir, String) {
    let temp = tempfile::tempdir().unwrap();
    known_keys(temp.path());
    world::copy_folder(&version.join("files"), &temp.path().join("files"));
    let url = database::empty(engine, temp.path()).await;
    match engine {
        Engine::Sqlite => {
            let bytes = unpack(&version.join("sqlite.db.gz"));
            std::fs::write(temp.path().join("tuntas.db"), bytes).unwrap();
        }
        Engine::Postgres => {
            let sql = String::from_utf8(unpack(&version.join("postgres.sql.gz"))).unwrap();
            let conn = Database::connect(&url).await.unwrap();
            conn.execute_unprepared(&sql).await.unwrap();
            conn.close().await.unwrap();
        }
    }
    (temp, url)
}

/// Backs a landed database up with this program, without changing it, and restores the archive into
/// the other engine: the tables are made as they were, and brought up to date from there.
async fn an_old_archive_comes_back(from: Engine, to: Engine) {
    for version in versions() {
        let (temp, url) = landed(&version, from).await;
        let clock = Arc::new(SetClock::new(world::today()));
        let old = assemble(Assembly {
            config: world::config(temp.path(), &url),
            clock: clock.clone(),
            durability: Durability::Relaxed,
            keys: None,
            renderer: Arc::new(documents::NoRenderer),
            migrate: false,
        })
        .await
        .unwrap();
        let archive = temp.path().join("lama.zip");
        let made = keeping::back_up(&old, &archive, &|_| {}).await.unwrap();
        old.db().close().await;
        assert!(made.manifest.steps.len() <= rooms::steps().len());

        let target = tempfile::tempdir().unwrap();
        std::fs::copy(temp.path().join("keys"), target.path().join("keys")).unwrap();
        let url = database::empty(to, target.path()).await;
        let config = world::config(target.path(), &url);
        keeping::read_back(&archive, &config, Durability::Relaxed, clock, &|_| {})
            .await
            .unwrap();
        let world = World::at(to, target, url).await;
        tuntas::rebuild_projections(&world.app).await.unwrap();
        world.check().await;
        assert!(walk(&world).await > 30);
    }
}

#[tokio::test]
async fn an_old_archive_of_sqlite_comes_back_on_postgres() {
    an_old_archive_comes_back(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test]
async fn an_old_archive_of_postgres_comes_back_on_sqlite() {
    an_old_archive_comes_back(Engine::Postgres, Engine::Sqlite).await;
}

/// One record of the table; of those that belong to a unit, one that the first department leads.
async fn one(world: &World, table: &str) -> String {
    let led = format!(
        "select id from follow_up where region = '{REGION}' and lead_unit_id = \
         (select id from unit where region = '{REGION}' and key = 'opd-0')"
    );
    let question = match table {
        "follow_up" => format!("{led} order by serial limit 1"),
        "progress_report" => format!(
            "select id from progress_report where region = '{REGION}' and follow_up_id in ({led}) \
             limit 1"
        ),
        _ => format!("select id from {table} where region = '{REGION}' limit 1"),
    };
    world.id(&question).await.to_string()
}

/// Opens every page of the region with whoever may open it.
async fn walk(world: &World) -> usize {
    let unit = world
        .id(&format!(
            "select id from unit where region = '{REGION}' and key = 'opd-0'"
        ))
        .await;
    let mut ids = vec![("{unit}", unit.to_string()), ("{token}", "0".repeat(64))];
    for (part, table) in [
        ("{meeting}", "meeting"),
        ("{point}", "point"),
        ("{follow_up}", "follow_up"),
        ("{report}", "progress_report"),
        ("{evidence}", "evidence"),
        ("{account}", "account"),
        ("{job}", "job"),
    ] {
        ids.push((part, one(world, table).await));
    }
    ids.push(("{session}", Uuid::nil().to_string()));
    ids.push(("{import}", Uuid::nil().to_string()));
    // what older versions did not know is made anew in their tables
    let made = world.subjects(REGION, unit).await;
    let made: Vec<(String, String)> = made
        .into_iter()
        .map(|(name, id)| (format!("{{{name}}}"), id))
        .collect();
    let mut people = Vec::new();
    for role in Role::ALL {
        let name = format!("Orang {}", role.code());
        people.push((role, world.person(REGION, unit, role, &name).await.client));
    }
    let matrix = world.app.matrix().clone();
    let mut opened = 0;
    for route in rooms::route_table() {
        if route.method != "GET"
            || !route.path.contains("{region}")
            || route.path.contains("{token}")
        {
            continue;
        }
        let mut path = route.path.replace("{region}", REGION);
        for (part, id) in &ids {
            path = path.replace(part, id);
        }
        if path.contains('{') {
            // records of one new kind belong to the new ones of the others
            path = route.path.replace("{region}", REGION);
            for (part, id) in &made {
                path = path.replace(part, id);
            }
        }
        let (_, client) = people
            .iter_mut()
            .find(|(role, _)| {
                route
                    .action
                    .is_none_or(|action| matrix.scope(role.code(), action).is_some())
            })
            .unwrap();
        let answer = client.get(&path).await;
        let lacking = answer.status == StatusCode::NOT_FOUND && NOT_MADE_THEN.contains(&route.path);
        let fine = answer.status.is_success() || answer.status.is_redirection() || lacking;
        assert!(fine, "{path}: {} {}", answer.status, answer.words());
        opened += 1;
    }
    opened
}

async fn opens(engine: Engine) {
    let versions = versions();
    assert!(!versions.is_empty(), "no database of a landed version");
    for version in versions {
        let world = world_of(&version, engine).await;
        world.check().await;
        assert!(walk(&world).await > 30);
        world.check().await;
    }
}

#[tokio::test]
async fn every_landed_version_opens_on_sqlite() {
    opens(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_landed_version_opens_on_postgres() {
    opens(Engine::Postgres).await;
}

/// What tables and indexes a database has, as the engine wrote it down.
async fn schema(world: &World) -> Vec<String> {
    let question = match world.engine {
        Engine::Sqlite => "select coalesce(sql, name) from sqlite_master order by 1",
        Engine::Postgres => {
            "select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
             from information_schema.columns where table_schema = 'public' \
             union all select indexdef from pg_indexes where schemaname = 'public' order by 1"
        }
    };
    platform::store::sql::values(world.app.db().read(), question, vec![])
        .await
        .unwrap()
}

/// A landed step that was edited makes fresh and migrated databases differ.
async fn fresh_and_migrated_agree(engine: Engine) {
    let fresh = schema(&World::empty(engine).await).await;
    for version in versions() {
        assert_eq!(
            schema(&world_of(&version, engine).await).await,
            fresh,
            "{version:?}"
        );
    }
}

#[tokio::test]
async fn a_migrated_database_is_like_a_fresh_one_on_sqlite() {
    fresh_and_migrated_agree(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_migrated_database_is_like_a_fresh_one_on_postgres() {
    fresh_and_migrated_agree(Engine::Postgres).await;
}

/// A small region in which something of everything happened.
async fn something_of_everything(world: &World) {
    let units = world.region(REGION, 3).await;
    let mut subjects = Vec::new();
    for n in 0..3 {
        subjects.push(world.subjects(REGION, units[&format!("opd-{n}")]).await);
    }
    let mut people = std::collections::HashMap::new();
    for role in [Role::Head, Role::Verifier, Role::Assistant, Role::Organiser] {
        let name = format!("Pembuat {}", role.code());
        people.insert(
            role,
            world
                .person(REGION, units["opd-0"], role, &name)
                .await
                .client,
        );
    }
    let detail = |n: usize| format!("/{REGION}/tindak-lanjut/{}", subjects[n]["follow_up"]);
    let report = |n: usize| format!("/{REGION}/laporan/{}", subjects[n]["report"]);
    let verifier = people.get_mut(&Role::Verifier).unwrap();
    verifier
        .decide(&detail(1), &format!("{}/verifikasi", report(1)), &[])
        .await;
    let note = [("catatan", "Foto belum ada")];
    verifier
        .decide(&detail(2), &format!("{}/kembalikan", report(2)), &note)
        .await;
    let propose = format!("{}/usulkan", detail(0));
    let head = people.get_mut(&Role::Head).unwrap();
    let form = head.get(&propose).await;
    let change = [
        ("target", "6"),
        ("satuan", "kelurahan"),
        ("batas", "2027-01-31"),
        ("alasan", "Satu kelurahan bertambah"),
        ("versi", &form.field("versi")),
    ];
    let proposed = head.post(&propose, &change).await;
    assert!(proposed.status.is_redirection(), "{}", proposed.words());
    let organiser = people.get_mut(&Role::Organiser).unwrap();
    let agenda = format!("/{REGION}/rapat/{}/agenda", subjects[0]["meeting"]);
    organiser.post(&agenda, &[("topik", "Evaluasi")]).await;
    platform::jobs::run_due(&world.app, &REGION.parse().unwrap())
        .await
        .unwrap();
}

/// Makes the databases of this version: `cargo test -p testing --test house -- --ignored
/// make_databases`, with the private PostgreSQL running and `pg_dump` at hand.
#[tokio::test]
#[ignore = "run by hand when a version lands"]
async fn make_databases() {
    let version = std::env::var("TUNTAS_VERSION").expect("TUNTAS_VERSION=0001-...");
    let target = folder().join(version);
    std::fs::create_dir_all(&target).unwrap();
    for engine in Engine::BOTH {
        let temp = tempfile::tempdir().unwrap();
        known_keys(temp.path());
        let url = database::empty(engine, temp.path()).await;
        let world = World::at(engine, temp, url).await;
        something_of_everything(&world).await;
        world.check().await;
        world.app.db().close().await;
        world::copy_folder(&world.folder.join("files"), &target.join("files"));
        match engine {
            Engine::Sqlite => {
                let conn = Database::connect(&world.url).await.unwrap();
                conn.execute_unprepared("pragma wal_checkpoint(truncate)")
                    .await
                    .unwrap();
                conn.execute_unprepared("vacuum").await.unwrap();
                conn.close().await.unwrap();
                let bytes = std::fs::read(world.folder.join("tuntas.db")).unwrap();
                pack(&target.join("sqlite.db.gz"), &bytes);
            }
            Engine::Postgres => {
                let dump = Command::new("pg_dump")
                    .args([
                        "--inserts",
                        "--no-owner",
                        "--no-privileges",
                        "--dbname",
                        &world.url,
                    ])
                    .output()
                    .unwrap();
                assert!(
                    dump.status.success(),
                    "{}",
                    String::from_utf8_lossy(&dump.stderr)
                );
                // newer tools write lines only their own client understands
                let text = String::from_utf8(dump.stdout).unwrap();
                let sql: String = text
                    .lines()
                    .filter(|line| !line.starts_with('\\'))
                    .map(|line| format!("{line}\n"))
                    .collect();
                pack(&target.join("postgres.sql.gz"), sql.as_bytes());
            }
        }
    }
}
