//! *Prioritas Tahunan*: what is to be finished within a year, by whom, by when.

use axum::http::StatusCode;
use testing::{Client, World, both, press};

use crate::{
    books,
    register::take,
    steps::{latest_report, led_to, report},
};

/// The four items said on 31 December 2018, each with who owns it here.
const ITEMS: [(&str, &str); 4] = [
    ("Pelayanan RSUD", "rsud"),
    ("PTSP benar-benar satu pintu", "dpmptsp"),
    ("Penertiban pasar dan parkir", "satpol-pp"),
    ("Peningkatan PAD", "bapenda"),
];

async fn set(world: &World, who: &mut Client, year: &str, title: &str, unit: &str) {
    let form = who
        .get(&format!("/99.99/prioritas/baru?tahun={year}"))
        .await;
    assert_eq!(form.field("selesai"), format!("{year}-12-31"));
    let (unit, once) = (world.unit(unit).await.to_string(), form.field("sekali"));
    let until = form.field("selesai");
    let fields = [
        ("tahun", year),
        ("judul", title),
        ("unit", unit.as_str()),
        ("selesai", until.as_str()),
        ("dasar", "Apel 31 Desember 2018"),
        ("sekali", once.as_str()),
    ];
    let made = who.post("/99.99/prioritas", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
}

both!(
    s1_10_the_agenda_of_2019_holds_four_items_with_owner_and_finish_date,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let empty = [("tahun", "2019"), ("judul", ""), ("selesai", "akhir tahun")];
        let refused = sekda.post("/99.99/prioritas", &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("unit-error") && refused.body.contains("akhir tahun"));
        for (title, unit) in ITEMS {
            set(&world, &mut sekda, "2019", title, unit).await;
        }
        let mut lurah = world.sign_in("kadis.dlh").await;
        let page = lurah.get("/99.99/prioritas?tahun=2019").await.words();
        for text in [
            "1. Pelayanan RSUD",
            "2. PTSP benar-benar satu pintu",
            "3. Penertiban pasar dan parkir",
            "4. Peningkatan PAD",
            "Satuan Polisi Pamong Praja",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert_eq!(
            page.matches("Selasa, 31 Desember 2019").count(),
            4,
            "{page}"
        );
        assert_eq!(
            lurah.get("/99.99/prioritas/baru").await.status,
            StatusCode::FORBIDDEN
        );
        let other = lurah.get("/99.99/prioritas?tahun=2026").await.words();
        assert!(!other.contains("Pelayanan RSUD"), "{other}");

        // as a workbook and on paper
        let book = books::rows(&lurah.get("/99.99/prioritas.xlsx?tahun=2019").await);
        let items = book
            .iter()
            .filter(|row| ITEMS.iter().any(|it| it.0 == row[1]));
        assert_eq!(items.count(), 4);
        let path = "/99.99/prioritas/cetak.pdf?tahun=2019";
        assert_eq!(lurah.get(path).await.status, StatusCode::OK);
        let paper = world.proofs.last();
        assert_eq!(paper.title, ["PRIORITAS TAHUN 2019"]);
        assert_eq!(press::rows(&paper).len(), 4);

        // in the register: signed once, and as it was signed when a priority changes later
        let mut tapem = world.sign_in("tapem").await;
        let year = "/99.99/prioritas/tahun/2019";
        assert_eq!(
            lurah.get(&format!("{year}/naskah/baru")).await.status,
            StatusCode::FORBIDDEN
        );
        let kind = [("jenis", "prioritas-tahunan")];
        let made = tapem.post(&format!("{year}/naskah"), &kind).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let paper = made.location().to_owned();
        let listed = lurah.get(year).await.words();
        assert!(listed.contains("Prioritas tahunan Konsep"), "{listed}");
        let signature = [
            ("nama", "Nama Pimpinan, M.Si"),
            ("jabatan", "Wali Kota"),
            ("tanggal", "2026-11-20"),
        ];
        let signed = take(&mut tapem, &paper, "tanda-tangan", &signature).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.words());
        let more = ("Kota bersih", "wali-kota");
        set(&world, &mut sekda, "2019", more.0, more.1).await;
        tapem.get(&format!("{paper}/cetak.pdf")).await;
        assert_eq!(press::rows(&world.proofs.last()).len(), 4, "as signed");
        let shown = tapem.get(&paper).await.words();
        assert!(shown.contains("Catatan sumbernya berubah"), "{shown}");
        let foreign = paper.replace("/2019/", "/2020/");
        let lost = tapem.get(&foreign).await.status;
        assert_eq!(lost, StatusCode::NOT_FOUND, "a paper of another year");
        world.check().await;
    }
);

both!(a_priority_stands_as_its_follow_ups_do, |world| {
    let mut tapem = world.sign_in("tapem").await;
    // the mayor owns one too
    set(
        &world,
        &mut tapem,
        "2026",
        "Kota bersih sebelum akhir tahun",
        "wali-kota",
    )
    .await;
    let id = world
        .id("select id from priority where region = '99.99'")
        .await;
    let page = format!("/99.99/prioritas/{id}");
    let none = tapem.get(&page).await.words();
    assert!(
        none.contains("Belum ditindaklanjuti") && none.contains("Wali Kota"),
        "{none}"
    );
    let work = format!("{page}/tindak-lanjut");
    let form = tapem.get(&work).await;
    assert_eq!(form.status, StatusCode::OK);
    let (unit, once) = (world.unit("dlh").await.to_string(), form.field("sekali"));
    let fields = [
        ("tugas", "Membersihkan lima kelurahan"),
        ("unit", unit.as_str()),
        ("sekali", once.as_str()),
    ];
    let opened = tapem.post(&work, &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
    let again = tapem.post(&work, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "counted once");
    let shown = tapem.get(&page).await;
    assert!(
        shown.words().contains("0 dari 1 tuntas"),
        "{}",
        shown.words()
    );
    let found = shown.body.split("/99.99/tindak-lanjut/").nth(1).unwrap();
    let id = found.split('"').next().unwrap().to_owned();

    // the unit sees where it comes from, and reports it done
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(list.contains("Prioritas 2026: Kota bersih"), "{list}");
    crate::steps::agree_terms(&mut kadis, &mut asisten, &id).await;
    let sent = report(&mut kadis, &id, "5", "Semua bersih.", true).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let sent = latest_report(&world, &led_to(&format!("/{id}"))).await;
    let mut verifier = world.sign_in("verifikator").await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let verify = format!("/99.99/laporan/{sent}/verifikasi");
    let done = verifier.decide(&detail, &verify, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let now = tapem.get(&page).await;
    assert!(now.words().contains("1 dari 1 tuntas"), "{}", now.words());
    let chip = "<div class=\"chips\"><span class=\"chip chip-tuntas\">Tuntas</span>";
    assert!(now.body.contains(chip), "{}", now.body);

    // changed on what was seen
    let edit = format!("{page}/ubah");
    let unit = world.unit("setda").await.to_string();
    let mut fields = vec![
        ("judul", "Kota bersih"),
        ("unit", unit.as_str()),
        ("selesai", "2026-11-30"),
    ];
    let changed = tapem.decide(&edit, &edit, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    fields.push(("versi", "1"));
    assert_eq!(
        tapem.post(&edit, &fields).await.status,
        StatusCode::CONFLICT
    );
    let now = tapem.get(&page).await.words();
    assert!(
        now.contains("Sekretariat Daerah") && now.contains("30 November 2026"),
        "{now}"
    );
    world.check().await;
});
