//! The circle, through the router: meeting, point, follow-up, report, return, correction,
//! verification, cockpit, next meeting, history.

use axum::http::StatusCode;

use testing::{Client, both};

use crate::steps::{
    add_point, agree_terms, hand_over, hold_meeting, latest_report, led_to, report,
};

both!(the_circle_closes, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut operator = world.sign_in("operator.dlh").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut verifier = world.sign_in("verifikator").await;
    let mut mayor = world.sign_in("walikota").await;

    let meeting = hold_meeting(&world, &mut tapem, "Rakor Bulanan November 2026").await;
    let point = add_point(
        &world,
        &mut tapem,
        &meeting,
        "Sampah di sungai harus habis sebelum hujan.",
    )
    .await;
    let ids = hand_over(
        &world,
        &mut tapem,
        &point,
        "dlh",
        &["kec-utara", "kec-barat"],
        &[],
    )
    .await;
    assert_eq!(ids.len(), 1);
    let id = &ids[0];
    let detail = format!("/99.99/tindak-lanjut/{id}");

    // nothing is sent before measure and date are agreed
    assert!(
        kadis
            .get(&detail)
            .await
            .words()
            .contains("Perlu dilengkapi")
    );
    let early = report(&mut kadis, id, "1", "terlalu cepat", true).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    agree_terms(&mut kadis, &mut asisten, id).await;
    let page = kadis.get(&detail).await;
    assert!(page.words().contains("Target terkunci"), "{}", page.words());
    assert!(page.words().contains("Belum ditindaklanjuti"));

    // the operator drafts, may not send; the head sends
    let draft = report(&mut operator, id, "3", "Tiga kelurahan bersih", false).await;
    assert_eq!(draft.status, StatusCode::SEE_OTHER, "{}", draft.words());
    let refused = report(&mut operator, id, "3", "Tiga kelurahan bersih", true).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let form = kadis.get(&format!("{detail}/lapor")).await;
    assert!(
        form.body.contains("Tiga kelurahan bersih"),
        "the draft is in the form"
    );
    let sent = report(&mut kadis, id, "3", "Tiga kelurahan bersih", true).await;
    assert!(
        sent.location().ends_with("?kabar=kirim"),
        "{}",
        sent.words()
    );
    let page = kadis.get(&detail).await;
    assert!(page.words().contains("Menunggu verifikasi"));
    assert!(
        page.words().contains("Tanda Terima TT-99.99-"),
        "{}",
        page.words()
    );

    world.check().await;

    // returned with a note, answered, verified by another person
    let report_id = latest_report(&world, id).await;
    let own = kadis
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/verifikasi"),
            &[],
        )
        .await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let silent = verifier
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/kembalikan"),
            &[("catatan", " ")],
        )
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = verifier
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/kembalikan"),
            &[("catatan", "Foto kelurahan ketiga belum ada")],
        )
        .await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(
        kadis
            .get(&format!("{detail}/lapor"))
            .await
            .body
            .contains("Foto kelurahan ketiga belum ada")
    );
    let again = report(
        &mut kadis,
        id,
        "3",
        "Tiga kelurahan bersih, foto dilengkapi",
        true,
    )
    .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    let verified = verifier
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/verifikasi"),
            &[],
        )
        .await;
    assert_eq!(
        verified.status,
        StatusCode::SEE_OTHER,
        "{}",
        verified.words()
    );
    let page = mayor.get(&detail).await;
    assert!(
        page.words().contains("3 dari 5 kelurahan"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("Dalam proses"));

    // the leader sees it, with the name behind the number
    let board = mayor.get("/99.99/dasbor").await;
    assert!(board.words().contains("Dinas Lingkungan Hidup"));
    let dlh = world.unit("dlh").await;
    let names = mayor.get(&format!("/99.99/dasbor/{dlh}")).await;
    assert!(names.words().contains("Menyusun rencana aksi kebersihan"));
    assert!(names.words().contains("3 dari 5 kelurahan"));

    // the next meeting of the series opens with it
    let next = tapem
        .post(&format!("/99.99/rapat/{meeting}/berikutnya"), &[])
        .await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.words());
    let next_id = led_to(next.location());
    let page = tapem.get(&format!("/99.99/rapat/{next_id}")).await;
    assert!(
        page.words().contains("Rakor Bulanan Desember 2026"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("Senin, 7 Desember 2026"));
    assert!(
        page.words()
            .contains("1. Evaluasi Tindak Lanjut Rakor Lalu")
    );
    let evaluation = tapem.get(&format!("/99.99/rapat/{next_id}/evaluasi")).await;
    assert!(
        evaluation
            .words()
            .contains("Menyusun rencana aksi kebersihan")
    );
    assert!(evaluation.words().contains("3 dari 5 kelurahan"));
    let twice = tapem
        .post(&format!("/99.99/rapat/{meeting}/berikutnya"), &[])
        .await;
    assert_eq!(
        led_to(twice.location()),
        next_id,
        "the next meeting is made once"
    );

    // five of five is done
    let last = report(&mut kadis, id, "5", "Semua kelurahan bersih", true).await;
    assert_eq!(last.status, StatusCode::SEE_OTHER, "{}", last.words());
    let report_id = latest_report(&world, id).await;
    verifier
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/verifikasi"),
            &[],
        )
        .await;
    assert!(mayor.get(&detail).await.words().contains("Tuntas"));
    assert!(
        mayor
            .get("/99.99/dasbor")
            .await
            .words()
            .contains("1 dari 1")
    );
    let evaluation = tapem.get(&format!("/99.99/rapat/{next_id}/evaluasi")).await;
    assert!(
        evaluation.words().contains("Tuntas sejak rapat lalu 1"),
        "{}",
        evaluation.words()
    );

    // what was done can be opened again, with a reason, and is then owed once more
    let more = report(&mut kadis, id, "6", "lebih dari selesai", true).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(more.words().contains("sudah tuntas"), "{}", more.words());
    let reopen = format!("/99.99/laporan/{report_id}/buka-kembali");
    assert_eq!(
        verifier
            .decide(&detail, &reopen, &[("catatan", "")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let reason = [("catatan", "Satu kelurahan ternyata belum")];
    assert_eq!(
        verifier.decide(&detail, &reopen, &reason).await.status,
        StatusCode::SEE_OTHER
    );
    let page = mayor.get(&detail).await.words();
    assert!(
        page.contains("3 dari 5 kelurahan"),
        "what was verified before counts again: {page}"
    );
    let again = report(&mut kadis, id, "5", "Sekarang benar selesai", true).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    verifier
        .decide(
            &detail,
            &format!("/99.99/laporan/{report_id}/verifikasi"),
            &[],
        )
        .await;
    assert!(mayor.get(&detail).await.words().contains("100 %"));

    // the whole story, in order
    let story = mayor.get(&format!("{detail}/riwayat")).await.words();
    let mut rest = story.as_str();
    for step in [
        "Memeriksa laporan",
        "Mengirim laporan kemajuan",
        "Memeriksa laporan",
        "Mengirim laporan kemajuan",
        "Memeriksa laporan",
        "Foto kelurahan ketiga belum ada",
        "Mengirim laporan kemajuan",
        "Menyimpan draf laporan",
        "Memutuskan usulan target",
        "Mengusulkan target",
        "Membagi tindak lanjut",
    ] {
        let at = rest
            .find(step)
            .unwrap_or_else(|| panic!("{step} missing after: {rest}"));
        rest = &rest[at + step.len()..];
    }
    world.run_jobs().await;
    world.check().await;
});

both!(a_submit_repeated_counts_once, |world| {
    let unit = world.unit("dlh").await;
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    let form = kadis.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
    let fields = [
        ("jumlah", "3"),
        ("uraian", "Selesai tiga"),
        ("versi", &form.field("versi")),
        ("sekali", &form.field("sekali")),
    ];
    let path = format!("/99.99/tindak-lanjut/{id}/kirim");
    let first = kadis.upload(&path, &fields, &[]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.words());
    let before = world
        .number("select audit_length from region_clock where region = '99.99'")
        .await;
    let second = kadis.upload(&path, &fields, &[]).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.words());
    assert_eq!(
        second.location(),
        first.location(),
        "led to where the first one led"
    );
    let after = world
        .number("select audit_length from region_clock where region = '99.99'")
        .await;
    assert_eq!(before, after, "the second sending changed nothing");
    assert_eq!(
        world
            .number("select count(*) from progress_report where region = '99.99'")
            .await,
        1
    );

    // the same key with other words is a new sending, not a repetition
    let mut other = fields;
    other[1] = ("uraian", "Kalimat lain");
    let third = kadis.upload(&path, &other, &[]).await;
    assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(third.body.contains("Kalimat lain"));

    // the same for a handed-over point
    let form = tapem
        .get(&format!("/99.99/butir/{point}/tindak-lanjut"))
        .await;
    let (once, lead) = (form.field("sekali"), unit.to_string());
    let fields = [
        ("tugas", "Tugas kedua"),
        ("jenis", "wajib"),
        ("pj", lead.as_str()),
        ("sekali", once.as_str()),
    ];
    for _ in 0..2 {
        let answer = tapem
            .post(&format!("/99.99/butir/{point}/tindak-lanjut"), &fields)
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(led_to(answer.location()), point);
    }
    assert_eq!(
        world
            .number("select count(*) from follow_up where region = '99.99'")
            .await,
        2
    );
    world.check().await;
});

