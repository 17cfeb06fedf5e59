//! A server that could lose what it acknowledges does not start.

use std::{process::Stdio, sync::Arc, time::Duration};

use platform::{
    clock::SystemClock,
    store::{Db, DbOptions, Durability, durability},
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use testing::{Engine, database::postgres_url};

use crate::server;

#[tokio::test]
async fn start_refuses_a_writer_whose_durability_does_not_read_back() {
    let folder = tempfile::tempdir().expect("a folder");

    // PostgreSQL as the tests run it: fsync off
    let options = DbOptions {
        url: postgres_url("postgres"),
        readers: 2,
        durability: Durability::Required,
    };
    let Err(problem) = Db::open(&options, Arc::new(SystemClock)).await else {
        panic!("a server without fsync was accepted");
    };
    let text = problem.to_string();
    assert!(text.contains("fsync is off"), "{text}");

    // SQLite with each setting wrong in turn, and then right
    let good = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on";
    for (setting, named) in [
        ("pragma synchronous = normal", "synchronous is 1"),
        ("pragma synchronous = off", "synchronous is 0"),
        ("pragma journal_mode = delete", "journal_mode is delete"),
        ("pragma foreign_keys = off", "foreign_keys is 0"),
        ("", ""),
    ] {
        let file = folder.path().join("any.db");
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
        options.max_connections(1).sqlx_logging(false);
        let writer = Database::connect(options).await.expect("a database");
        writer.execute_unprepared(good).await.expect("settings");
        writer.execute_unprepared(setting).await.expect("a setting");
        let outcome = durability::verify(&writer).await;
        let text = outcome.err().map(|problem| problem.to_string());
        match text {
            None => assert_eq!(named, "", "accepted"),
            Some(text) => assert!(!named.is_empty() && text.contains(named), "{text}"),
        }
        let _ = writer.close().await;
    }

    // and the program says so and stops, before it listens
    let url = postgres_url("postgres");
    let mut command = server::serve(Engine::Postgres, folder.path(), &url, 0);
    command.stderr(Stdio::piped());
    let run = tokio::process::Command::from(command)
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(Duration::from_secs(30), run)
        .await
        .expect("it serves instead of stopping")
        .expect("the program does not start");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("fsync is off"), "{said}");
}
