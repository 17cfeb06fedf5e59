//! Several nodes on one PostgreSQL: sessions, pages, jobs and files agree, whichever answers.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::http::{Response, StatusCode};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use platform::{App, jobs, store::Durability};
use s3s::{Body, auth::SimpleAuth, service::S3ServiceBuilder};
use testing::{
    Client, Engine, World,
    client::{Upload, picture},
    world,
};
use tuntas::{Assembly, Config, assemble, config::FileStore};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

const SECRET: &str = "rahasia-penyimpanan";

/// A store with the S3 interface on this machine, which can be taken away.
pub(crate) struct Store {
    folder: tempfile::TempDir,
    endpoint: String,
    task: tokio::task::JoinHandle<()>,
    shut: Arc<AtomicBool>,
}

impl Store {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tuntas")).unwrap();
        let files = s3s_fs::FileSystem::new(folder.path()).unwrap();
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single("tuntas", SECRET));
        let service = service.build();
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let shut = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&shut);
        let task = tokio::spawn(async move {
            let mut lines = tokio::task::JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let (service, closed) = (service.clone(), Arc::clone(&closed));
                let service = service_fn(move |request: Request<Incoming>| {
                    let (service, closed) = (service.clone(), closed.load(Ordering::Relaxed));
                    async move {
                        if closed {
                            let mut answer = Response::new(Body::empty());
                            *answer.status_mut() = StatusCode::FORBIDDEN;
                            return Ok(answer);
                        }
                        service.call(request.map(Body::from)).await
                    }
                });
                lines.spawn(async move {
                    let http = Builder::new(TokioExecutor::new());
                    let _ = http.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self {
            folder,
            endpoint,
            task,
            shut,
        }
    }

    /// How many files lie in one of its folders.
    fn count(&self, folder: &str) -> usize {
        let path = self.folder.path().join("tuntas").join(folder);
        std::fs::read_dir(path).map_or(0, |entries| entries.count())
    }

    fn gone(&self) {
        self.task.abort();
    }

    /// Another content comes to lie where a file lay.
    pub(crate) fn spoils(&self, hash: &str) {
        let path = self.folder.path().join("tuntas/files").join(hash);
        assert!(path.exists(), "{hash} does not lie there");
        std::fs::write(path, b"bukan itu").unwrap();
    }

    /// From now on it answers that nobody may, or as before.
    pub(crate) fn shuts(&self, shut: bool) {
        self.shut.store(shut, Ordering::Relaxed);
    }
}

/// A node: an application of its own on the world's database, with a folder of its own.
pub(crate) struct Node {
    pub(crate) app: App,
    folder: tempfile::TempDir,
}

impl Node {
    pub(crate) async fn start(world: &World, store: &Store) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(world.folder.join("keys"), folder.path().join("keys")).unwrap();
        let secret_key_file = folder.path().join("s3-secret");
        std::fs::write(&secret_key_file, SECRET).unwrap();
        let config = Config {
            file_store: Some(FileStore {
                endpoint: store.endpoint.clone(),
                bucket: "tuntas".into(),
                region: "us-east-1".into(),
                access_key: "tuntas".into(),
                secret_key_file,
            }),
            ..world::config(folder.path(), &world.url)
        };
        let app = assemble(Assembly {
            config,
            clock: world.clock.clone(),
            durability: Durability::Relaxed,
            keys: None,
            renderer: Arc::clone(&world.proofs) as Arc<dyn documents::Renderer>,
            migrate: true,
        })
        .await
        .unwrap();
        Self { app, folder }
    }

    pub(crate) fn visitor(&self) -> Client {
        Client::new(tuntas::router(self.app.clone()))
    }

    /// The same browser, sent to this node by the proxy.
    fn takes_over(&self, other: &Client) -> Client {
        let mut client = self.visitor();
        client.bring_cookies_of(other);
        client
    }

    fn copies(&self) -> usize {
        fn count(folder: &Path) -> usize {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries
                .map(|entry| match entry.path() {
                    path if path.is_dir() => count(&path),
                    _ => 1,
                })
                .sum()
        }
        count(&self.folder.path().join("files"))
    }
}

/// A follow-up that can be reported, made on the world's own node.
async fn ready(world: &World) -> String {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan drainase").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    id
}

/// Sends a report with a photo; the answer.
async fn report(
    client: &mut Client,
    id: &str,
    amount: &str,
    photo: &[u8],
) -> testing::client::Answer {
    let form = client
        .get(&format!("/99.99/tindak-lanjut/{id}/lapor"))
        .await;
    let fields = [
        ("jumlah", amount),
        ("uraian", "Tiga kelurahan bersih"),
        ("versi", &form.field("versi")),
        ("sekali", &form.field("sekali")),
        ("oleh", &form.field("oleh")),
    ];
    let photo = Upload {
        field: "berkas",
        name: "foto.png",
        bytes: photo,
    };
    client
        .upload(
            &format!("/99.99/tindak-lanjut/{id}/kirim"),
            &fields,
            &[photo],
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_agree() {
    let world = World::small(Engine::Postgres).await;
    let id = ready(&world).await;
    let store = Store::start().await;
    let (a, b) = (
        Node::start(&world, &store).await,
        Node::start(&world, &store).await,
    );

    // who signed in at one is known at the other
    let mut at_a = a.visitor();
    at_a.sign_in("99.99", "kadis.dlh", demo::DEMO_PASSWORD)
        .await;
    let mut at_b = b.takes_over(&at_a);
    let mut mayor_a = a.visitor();
    mayor_a
        .sign_in("99.99", "walikota", demo::DEMO_PASSWORD)
        .await;
    let before = mayor_a.get("/99.99/dasbor").await;
    assert_eq!(before.status, StatusCode::OK);
    let again = mayor_a.get("/99.99/dasbor").await;
    assert!(
        again.statements < before.statements,
        "composed pages are kept"
    );

    // what is sent at one stands on the pages of the other at once, also on kept ones
    let sent = report(&mut at_b, &id, "3", &picture(1)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let page = at_a.get(&format!("/99.99/tindak-lanjut/{id}")).await;
    assert!(page.words().contains("Tiga kelurahan bersih"));
    let after = mayor_a.get("/99.99/dasbor").await;
    assert_ne!(before.words(), after.words(), "the page of before is gone");

    // its photo too, though the nodes share no folder
    let photo = page
        .body
        .split('"')
        .find(|part| part.starts_with("/99.99/data-dukung/"))
        .expect("a link to the photo")
        .to_owned();
    let copies = a.copies();
    let seen = at_a.get(&photo).await;
    assert_eq!(seen.bytes, picture(1));
    assert_eq!(a.copies(), copies + 1, "a copy stays here");

    // a job is done once, whichever node is quicker
    let region = world.contoh();
    let waiting = "select count(*) from job where region = '99.99' and state = 0";
    assert!(world.number(waiting).await > 0);
    let (left, right) = tokio::join!(
        jobs::run_due(&a.app, &region),
        jobs::run_due(&b.app, &region)
    );
    left.unwrap();
    right.unwrap();
    assert_eq!(world.number(waiting).await, 0);
    let twice = "select count(*) from (select 1 from notice where region = '99.99' \
         group by text, path, account_id, unit_id having count(*) > 1) as twice";
    assert_eq!(world.number(twice).await, 0);

    // and who signs out at one is out at the other
    let form = at_b.get("/99.99").await;
    let out = at_b
        .post("/99.99/keluar", &[("sekali", &form.status.to_string())])
        .await;
    assert!(out.status.is_redirection(), "{}", out.words());
    let refused = at_a.get(&format!("/99.99/tindak-lanjut/{id}")).await;
    assert!(refused.location().contains("/masuk"), "{}", refused.status);
    world.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_file_nothing_is_acknowledged() {
    let world = World::small(Engine::Postgres).await;
    let id = ready(&world).await;
    let store = Store::start().await;
    let node = Node::start(&world, &store).await;
    let mut kadis = node.visitor();
    kadis
        .sign_in("99.99", "kadis.dlh", demo::DEMO_PASSWORD)
        .await;
    store.gone();
    let refused = report(&mut kadis, &id, "3", &picture(1)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        refused
            .words()
            .contains("Penyimpanan berkas sedang terganggu"),
        "{}",
        refused.words()
    );
    let none = "select count(*) from progress_report where region = '99.99'";
    assert_eq!(world.number(none).await, 0);
    world.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_names_is_put_aside_before_it_goes() {
    let world = World::small(Engine::Postgres).await;
    let id = ready(&world).await;
    let store = Store::start().await;
    let node = Node::start(&world, &store).await;
    let mut kadis = node.visitor();
    kadis
        .sign_in("99.99", "kadis.dlh", demo::DEMO_PASSWORD)
        .await;
    let sent = report(&mut kadis, &id, "3", &picture(1)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let keep = |bytes: Vec<u8>| {
        let files = node.app.files().clone();
        tokio::task::spawn_blocking(move || {
            let mut incoming = files.incoming().unwrap();
            incoming.write(&bytes).unwrap();
            files.keep(incoming).unwrap().hash
        })
    };
    let stray = keep(picture(2)).await.unwrap();
    assert_eq!((store.count("files"), store.count("aside")), (2, 0));

    // later than whatever the machine's clock says of these files
    world.clock.advance(60 * 365 * 24 * 3600);
    let sweep = async || tuntas::server::sweep_files(&node.app).await.unwrap();
    sweep().await;
    assert_eq!((store.count("files"), store.count("aside")), (1, 1));
    assert_eq!(node.copies(), 0, "copies go, what they copy stays");
    let found = node.app.files().fetch(&stray).await.unwrap();
    assert_eq!(
        std::fs::read(found).unwrap(),
        picture(2),
        "still found aside"
    );

    // a form with that content came after all: it comes back
    world
        .tamper(&format!(
            "update evidence set file_hash = '{stray}' where region = '99.99' and file_hash is not null"
        ))
        .await;
    sweep().await;
    assert_eq!(store.count("aside"), 1, "the other one is aside now");
    let files = node.app.files().clone();
    let whole = tokio::task::spawn_blocking(move || files.is_whole(&stray)).await;
    assert!(whole.unwrap(), "and it is whole");
    sweep().await;
    assert_eq!((store.count("files"), store.count("aside")), (1, 0));
}
