//! *Mutasi Jabatan*: one decree, many people, all or nothing.

use axum::http::StatusCode;
use documents::workbook::Cell;
use government::{
    Role,
    account::{Acting, PersonInput, add_person},
    posts::{NewHolder, Period, add_holder, add_post},
};
use platform::date;
use testing::{World, both};

use crate::imports::{book, over, send};

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
    let open = "select count(*) from obligation where region = '99.99' and state in (0, 1, 2) \
        and kind <> 'handover'";
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

const COLUMNS: [&str; 8] = [
    "No",
    "Nama",
    "NIP",
    "Jabatan Baru",
    "Unit Kerja",
    "Nomor SK",
    "TMT",
    "Serah Terima Sampai",
];

/// The same decree as a workbook, with `wrong` in place of whom row 100 names.
fn workbook(wrong: Option<&str>) -> Vec<u8> {
    let day = |day: &str| Cell::Date(date::parse(day).unwrap());
    let text = rows().replace("\t-\t", "\tTanpa jabatan baru\t");
    let lines = text.lines().skip(1).enumerate().map(|(index, line)| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap().to_owned();
        let (person, post, unit) = (next(), next(), next());
        let (person, nip) = match wrong.filter(|_| index == 99) {
            Some(nip) => (person, Cell::Text(nip.into())),
            None => (person, Cell::Empty),
        };
        vec![
            Cell::count(index + 1),
            Cell::Text(person),
            nip,
            Cell::Text(post),
            Cell::Text(unit),
            Cell::from("SK Wali Kota 800.1.3.3/217/2026"),
            day("2026-12-30"),
            day("2027-01-15"),
        ]
    });
    book(&COLUMNS, lines.collect())
}

both!(a_decree_of_217_comes_in_as_a_workbook, |world| {
    others(&world).await;
    let dlh = world.unit("dlh").await;
    world.subjects("99.99", dlh).await;
    let mut admin = world.sign_in("admin").await;
    let page = admin.get(PATH).await;
    assert!(page.body.contains(&format!("{PATH}/impor\"")));
    let form = admin.get(&format!("{PATH}/impor")).await;
    assert_eq!(form.status, StatusCode::OK);
    let ended = "select count(*) from holder where region = '99.99' and until_date = '2026-12-29'";
    let new = "select count(*) from holder where region = '99.99' and from_date = '2026-12-30'";

    // one wrong cell is named by row and column, and nothing is kept, not even by force
    let preview = send(&mut admin, PATH, &workbook(Some("19800101 200501 1 001"))).await;
    let shown = over(&mut admin, &preview).await;
    let words = shown.words();
    assert!(words.contains("Baris 104, kolom NIP: NIP"), "{words}");
    assert!(words.contains("belum dikenal"), "{words}");
    assert!(shown.body.contains("C104"), "the cell: {words}");
    let kept = world
        .text("select preview from import_job where region = '99.99'")
        .await;
    assert!(!kept.contains("19800101"), "no NIP in the preview: {kept}");
    assert!(!words.contains("Simpan 217 Baris"), "{words}");
    admin.post(&format!("{preview}/simpan"), &[]).await;
    assert_eq!(world.number(ended).await, 0);
    assert_eq!(world.number(new).await, 0);

    // all of it is right
    let preview = send(&mut admin, PATH, &workbook(None)).await;
    let words = over(&mut admin, &preview).await.words();
    for word in [
        "217 baris terbaca dan tidak ada masalah",
        "tindak lanjut unit",
        "Tanpa jabatan baru",
        "Rabu, 30 Desember 2026",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert_eq!(world.number(ended).await, 0, "a preview changes nothing");
    let kept = admin.post(&format!("{preview}/simpan"), &[]).await;
    assert_eq!(kept.location(), preview);
    let words = over(&mut admin, &preview).await.words();
    assert!(words.contains("217 baris tersimpan"), "{words}");
    assert_eq!(world.number(ended).await, 217);
    assert_eq!(world.number(new).await, 216);
    // sent a second time it is applied once
    admin.post(&format!("{preview}/simpan"), &[]).await;
    assert_eq!(world.number(new).await, 216);
    let hash = world
        .text("select file_hash from import_job where region = '99.99' and state = 2")
        .await;
    let noted =
        format!("select count(*) from audit where region = '99.99' and payload like '%{hash}%'");
    assert_eq!(world.number(&noted).await, 1, "the file's print");

    world.clock.advance(39 * 24 * 3600);
    let mut head = world.sign_in("kadis.dlh").await;
    let page = head.get("/99.99/bertindak-sebagai").await.words();
    assert!(page.contains("Kepala Dinas Kesehatan"), "{page}");
    world.check().await;
});

both!(a_workbook_is_one_decree_and_says_who_leaves, |world| {
    let mut admin = world.sign_in("admin").await;
    let day = |day: &str| Cell::Date(date::parse(day).unwrap());
    let line = |who: &str, post: Cell, decree: &str, from: Cell, until: Cell| {
        vec![
            Cell::Whole(1),
            Cell::from(who),
            Cell::Empty,
            post,
            Cell::Empty,
            Cell::from(decree),
            from,
            until,
        ]
    };
    let stops = || Cell::from("Tanpa jabatan baru");
    let (first, last) = (|| day("2026-12-30"), || day("2027-01-15"));
    let bytes = book(
        &COLUMNS,
        vec![
            line("kadis.dlh", stops(), "SK 1", first(), last()),
            line("camat.utara", stops(), "SK 2", first(), last()),
            line("kadis.dinkes", Cell::from("-"), "SK 1", first(), last()),
            line("sekda", stops(), "SK 1", first(), day("2026-12-01")),
            line("tapem", stops(), "SK 1", Cell::Empty, last()),
        ],
    );
    let preview = send(&mut admin, PATH, &bytes).await;
    let words = over(&mut admin, &preview).await.words();
    for said in [
        "4 masalah",
        "Baris 6, kolom Nomor SK, TMT, Serah Terima Sampai: Tidak sama dengan baris pertama",
        "Baris 7, kolom Jabatan Baru: Tulis jabatan barunya",
        "Baris 8, kolom Serah Terima Sampai: Tanggal ini sebelum TMT",
        "Baris 9, kolom TMT: Wajib diisi",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    // the example is one that can be filled in
    let example = admin.get(&format!("{PATH}/impor/contoh.xlsx")).await;
    assert_eq!(example.status, StatusCode::OK);
    let preview = send(&mut admin, PATH, &example.bytes).await;
    let words = over(&mut admin, &preview).await.words();
    assert!(words.contains("Nama Pegawai belum dikenal"), "{words}");
    let others = world.sign_in("kadis.dlh").await.get(&preview).await;
    assert_eq!(others.status, StatusCode::FORBIDDEN);
    world.check().await;
});
