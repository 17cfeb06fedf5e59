//! *IKK yang harus naik*: below last year by direction; what is missing stands apart.

use axum::http::StatusCode;
use platform::Uuid;
use testing::{Client, World, both};

use crate::{
    books,
    regulations::{Sheet, kept, previewed},
    round_versions::fill,
    rounds::{health, indicator, open_round},
};

/// The filling of the health agency in the round of a year before, and its indicator of this code.
async fn year_before(world: &World, tapem: &mut Client, codes: [&str; 2]) -> (String, Vec<Uuid>) {
    let fields = [("paket", "lppd-ikk-kabkota"), ("tahun", "2024")];
    let taken = tapem.post("/99.99/daftar-ikk/dari-paket", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let once = tapem.get("/99.99/periode-pengisian/baru").await;
    let once = once.field("sekali");
    let fields = [
        ("judul", "LPPD Tahun 2024"),
        ("daftar", "lppd:2024"),
        ("batas", "31/1/2027"),
        ("sekali", once.as_str()),
    ];
    let opened = tapem.post("/99.99/periode-pengisian", &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
    let unit = world.literal(world.unit("dinkes").await);
    let filling = world
        .id(&format!(
            "select f.id from filling f join data_round r on r.region = f.region \
             and r.id = f.round_id where f.region = '99.99' and r.year = 2024 \
             and f.unit_id = {unit}"
        ))
        .await;
    let mut found = Vec::new();
    for code in codes {
        let question = format!(
            "select id from indicator where region = '99.99' and year = 2024 and code = '{code}'"
        );
        found.push(world.id(&question).await);
    }
    (format!("/99.99/isian/{filling}"), found)
}

both!(
    s4_19_what_fell_by_its_direction_and_what_is_missing_apart,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let (path, codes) = (health.path.clone(), ["1.b.3", "1.b.4"]);
        let (before, [mothers, births]) = {
            let (path, found) = year_before(&world, &mut tapem, codes).await;
            (path, [found[0], found[1]])
        };
        // mothers fell from 95 to 90,19; births rose from a true zero; 1.b.5 has no year before
        fill(&mut health.operator, &before, mothers, "95", "100").await;
        fill(&mut health.operator, &before, births, "0", "100").await;
        let mothers = indicator(&world, "1.b.3").await;
        let births = indicator(&world, "1.b.4").await;
        let toddlers = indicator(&world, "1.b.5").await;
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        fill(&mut health.operator, &path, births, "50", "100").await;
        fill(&mut health.operator, &path, toddlers, "150", "150").await;

        let page = tapem.get(&format!("{round}/harus-naik")).await.words();
        assert!(page.contains("1 dari 2 yang dapat dibandingkan"), "{page}");
        let (worse, missing) = page.split_once("Tidak dapat dibandingkan").expect("both");
        assert!(
            worse.contains("1.b.3") && worse.contains("-4,81"),
            "{worse}"
        );
        assert!(!page.contains("1.b.4 "), "what rose is in neither list");
        assert!(missing.contains("1.b.5") && missing.contains("Tidak ada"));
        assert!(!worse.contains("1.b.5"), "no comparison is no fall");

        let rows = books::rows(&tapem.get(&format!("{round}/harus-naik.xlsx")).await);
        let row = |code: &str| rows.iter().find(|row| row[0] == code);
        let fell = row("1.b.3").expect("a row");
        assert!(fell.iter().any(|cell| cell == "-4,81"), "{fell:?}");
        assert!(fell.iter().any(|cell| cell.starts_with("Lebih buruk")));
        assert!(row("1.b.4").is_none());
        let apart = row("1.b.5").expect("a row");
        assert!(apart.iter().any(|cell| cell == "Tidak dapat dibandingkan"));
        world.check().await;
    }
);

both!(s4_19_a_target_of_the_list_shows_what_falls_short, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let home = "/99.99/daftar-ikk";
    let book = format!("{home}/tahunan.xlsx?tahun=2025");
    let wrong = [
        ("100", "", "Tulis sumber targetnya"),
        ("", "RPJMD", "Ada sumber target tanpa targetnya"),
        ("5.003", "RPJMD", "dua cara"),
        ("banyak", "RPJMD", "Target"),
    ];
    for (target, basis, told) in wrong {
        let mut sheet = Sheet::of(&mut tapem, &book, "Tahun").await;
        sheet.set("1.b.3", "Target", target);
        sheet.set("1.b.3", "Sumber Target", basis);
        let (path, page) = previewed(&mut tapem, home, &sheet.bytes()).await;
        assert!(page.words().contains(told), "{told}: {}", page.words());
        tapem.post(&format!("{path}/simpan"), &[]).await;
    }
    let targets = "select count(*) from indicator where region = '99.99' and target is not null";
    assert_eq!(world.number(targets).await, 0, "nothing wrong is kept");

    let mut sheet = Sheet::of(&mut tapem, &book, "Tahun").await;
    for (code, target) in [("1.b.3", "100"), ("1.b.4", "25,5"), ("1.b.5", "100")] {
        sheet.set(code, "Target", target);
        sheet.set(code, "Sumber Target", "RPJMD 2022-2027");
    }
    let words = kept(&mut tapem, home, &sheet.bytes()).await;
    assert!(words.contains("25,5"), "{words}");
    assert_eq!(world.number(targets).await, 3);
    let own = "select count(*) from indicator where region = '99.99' and own";
    assert_eq!(
        world.number(own).await,
        0,
        "a target makes no indicator the region's own"
    );

    // what was downloaded comes back as it is; a list that says none leaves them
    let again = Sheet::of(&mut tapem, &book, "Tahun").await;
    let row = again.row("Kode IKK", "1.b.4");
    assert_eq!(row[again.place("Target")], "25.5");
    assert_eq!(row[again.place("Sumber Target")], "RPJMD 2022-2027");
    let mothers = indicator(&world, "1.b.3").await;
    let card = tapem.get(&format!("{home}/{mothers}")).await.words();
    assert!(card.contains("Target 2025 100 %"), "{card}");

    let mut health = health(&world).await;
    let path = health.path.clone();
    for (code, a, b) in [
        ("1.b.3", "4512", "5003"),
        ("1.b.4", "0", "200"),
        ("1.b.5", "150", "150"),
    ] {
        let id = indicator(&world, code).await;
        fill(&mut health.operator, &path, id, a, b).await;
    }
    let page = tapem.get(&format!("{round}/harus-naik")).await.words();
    let told = "2 dari 3 yang dapat dibandingkan: 2 belum mencapai target, 0 lebih buruk";
    assert!(page.contains(told), "{page}");
    assert!(
        page.contains("selisih -9,81") && page.contains("selisih -25,50"),
        "{page}"
    );
    assert!(
        !page.contains("1.b.5 "),
        "what got there is in neither list: {page}"
    );
    let rows = books::rows(&tapem.get(&format!("{round}/harus-naik.xlsx")).await);
    let short = rows.iter().find(|row| row[0] == "1.b.4").expect("a row");
    assert!(
        short.iter().any(|cell| cell == "Belum mencapai target"),
        "{short:?}"
    );
    assert!(short.iter().any(|cell| cell == "RPJMD 2022-2027"));
    world.check().await;
});

