//! The work on an archive of evidence goes on beside the requests: once, in its turn, shown while it lasts,
//! and nothing of it is left when it ends in between.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use documents::{
    import::{Imports, beside},
    workbook::Cell,
};
use platform::{App, Uuid, random};
use testing::{Client, Engine, World, both};
use tokio::sync::oneshot;

use crate::{
    historic_proofs::{HOME, PDF, archive, figures, noise, sent, stored},
    imports::{book, over},
    nodes::{Node, Store},
    regulations::kept,
    rounds::open_round,
};

/// Takes the turn of all archives until it is let go.
async fn hold(app: &App) -> oneshot::Sender<()> {
    let (let_go, end) = oneshot::channel();
    let (has, begun) = oneshot::channel();
    let (id, inside) = (random::id(app.now()), app.clone());
    beside(app, id, move |progress| async move {
        let _turn = progress.long_turn(&inside).await.unwrap();
        let _ = has.send(());
        let _ = end.await;
    });
    begun.await.unwrap();
    let_go
}

/// An archive of three files that have their place.
fn three() -> Vec<u8> {
    let second = [PDF, b"kedua"].concat();
    archive(&[
        ("2024/1.b.3 A laporan.pdf", PDF),
        ("2024/1.b.3 rekap.pdf", &second),
        ("2023/1.b.3 A laporan.pdf", PDF),
    ])
}

fn import_of(path: &str) -> Uuid {
    let id = path.rsplit('/').next();
    id.and_then(|id| Uuid::parse_str(id).ok())
        .expect("an import")
}

async fn waits(who: &mut Client, path: &str) {
    let page = who.get(path).await;
    let words = page.words();
    let told = "Sedang dikerjakan: menunggu giliran";
    assert!(words.contains(told), "{words}");
    assert_eq!(page.headers["refresh"], "2");
}

both!(an_archive_is_worked_on_once_and_in_its_turn, |world| {
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    figures(&mut tapem).await;
    let (before, _) = stored(&world).await;

    // it waits for its turn, which a workbook does not need
    let turn = hold(&world.app).await;
    let path = sent(&mut tapem, "bukti.zip", &three()).await;
    let path = path.location().to_owned();
    waits(&mut tapem, &path).await;
    let line = ["2023", "1.b.3", "B", "99"].map(Cell::from).to_vec();
    let columns = ["Tahun", "Kode IKK", "Unsur", "Nilai"];
    kept(&mut tapem, HOME, &book(&columns, vec![line])).await;

    // who asks meanwhile begins nothing, and there is nothing to be kept yet
    waits(&mut tapem, &path).await;
    tapem.post(&format!("{path}/simpan"), &[]).await;
    let again = Arc::new(AtomicBool::new(false));
    let begun = Arc::clone(&again);
    beside(&world.app, import_of(&path), |_| async move {
        begun.store(true, Ordering::Relaxed);
    });
    tokio::task::yield_now().await;
    assert!(!again.load(Ordering::Relaxed), "a second work on one file");
    turn.send(()).unwrap();
    let words = over(&mut tapem, &path).await.words();
    assert!(words.contains("3 berkas cocok"), "{words}");

    // closed while it was read, it is read when somebody asks
    let closed =
        "update import_job set state = 0, preview = '' where kind = 'rounds.historic_proof'";
    world.tamper(closed).await;
    let page = tapem.get(&path).await;
    assert!(
        page.words().contains("Sedang dikerjakan"),
        "{}",
        page.words()
    );
    let words = over(&mut tapem, &path).await.words();
    assert!(words.contains("3 berkas cocok"), "{words}");
    assert_eq!(stored(&world).await, (before, 0), "a preview keeps nothing");

    // asked for by two at the same time it is kept once, in the name of who asked first
    let turn = hold(&world.app).await;
    let mut other = world.sign_in("sekda").await;
    let keep = format!("{path}/simpan");
    let (first, second) = tokio::join!(tapem.post(&keep, &[]), async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        other.post(&keep, &[]).await
    });
    assert_eq!((first.location(), second.location()), (&*path, &*path));
    waits(&mut tapem, &path).await;
    assert_eq!(stored(&world).await, (before, 0));
    turn.send(()).unwrap();
    let words = over(&mut tapem, &path).await.words();
    assert!(words.contains("3 berkas tersimpan"), "{words}");
    assert!(words.contains("Berkas baru: 2; sudah ada: 0."), "{words}");
    assert_eq!(stored(&world).await, (before + 2, 4));
    tapem.post(&keep, &[]).await;
    let rows = "select count(*) from audit where region = '99.99' \
        and payload like '%Impor Data Dukung Historis%'";
    assert_eq!(world.number(rows).await, 1);
    let named = format!(
        "{rows} and person = (select made_by from import_job where kind = 'rounds.historic_proof')"
    );
    assert_eq!(world.number(&named).await, 1);
    assert!(
        world
            .app
            .part::<Imports>()
            .running(import_of(&path))
            .is_none()
    );
    world.check().await;
});

