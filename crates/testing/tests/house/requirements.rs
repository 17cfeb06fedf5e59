//! Requirements of this issue, each with the criterion's own example. docs/REQUIREMENTS.md names
//! these tests.

use axum::http::StatusCode;
use testing::{World, both};

use crate::steps::{
    add_point, agree_terms, hand_over, hold_meeting, latest_report, led_to, report,
};

both!(s0_1_a_meeting_is_chaired_by_an_acting_mayor, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let answer = tapem
        .post(
            "/99.99/rapat",
            &[
                ("judul", "Rapat Koordinasi Pemerintahan"),
                ("jenis", "rakor"),
                ("tanggal", "17/5/2022"),
                ("tempat", "Ruang Serbaguna Bappeda"),
                ("pimpinan", "dr. Nama Pejabat, Sp.A"),
                ("jabatan", "Plt. Wali Kota"),
                ("peran", "memimpin"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let id = led_to(answer.location());
    for page in [
        format!("/99.99/rapat/{id}"),
        format!("/99.99/rapat/{id}/notula"),
    ] {
        let words = tapem.get(&page).await.words();
        assert!(words.contains("Plt. Wali Kota"), "{words}");
        assert!(words.contains("Selasa, 17 Mei 2022"), "{words}");
        assert!(words.contains("Ruang Serbaguna Bappeda"), "{words}");
    }
    world.check().await;
});

both!(
    s0_4_supporters_see_it_and_only_the_lead_marks_it_done,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let mut asisten = world.sign_in("asisten1").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let point = add_point(&world, &mut tapem, &meeting, "Kerjakan bersama.").await;
        let supporters = ["kec-utara", "kec-barat", "dinkes"];
        let id = hand_over(&world, &mut tapem, &point, "dlh", &supporters, &[])
            .await
            .remove(0);
        agree_terms(&mut kadis, &mut asisten, &id).await;
        let own = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(own.contains("Menyusun rencana aksi kebersihan"));
        for key in supporters {
            let unit = world.unit(key).await;
            let mut head = world
                .person(
                    "99.99",
                    unit,
                    government::Role::Head,
                    &format!("Kepala {key}"),
                )
                .await;
            let list = head
                .client
                .get("/99.99/perlu-ditindaklanjuti")
                .await
                .words();
            assert!(list.contains("Sebagai pendukung"), "{key}: {list}");
            assert!(list.contains("Menyusun rencana aksi kebersihan"), "{key}");
            let refused = report(&mut head.client, &id, "5", "bukan tugas saya", true).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{key}");
            // nor by sending the form without having seen it
            let path = format!("/99.99/tindak-lanjut/{id}/kirim");
            let refused = head.client.upload(&path, &[("jumlah", "5")], &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{key}");
        }
        let sent = report(&mut kadis, &id, "5", "selesai", true).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        world.check().await;
    }
);

both!(s0_6_ten_points_and_an_addressee_that_expands, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor sepuluh arahan").await;
    let mut points = Vec::new();
    for number in 1..=10 {
        points.push(
            add_point(
                &world,
                &mut tapem,
                &meeting,
                &format!("Arahan nomor {number}."),
            )
            .await,
        );
    }
    let page = tapem.get(&format!("/99.99/rapat/{meeting}")).await.words();
    for number in 1..=10 {
        assert!(
            page.contains(&format!("Butir {number} Arahan nomor {number}.")),
            "{page}"
        );
    }
    // "semua OPD" becomes one follow-up for every agency that exists on that day
    world
        .tamper(
            "update unit set active_until = '2026-11-01' where region = '99.99' and key = 'dishub'",
        )
        .await;
    world.tamper("update region_clock set directory_version = directory_version + 1 where region = '99.99'").await;
    let agencies = world
        .number(
            "select count(*) from unit where region = '99.99' and active_until is null and kind in \
             ('sekretariat_daerah','sekretariat_dprd','inspektorat','dinas','badan','satuan','kantor','kecamatan')",
        )
        .await;
    hand_over(
        &world,
        &mut tapem,
        &points[0],
        "kelompok:semua-opd",
        &[],
        &[],
    )
    .await;
    let made = world
        .number("select count(*) from follow_up where region = '99.99'")
        .await;
    assert_eq!(made, agencies);
    assert!(agencies > 20);
    // none of the points has a date: nothing is late, everything waits to be completed
    let late = world
        .number("select count(*) from obligation where region = '99.99' and due_at is not null")
        .await;
    assert_eq!(late, 0);
    let one = tapem
        .get("/99.99/tindak-lanjut?status=lengkapi")
        .await
        .words();
    assert!(one.contains(&format!("{agencies} tindak lanjut")), "{one}");
    world.check().await;
});

both!(s0_6_an_appeal_is_kept_and_owed_by_nobody, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(
        &world,
        &mut tapem,
        &meeting,
        "Jagalah kebersihan rumah masing-masing.",
    )
    .await;
    let lead = world.unit("dlh").await.to_string();
    let answer = tapem
        .post(
            &format!("/99.99/butir/{point}/tindak-lanjut"),
            &[
                ("tugas", "Menjaga kebersihan rumah"),
                ("jenis", "imbauan"),
                ("pj", &lead),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let page = tapem.get(&format!("/99.99/butir/{point}")).await.words();
    assert!(page.contains("Menjaga kebersihan rumah Imbauan"), "{page}");
    assert_eq!(
        world
            .number("select count(*) from obligation where region = '99.99'")
            .await,
        0
    );
    let counted = tapem.get(&format!("/99.99/rapat/{meeting}")).await.words();
    assert!(counted.contains("Tindak lanjut Belum ada"), "{counted}");
    let mut kadis = world.sign_in("kadis.dlh").await;
    let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(!list.contains("Menjaga kebersihan rumah"), "{list}");
    world.check().await;
});

both!(
    s3_1_the_series_makes_the_next_meeting_and_carries_open_work_over,
    |world| {
        // Metro holds its rakor on the first Monday: 4 March 2024, then 1 April 2024
        let mut tapem = world.sign_in("tapem").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        let series = world
            .id("select id from meeting_series where region = '99.99'")
            .await
            .to_string();
        let answer = tapem
            .post(
                "/99.99/rapat",
                &[
                    ("judul", "Rakor Bulan Maret"),
                    ("jenis", "rakor"),
                    ("rangkaian", &series),
                    ("tanggal", "4/3/2024"),
                    ("agenda", "Evaluasi"),
                ],
            )
            .await;
        let march = led_to(answer.location());
        let point = add_point(&world, &mut tapem, &march, "Semua tugas harus terukur.").await;
        let open = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
            .await
            .remove(0);
        agree_terms(&mut kadis, &mut asisten, &open).await;
        let next = tapem
            .post(&format!("/99.99/rapat/{march}/berikutnya"), &[])
            .await;
        let april = led_to(next.location());
        let page = tapem.get(&format!("/99.99/rapat/{april}")).await.words();
        assert!(page.contains("Senin, 1 April 2024"), "{page}");
        let carried = tapem
            .get(&format!("/99.99/rapat/{april}/evaluasi"))
            .await
            .words();
        assert!(
            carried.contains("Rapat sebelumnya: Rakor Bulan Maret"),
            "{carried}"
        );
        assert!(
            carried.contains("Menyusun rencana aksi kebersihan"),
            "{carried}"
        );
        // and on to the meeting after that
        let next = tapem
            .post(&format!("/99.99/rapat/{april}/berikutnya"), &[])
            .await;
        let may = led_to(next.location());
        let carried = tapem
            .get(&format!("/99.99/rapat/{may}/evaluasi"))
            .await
            .words();
        assert!(
            carried.contains("Menyusun rencana aksi kebersihan"),
            "{carried}"
        );
        world.check().await;
    }
);

/// A follow-up of DLH without measure and date.
async fn incomplete(world: &World) -> String {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Arahan.").await;
    hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0)
}

both!(
    s3_10_a_task_is_not_active_without_measure_and_target,
    |world| {
        let id = incomplete(&world).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        let path = format!("/99.99/tindak-lanjut/{id}/usulkan");
        let form = kadis.get(&path).await;
        let version = form.field("versi");
        let refused = kadis
            .post(
                &path,
                &[
                    ("target", ""),
                    ("satuan", ""),
                    ("batas", "31/12/2026"),
                    ("versi", &version),
                ],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("satuan-error") && refused.body.contains("target-error"));
        assert!(
            refused.body.contains("31/12/2026"),
            "what was typed is still there"
        );
        let version = world
            .number("select version from follow_up where region = '99.99'")
            .await;
        let nothing = asisten
            .post(
                &format!("/99.99/tindak-lanjut/{id}/sepakati"),
                &[("versi", &version.to_string())],
            )
            .await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let early = report(&mut kadis, &id, "1", "tanpa target", true).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.words().contains("belum disepakati"));
        agree_terms(&mut kadis, &mut asisten, &id).await;
        assert_eq!(
            report(&mut kadis, &id, "1", "dengan target", true)
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        world.check().await;
    }
);

both!(s3_12_a_task_is_not_agreed_without_a_date, |world| {
    let id = incomplete(&world).await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let path = format!("/99.99/tindak-lanjut/{id}/usulkan");
    let version = kadis.get(&path).await.field("versi");
    let refused = kadis
        .post(
            &path,
            &[
                ("target", "5"),
                ("satuan", "kelurahan"),
                ("batas", ""),
                ("versi", &version),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("batas-error"));
    // until it has one it is shown as incomplete, everywhere
    for page in [
        "/99.99/perlu-ditindaklanjuti".to_owned(),
        format!("/99.99/tindak-lanjut/{id}"),
        "/99.99/tindak-lanjut".into(),
    ] {
        assert!(
            kadis.get(&page).await.words().contains("Perlu dilengkapi"),
            "{page}"
        );
    }
    world.check().await;
});

both!(nothing_is_late_before_its_date_was_agreed, |world| {
    let id = incomplete(&world).await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let mut kadis = world.sign_in("kadis.dlh").await;
    let form = kadis.get(&format!("{detail}/usulkan")).await;
    let fields = [
        ("target", "5"),
        ("satuan", "kelurahan"),
        ("batas", "31/12/2026"),
        ("versi", &form.field("versi")),
    ];
    kadis.post(&format!("{detail}/usulkan"), &fields).await;
    let late = "select count(*) from obligation where region = '99.99' and kind = 'follow_up' \
                and due_at is not null";
    assert_eq!(world.number(late).await, 0, "proposed is not agreed");
    world.clock.advance(90 * 24 * 3600);
    let mut kadis = world.sign_in("kadis.dlh").await;
    for page in [&detail, "/99.99/perlu-ditindaklanjuti", "/99.99/dasbor"] {
        let words = kadis.get(page).await.words();
        assert!(!words.contains("hari kerja"), "{page}: {words}");
    }
    let mut asisten = world.sign_in("asisten1").await;
    let path = format!("{detail}/sepakati");
    let agreed = asisten.decide(&detail, &path, &[]).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.words());
    assert_eq!(world.number(late).await, 1);
    let words = kadis.get(&detail).await.words();
    // 35 weekdays after the holiday of 1 January, without 5 January and 5 February
    assert!(words.contains("Terlambat 33 hari kerja"), "{words}");
    assert!(
        words.contains("Belum ada capaian, target 5 kelurahan"),
        "{words}"
    );
    assert!(
        !words.contains("0 %"),
        "what nobody reported is not zero: {words}"
    );
    world.check().await;
});

both!(
    s3_13_a_locked_target_changes_only_with_reason_and_approver,
    |world| {
        let id = incomplete(&world).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        agree_terms(&mut kadis, &mut asisten, &id).await;
        let path = format!("/99.99/tindak-lanjut/{id}/usulkan");
        let version = kadis.get(&path).await.field("versi");
        let change = [
            ("target", "4"),
            ("satuan", "kelurahan"),
            ("batas", "31/12/2026"),
            ("versi", version.as_str()),
        ];
        let silent = kadis.post(&path, &change).await;
        assert_eq!(
            silent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "no silent change"
        );
        assert!(silent.body.contains("alasan-error"));
        let mut with_reason = change.to_vec();
        with_reason.push(("alasan", "Satu kelurahan digabung"));
        assert_eq!(
            kadis.post(&path, &with_reason).await.status,
            StatusCode::SEE_OTHER
        );
        // what is locked stays in force until somebody else agrees
        let detail = format!("/99.99/tindak-lanjut/{id}");
        let before = kadis.get(&detail).await.words();
        assert!(before.contains("target 5 kelurahan"), "{before}");
        assert_eq!(
            kadis
                .decide(&detail, &format!("{detail}/sepakati"), &[])
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            asisten
                .decide(&detail, &format!("{detail}/sepakati"), &[])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let after = kadis.get(&detail).await.words();
        assert!(after.contains("target 4 kelurahan"), "{after}");
        assert!(after.contains("alasan: Satu kelurahan digabung"), "{after}");
        let versions = world
            .number("select count(*) from follow_up_terms where region = '99.99'")
            .await;
        assert_eq!(versions, 2);
        let approved = world.number("select count(*) from follow_up_terms where region = '99.99' and decided_by is not null").await;
        assert_eq!(approved, 2);
        world.check().await;
    }
);

both!(
    s3_14_a_reminder_before_and_the_head_after_the_date,
    |world| {
        let id = incomplete(&world).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        let mut operator = world.sign_in("operator.dlh").await;
        agree_terms(&mut kadis, &mut asisten, &id).await;
        world.run_jobs().await;
        let region = world.contoh();
        let round = async |day: &str| {
            let date = platform::date::parse(day).unwrap();
            world.clock.set(platform::date::at(date, 7 * 60, 7));
            government::notice::schedule(&world.app, &region)
                .await
                .unwrap();
            world.run_jobs().await;
        };
        let expect = async |day: &str, soon: i64, late: i64| {
            round(day).await;
            for (words, count) in [("Segera jatuh tempo", soon), ("Melewati batas waktu", late)] {
                let question = format!(
                    "select count(*) from notice where region = '99.99' and text like '{words}%'"
                );
                assert_eq!(world.number(&question).await, count, "{day}: {words}");
            }
        };
        // due Thursday 31 December 2026; three working days before is Monday 28 (25 is a holiday)
        expect("2026-12-21", 0, 0).await;
        expect("2026-12-28", 1, 0).await;
        expect("2026-12-29", 1, 0).await;
        let to_operator = "select count(*) from notice where region = '99.99' and text like 'Segera%' and roles like '%,operator,%'";
        assert_eq!(world.number(to_operator).await, 1);
        expect("2027-01-04", 1, 1).await;
        let to_operator = "select count(*) from notice where region = '99.99' and text like 'Melewati%' and roles like '%,operator,%'";
        assert_eq!(
            world.number(to_operator).await,
            0,
            "after the date the head is told"
        );
        // marks on the pages
        world.sign_in("kadis.dlh").await;
        let mut head = world.sign_in("kadis.dlh").await;
        let list = head.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(list.contains("Terlambat"), "{list}");
        assert!(list.contains("terlambat 1 hari kerja"), "{list}");
        let notices = head.get("/99.99/pemberitahuan").await.words();
        assert!(
            notices.contains("Melewati batas waktu: Menyusun rencana aksi kebersihan"),
            "{notices}"
        );
        let _ = operator.get("/99.99").await;
        world.check().await;
    }
);

both!(s4_14_minutes_are_grouped_by_agenda_item, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rapat Kerja").await;
    add_point(&world, &mut tapem, &meeting, "Tentang kebersihan kota.").await;
    let page = tapem
        .get(&format!("/99.99/rapat/{meeting}/notula"))
        .await
        .words();
    let cleanliness = page.find("1. Kebersihan").expect("the first item");
    let health = page.find("2. Kesehatan").expect("the second item");
    let point = page.find("Tentang kebersihan kota.").expect("the point");
    assert!(cleanliness < point && point < health, "{page}");
    let refused = tapem
        .post(&format!("/99.99/rapat/{meeting}/agenda"), &[("topik", "")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.check().await;
});

both!(s0_4_a_late_report_says_so, |world| {
    let id = incomplete(&world).await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    let date = platform::date::parse("2027-01-04").unwrap();
    world.clock.set(platform::date::at(date, 9 * 60, 7));
    let mut kadis = world.sign_in("kadis.dlh").await;
    let sent = report(&mut kadis, &id, "5", "Terlambat tetapi selesai", true).await;
    assert_eq!(
        sent.status,
        StatusCode::SEE_OTHER,
        "nothing is locked by lateness: {}",
        sent.words()
    );
    assert!(
        kadis
            .get(&format!("/99.99/tindak-lanjut/{id}"))
            .await
            .words()
            .contains("Dikirim terlambat")
    );
    let report_id = latest_report(&world, &id).await;
    assert!(!report_id.is_empty());
    world.check().await;
});