both!(a_target_goes_only_by_its_word, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let home = "/99.99/daftar-ikk";
    let book = format!("{home}/tahunan.xlsx?tahun=2025");
    let mut sheet = Sheet::of(&mut tapem, &book, "Tahun").await;
    for code in ["1.b.3", "1.b.4", "1.b.5"] {
        sheet.set(code, "Target", "100");
        sheet.set(code, "Sumber Target", "RPJMD 2022-2027");
    }
    let words = kept(&mut tapem, home, &sheet.bytes()).await;
    let told = "Tahun 2025: 3 target baru, 0 target berubah.";
    assert!(
        words.contains(told) && words.contains("100 (baru)"),
        "{words}"
    );
    let question = |code: &str| {
        format!(
            "select count(*) from indicator where region = '99.99' and year = 2025 \
             and code = '{code}' and target is not null and target_basis <> ''"
        )
    };

    let mut health = health(&world).await;
    let path = health.path.clone();
    let mothers = indicator(&world, "1.b.3").await;
    fill(&mut health.operator, &path, mothers, "4512", "5003").await;
    let rise = tapem.get(&format!("{round}/harus-naik")).await.words();
    assert!(rise.contains("selisih -9,81"), "{rise}");

    // cells that were emptied, by mistake or with a dash, take nothing away, and the preview says so
    let mut emptied = Sheet::of(&mut tapem, &book, "Tahun").await;
    for (code, nothing) in [("1.b.3", ""), ("1.b.4", "-")] {
        emptied.set(code, "Target", nothing);
        emptied.set(code, "Sumber Target", "");
    }
    let words = kept(&mut tapem, home, &emptied.bytes()).await;
    assert_eq!(words.matches("100 (tetap)").count(), 3, "{words}");
    assert!(!words.contains("target dihapus"), "{words}");
    for code in ["1.b.3", "1.b.4", "1.b.5"] {
        assert_eq!(world.number(&question(code)).await, 1, "{code}");
    }
    // half emptied is asked back
    let mut half = Sheet::of(&mut tapem, &book, "Tahun").await;
    half.set("1.b.3", "Target", "");
    let (_, page) = previewed(&mut tapem, home, &half.bytes()).await;
    assert!(
        page.words().contains("tulis hapus bila"),
        "{}",
        page.words()
    );

    // the word does, whoever writes it in capitals; where nothing is, it is said and harms nothing
    let mut gone = Sheet::of(&mut tapem, &book, "Tahun").await;
    gone.set("1.b.3", "Target", " Hapus ");
    gone.set("1.b.6", "Target", "hapus");
    let (path, page) = previewed(&mut tapem, home, &gone.bytes()).await;
    let words = page.words();
    for told in [
        "1 target dihapus beserta sumbernya: 1.b.3",
        "dihapus (sebelumnya 100)",
        "1 baris bertuliskan hapus tidak memiliki target yang tersimpan: 1.b.6",
        "tidak ada target untuk dihapus",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    assert_eq!(world.number(&question("1.b.3")).await, 1, "only looked at");
    let done = tapem.post(&format!("{path}/simpan"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for (code, left) in [("1.b.3", 0), ("1.b.4", 1), ("1.b.5", 1), ("1.b.6", 0)] {
        assert_eq!(world.number(&question(code)).await, left, "{code}");
    }
    let bare = "select count(*) from indicator where region = '99.99' and code = '1.b.3' \
                and year = 2025 and target_basis <> ''";
    assert_eq!(world.number(bare).await, 0, "what said so went with it");
    let history = tapem.get("/99.99/daftar-ikk/impor").await;
    assert!(history.words().contains("tulis hapus untuk menghapusnya"));

    // what it was stands in the audit chain; the list and what must rise know of none
    let audit = "select count(*) from audit where region = '99.99' \
                 and payload like '%1.b.3 (100; RPJMD 2022-2027)%'";
    assert_eq!(world.number(audit).await, 1);
    let again = Sheet::of(&mut tapem, &book, "Tahun").await;
    let row = again.row("Kode IKK", "1.b.3");
    assert_eq!(row[again.place("Target")], "");
    assert_eq!(row[again.place("Sumber Target")], "");
    let card = tapem.get(&format!("{home}/{mothers}")).await.words();
    assert!(!card.contains("Target 2025"), "{card}");
    let rise = tapem.get(&format!("{round}/harus-naik")).await.words();
    let (short, apart) = rise.split_once("Tidak dapat dibandingkan").expect("both");
    assert!(
        !short.contains("1.b.3 ") && apart.contains("1.b.3 "),
        "{rise}"
    );
    world.check().await;
});