/// Two nodes and a store: what one began before it ended, the other does; and what cannot be put away is
/// said on the page and can be asked for again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_in_a_store_is_kept_by_whoever_is_there() {
    let world = World::small(Engine::Postgres).await;
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    figures(&mut tapem).await;
    let (before, _) = stored(&world).await;
    let store = Store::start().await;
    let (a, b) = (
        Node::start(&world, &store).await,
        Node::start(&world, &store).await,
    );
    let mut at_a = a.visitor();
    at_a.sign_in("99.99", "tapem", demo::DEMO_PASSWORD).await;
    let mut at_b = b.visitor();
    at_b.bring_cookies_of(&at_a);

    // larger than what travels in one piece
    let beside_it = noise(17_000_000);
    let second = [PDF, b"kedua"].concat();
    let large = archive(&[
        ("2024/1.b.3 A laporan.pdf", PDF),
        ("2024/.DS_Store", &beside_it),
        ("2024/1.b.3 rekap.pdf", &second),
    ]);
    let path = sent(&mut at_a, "bukti.zip", &large).await;
    let path = path.location().to_owned();
    let words = over(&mut at_a, &path).await.words();
    assert!(words.contains("2 berkas cocok"), "{words}");
    let kept_whole = "select file_hash from import_job where kind = 'rounds.historic_proof'";
    let hash = world.text(kept_whole).await;
    let copy = b.app.files().fetch(&hash).await.unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), large, "it came in pieces");

    let copy = b.app.files().path(&hash);
    std::fs::remove_file(&copy).unwrap();
    store.spoils(&hash);
    assert!(b.app.files().fetch(&hash).await.is_err());
    assert!(!copy.exists(), "what came is not what was asked for");
    std::fs::copy(a.app.files().path(&hash), &copy).unwrap();

    // the node that was to keep it ends before its turn comes
    let turn = hold(&a.app).await;
    at_a.post(&format!("{path}/simpan"), &[]).await;
    waits(&mut at_a, &path).await;
    assert_eq!(stored(&world).await, (before, 0));
    let words = at_b.get(&path).await.words();
    assert!(words.contains("2 berkas cocok"), "{words}");

    // the other cannot put its files away, says so, and keeps them once it can
    store.shuts(true);
    at_b.post(&format!("{path}/simpan"), &[]).await;
    let words = over(&mut at_b, &path).await.words();
    assert!(
        words.contains("Penyimpanan gagal. Penyimpanan berkas sedang terganggu"),
        "{words}"
    );
    assert!(words.contains("Simpan 2 Berkas"), "{words}");
    assert_eq!(stored(&world).await, (before, 0));
    store.shuts(false);
    at_b.post(&format!("{path}/simpan"), &[]).await;
    let words = over(&mut at_b, &path).await.words();
    assert!(words.contains("2 berkas tersimpan"), "{words}");
    assert!(!words.contains("Penyimpanan gagal"), "{words}");
    assert_eq!(stored(&world).await, (before + 2, 3));

    // what the first had begun finds it done
    turn.send(()).unwrap();
    over(&mut at_a, &path).await;
    assert_eq!(stored(&world).await, (before + 2, 3));
    let rows = "select count(*) from audit where region = '99.99' \
        and payload like '%Impor Data Dukung Historis%'";
    assert_eq!(world.number(rows).await, 1);
    world.check().await;
}
