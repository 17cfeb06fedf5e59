//! Bad days of an installation: what people see, and that nothing acknowledged is lost.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::http::StatusCode;
use platform::{Instant, store::sql};
use sea_orm::{ConnectionTrait, Database};
use testing::{
    Answer, Client, Engine, World, both,
    client::{Upload, picture},
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, UnixStream},
    sync::Notify,
};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

/// A follow-up that can be reported, and the head who reports it.
async fn ready(world: &World) -> (String, Client) {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan drainase").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    (id, kadis)
}

/// A form that was opened before the bad thing happened.
struct Form {
    id: String,
    version: String,
    once: String,
    by: String,
}

async fn open_form(client: &mut Client, id: &str) -> Form {
    let page = client
        .get(&format!("/99.99/tindak-lanjut/{id}/lapor"))
        .await;
    Form {
        id: id.to_owned(),
        version: page.field("versi"),
        once: page.field("sekali"),
        by: page.field("oleh"),
    }
}

impl Form {
    async fn send(&self, client: &mut Client) -> Answer {
        self.say(client, "Tiga kelurahan bersih").await
    }

    async fn say(&self, client: &mut Client, words: &str) -> Answer {
        let fields = [
            ("jumlah", "3"),
            ("uraian", words),
            ("versi", &self.version),
            ("sekali", &self.once),
            ("oleh", &self.by),
        ];
        let photo = Upload {
            field: "berkas",
            name: "foto.png",
            bytes: &picture(1),
        };
        let path = format!("/99.99/tindak-lanjut/{}/kirim", self.id);
        client.upload(&path, &fields, &[photo]).await
    }
}

/// The answer of a bad day: in words, and nothing that looks like a receipt.
fn told_to_wait(answer: &Answer) {
    assert_eq!(
        answer.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        answer.words()
    );
    let words = answer.words();
    assert!(words.contains("beberapa saat"), "{words}");
    for inside in ["sqlx", "SQLITE", "pool", "panicked", "/tmp"] {
        assert!(!words.contains(inside), "{words}");
    }
}

async fn reports(world: &World) -> i64 {
    let outside = Database::connect(&world.url).await.unwrap();
    let question = "select count(*) from progress_report where region = '99.99'";
    let kept = sql::number(&outside, question, vec![]).await.unwrap();
    outside.close().await.unwrap();
    kept
}

