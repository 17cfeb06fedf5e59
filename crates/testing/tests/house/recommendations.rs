//! Recommendations of the council on the LKPJ.

use axum::http::StatusCode;
use testing::{Client, both, press};

use crate::{
    books,
    mergers::merge,
    steps::{agree_terms, latest_report, led_to, report},
};

/// Notes a decision on the LKPJ of a year and returns its page.
async fn decide(who: &mut Client, number: &str, year: &str) -> String {
    let form = who.get("/99.99/rekomendasi/keputusan/baru").await;
    let day = format!("28/4/{}", year.parse::<u32>().unwrap() + 1);
    let fields = [
        ("nomor", number),
        ("tanggal", day.as_str()),
        ("tahun", year),
        ("sekali", &form.field("sekali")),
    ];
    let made = who.post("/99.99/rekomendasi/keputusan", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    made.location().to_owned()
}

/// Adds a recommendation to a decision and returns its page.
async fn add(who: &mut Client, decision: &str, fields: &[(&str, &str)]) -> String {
    let form = who.get(&format!("{decision}/butir/baru")).await;
    let once = form.field("sekali");
    let mut all = vec![("sekali", once.as_str())];
    all.extend_from_slice(fields);
    let made = who.post(&format!("{decision}/butir"), &all).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    made.location().to_owned()
}

/// The follow-ups that a page leads to.
fn works(body: &str) -> Vec<String> {
    let found = body.split("href=\"/99.99/tindak-lanjut/").skip(1);
    found
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect()
}

const ROADS: &str = "Percepat perbaikan jalan lingkungan.";

both!(
    s0_31_every_recommendation_has_units_history_overdue_list_and_matrix,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let (dlh, dinkes) = (world.unit("dlh").await, world.unit("dinkes").await);
        let (dlh, dinkes) = (dlh.to_string(), dinkes.to_string());
        let before = decide(&mut sekda, "5 Tahun 2021", "2020").await;
        let fields = [("isi", ROADS), ("pj", dlh.as_str())];
        let earlier = add(&mut sekda, &before, &fields).await;
        let decision = decide(&mut sekda, "7 Tahun 2022", "2021").await;

        // every recommendation has at least one unit
        let none = [("isi", "Tanpa unit."), ("komisi", "Komisi III")];
        let refused = sekda.post(&format!("{decision}/butir"), &none).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("pj-error") && refused.body.contains("Komisi III"));

        let repeats = led_to(&earlier);
        let fields = [
            ("isi", ROADS),
            ("pj", dlh.as_str()),
            ("opd", dinkes.as_str()),
            ("komisi", "Komisi III"),
            ("urusan", "1.03"),
            ("berulang", repeats.as_str()),
            ("batas", "31/12/2026"),
        ];
        let item = add(&mut sekda, &decision, &fields).await;

        // "repeated from last year", shown both ways
        let shown = sekda.get(&item).await;
        assert!(
            shown.words().contains("LKPJ 2020 nomor 1"),
            "{}",
            shown.words()
        );
        assert!(
            shown.words().contains("1.03 Pekerjaan Umum"),
            "{}",
            shown.words()
        );
        let back = sekda.get(&earlier).await.words();
        assert!(back.contains("Diulang pada LKPJ 2021 nomor 1"), "{back}");

        // the lead owes it, the other unit supports
        let work = works(&shown.body).remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(
            list.contains("Rekomendasi DPRD LKPJ 2021 nomor 1"),
            "{list}"
        );

        // progress with its history
        let mut asisten = world.sign_in("asisten1").await;
        agree_terms(&mut kadis, &mut asisten, &work).await;
        let mut verifier = world.sign_in("verifikator").await;
        for (amount, note) in [("2", "Dua kelurahan selesai."), ("4", "Empat kelurahan.")] {
            let sent = report(&mut kadis, &work, amount, note, true).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
            let sent = latest_report(&world, &work).await;
            let detail = format!("/99.99/tindak-lanjut/{work}");
            let verify = format!("/99.99/laporan/{sent}/verifikasi");
            let done = verifier.decide(&detail, &verify, &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        }
        let shown = kadis.get(&item).await.words();
        for text in [
            "Dua kelurahan selesai.",
            "2 kelurahan",
            "Empat kelurahan.",
            "4 kelurahan",
        ] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        assert!(shown.contains("Dalam proses"), "{shown}");

        // overdue once its day has passed, and in a list of its own
        let path = "/99.99/rekomendasi?tahun=2021&status=terlambat";
        assert!(!kadis.get(path).await.words().contains(ROADS));
        world.clock.set(platform::date::at(
            platform::date::parse("2027-01-05").unwrap(),
            480,
            7,
        ));
        let mut sekda = world.sign_in("sekda").await;
        let late = sekda.get(path).await;
        assert!(late.words().contains("hari kerja"), "{}", late.words());
        assert!(late.body.contains(&item), "{}", late.body);
        let other = world.unit("rsud").await;
        let none = sekda.get(&format!("{path}&unit={other}")).await;
        assert!(!none.body.contains(&item));
        let theirs = sekda.get(&format!("{path}&unit={dinkes}")).await;
        assert!(theirs.body.contains(&item), "it concerns this unit too");
        let book = format!("/99.99/rekomendasi.xlsx?tahun=2021&unit={dinkes}");
        let book = books::rows(&sekda.get(&book).await);
        let row = book.iter().find(|row| row.iter().any(|cell| cell == ROADS));
        assert!(
            row.unwrap().contains(&"LKPJ 2020 nomor 1".to_owned()),
            "{book:?}"
        );

        // the matrix for the council, with what is repeated
        let printed = sekda.get(&format!("{decision}/matriks.pdf")).await;
        assert_eq!(printed.status, StatusCode::OK);
        let paper = world.proofs.last();
        assert_eq!(paper.title[1], "ATAS LKPJ TAHUN 2021");
        assert!(paper.format.width > paper.format.height);
        assert_eq!(press::fact(&paper, "Periode"), "Semester I Tahun 2027");
        let rows = press::rows(&paper);
        let row = &rows[0];
        assert!(
            row[1].contains("(Berulang: sama dengan LKPJ 2020 nomor 1)"),
            "{row:?}"
        );
        assert!(row[3].contains("Dinas Kesehatan"), "{row:?}");
        let progress = ["Empat kelurahan.", "80 %", "Dalam proses"];
        assert_eq!(row[4..7], progress.map(str::to_owned));
        assert!(row[7].contains("data dukung"), "{row:?}");
        let word = sekda.get(&format!("{decision}/matriks.docx")).await;
        assert_eq!(word.status, StatusCode::OK);

        // prepared to be signed: kept as it was, another one only when something changed
        let prepare = format!("{decision}/naskah/baru?jenis=matriks-rekomendasi");
        let form = sekda.get(&prepare).await;
        let fields = [
            ("jenis", "matriks-rekomendasi"),
            ("sekali", &*form.field("sekali")),
        ];
        let kept = sekda.post(&format!("{decision}/naskah"), &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let kept = kept.location().to_owned();
        let page = sekda.get(&decision).await;
        assert!(
            page.words()
                .contains("Matriks tindak lanjut rekomendasi DPRD")
        );
        let copy = sekda.get(&format!("{kept}/cetak.pdf")).await;
        assert_eq!(copy.status, StatusCode::OK);
        assert_eq!(world.proofs.last().title, paper.title);

        // found by its words
        let found = sekda.get("/99.99/cari?q=perbaikan+jalan").await.words();
        assert!(found.contains("Rekomendasi DPRD"), "{found}");
        world.check().await;
    }
);

both!(
    recommendations_are_pasted_looked_at_and_kept_together,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let decision = decide(&mut sekda, "7 Tahun 2022", "2021").await;
        let paste = format!("{decision}/butir/tempel");
        let form = sekda.get(&paste).await;
        let text = "Rekomendasi:\n1. Tata kelola pasar.\n2. Data kemiskinan.\n3. Tidak jadi.";
        let once = form.field("sekali");
        let seen = sekda
            .post(&paste, &[("teks", text), ("sekali", &once)])
            .await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(
            seen.words().contains("Terbaca 3 rekomendasi"),
            "{}",
            seen.words()
        );
        assert!(
            seen.words()
                .contains("Tidak dijadikan rekomendasi: Rekomendasi:")
        );

        // one without a unit keeps all of them out, and what was typed stays
        let dlh = world.unit("dlh").await.to_string();
        let mut fields = vec![
            ("isi", "Tata kelola pasar."),
            ("isi", "Data kemiskinan."),
            ("isi", ""),
            ("pj", dlh.as_str()),
            ("pj", ""),
            ("pj", ""),
            ("langkah", "simpan"),
            ("sekali", once.as_str()),
        ];
        let refused = sekda.post(&paste, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("penanggung jawab rekomendasi 2"),
            "{}",
            refused.words()
        );
        assert!(refused.body.contains("Tata kelola pasar."));
        assert!(
            !sekda
                .get(&decision)
                .await
                .body
                .contains("Tata kelola pasar.")
        );
        fields[4] = ("pj", dlh.as_str());
        for _ in 0..2 {
            let kept = sekda.post(&paste, &fields).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        }
        let page = sekda.get(&decision).await.words();
        assert!(page.contains("0 dari 2 tuntas"), "counted once: {page}");

        // a recommendation repeats one of an earlier year only
        let item = sekda.get(&decision).await.body;
        let item = item.split("class=\"row-link\" href=\"").nth(1).unwrap();
        let item = item.split('"').next().unwrap().to_owned();
        let edit = format!("{item}/ubah");
        let same = led_to(&item);
        let fields = [
            ("isi", "Tata kelola pasar."),
            ("pj", dlh.as_str()),
            ("berulang", same.as_str()),
        ];
        let refused = sekda.decide(&edit, &edit, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("tahun sebelumnya"),
            "{}",
            refused.words()
        );
        let mut fields = fields[..2].to_vec();
        let changed = sekda.decide(&edit, &edit, &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        fields.push(("versi", "1"));
        let stale = sekda.post(&edit, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);

        // everybody reads, who records is written in the matrix of rights
        let mut kadis = world.sign_in("kadis.dlh").await;
        assert_eq!(kadis.get(&decision).await.status, StatusCode::OK);
        assert_eq!(kadis.get(&edit).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kadis.get(&paste).await.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(an_open_recommendation_goes_with_a_merged_unit, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let (dlh, dinkes) = (world.unit("dlh").await, world.unit("dinkes").await);
    let (dlh, dinkes) = (dlh.to_string(), dinkes.to_string());
    let decision = decide(&mut sekda, "7 Tahun 2022", "2021").await;
    let both = [
        ("isi", ROADS),
        ("pj", dlh.as_str()),
        ("opd", dinkes.as_str()),
    ];
    let open = add(&mut sekda, &decision, &both).await;
    let fields = [("isi", "Sudah selesai."), ("pj", dlh.as_str())];
    let over = add(&mut sekda, &decision, &fields).await;
    world
        .tamper("update follow_up set standing = 1 where task = 'Sudah selesai.'")
        .await;
    world
        .tamper("update obligation set state = 4 where title = 'Sudah selesai.'")
        .await;

    let mut admin = world.sign_in("admin").await;
    let path = format!("/99.99/pengaturan/unit/{dlh}/gabung");
    let listed = merge(&mut admin, &path, &dinkes, "periksa", "").await;
    assert!(
        listed.words().contains("Rekomendasi DPRD"),
        "{}",
        listed.words()
    );
    let seen = listed.field("versi");
    let merged = merge(&mut admin, &path, &dinkes, "gabungkan", &seen).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());
    let words = sekda.get(&open).await.words();
    assert!(
        words.contains("Penanggung jawab Dinas Kesehatan"),
        "{words}"
    );
    assert!(
        !words.contains("OPD terkait lain"),
        "it stands there once: {words}"
    );
    let words = sekda.get(&over).await.words();
    assert!(
        words.contains("Penanggung jawab Dinas Lingkungan Hidup"),
        "{words}"
    );
});