both!(one_evidence_serves_many_records, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    hand_over(&world, &mut tapem, &point, "dlh", &[], &[]).await;
    let ids = hand_over(&world, &mut tapem, &point, "dlh", &[], &[]).await;
    assert_eq!(ids.len(), 2);
    for id in &ids {
        agree_terms(&mut kadis, &mut asisten, id).await;
    }
    report(&mut kadis, &ids[0], "3", "Pertama", true).await;
    let evidence = world
        .id("select id from evidence where region = '99.99'")
        .await
        .to_string();
    let form = kadis
        .get(&format!("/99.99/tindak-lanjut/{}/lapor", ids[1]))
        .await;
    assert!(form.body.contains(&evidence), "offered again");
    let answer = kadis
        .upload(
            &format!("/99.99/tindak-lanjut/{}/kirim", ids[1]),
            &[
                ("jumlah", "2"),
                ("uraian", "Kedua"),
                ("bukti_lama", &evidence),
                ("versi", &form.field("versi")),
                ("sekali", &form.field("sekali")),
            ],
            &[],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    assert_eq!(
        world
            .number("select count(*) from evidence where region = '99.99'")
            .await,
        1
    );
    assert_eq!(
        world
            .number("select count(*) from evidence_use where region = '99.99'")
            .await,
        2
    );
    world.check().await;
});

