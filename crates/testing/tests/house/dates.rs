//! *Kalender Kerja* through the real router.

use axum::http::StatusCode;
use government::Role;
use testing::both;

use crate::{books, steps::hold_meeting};

both!(a_month_shows_meetings_due_dates_and_holidays, |world| {
    let unit = world.unit("dlh").await;
    world.subjects("99.99", unit).await;
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor November").await;
    let mut head = world
        .person("99.99", unit, Role::Head, "Kepala")
        .await
        .client;
    let november = head.get("/99.99/kalender-kerja").await;
    assert!(november.words().contains("Kalender Kerja November 2026"));
    assert!(
        november
            .body
            .contains(&format!("href=\"/99.99/rapat/{meeting}\""))
    );
    let words = november.words();
    assert!(
        words.contains("Senin, 2 November 2026") && words.contains("08.30 WIB"),
        "{words}"
    );
    // the unit's own due date, and none of another unit
    let december = "/99.99/kalender-kerja?bulan=2026-12";
    let words = head.get(december).await.words();
    assert!(
        words.contains("Kamis, 31 Desember 2026") && words.contains("Membersihkan sungai"),
        "{words}"
    );
    assert!(words.contains("Natal"), "a holiday: {words}");
    let mut tapem = world.sign_in("tapem").await;
    assert!(
        !tapem
            .get(december)
            .await
            .words()
            .contains("Membersihkan sungai")
    );
    let all = tapem.get(&format!("{december}&unit=semua")).await;
    assert!(all.words().contains("Membersihkan sungai"));
    let book = tapem
        .get("/99.99/kalender-kerja.xlsx?bulan=2026-12&unit=semua")
        .await;
    let rows = books::rows(&book);
    assert!(
        rows.iter()
            .any(|row| row[1] == "#46387" && row[4].contains("sungai")),
        "{rows:?}"
    );
    for strange in ["bulan=0000-00", "bulan=9999-12", "unit=x", "bulan=%00"] {
        let page = tapem.get(&format!("/99.99/kalender-kerja?{strange}")).await;
        assert_eq!(page.status, StatusCode::OK, "{strange}");
    }
    world.check().await;
});

both!(what_is_for_the_line_of_a_unit_stays_there, |world| {
    let unit = world.unit("kel-padma-rimba").await;
    world.subjects("99.99", unit).await;
    world.tamper("update obligation set audience = 1").await;
    let path = format!("/99.99/kalender-kerja?bulan=2026-12&unit={unit}");
    let shows = async |key: &str, name: &str| {
        let home = world.unit(key).await;
        let mut head = world.person("99.99", home, Role::Head, name).await.client;
        head.get(&path)
            .await
            .words()
            .contains("Membersihkan sungai")
    };
    assert!(shows("kel-padma-rimba", "Lurah").await);
    assert!(shows("kec-utara", "Camat").await);
    assert!(!shows("dlh", "Kadis").await);
});
