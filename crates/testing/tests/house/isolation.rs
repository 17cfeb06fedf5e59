//! Two regions on one database never see each other.

use axum::http::StatusCode;
use government::Role;
use sea_orm::ConnectionTrait;
use testing::both;

both!(a_foreign_id_under_the_own_region_is_not_found, |world| {
    let other = world.region("99.98", 2).await["opd-0"];
    let foreign = world.subjects("99.98", other).await;
    let own = world.unit("bag-tapem").await;
    let mut organiser = world
        .person("99.99", own, Role::Organiser, "Sekretariat")
        .await;
    for path in [
        format!("/99.99/rapat/{}", foreign["meeting"]),
        format!("/99.99/butir/{}", foreign["point"]),
        format!("/99.99/tindak-lanjut/{}", foreign["follow_up"]),
        format!("/99.99/tindak-lanjut/{}/riwayat", foreign["follow_up"]),
        format!("/99.99/data-dukung/{}", foreign["evidence"]),
        format!("/99.98/rapat/{}", foreign["meeting"]),
        "/99.98/dasbor".to_owned(),
        "/77.77/dasbor".to_owned(),
    ] {
        assert_eq!(
            organiser.client.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let review = format!("/99.99/laporan/{}/verifikasi", foreign["report"]);
    assert_eq!(
        organiser.client.post(&review, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    world.check().await;
});

both!(lists_and_boards_hold_one_region, |world| {
    let other = world.region("99.98", 2).await["opd-0"];
    world.subjects("99.98", other).await;
    let own = world.unit("bag-tapem").await;
    world.subjects("99.99", own).await;
    let mut leader = world.person("99.99", own, Role::Leader, "Pimpinan").await;
    let list = leader.client.get("/99.99/tindak-lanjut").await;
    assert!(list.words().contains("2 tindak lanjut"), "{}", list.words());
    let board = leader.client.get("/99.99/dasbor").await;
    assert!(!board.body.contains("opd-0"));
    assert!(board.words().contains("0 dari 1"), "{}", board.words());
    world.check().await;
});

both!(an_observer_reads_every_region_and_changes_none, |world| {
    let other = world.region("99.98", 2).await["opd-0"];
    let subjects = world.subjects("99.98", other).await;
    let own = world.unit("setda").await;
    let mut observer = world
        .person("99.99", own, Role::Observer, "Pengamat Uji")
        .await;
    let page = observer
        .client
        .get(&format!("/99.98/tindak-lanjut/{}", subjects["follow_up"]))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Kota Uji 99.98"));
    assert!(!page.body.contains("/lapor\""), "no way to report");
    for action in ["lapor", "kirim"] {
        let path = format!("/99.98/tindak-lanjut/{}/{action}", subjects["follow_up"]);
        let answer = observer.client.upload(&path, &[("jumlah", "4")], &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    world.check().await;
});

both!(readers_cannot_write, |world| {
    let before = world.text("select name from region").await;
    let written = world
        .app
        .db()
        .read()
        .execute_unprepared("update region set name = 'ditulis pembaca'")
        .await;
    assert!(written.is_err(), "the pool of readers is read only");
    assert_eq!(world.text("select name from region").await, before);
});
