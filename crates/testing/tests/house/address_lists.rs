//! Address lists: members as of a day, expanded to whoever holds the posts on it.

use axum::http::StatusCode;
use testing::both;

both!(
    s2_15_a_group_expands_to_current_holders_and_says_plt,
    |world| {
        let mut organiser = world.sign_in("notulis").await;
        // the heads of all districts and of all health centres
        for (name, from, key) in [
            ("Camat se-kota", "semua-kecamatan", "camat-se-kota"),
            (
                "Kepala Puskesmas se-kota",
                "semua-puskesmas",
                "kepala-puskesmas-se-kota",
            ),
        ] {
            let made = organiser
                .post(
                    "/99.99/pengaturan/daftar-alamat",
                    &[("nama", name), ("dari", from)],
                )
                .await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
            assert!(made.location().contains(key), "{}", made.location());
        }
        let camat = organiser
            .get("/99.99/pengaturan/daftar-alamat/camat-se-kota")
            .await
            .words();
        let districts = world
            .number("select count(*) from unit where region = '99.99' and kind = 'kecamatan'")
            .await;
        assert!(
            camat.contains(&format!("{districts} yang dituju")),
            "{camat}"
        );
        assert!(camat.contains("Camat Contoh Utara"), "{camat}");
        let heads = organiser
            .get("/99.99/pengaturan/daftar-alamat/kepala-puskesmas-se-kota")
            .await
            .words();
        assert!(heads.contains("Kepala Puskesmas Lembayung"), "{heads}");

        // the head of the health agency, and the Plt. Direktur RSUD as a post
        let post = world
            .id("select id from post where region = '99.99' and title = 'Direktur RSUD'")
            .await
            .to_string();
        let dinkes = world.unit("dinkes").await.to_string();
        organiser
            .post(
                "/99.99/pengaturan/daftar-alamat",
                &[("nama", "Rapat pelayanan")],
            )
            .await;
        let path = "/99.99/pengaturan/daftar-alamat/rapat-pelayanan";
        let added = organiser
            .post(
                &format!("{path}/anggota"),
                &[("unit", dinkes.as_str()), ("jabatan", post.as_str())],
            )
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let words = organiser.get(path).await.words();
        for word in [
            "Kepala Dinas Kesehatan",
            "Plt. Direktur RSUD",
            "(Plt.)",
            "2 yang dituju",
        ] {
            assert!(words.contains(word), "{word}: {words}");
        }
        world.check().await;
    }
);

both!(a_member_ends_and_the_list_knows_both_days, |world| {
    let mut organiser = world.sign_in("notulis").await;
    let path = "/99.99/pengaturan/daftar-alamat/semua-opd-rakor";
    let unit = world.unit("dishub").await;
    let entry = world
        .id(&format!(
            "select m.id from unit_group_entry m join unit_group g \
             on g.region = m.region and g.id = m.group_id \
             where m.region = '99.99' and g.key = 'semua-opd-rakor' and m.unit_id = {}",
            world.literal(unit)
        ))
        .await
        .to_string();
    let ended = organiser
        .post(
            &format!("{path}/akhiri"),
            &[("anggota", entry.as_str()), ("sampai", "2026-11-20")],
        )
        .await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.words());
    let heading = "Kepala Dinas Perhubungan Dinas Perhubungan";
    let today = organiser.get(path).await.words();
    assert!(!today.contains(heading), "{today}");
    let before = organiser
        .get(&format!("{path}?tanggal=2026-11-20"))
        .await
        .words();
    assert!(before.contains(heading), "{before}");

    // a district is not a list one keeps oneself
    let kept = organiser
        .post(
            "/99.99/pengaturan/daftar-alamat/semua-opd/nama",
            &[("nama", "Lain")],
        )
        .await;
    assert!(kept.status.is_client_error(), "{}", kept.status);
    // and a head reads, but does not write
    let mut kadis = world.sign_in("kadis.dlh").await;
    assert_eq!(kadis.get(path).await.status, StatusCode::OK);
    let forbidden = kadis
        .post(&format!("{path}/nama"), &[("nama", "Lain")])
        .await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    world.check().await;
});