#[tokio::test]
async fn a_disk_that_may_only_be_read_is_told_and_heals_on_sqlite() {
    let world = World::small(Engine::Sqlite).await;
    let (id, mut kadis) = ready(&world).await;
    let form = open_form(&mut kadis, &id).await;
    world.tamper("pragma query_only = on").await;
    told_to_wait(&form.send(&mut kadis).await);
    assert_eq!(reports(&world).await, 0);
    // reading goes on
    let page = kadis.get(&format!("/99.99/tindak-lanjut/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    world.tamper("pragma query_only = off").await;
    world.clock.advance(20);
    let sent = form.send(&mut kadis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    assert_eq!(reports(&world).await, 1, "the same form, sent again, once");
    world.check().await;
}

/// Lets the database have so many pages. After a refusal the writer is thrown away and opened anew.
async fn fill_to(world: &World, pages: i64) {
    world
        .tamper(&format!("pragma max_page_count = {pages}"))
        .await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_heals() {
    let world = World::small(Engine::Sqlite).await;
    let (id, mut kadis) = ready(&world).await;
    let form = open_form(&mut kadis, &id).await;
    // larger than a page of the database: pages of other tables may have room for a small row
    let words = "é".repeat(3_900);
    // after each refusal the writer is opened anew, without the limit
    let pages = "select page_count from pragma_page_count";
    for size in [9_000, 900, 90, 9] {
        for n in 0.. {
            let full = world.number(pages).await;
            fill_to(&world, full).await;
            let meeting = directives::store::MeetingInput {
                title: format!("{n} {}", "x".repeat(size)),
                ..testing::stage::meeting_input()
            };
            let kept = world
                .app
                .db()
                .maintain(&world.contoh(), "system.load", move |tx| {
                    Box::pin(async move { directives::store::add_meeting(tx, &meeting).await })
                })
                .await;
            if kept.is_err() {
                break;
            }
        }
    }
    let full = world.number(pages).await;
    fill_to(&world, full).await;
    told_to_wait(&form.say(&mut kadis, &words).await);
    assert_eq!(reports(&world).await, 0);
    fill_to(&world, 1_073_741_823).await;
    world.clock.advance(20);
    let sent = form.say(&mut kadis, &words).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    assert_eq!(reports(&world).await, 1);
    world.check().await;
}

#[tokio::test]
async fn a_database_that_may_only_be_read_is_told_and_heals_on_postgres() {
    let world = World::small(Engine::Postgres).await;
    let (id, mut kadis) = ready(&world).await;
    let form = open_form(&mut kadis, &id).await;
    let name = name_of(&world);
    let only = |on: bool| {
        let set = format!("alter database {name} set default_transaction_read_only = {on}");
        let away = format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        );
        administer(vec![set, away])
    };
    only(true).await;
    told_to_wait(&settled(&form, &mut kadis).await);
    assert_eq!(reports(&world).await, 0);
    let page = kadis.get(&format!("/99.99/tindak-lanjut/{id}")).await;
    assert_eq!(page.status, StatusCode::OK, "reading goes on");
    only(false).await;
    let sent = settled(&form, &mut kadis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    assert_eq!(reports(&world).await, 1);
    world.check().await;
}

/// Sends; once more when the first found a connection that had just died. Not more often: who
/// finds the first one dead makes the others be looked at.
async fn settled(form: &Form, client: &mut Client) -> Answer {
    let first = form.send(client).await;
    if first.status == StatusCode::SERVICE_UNAVAILABLE {
        return form.send(client).await;
    }
    first
}

/// Name of a world's database on the server.
fn name_of(world: &World) -> String {
    let address = world.url.split('?').next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn administer(statements: Vec<String>) {
    let admin = Database::connect(testing::database::postgres_url("postgres"))
        .await
        .unwrap();
    for statement in statements {
        admin.execute_unprepared(&statement).await.unwrap();
    }
    admin.close().await.unwrap();
}

#[tokio::test]
async fn a_folder_that_takes_no_files_is_told_and_heals() {
    let world = World::small(Engine::Sqlite).await;
    let (id, mut kadis) = ready(&world).await;
    let form = open_form(&mut kadis, &id).await;
    let incoming = world.folder.join("files/incoming");
    std::fs::remove_dir_all(&incoming).unwrap();
    std::fs::write(&incoming, b"no folder").unwrap();
    told_to_wait(&form.send(&mut kadis).await);
    assert_eq!(reports(&world).await, 0);
    std::fs::remove_file(&incoming).unwrap();
    std::fs::create_dir(&incoming).unwrap();
    let sent = form.send(&mut kadis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    world.check().await;
}

/// A line to PostgreSQL that can be cut, and mended.
struct Line {
    port: u16,
    whole: Arc<AtomicBool>,
    cut: Arc<Notify>,
}

impl Line {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            whole: Arc::new(AtomicBool::new(true)),
            cut: Arc::default(),
        };
        let (whole, cut) = (Arc::clone(&line.whole), Arc::clone(&line.cut));
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if !whole.load(Ordering::SeqCst) {
                    continue;
                }
                let cut = Arc::clone(&cut);
                tokio::spawn(async move {
                    let mut far = UnixStream::connect(socket()).await.unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        () = cut.notified() => {}
                    }
                });
            }
        });
        line
    }

    fn cut(&self) {
        self.whole.store(false, Ordering::SeqCst);
        self.cut.notify_waiters();
    }

    fn mend(&self) {
        self.whole.store(true, Ordering::SeqCst);
    }
}

