//! *Mutasi Jabatan*: one decree, many people, all or nothing.

use axum::http::StatusCode;
use government::{
    Role,
    account::{Acting, PersonInput, add_person},
    posts::{NewHolder, Period, add_holder, add_post},
};
use testing::{World, both};

const PATH: &str = "/99.99/pengaturan/mutasi";
/// Beside two heads who change places and one who leaves without a new post.
const OTHERS: usize = 214;

/// People on posts of their own, each of whom will take the next one's.
async fn others(world: &World) {
    let unit = world.unit("bkpsdm").await;
    let app = world.app.clone();
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                for number in 0..OTHERS {
                    let person = PersonInput {
                        name: format!("Pejabat {number:03}"),
                        ..PersonInput::default()
                    };
                    let account = add_person(tx, app.keys(), person).await?;
                    let title = format!("Kepala Subbagian {number:03}");
                    let holder = NewHolder {
                        post: add_post(tx, unit, &title, Role::Operator).await?,
                        account,
                        acting: Acting::Definitive,
                        period: Period::default(),
                        source: String::new(),
                    };
                    add_holder(tx, holder).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
}

fn rows() -> String {
    let mut rows = "NIP\tJabatan baru\tUnit\n".to_owned();
    rows += "kadis.dlh\tKepala Dinas Kesehatan\tDINKES\n";
    rows += "kadis.dinkes\tKepala Dinas Lingkungan Hidup\tDLH\n";
    rows += "camat.utara\t-\t\n";
    for number in 0..OTHERS {
        let next = (number + 1) % OTHERS;
        rows += &format!("Pejabat {number:03}\tKepala Subbagian {next:03}\tBKPSDM\n");
    }
    rows
}

both!(a_decree_of_217_moves_on_30_december, |world| {
    others(&world).await;
    let dlh = world.unit("dlh").await;
    world.subjects("99.99", dlh).await;
    let open = "select count(*) from obligation where region = '99.99' and state in (0, 1, 2)";
    let owed = world.number(open).await;
    assert!(owed > 0, "there is open work");
    let mut admin = world.sign_in("admin").await;
    let good = rows();
    let fields = |rows: &'static str, step: &'static str| {
        vec![
            ("nomor", "SK Wali Kota 800.1.3.3/217/2026"),
            ("berlaku", "2026-12-30"),
            ("serah_terima", "2027-01-15"),
            ("baris", rows),
            ("langkah", step),
        ]
    };
    // one wrong cell, and nothing of it is applied
    let bad: &'static str = Box::leak(
        good.replace("Pejabat 100\t", "Pejabat 999\t")
            .into_boxed_str(),
    );
    let refused = admin.post(PATH, &fields(bad, "terapkan")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = refused.words();
    assert!(words.contains("Pejabat 999 belum dikenal"), "{words}");
    let ended = "select count(*) from holder where region = '99.99' and until_date = '2026-12-29'";
    assert_eq!(world.number(ended).await, 0);

    // the preview names the open work each leaves
    let good: &'static str = Box::leak(good.into_boxed_str());
    let preview = admin.post(PATH, &fields(good, "periksa")).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.words());
    let words = preview.words();
    for word in [
        "Pratinjau: 217 orang",
        "tindak lanjut unit",
        "Terapkan 217 Mutasi",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert_eq!(world.number(ended).await, 0, "a preview changes nothing");
    let applied = admin.post(PATH, &fields(good, "terapkan")).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.words());
    assert_eq!(world.number(ended).await, 217);
    // a second sending finds nobody where they were
    let again = admin.post(PATH, &fields(good, "terapkan")).await;
    assert_ne!(again.status, StatusCode::INTERNAL_SERVER_ERROR);
    let new = "select count(*) from holder where region = '99.99' and from_date = '2026-12-30'";
    assert_eq!(world.number(new).await, 216);

    // until the eve everybody acts as before
    let mut head = world.sign_in("kadis.dlh").await;
    let today = head.get("/99.99/bertindak-sebagai").await.words();
    assert!(today.contains("Kepala Dinas Lingkungan Hidup"), "{today}");
    assert!(!today.contains("Kepala Dinas Kesehatan Dinas"), "{today}");

    // on the day everybody gets in, each in the new post
    world.clock.advance(39 * 24 * 3600);
    for (who, title) in [
        ("kadis.dlh", "Kepala Dinas Kesehatan"),
        ("kadis.dinkes", "Kepala Dinas Lingkungan Hidup"),
        ("camat.utara", "Serah Terima Tugas: Camat"),
    ] {
        let mut person = world.sign_in(who).await;
        let page = person.get("/99.99/bertindak-sebagai").await.words();
        assert!(page.contains(title), "{who}: {page}");
        let work = person.get("/99.99/perlu-ditindaklanjuti").await;
        assert_eq!(work.status, StatusCode::OK, "{who}");
    }
    let mut successor = world.sign_in("kadis.dinkes").await;
    let list = successor.get("/99.99/tindak-lanjut").await.words();
    assert!(list.contains("Membersihkan sungai"), "{list}");
    assert_eq!(world.number(open).await, owed, "nothing is lost");
    world.check().await;
});