both!(two_people_who_write_at_once_are_told, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut operator = world.sign_in("operator.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    let old = kadis.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
    report(&mut operator, &id, "2", "Tulisan operator", false).await;
    let answer = kadis
        .upload(
            &format!("/99.99/tindak-lanjut/{id}/kirim"),
            &[
                ("jumlah", "4"),
                ("uraian", "Tulisan kepala"),
                ("versi", &old.field("versi")),
            ],
            &[],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.words().contains("diubah orang lain"));
    assert!(
        answer.body.contains("Tulisan kepala"),
        "what was typed is still there"
    );
    assert!(
        answer.words().contains("Ke-1: 2 dari 5 kelurahan"),
        "and what the other wrote: {}",
        answer.words()
    );
    world.check().await;
});

both!(a_decision_is_taken_on_what_was_seen, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let propose = async |kadis: &mut Client, target: &str| {
        let form = kadis.get(&format!("{detail}/usulkan")).await;
        let fields = [
            ("target", target),
            ("satuan", "dokumen"),
            ("batas", "31/12/2026"),
            ("versi", &form.field("versi")),
        ];
        let answer = kadis.post(&format!("{detail}/usulkan"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    };
    propose(&mut kadis, "5").await;
    let seen = asisten.get(&detail).await.field("versi");
    propose(&mut kadis, "1").await;
    let blind = asisten
        .post(&format!("{detail}/sepakati"), &[("versi", &seen)])
        .await;
    assert_eq!(blind.status, StatusCode::CONFLICT);
    assert!(blind.words().contains("berubah sejak Anda membukanya"));
    assert!(
        blind.words().contains("1 dokumen"),
        "the present proposal is shown"
    );
    let note = [
        ("versi", seen.as_str()),
        ("catatan", "Terlalu sedikit, mohon naikkan"),
    ];
    let kept = asisten
        .post(&format!("{detail}/kembalikan-usulan"), &note)
        .await;
    assert_eq!(kept.status, StatusCode::CONFLICT);
    assert!(
        kept.body.contains("Terlalu sedikit, mohon naikkan"),
        "what was typed is there"
    );
    let locked = "select count(*) from follow_up where region = '99.99' and terms = 2";
    assert_eq!(world.number(locked).await, 0);

    // a withdrawn follow-up is decided about no more
    let reason = [("catatan", "Sudah tidak relevan"), ("status", "batal")];
    let off = tapem
        .decide(&detail, &format!("{detail}/hentikan"), &reason)
        .await;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.words());
    let version = world
        .number("select version from follow_up where region = '99.99'")
        .await;
    let late = asisten
        .post(
            &format!("{detail}/sepakati"),
            &[("versi", &version.to_string())],
        )
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        late.words().contains("sudah dibatalkan"),
        "{}",
        late.words()
    );
    world.check().await;
});

both!(a_changed_target_changes_what_is_done, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut verifier = world.sign_in("verifikator").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let detail = format!("/99.99/tindak-lanjut/{id}");
    agree_terms(&mut kadis, &mut asisten, &id).await;
    report(&mut kadis, &id, "4", "Empat selesai", true).await;
    let report_id = latest_report(&world, &id).await;
    let path = format!("/99.99/laporan/{report_id}/verifikasi");
    verifier.decide(&detail, &path, &[]).await;
    let done = "select count(*) from follow_up where region = '99.99' and fulfilled_at is not null";
    for (target, fulfilled) in [("4", 1), ("6", 0)] {
        let form = kadis.get(&format!("{detail}/usulkan")).await;
        let fields = [
            ("target", target),
            ("satuan", "kelurahan"),
            ("batas", "31/12/2026"),
            ("alasan", "Wilayah berubah"),
            ("versi", &form.field("versi")),
        ];
        kadis.post(&format!("{detail}/usulkan"), &fields).await;
        let agreed = asisten
            .decide(&detail, &format!("{detail}/sepakati"), &[])
            .await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.words());
        assert_eq!(world.number(done).await, fulfilled, "target {target}");
        world.check().await;
    }
});

both!(a_draft_is_seen_by_its_unit_only, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut operator = world.sign_in("operator.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Satu arahan.").await;
    let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &id).await;
    report(&mut operator, &id, "2", "Catatan mentah operator", false).await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    assert!(
        kadis
            .get(&detail)
            .await
            .body
            .contains("Catatan mentah operator")
    );
    for page in [detail.clone(), format!("{detail}/riwayat")] {
        let seen = asisten.get(&page).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("Catatan mentah operator"), "{page}");
    }
    world.check().await;
});