/// Where the private PostgreSQL of the tests listens.
fn socket() -> PathBuf {
    let url = testing::database::postgres_url("postgres");
    let folder = url
        .split("host=")
        .nth(1)
        .expect("a socket in TUNTAS_TEST_POSTGRES");
    let folder = folder.split('&').next().unwrap_or(folder);
    PathBuf::from(folder.replace("%2F", "/")).join(".s.PGSQL.5432")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_gone_for_a_minute_comes_back() {
    let world = World::small(Engine::Postgres).await;
    let (id, _) = ready(&world).await;
    let line = Line::start().await;
    let name = name_of(&world);
    let url = format!("postgres://postgres@127.0.0.1:{}/{name}", line.port);
    let temp = tempfile::tempdir().unwrap();
    std::fs::copy(world.folder.join("keys"), temp.path().join("keys")).unwrap();
    let far = World::at(Engine::Postgres, temp, url).await;
    let mut kadis = far.sign_in("kadis.dlh").await;
    let mut other = far.sign_in("tapem").await;
    let form = open_form(&mut kadis, &id).await;

    line.cut();
    told_to_wait(&form.send(&mut kadis).await);
    told_to_wait(&other.get("/99.99/tindak-lanjut").await);
    let ready = far.visitor().get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    let alive = far.visitor().get("/healthz").await;
    assert_eq!(alive.status, StatusCode::OK, "nobody restarts it for that");
    assert_eq!(reports(&world).await, 0);

    line.mend();
    far.clock.advance(60);
    let sent = settled(&form, &mut kadis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    assert_eq!(reports(&world).await, 1);
    let page = other.get("/99.99/tindak-lanjut").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(far.visitor().get("/readyz").await.status, StatusCode::OK);
    world.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_restarts_loses_nothing_acknowledged() {
    let world = World::small(Engine::Postgres).await;
    let name = name_of(&world);
    let restarting = tokio::spawn(async move {
        // what a restart does to those who are connected, again and again while they write
        for _ in 0..12 {
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            // waits for each to be gone; one that is still dying would answer once more
            let away = format!(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity \
                 where datname = '{name}'"
            );
            administer(vec![away]).await;
        }
    });
    let mut acknowledged = Vec::new();
    let mut refused = 0;
    // a slow machine may need longer than the restarts to keep the first
    while !restarting.is_finished() || acknowledged.is_empty() {
        let title = format!("Rapat {}-{refused}", acknowledged.len());
        let meeting = directives::store::MeetingInput {
            title: title.clone(),
            ..testing::stage::meeting_input()
        };
        let kept = world
            .app
            .db()
            .maintain(&world.contoh(), "system.load", move |tx| {
                Box::pin(async move { directives::store::add_meeting(tx, &meeting).await })
            })
            .await;
        match kept {
            Ok(_) => acknowledged.push(title),
            Err(_) => refused += 1,
        }
    }
    restarting.await.unwrap();
    assert!(!acknowledged.is_empty());
    world.recovered().await;
    for title in &acknowledged {
        let question = format!("select count(*) from meeting where title = '{title}'");
        assert_eq!(world.number(&question).await, 1, "{title}");
    }
    world.check().await;
}

both!(a_clock_that_jumps_breaks_nothing, |world| {
    let (id, mut kadis) = ready(&world).await;
    let now = platform::Clock::now(world.clock.as_ref());
    // an administrator sets the clock back by three hours
    world.clock.set(now.plus_seconds(-3 * 3600));
    let form = open_form(&mut kadis, &id).await;
    let sent = form.send(&mut kadis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    world.run_jobs().await;
    world.check().await;
    // and corrects it; what was put off meanwhile is not put off for ever
    world.clock.set(now.plus_seconds(3600));
    world.run_jobs().await;
    let waiting = world
        .number("select count(*) from job where region = '99.99' and state = 0")
        .await;
    assert_eq!(waiting, 0);
    let page = kadis.get(&format!("/99.99/tindak-lanjut/{id}")).await;
    assert_eq!(page.status, StatusCode::OK, "still signed in");
    // a clock of 1970 (a dead battery) and one far ahead answer, and write a whole chain
    for far in [Instant(0), now.plus_seconds(400 * 24 * 3600)] {
        world.clock.set(far);
        let mut visitor = world.visitor();
        let page = visitor.get("/99.99/masuk").await;
        assert_eq!(page.status, StatusCode::OK);
        let _ = kadis.get("/99.99").await;
        world.run_jobs().await;
        world.check().await;
    }
});
