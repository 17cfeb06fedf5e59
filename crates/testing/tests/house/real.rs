//! The real regions hold what was said, and nothing that was not.

use testing::{Engine, World};

#[tokio::test]
async fn the_ten_points_of_17_may_2022_stand_in_pematangsiantar() {
    let world = World::full(Engine::Sqlite).await;
    let mut observer = world.sign_in("pengamat").await;
    let meeting = world
        .id("select id from meeting where region = '12.72' and date = '2022-05-17'")
        .await;
    let page = observer.get(&format!("/12.72/rapat/{meeting}")).await;
    let words = page.words();
    assert!(words.contains("Selasa, 17 Mei 2022"), "{words}");
    assert!(
        words.contains("dr. Susanti Dewayani, Sp.A (Plt. Wali Kota)"),
        "{words}"
    );
    assert!(words.contains("Ruang Serbaguna Bappeda"), "{words}");
    assert!(!words.contains("DATA SIMULASI"));
    // each point in its place, by what it is about
    let mut rest = words.as_str();
    for (number, about) in [
        (1, "evaluasi"),
        (2, "SOP"),
        (3, "Satpol PP"),
        (4, "RPJMD"),
        (5, "PP 38/2017"),
        (6, "produk dalam negeri"),
        (7, "LISA"),
        (8, "SPM"),
        (9, "3M Plus"),
        (10, "hepatitis"),
    ] {
        let at = rest
            .find(&format!("Butir {number} "))
            .unwrap_or_else(|| panic!("butir {number}"));
        rest = &rest[at..];
        let end = rest
            .find(&format!("Butir {} ", number + 1))
            .unwrap_or(rest.len());
        assert!(
            rest[..end].to_lowercase().contains(&about.to_lowercase()),
            "butir {number}: {}",
            &rest[..end.min(600)]
        );
    }
    let points = world.number("select count(*) from point p join meeting m on m.region = p.region and m.id = p.meeting_id where m.region = '12.72' and m.date = '2022-05-17'").await;
    assert_eq!(points, 10);
    world.check().await;
}

#[tokio::test]
async fn no_progress_is_invented_in_real_regions() {
    let world = World::full(Engine::Sqlite).await;
    for question in [
        "select count(*) from progress_report where region <> '99.99'",
        "select count(*) from evidence where region <> '99.99'",
        "select count(*) from account where region <> '99.99'",
        "select count(*) from follow_up where region <> '99.99' and (done is not null or terms = 2 and due_at is null)",
        "select count(*) from follow_up where region = '12.72' and due_at is not null",
        "select count(*) from priority where region <> '99.99'",
        "select count(*) from standing_report where region <> '99.99'",
        "select count(*) from briefing_release where region <> '99.99'",
        "select count(*) from region where region <> '99.99' and simulated",
    ] {
        assert_eq!(world.number(question).await, 0, "{question}");
    }
    // of Kota Contoh twelve were held and one is prepared
    for (region, meetings) in [("12.72", 3), ("19.71", 1), ("18.72", 1), ("99.99", 13)] {
        let question = format!("select count(*) from meeting where region = '{region}'");
        assert_eq!(world.number(&question).await, meetings, "{region}");
    }
}

#[tokio::test]
async fn the_played_city_says_so_on_every_page() {
    let world = World::full(Engine::Sqlite).await;
    let mut mayor = world.sign_in("walikota").await;
    for path in [
        "/99.99",
        "/99.99/dasbor",
        "/99.99/rapat",
        "/99.99/tindak-lanjut",
        "/99.99/masuk",
    ] {
        assert!(
            mayor.get(path).await.body.contains("DATA SIMULASI"),
            "{path}"
        );
    }
    let text = mayor.get("/99.99/dasbor").await;
    assert!(
        text.body.contains("[DATA SIMULASI]"),
        "texts for WhatsApp say so too"
    );
}
