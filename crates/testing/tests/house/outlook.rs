//! What leaders look ahead with: risks, the end of the year, contributions, units in the spotlight,
//! a month as a date. Each with the criterion's own example.

use axum::http::StatusCode;
use government::{Role, follow_up};
use testing::{World, both};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, report};

async fn pointed(world: &World) -> String {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    add_point(world, &mut tapem, &meeting, "Selesaikan bersama.").await
}

both!(
    s3_9_an_action_carries_a_risk_and_high_ones_are_shown,
    |world| {
        let point = pointed(&world).await;
        let mut tapem = world.sign_in("tapem").await;
        let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
            .await
            .remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let path = format!("/99.99/tindak-lanjut/{id}/risiko");
        let refused = kadis.post(&path, &[("risiko", "Lahan belum bebas.")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("dampak-error") && refused.body.contains("Lahan belum bebas.")
        );
        for (likelihood, high) in [("1", 0), ("2", 1)] {
            let fields = [
                ("risiko", "Lahan belum bebas."),
                ("kemungkinan", likelihood),
                ("dampak", "3"),
                ("penanganan", "Siapkan lokasi lain."),
            ];
            let set = kadis.decide(&path, &path, &fields).await;
            assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
            let found = follow_up::watched(world.app.db().read(), &world.contoh(), 50)
                .await
                .unwrap();
            assert_eq!(found.len(), high, "likelihood {likelihood}");
        }
        let words = kadis
            .get(&format!("/99.99/tindak-lanjut/{id}"))
            .await
            .words();
        for text in [
            "Risiko tinggi",
            "Lahan belum bebas.",
            "Siapkan lokasi lain.",
        ] {
            assert!(words.contains(text), "{text}: {words}");
        }
        // typed on an older one, nothing is replaced and what was typed stays
        let stale = [
            ("risiko", "Cuaca."),
            ("kemungkinan", "1"),
            ("dampak", "1"),
            ("versi", "1"),
        ];
        let refused = kadis.post(&path, &stale).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("Cuaca.") && refused.body.contains("Lahan belum bebas."));
        // without words it is taken away, and the history invents no level
        kadis.decide(&path, &path, &[("risiko", "")]).await;
        let history = kadis
            .get(&format!("/99.99/tindak-lanjut/{id}/riwayat"))
            .await
            .words();
        let gone = history.split("Dihapus").nth(1).unwrap_or_default();
        assert!(!gone.starts_with(" Kemungkinan"), "{history}");
        assert!(!history.contains("Dampak Rendah"), "{history}");
        // where there is none, an empty form is no risk kept
        let empty = kadis.post(&path, &[("penanganan", "Siaga.")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("risiko-error") && empty.body.contains("Siaga."));
        let left = "select count(*) from follow_up_risk where region = '99.99'";
        assert_eq!(world.number(left).await, 0);
        let mut dinkes = world.sign_in("kadis.dinkes").await;
        assert_eq!(dinkes.get(&path).await.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(s3_15_what_is_still_open_to_year_end, |world| {
    let point = pointed(&world).await;
    let mut asisten = world.sign_in("asisten1").await;
    for (lead, due) in [
        ("dlh", "31/3/2024"),
        ("dlh", "31/12/2024"),
        ("dinkes", "15/3/2024"),
        ("dlh", "1/1/2025"),
    ] {
        let terms = [
            ("target", "1"),
            ("satuan", "dokumen"),
            ("batas", due),
            ("kunci", "1"),
        ];
        hand_over(&world, &mut asisten, &point, lead, &[], &terms).await;
    }
    let mut leader = world.sign_in("walikota").await;
    let board = leader.get("/99.99/dasbor").await;
    assert!(board.body.contains("/99.99/tindak-lanjut/akhir-tahun"));
    let page = leader
        .get("/99.99/tindak-lanjut/akhir-tahun?tahun=2024")
        .await
        .words();
    assert!(
        page.contains("Masih terbuka sampai 31 Desember 2024"),
        "{page}"
    );
    assert!(page.contains("3 tindak lanjut"), "{page}");
    assert!(
        page.contains("Dinas Lingkungan Hidup 2 Maret 2024: 1; Desember 2024: 1"),
        "{page}"
    );
    assert!(
        page.contains("Bulan Masih terbuka Maret 2024 2 Desember 2024 1"),
        "{page}"
    );
    // the names behind the number
    let dlh = world.unit("dlh").await;
    let list = format!("/99.99/tindak-lanjut?status=terbuka&tahun=2024&unit={dlh}");
    let list = leader.get(&list).await.words();
    assert!(list.contains("2 tindak lanjut"), "{list}");
    assert!(
        list.contains("Masih terbuka sampai 31 Desember 2024"),
        "{list}"
    );
    world.check().await;
});

both!(
    s0_42_what_every_unit_contributed_and_which_did_nothing,
    |world| {
        let point = pointed(&world).await;
        let mut tapem = world.sign_in("tapem").await;
        let mut asisten = world.sign_in("asisten1").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let supporters = ["kec-utara", "dinkes"];
        let id = hand_over(&world, &mut tapem, &point, "dlh", &supporters, &[])
            .await
            .remove(0);
        agree_terms(&mut kadis, &mut asisten, &id).await;
        let path = format!("/99.99/tindak-lanjut/{id}/kontribusi");
        let before = kadis.get(&path).await.words();
        assert!(before.contains("3 unit, 3 belum berkontribusi"), "{before}");
        // a draft is nobody else's yet; what is sent counts
        report(&mut kadis, &id, "2", "Draf saja", false).await;
        assert!(
            kadis
                .get(&path)
                .await
                .words()
                .contains("3 belum berkontribusi")
        );
        report(&mut kadis, &id, "3", "Tiga selesai", true).await;
        let after = kadis.get(&path).await.words();
        assert!(after.contains("3 unit, 2 belum berkontribusi"), "{after}");
        assert!(
            after.contains("Dinas Lingkungan Hidup Penanggung jawab 1 1 laporan, 2 data dukung"),
            "{after}"
        );
        assert!(
            after.contains("Dinas Kesehatan Pendukung 1 Belum ada"),
            "{after}"
        );
        world.check().await;
    }
);

both!(s1_8_a_watched_unit_stays_on_top_until_unflagged, |world| {
    let point = pointed(&world).await;
    let mut asisten = world.sign_in("asisten1").await;
    let late = [
        ("target", "1"),
        ("satuan", "dokumen"),
        ("batas", "1/1/2025"),
        ("kunci", "1"),
    ];
    hand_over(&world, &mut asisten, &point, "dlh", &[], &late).await;
    hand_over(&world, &mut asisten, &point, "rsud", &[], &[]).await;
    let rsud = world.unit("rsud").await;
    let mut admin = world.sign_in("admin").await;
    let mut leader = world.sign_in("walikota").await;
    let path = format!("/99.99/pengaturan/unit/{rsud}/tanda");
    for (fields, on_top) in [(vec![("sorotan", "1")], true), (vec![], false)] {
        let set = admin.post(&path, &fields).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
        let board = leader.get("/99.99/dasbor").await.body;
        let at = |unit: platform::Uuid| board.find(&format!("/99.99/dasbor/{unit}")).unwrap();
        let dlh = world.unit("dlh").await;
        assert_eq!(at(rsud) < at(dlh), on_top, "spotlight {on_top}");
    }
    world.check().await;
});

both!(
    s1_9_milestone_januari_2019_is_overdue_on_1_february_2019,
    |world| {
        let at = |day: &str, minute| {
            let day = platform::date::parse(day).unwrap();
            platform::date::at(day, minute, 7)
        };
        let point = pointed(&world).await;
        let mut tapem = world.sign_in("tapem").await;
        let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
            .await
            .remove(0);
        world.clock.set(at("2018-12-31", 9 * 60));
        let dlh = world.unit("dlh").await;
        let mut kadis = world
            .person("99.99", dlh, Role::Head, "Kepala Lama")
            .await
            .client;
        let assistants = world.unit("asisten-pemerintahan").await;
        let mut asisten = world
            .person("99.99", assistants, Role::Assistant, "Asisten Lama")
            .await
            .client;
        let detail = format!("/99.99/tindak-lanjut/{id}");
        let propose = format!("{detail}/usulkan");
        let version = kadis.get(&propose).await.field("versi");
        let mut fields = [
            ("target", "1"),
            ("satuan", "gedung"),
            ("bulan", "bulan depan"),
            ("versi", version.as_str()),
        ];
        let refused = kadis.post(&propose, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("bulan-error"));
        fields[2].1 = "Januari 2019";
        let proposed = kadis.post(&propose, &fields).await;
        assert_eq!(
            proposed.status,
            StatusCode::SEE_OTHER,
            "{}",
            proposed.words()
        );
        let agreed = asisten
            .decide(&detail, &format!("{detail}/sepakati"), &[])
            .await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.words());
        for (day, minute, late) in [("2019-01-31", 23 * 60 + 59, false), ("2019-02-01", 0, true)] {
            world.clock.set(at(day, minute));
            let mut kadis = world.person("99.99", dlh, Role::Head, day).await.client;
            let words = kadis
                .get("/99.99/tindak-lanjut?status=terlambat")
                .await
                .words();
            assert_eq!(words.contains("1 tindak lanjut"), late, "{day}: {words}");
        }
        world.check().await;
    }
);

both!(
    s2_3_improvements_are_filtered_by_sector_with_its_progress,
    |world| {
        let point = pointed(&world).await;
        let mut tapem = world.sign_in("tapem").await;
        for unit in ["pkm-anggrek", "kec-utara", "kel-padma-rimba"] {
            hand_over(&world, &mut tapem, &point, unit, &[], &[]).await;
        }
        let page = tapem.get("/99.99/tindak-lanjut/kelompok").await;
        let words = page.words();
        for sector in ["Semua Puskesmas", "Semua kecamatan", "Semua kelurahan"] {
            let after = words.split(sector).nth(1).unwrap_or_default();
            let numbers: Vec<&str> = after.split_whitespace().take(6).collect();
            assert_eq!(
                numbers[1..],
                ["1", "0", "(0", "%)", "0"],
                "{sector}: {words}"
            );
        }
        for (sector, unit) in [
            ("semua-puskesmas", "Puskesmas Anggrek"),
            ("semua-kecamatan", "Kecamatan Contoh Utara"),
            ("semua-kelurahan", "Kelurahan Padma Rimba"),
        ] {
            let link = format!("/99.99/tindak-lanjut?kelompok={sector}");
            assert!(page.body.contains(&format!("href=\"{link}\"")), "{sector}");
            let list = tapem.get(&link).await.words();
            assert!(list.contains("1 tindak lanjut"), "{sector}: {list}");
            let table = list.split("Capaian").nth(1).unwrap_or_default();
            assert!(table.contains(unit), "{sector}: {list}");
            let book = crate::books::rows(
                &tapem
                    .get(&format!("/99.99/tindak-lanjut.xlsx?kelompok={sector}"))
                    .await,
            );
            assert_eq!(
                book.iter().filter(|row| row[1].starts_with("TL-")).count(),
                1,
                "{sector}"
            );
        }
        world.check().await;
    }
);
