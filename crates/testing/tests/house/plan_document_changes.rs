//! A Renja filled in by a workbook, set, and changed as a new version.

use axum::http::StatusCode;
use documents::workbook::Cell;
use testing::both;

use crate::{
    books,
    imports::{book, over, send},
    plan_documents::{SET, asked, import, people, say, tree},
};

both!(a_renja_changes_as_a_new_version, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let tree = tree(&world, &mut sekda).await;
    let page = asked(&world, &mut sekda, &tree, "renja", &["dinkes"]).await;
    let (mut staff, mut head) = people(&world, "dinkes").await;

    // the sheet is downloaded as it stands, changed, and imported
    let rows = books::rows(&staff.get(&format!("{page}/impor/contoh.xlsx")).await);
    let of = |code: &str, indicator: &str| {
        rows.iter()
            .find(|row| row[0] == code && row[2] == indicator)
            .cloned()
    };
    let money = of("1.02.02.2.01.0001", "Pagu (Rp)").expect("money");
    assert_eq!(
        (money[4].as_str(), money[5].as_str()),
        ("125.000.000", "125.000.000")
    );
    assert_eq!(of("1.02.02.2.01.0001", "Ibu yang ikut").unwrap()[5], "1250");
    let columns = ["Kode", "Indikator", "Menurut Renja", "Alasan Berbeda"];
    let line = |code: &str, indicator: &str, value: Cell, reason: &str| {
        vec![
            Cell::from(code),
            Cell::from(indicator),
            value,
            Cell::from(reason),
        ]
    };
    let sub = "1.02.02.2.01.0001";
    let wrong = book(
        &columns,
        vec![
            line(sub, "Pagu (Rp)", Cell::from("120.000.000"), ""),
            line("2.11.03", "Sampah terkelola", Cell::Whole(1), "Bukan kami"),
            line(sub, "Tak dikenal", Cell::Whole(1), "Apa"),
            line(sub, "Ibu yang ikut", Cell::from("1.300"), "Lebih banyak"),
        ],
    );
    let shown = send(&mut staff, &page, &wrong).await;
    let preview = over(&mut staff, &shown).await.words();
    for words in [
        "Tulis mengapa berbeda dari RPJMD",
        "Kode 2.11.03 bukan bagian dokumen ini",
        "Indikator ini tidak ada pada kode tersebut",
        "Dapat dibaca dua cara",
    ] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let good = book(
        &columns,
        vec![
            line(sub, "Pagu (Rp)", Cell::from("120.000.000"), "Efisiensi"),
            line(sub, "Ibu yang ikut", Cell::Whole(1250), ""),
            line(
                "1.02.02",
                "Cakupan layanan ibu",
                Cell::from("80,5"),
                "Puskesmas baru",
            ),
        ],
    );
    let shown = send(&mut staff, &page, &good).await;
    let preview = over(&mut staff, &shown).await.words();
    assert!(
        preview.contains("Berbeda dari RPJMD") && preview.contains("Menurut RPJMD"),
        "{preview}"
    );
    let kept = staff.post(&format!("{shown}/simpan"), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    assert_eq!(
        world
            .number("select count(*) from plan_document_value")
            .await,
        2
    );
    // a sheet downloaded before the tree moved on says nothing of its own with what the tree had then
    let with_plan = [
        "Kode",
        "Indikator",
        "Menurut RPJMD",
        "Menurut Renja",
        "Alasan Berbeda",
    ];
    let stale = |plan: Cell| {
        let cells = [Cell::from(sub), Cell::from("Ibu yang ikut"), plan];
        let rest = [Cell::Whole(1200), Cell::from("")];
        book(&with_plan, vec![cells.into_iter().chain(rest).collect()])
    };
    let shown = send(&mut staff, &page, &stale(Cell::Whole(1200))).await;
    let preview = over(&mut staff, &shown).await.words();
    assert!(
        preview.contains("Ibu yang ikut 1.250 Menurut RPJMD"),
        "{preview}"
    );
    let shown = send(&mut staff, &page, &stale(Cell::Whole(1250))).await;
    let preview = over(&mut staff, &shown).await.words();
    assert!(preview.contains("Tulis mengapa berbeda"), "{preview}");
    // what was said meanwhile is named where it is replaced
    let over_it = book(
        &columns,
        vec![line(sub, "Pagu (Rp)", Cell::from("125.000.000"), "")],
    );
    let shown = send(&mut staff, &page, &over_it).await;
    let preview = over(&mut staff, &shown).await.words();
    assert!(
        preview.contains("Kembali menurut RPJMD (semula 120.000.000)"),
        "{preview}"
    );
    // an empty cell says nothing, the figure of the tree takes back what was said
    let more = book(
        &columns,
        vec![
            line(sub, "Pagu (Rp)", Cell::Empty, ""),
            line("1.02.02", "Cakupan layanan ibu", Cell::Whole(80), ""),
        ],
    );
    import(&mut staff, &page, &more).await;
    let seen = staff.get(&page).await.words();
    assert!(
        seen.contains("RPJMD: 125.000.000. Efisiensi") && !seen.contains("80,5"),
        "{seen}"
    );

    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let put = format!("{page}/putuskan");
    let set = sekda.decide(&page, &put, &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());

    // opened with a reason and a date; the version that stands is what others see
    let bare = sekda
        .decide(
            &page,
            &put,
            &[("putusan", "buka"), ("catatan", "APBD berubah")],
        )
        .await;
    assert!(
        bare.body.contains("batas-error") && bare.body.contains("APBD berubah"),
        "{}",
        bare.words()
    );
    let open = [
        ("putusan", "buka"),
        ("catatan", "APBD berubah"),
        ("batas", "30/12/2026"),
    ];
    let open = sekda.decide(&page, &put, &open).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.words());
    let kept = say(
        &mut staff,
        &page,
        sub,
        &[("", ""), ("110.000.000", "APBD perubahan")],
    )
    .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let own = staff.get(&page).await.words();
    for words in [
        "Perubahan disusun",
        "Perubahan terhadap yang ditetapkan",
        "Pagu 2027",
        "120.000.000",
        "110.000.000",
    ] {
        assert!(own.contains(words), "{words}: {own}");
    }
    let mut other = world.sign_in("kadis.dlh").await;
    let seen = other.get(&page).await.words();
    assert!(
        seen.contains("Yang tampak ialah versi yang sudah ditetapkan"),
        "{seen}"
    );
    assert!(
        seen.contains("120.000.000") && !seen.contains("110.000.000"),
        "{seen}"
    );
    let owed = head.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(
        owed.contains("Renja 2027") && owed.contains("30 Desember 2026"),
        "{owed}"
    );
    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let set = sekda.decide(&page, &put, &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let seen = other.get(&page).await.words();
    assert!(
        seen.contains("Perubahan ditetapkan") && seen.contains("110.000.000"),
        "{seen}"
    );
    let old = other.get(&format!("{page}?versi=1")).await.words();
    assert!(
        old.contains("Versi lama") && old.contains("120.000.000") && !old.contains("110.000.000"),
        "{old}"
    );
    assert_eq!(
        other.get(&format!("{page}?versi=7")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        other.get(&format!("{page}?versi=x")).await.status,
        StatusCode::NOT_FOUND
    );
    world.check().await;
});
