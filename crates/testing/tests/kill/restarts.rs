//! PostgreSQL itself is restarted while people send reports: in order, by the wrench (it recovers from
//! its log), and with a pause in between. They are asked to wait and send the same form again; nobody
//! touches Tuntas; nothing acknowledged is lost, and nothing is kept twice or by half.
//!
//! `TUNTAS_RESTART_POSTGRES` is the command that steers the server of `TUNTAS_TEST_POSTGRES`, with
//! `-m fast stop` or `start` put behind it. That server serves nobody else, and syncs: `cargo xtask
//! test` and `cargo xtask torture` start it.

use std::{process::Stdio, sync::Arc, time::Duration};

use platform::store::Durability;
use testing::Engine;

use crate::{
    scene::Scene,
    server::Server,
    stream::{self, Dice, Stream},
    verdict::Verdict,
};

/// How it is stopped, and for how long it is away.
const RESTARTS: [(&str, Duration); 6] = [
    ("fast", Duration::ZERO),
    ("immediate", Duration::ZERO),
    ("fast", Duration::from_secs(2)),
    ("immediate", Duration::from_secs(2)),
    ("immediate", Duration::ZERO),
    ("fast", Duration::ZERO),
];

/// Until somebody's form is kept again, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(60);

async fn steer(what: &str) {
    let command = std::env::var("TUNTAS_RESTART_POSTGRES")
        .expect("TUNTAS_RESTART_POSTGRES: run this with `cargo xtask test`");
    let done = tokio::process::Command::new("sh")
        .args(["-c", &format!("{command} {what}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    let done = done.await.expect("sh");
    assert!(done.success(), "{what}: {done}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL of its own; `cargo xtask test` and `cargo xtask torture`"]
async fn a_postgres_that_really_restarts_loses_nothing_acknowledged() {
    let mut dice = Dice::new(11);
    let mut scene = Scene::prepare(Engine::Postgres).await;
    scene.leave().await;
    scene.durability = Durability::Required;
    let server = Server::start(&scene).await;
    scene.sign_in(server.port).await;
    server.kill();
    let mut verdict = Verdict::of_a_database_that_was_away();
    let mut waited = 0;
    for (how, away) in RESTARTS {
        scene.enter().await;
        scene.fill_up().await;
        scene.leave().await;
        let stream = Arc::new(Stream::of_patient_people());
        let server = Server::start(&scene).await;
        let people = stream::start(&stream, &mut scene, &[server.port], &mut dice);
        let first = tokio::time::timeout(PATIENCE, stream.first.notified()).await;
        assert!(first.is_ok(), "nothing was acknowledged\n{}", server.log());
        tokio::time::sleep(Duration::from_millis(30 + dice.below(300))).await;

        steer(&format!("-m {how} stop")).await;
        tokio::time::sleep(away).await;
        steer("start").await;
        let before = stream.acknowledged();
        let goes_on = tokio::time::timeout(PATIENCE, async {
            while stream.acknowledged() < before + 12 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        assert!(
            goes_on.await.is_ok(),
            "{how}: it does not heal\n{}",
            server.log()
        );
        assert!(stream.told_to_wait() > 0, "{how}: nobody noticed");
        waited += stream.told_to_wait();

        server.kill_after_trouble();
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
    println!(
        "{} restarts: {verdict}, asked to wait {waited} times",
        RESTARTS.len()
    );
}
