//! A secretariat's week: kinds of meetings, what they rest on, points pasted from a document.

use axum::http::StatusCode;
use testing::{World, both};

/// The fields of a meeting's form.
fn meeting<'a>(kind: &'a str, title: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("judul", title),
        ("jenis", kind),
        ("tanggal", "14/4/2022"),
        ("peran", "menghadiri"),
        ("pimpinan", "dr. Susanti Dewayani, Sp.A"),
        ("jabatan", "Plt. Wali Kota"),
    ]
}

/// A meeting of Kota Contoh to write to.
async fn path(world: &World) -> String {
    let organiser = world.unit("bag-tapem").await;
    let meeting = world.subjects("99.99", organiser).await["meeting"].clone();
    format!("/99.99/rapat/{meeting}")
}

both!(
    s2_1_kinds_are_the_regions_and_attending_is_a_role,
    |world| {
        let mut organiser = world.sign_in("tapem").await;
        let name = "Rapat Fasilitasi Pelayanan Publik dan Tatalaksana";
        let added = organiser
            .post("/99.99/rapat/jenis", &[("nama", name)])
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        for taken in [name, "rapat kerja", " "] {
            let refused = organiser
                .post("/99.99/rapat/jenis", &[("nama", taken)])
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{taken}");
        }

        let form = organiser.get("/99.99/rapat/baru").await.body;
        let before = form.split(&format!(">{name}<")).next().unwrap();
        let key = before.rsplit("value=\"").next().unwrap();
        let key = key.split('"').next().unwrap();
        let made = organiser
            .post("/99.99/rapat", &meeting(key, "Fasilitasi"))
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let shown = organiser.get(made.location()).await.words();
        assert!(shown.contains(name), "{shown}");
        assert!(shown.contains("Dihadiri dr. Susanti Dewayani, Sp.A (Plt. Wali Kota)"));

        // no longer offered; the meeting keeps its kind, and can still be changed
        let page = organiser.get("/99.99/rapat/jenis").await;
        let id = page.field("jenis");
        let off = [("jenis", id.as_str()), ("nama", name)];
        let off = organiser.post("/99.99/rapat/jenis/ubah", &off).await;
        assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.words());
        assert!(!organiser.get("/99.99/rapat/baru").await.body.contains(name));
        let refused = organiser
            .post("/99.99/rapat", &meeting("rapat_gelap", "Gelap"))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let edit = format!("{}/ubah", made.location());
        assert!(organiser.get(&edit).await.body.contains(name));
        let mut fields = meeting(key, "Fasilitasi lagi");
        fields.push(("versi", "1"));
        let changed = organiser.post(&edit, &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        assert!(organiser.get("/99.99/rapat").await.words().contains(name));

        // a kind of one region is none of another's
        let mut operator = world.sign_in("operator.dlh").await;
        let refused = operator.get("/99.99/rapat/jenis").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(
    s2_2_legal_bases_and_recorder_stand_on_the_minutes,
    |world| {
        let mut organiser = world.sign_in("tapem").await;
        let law = "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik";
        let mut fields = meeting("rapat_fasilitasi", "Fasilitasi");
        let bases = format!("{law}\r\nPeraturan Wali Kota");
        fields.extend([
            ("dasar", bases.as_str()),
            ("notulis", "Nama Notulis, S.STP."),
            ("jabatan_notulis", "Analis Tata Praja"),
        ]);
        let made = organiser.post("/99.99/rapat", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        for page in ["", "/notula"] {
            let shown = organiser.get(&format!("{}{page}", made.location())).await;
            assert!(shown.words().contains(law), "{page}");
        }
        let pdf = organiser
            .get(&format!("{}/notula.pdf", made.location()))
            .await;
        assert_eq!(pdf.status, StatusCode::OK);
        let set = world.proofs.last();
        let text = serde_json::to_string(&set).unwrap();
        for words in [law, "Nama Notulis, S.STP.", "\"2.\"", "Peraturan Wali Kota"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        world.check().await;
    }
);

both!(ten_points_pasted_from_a_document_become_points, |world| {
    let mut organiser = world.sign_in("tapem").await;
    let meeting = path(&world).await;
    let paste = format!("{meeting}/butir/tempel");
    let before = organiser.get(&meeting).await.words();
    let form = organiser.get(&paste).await;
    let once = form.field("sekali");
    let mut text = "Arahan Wali Kota:\r\n".to_owned();
    for n in 1..=10 {
        text += &format!("{n}. Arahan tempelan ke-{n}.\r\n");
    }
    text += "a. termasuk <b>camat</b>";
    let read = [
        ("teks", text.as_str()),
        ("jenis", "wajib"),
        ("sekali", once.as_str()),
        ("disampaikan", "Nama Pimpinan"),
    ];
    let shown = organiser.post(&paste, &read).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.words());
    assert!(shown.words().contains("Terbaca 10 butir"));
    assert!(
        shown
            .words()
            .contains("Tidak dijadikan butir: Arahan Wali Kota:")
    );
    // nothing is kept before one has looked
    assert_eq!(organiser.get(&meeting).await.words(), before);

    let texts: Vec<String> = (1..=10)
        .map(|n| format!("Arahan tempelan ke-{n}."))
        .collect();
    let mut fields = vec![
        ("langkah", "simpan"),
        ("jenis", "wajib"),
        ("sekali", once.as_str()),
        ("disampaikan", "Nama Pimpinan"),
        ("isi", ""),
    ];
    fields.extend(texts.iter().map(|text| ("isi", text.as_str())));
    for _ in 0..2 {
        // sent twice, kept once
        let kept = organiser.post(&paste, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        assert_eq!(kept.location(), meeting);
    }
    let count =
        "select count(*) from point where region = '99.99' and text like 'Arahan tempelan%'";
    assert_eq!(world.number(count).await, 10);
    let empty = [("langkah", "simpan"), ("jenis", "wajib"), ("isi", " ")];
    let refused = organiser.post(&paste, &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut operator = world.sign_in("operator.dlh").await;
    assert_eq!(operator.get(&paste).await.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(material_of_an_agenda_item_is_an_address, |world| {
    let mut organiser = world.sign_in("tapem").await;
    let meeting = path(&world).await;
    let agenda = format!("{meeting}/agenda");
    let link = "https://contoh.example/paparan.pdf";
    for wrong in ["javascript:alert(1)", "paparan.pdf", "https://a b"] {
        let fields = [("topik", "Paparan"), ("bahan", wrong)];
        let refused = organiser.post(&agenda, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.words().contains("dimulai dengan https://"));
    }
    let fields = [("topik", "Paparan"), ("bahan", link)];
    let added = organiser.post(&agenda, &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
    let page = organiser.get(&meeting).await.body;
    assert!(page.contains(&format!("href=\"{link}\"")));
    world.check().await;
});

both!(
    s2_15_inviting_a_group_expands_to_who_holds_the_posts_that_day,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = path(&world).await;
        let invite = format!("{meeting}/undang");
        let rsud = world.unit("rsud").await.to_string();
        let mut fields = vec![("daftar", "semua-kecamatan"), ("unit", rsud.as_str())];
        let shown = tapem.post(&invite, &fields).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.words());
        let districts = "select count(*) from unit where region = '99.99' and kind = 'kecamatan'";
        let districts = world.number(districts).await;
        assert!(districts > 1);
        assert_eq!(
            shown.body.matches("Camat Contoh").count(),
            usize::try_from(districts).unwrap(),
            "{}",
            shown.words()
        );
        assert!(
            shown.words().contains("Plt. Direktur RSUD"),
            "{}",
            shown.words()
        );
        let kept = "select count(*) from attendance where region = '99.99'";
        let before = world.number(kept).await;

        fields.push(("langkah", "simpan"));
        for _ in 0..2 {
            // who is on the list already is not put on it again
            let saved = tapem.post(&invite, &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
            assert_eq!(world.number(kept).await, before + districts + 1);
        }
        let sheet = tapem.get(&format!("{meeting}/kehadiran")).await.body;
        assert!(sheet.contains("value=\"Plt. Direktur RSUD"), "{sheet}");
        let nobody = tapem.post(&invite, &[("langkah", "simpan")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.check().await;
    }
);

both!(s2_14_the_direction_of_an_award_is_stored, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = crate::steps::hold_meeting(&world, &mut tapem, "Rapat Fasilitasi").await;
    let path = format!("/99.99/rapat/{meeting}/penghargaan");
    let mut fields = vec![
        ("bentuk", "Plakat"),
        ("dari", "Plt. Wali Kota"),
        ("kepada", "Ombudsman RI Perwakilan Sumatera Utara"),
    ];
    let refused = tapem.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("arah-error") && refused.body.contains("Ombudsman RI"));
    fields.push(("arah", "diserahkan"));
    let kept = tapem.post(&path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let received = [
        ("bentuk", "Piagam"),
        ("arah", "diterima"),
        ("dari", "Kementerian PANRB"),
        ("kepada", "RSUD"),
    ];
    tapem.post(&path, &received).await;
    let mut reader = world.sign_in("kadis.dlh").await;
    let page = reader.get(&path).await.words();
    assert!(
        page.contains("Plakat Diserahkan pemerintah daerah Plt. Wali Kota Ombudsman RI"),
        "{page}"
    );
    assert!(
        page.contains("Piagam Diterima pemerintah daerah Kementerian PANRB RSUD"),
        "{page}"
    );
    assert_eq!(
        reader.post(&path, &fields).await.status,
        StatusCode::FORBIDDEN
    );

    // both stand on the minutes and their papers
    let minutes = format!("/99.99/rapat/{meeting}/notula");
    let page = reader.get(&minutes).await.words();
    assert!(
        page.contains("Piagam Diterima pemerintah daerah Kementerian PANRB RSUD Belum dicatat"),
        "{page}"
    );
    tapem.get(&format!("{minutes}.pdf")).await;
    let rows = testing::press::rows(&world.proofs.last());
    let given = rows.iter().find(|row| row[1] == "Plakat").unwrap();
    assert_eq!(given[2], "Diserahkan pemerintah daerah");
    assert_eq!(given[4], "Ombudsman RI Perwakilan Sumatera Utara");
    let word = tapem.get(&format!("{minutes}.docx")).await;
    let words = crate::papers::words_of(&word.bytes);
    assert!(words.contains("Cendera mata dan penghargaan"), "{words}");
    assert!(words.contains("Kementerian PANRB"), "{words}");
    let shown = tapem.get(&path).await;
    let gone = [("hapus", shown.field("hapus"))];
    let gone = [(gone[0].0, gone[0].1.as_str())];
    let removed = tapem.post(&format!("{path}/hapus"), &gone).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.words());
    assert!(
        !reader
            .get(&path)
            .await
            .words()
            .contains("Plakat Diserahkan")
    );
    world.check().await;
});
