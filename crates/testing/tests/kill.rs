//! The server is killed again and again while people send reports, and what it acknowledged is
//! looked for afterwards: every receipt that somebody saw has its report, its audit row, its
//! evidence file on the disk and its job, and nothing is there by half.
//!
//! The real binary is started on a database of its own and gets SIGKILL a moment after its first
//! answer. SQLite runs as in an installation (`synchronous=FULL`); the private PostgreSQL of the
//! tests does not sync, so there this says something about the program and nothing about the disk.
//!
//! `TUNTAS_KILLS` says how often (50, in the torture 1000), `TUNTAS_KILL_SEED` repeats a run.

#[path = "kill/refusal.rs"]
mod refusal;
#[path = "kill/restarts.rs"]
mod restarts;
#[path = "kill/scene.rs"]
mod scene;
#[path = "kill/server.rs"]
mod server;
#[path = "kill/stream.rs"]
mod stream;
#[path = "kill/verdict.rs"]
mod verdict;
#[path = "kill/wire.rs"]
mod wire;

use std::{sync::Arc, time::Duration};

use platform::{Clock, clock::SystemClock};
use scene::Scene;
use server::Server;
use stream::{Dice, Stream};
use testing::Engine;
use verdict::Verdict;

/// Everything is checked, not only what is new, every ten kills and later each time the number of
/// kills has grown by a tenth: a full check reads the whole database and every file.
fn next_full_check(round: u32) -> u32 {
    round + (round / 10).max(10)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_50() {
    run(Engine::Sqlite, kills(50)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_50() {
    run(Engine::Postgres, kills(50)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a long time; `cargo xtask torture`"]
async fn torture_sqlite() {
    run(Engine::Sqlite, kills(1000)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a long time; `cargo xtask torture`"]
async fn torture_postgres() {
    run(Engine::Postgres, kills(1000)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_nodes_20() {
    two_nodes(20).await;
}

/// Two nodes on one PostgreSQL and one folder of files; one is killed while people write at both.
/// Who sits at the other goes on as if nothing had happened, and nothing acknowledged is lost.
async fn two_nodes(kills: u32) {
    let mut dice = Dice::new(number("TUNTAS_KILL_SEED").unwrap_or(7));
    let mut scene = Scene::prepare(Engine::Postgres).await;
    scene.leave().await;
    let server = Server::start(&scene).await;
    scene.sign_in(server.port).await;
    server.kill();
    let mut verdict = Verdict::default();
    let mut went_on = 0;
    for _ in 1..=kills {
        scene.enter().await;
        scene.fill_up().await;
        scene.leave().await;
        let (dies, stays) = (Server::start(&scene).await, Server::start(&scene).await);
        let stream = Arc::new(Stream::default());
        let people = stream::start(&stream, &mut scene, &[dies.port, stays.port], &mut dice);
        let patience = Duration::from_secs(60);
        let first = tokio::time::timeout(patience, stream.first.notified());
        assert!(
            first.await.is_ok(),
            "nothing was acknowledged\n{}",
            dies.log()
        );
        tokio::time::sleep(Duration::from_millis(30 + dice.below(200))).await;
        let before = stream.acknowledged();
        dies.kill();
        tokio::time::sleep(Duration::from_millis(200)).await;
        if stream.acknowledged() > before {
            went_on += 1;
        }
        stays.kill();
        for person in people {
            let done = person.await.expect("a person of the stream panicked");
            scene.come_back(done.seat, done.rest);
            verdict.take(done.acknowledged, done.unanswered);
        }
        scene.wait_for_the_last_backend().await;
        scene.enter().await;
        verdict.new_ones(&scene).await;
        scene.again(verdict.round_ends());
        scene.leave().await;
    }
    scene.enter().await;
    verdict.everything(&scene).await;
    assert!(
        went_on > kills / 2,
        "the other node went on in {went_on} of {kills} rounds"
    );
    println!("two nodes: {kills} kills, {verdict}, went on {went_on} times");
}

fn kills(ordinary: u32) -> u32 {
    number("TUNTAS_KILLS").unwrap_or(ordinary)
}

fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    let number = text.parse().ok();
    assert!(number.is_some(), "{name}: {text} is no number");
    number
}

async fn run(engine: Engine, kills: u32) {
    let began = SystemClock.now();
    let seed: u64 = number("TUNTAS_KILL_SEED").unwrap_or_else(|| began.0.unsigned_abs());
    println!("{engine:?}: {kills} kills, TUNTAS_KILL_SEED={seed}");
    let mut dice = Dice::new(seed);
    let mut scene = Scene::prepare(engine).await;
    scene.leave().await;
    let server = Server::start(&scene).await;
    scene.sign_in(server.port).await;
    server.kill();

    let mut verdict = Verdict::default();
    let mut full_check = next_full_check(0);
    for round in 1..=kills {
        scene.enter().await;
        scene.fill_up().await;
        scene.leave().await;

        let server = Server::start(&scene).await;
        let stream = Arc::new(Stream::default());
        let people = stream::start(&stream, &mut scene, &[server.port], &mut dice);
        let patience = Duration::from_secs(60);
        if tokio::time::timeout(patience, stream.first.notified())
            .await
            .is_err()
        {
            panic!(
                "nothing was acknowledged within {patience:?}\n{}",
                server.log()
            );
        }
        tokio::time::sleep(Duration::from_millis(30 + dice.below(371))).await;
        server.kill();
        for person in people {
            let done = person.await.expect("a person of the stream panicked");
            scene.come_back(done.seat, done.rest);
            verdict.take(done.acknowledged, done.unanswered);
        }

        scene.wait_for_the_last_backend().await;
        scene.enter().await;
        verdict.new_ones(&scene).await;
        if round == full_check || round == kills {
            verdict.everything(&scene).await;
            full_check = next_full_check(round);
            let seconds = (SystemClock.now().0 - began.0) / 1_000_000;
            println!("{engine:?}: {round} of {kills} kills, {verdict}, {seconds} s");
        }
        scene.again(verdict.round_ends());
        scene.leave().await;
    }
    let seconds = (SystemClock.now().0 - began.0) / 1_000_000;
    println!("{engine:?}: {kills} kills, {verdict}, {seconds} s (TUNTAS_KILL_SEED={seed})");
}
