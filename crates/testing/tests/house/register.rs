//! The register of official papers: concept, initials, signature, number, sending; what was signed
//! stays as it was.

use axum::http::StatusCode;
use documents::Block;
use testing::{
    Answer, Client, World, both,
    client::{Upload, picture},
    press,
};

use crate::steps::{add_point, hold_meeting, led_to};

/// Puts a paper into the register and returns its path.
pub async fn prepare(who: &mut Client, meeting: &str, fields: &[(&str, &str)]) -> String {
    let answer = who
        .post(&format!("/99.99/rapat/{meeting}/naskah"), fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    answer.location().to_owned()
}

/// Takes a step on the version the page shows.
pub async fn take(who: &mut Client, paper: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{paper}/langkah");
    let form = who.get(&format!("{path}?langkah={step}")).await;
    let (version, once) = (form.field("versi"), form.field("sekali"));
    let mut all = vec![
        ("langkah", step),
        ("versi", version.as_str()),
        ("sekali", once.as_str()),
    ];
    all.extend_from_slice(fields);
    who.upload(&path, &all, &[]).await
}

const SIGNED: [(&str, &str); 3] = [
    ("nama", "Nama Pimpinan, M.Si"),
    ("jabatan", "Wali Kota"),
    ("tanggal", "2026-11-20"),
];

fn points(world: &World) -> usize {
    let paper = world.proofs.last();
    let spoken =
        |block: &&Block| matches!(block, Block::Paragraph { mark, .. } if !mark.is_empty());
    paper.blocks.iter().filter(spoken).count()
}

both!(a_paper_goes_from_concept_to_sent_with_its_scan, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor November").await;
    let page = format!("/99.99/rapat/{meeting}");
    let empty = tapem.get(&page).await;
    assert!(empty.words().contains("Belum ada naskah yang disiapkan"));
    let kinds = tapem.get(&format!("{page}/naskah/baru")).await;
    assert!(kinds.words().contains("Surat undangan"));

    let letter = [
        ("jenis", "undangan"),
        ("hal", "Undangan Rakor November"),
        ("sifat", "Segera"),
        ("kepada", "Camat Utara\n\nKepala Dinas Kesehatan"),
        ("tembusan", "Wali Kota"),
        ("cara", "an"),
        ("atas_nama", "Wali Kota"),
        ("jabatan", "Sekretaris Daerah"),
        ("nama", "Drs. Nama Sekda, M.Si."),
        ("nip", "19860926.201505.1.001"),
        ("tempat", "Contoh"),
    ];
    let paper = prepare(&mut tapem, &meeting, &letter).await;
    let shown = tapem.get(&paper).await;
    assert!(shown.words().contains("Konsep"), "{}", shown.words());
    assert!(shown.statements <= 10, "{}", shown.statements);

    // nobody's number lies in the database in the clear
    let sealed = world
        .text("select signer_nip_sealed from official_document")
        .await;
    assert!(!sealed.contains("19860926"));

    let initials = [
        ("nama", "Kabag"),
        ("jabatan", "Kepala Bagian"),
        ("tanggal", "2026-11-19"),
    ];
    let answer = take(&mut tapem, &paper, "paraf", &initials).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let early = take(&mut tapem, &paper, "kirim", &[("tanggal", "2026-11-20")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    take(&mut tapem, &paper, "tanda-tangan", &SIGNED).await;
    let unnumbered = take(&mut tapem, &paper, "kirim", &[("tanggal", "2026-11-20")]).await;
    assert_eq!(
        unnumbered.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a letter leaves with a number"
    );
    let number = [("nomor", "000.1.5/15/TAPEM"), ("tanggal", "2026-11-20")];
    take(&mut tapem, &paper, "nomor", &number).await;

    let form = tapem
        .get(&format!("{paper}/langkah?langkah=pindaian"))
        .await;
    let (version, once) = (form.field("versi"), form.field("sekali"));
    let fields = [
        ("langkah", "pindaian"),
        ("versi", version.as_str()),
        ("sekali", once.as_str()),
    ];
    let path = format!("{paper}/langkah");
    let none = tapem.upload(&path, &fields, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.words().contains("Pilih berkas pindaiannya"));
    let hostile = Upload {
        field: "berkas",
        name: "surat.pdf",
        bytes: b"<script>alert(1)</script>",
    };
    let refused = tapem.upload(&path, &fields, &[hostile]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let scan = Upload {
        field: "berkas",
        name: "surat.png",
        bytes: &picture(7),
    };
    let kept = tapem.upload(&path, &fields, &[scan]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    take(&mut tapem, &paper, "kirim", &[("tanggal", "2026-11-21")]).await;

    let shown = tapem.get(&paper).await;
    let words = shown.words();
    for expected in [
        "Dikirim",
        "000.1.5/15/TAPEM",
        "20 November 2026",
        "Kabag, Kepala Bagian",
        "Pindaian surat.png",
        "Ditandatangani: Nama Pimpinan, M.Si, Wali Kota",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    let meeting_page = tapem.get(&page).await.words();
    assert!(meeting_page.contains("Nomor 000.1.5/15/TAPEM, 20 November 2026"));
    let history = tapem.get(&format!("{paper}/riwayat")).await.words();
    assert!(history.contains("Mencatat naskah dinas") && history.contains("Diparaf"));

    tapem.get(&format!("{paper}/cetak.pdf")).await;
    let printed = world.proofs.last();
    let head = printed.blocks.iter().find_map(|block| match block {
        Block::Letter(letter) => Some(letter.clone()),
        _ => None,
    });
    let head = head.expect("a letter");
    assert_eq!(head.number, "000.1.5/15/TAPEM");
    assert_eq!(head.place_date, "Contoh, 20 November 2026");
    assert_eq!(head.addressees, ["Camat Utara", "Kepala Dinas Kesehatan"]);
    assert_eq!(
        press::fact(&printed, "Hari/tanggal"),
        "Senin, 2 November 2026"
    );
    let signed = printed.signatures.expect("signed").right;
    assert_eq!(
        signed.office,
        ["a.n. WALI KOTA CONTOH", "SEKRETARIS DAERAH,"]
    );
    assert_eq!(signed.nip, "19860926 201505 1 001");
    world.check().await;
});

both!(what_is_signed_stays_as_it_was, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    add_point(&world, &mut tapem, &meeting, "Butir pertama.").await;
    let paper = prepare(&mut tapem, &meeting, &[("jenis", "notula")]).await;
    let twice = tapem
        .post(
            &format!("/99.99/rapat/{meeting}/naskah"),
            &[("jenis", "notula")],
        )
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    take(&mut tapem, &paper, "tanda-tangan", &SIGNED).await;
    assert!(!tapem.get(&paper).await.words().contains("Buat Versi Baru"));

    // time alone makes no new version, a new point does
    world
        .clock
        .set(platform::Instant(world.app.now().0 + 3_600_000_000));
    assert!(!tapem.get(&paper).await.words().contains("Buat Versi Baru"));
    add_point(&world, &mut tapem, &meeting, "Butir kedua.").await;
    tapem.get(&format!("{paper}/cetak.pdf")).await;
    assert_eq!(points(&world), 1, "as it was signed");
    assert!(tapem.get(&paper).await.words().contains("Buat Versi Baru"));

    let changed = tapem
        .post(
            &format!("{paper}/ubah"),
            &[("jenis", "notula"), ("versi", "2")],
        )
        .await;
    assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = take(&mut tapem, &paper, "tanda-tangan", &SIGNED).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

    let next = tapem.post(&format!("{paper}/versi"), &[]).await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.words());
    let next = next.location().to_owned();
    let words = tapem.get(&next).await.words();
    assert!(words.contains("Notula (versi 2)") && words.contains("Konsep"));
    tapem.get(&format!("{next}/cetak.pdf")).await;
    assert_eq!(points(&world), 2);
    tapem.get(&format!("{paper}/cetak.pdf")).await;
    assert_eq!(points(&world), 1, "the first version still prints");
    let second = tapem.post(&format!("{paper}/versi"), &[]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    world.check().await;
});

both!(
    a_paper_is_written_by_its_office_and_read_with_its_record,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let other = hold_meeting(&world, &mut tapem, "Rakor Lain").await;
        let paper = prepare(&mut tapem, &meeting, &[("jenis", "notula")]).await;
        let id = led_to(&paper);
        let mut kadis = world.sign_in("kadis.dlh").await;
        assert_eq!(kadis.get(&paper).await.status, StatusCode::OK);
        assert!(!kadis.get(&paper).await.words().contains("Catat Paraf"));
        let pdf = kadis.get(&format!("{paper}/cetak.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        let form = kadis.get(&format!("{paper}/langkah")).await;
        assert_eq!(form.status, StatusCode::FORBIDDEN);
        // a paper is found below its own meeting only
        let lost = tapem
            .get(&format!("/99.99/rapat/{other}/naskah/{id}"))
            .await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);

        // two people at once: the second one sees that something happened
        let form = tapem.get(&format!("{paper}/langkah?langkah=paraf")).await;
        let (version, once) = (form.field("versi"), form.field("sekali"));
        take(&mut tapem, &paper, "paraf", &SIGNED).await;
        let mut stale = vec![
            ("langkah", "paraf"),
            ("versi", version.as_str()),
            ("sekali", once.as_str()),
        ];
        stale.extend_from_slice(&SIGNED);
        let answer = tapem.upload(&format!("{paper}/langkah"), &stale, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("diubah orang lain"));
        assert_eq!(
            answer.field("nama"),
            "Nama Pimpinan, M.Si",
            "what was typed stays"
        );

        let tomorrow = [("nama", "A"), ("jabatan", "B"), ("tanggal", "22/11/2026")];
        let answer = take(&mut tapem, &paper, "tanda-tangan", &tomorrow).await;
        assert!(answer.words().contains("belum tiba"), "{}", answer.words());
        world.check().await;
    }
);

both!(
    a_paper_keeps_the_variables_of_srikandi_when_asked,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let letter = [
            ("jenis", "undangan"),
            ("hal", "Undangan"),
            ("kepada", "Camat"),
        ];
        let paper = prepare(&mut tapem, &meeting, &letter).await;
        let with = tapem.get(&format!("{paper}/srikandi.docx")).await;
        let words = crate::papers::words_of(&with.bytes);
        for variable in ["${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"] {
            assert!(words.contains(variable), "{variable} in {words}");
        }
        let without = tapem.get(&format!("{paper}/cetak.docx")).await;
        assert!(!crate::papers::words_of(&without.bytes).contains("${"));
        world.check().await;
    }
);

both!(all_papers_of_a_meeting_come_as_one_file, |world| {
    use crate::steps::{agree_terms, hand_over};
    use std::io::{Cursor, Read};
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Sungai harus bersih.").await;
    let work = hand_over(&world, &mut tapem, &point, "dlh", &["kec-utara"], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &work).await;
    add_point(
        &world,
        &mut tapem,
        &meeting,
        "Belum dibagi kepada siapa pun.",
    )
    .await;
    let form = kadis
        .get(&format!("/99.99/tindak-lanjut/{work}/lapor"))
        .await;
    let (version, once) = (form.field("versi"), form.field("sekali"));
    let report = [
        ("jumlah", "3"),
        ("uraian", "Tiga selesai"),
        ("kendala", "Armada kurang"),
        ("keterangan", "Foto sungai"),
        ("versi", version.as_str()),
        ("sekali", once.as_str()),
    ];
    let photo = Upload {
        field: "berkas",
        name: "../sungai.png",
        bytes: &picture(1),
    };
    let path = format!("/99.99/tindak-lanjut/{work}/kirim");
    let sent = kadis.upload(&path, &report, &[photo]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    let minutes = prepare(&mut tapem, &meeting, &[("jenis", "notula")]).await;
    take(&mut tapem, &minutes, "tanda-tangan", &SIGNED).await;
    for kind in ["laporan", "lembar-disposisi", "matriks-arahan"] {
        prepare(&mut tapem, &meeting, &[("jenis", kind)]).await;
    }
    let letter = [
        ("jenis", "surat-pengantar"),
        ("hal", "Naskah rakor"),
        ("kepada", "Inspektur"),
        ("isi", "Notula\nMatriks arahan"),
    ];
    prepare(&mut tapem, &meeting, &letter).await;

    world.proofs.take();
    let base = format!("/99.99/rapat/{meeting}/berkas-rapat");
    let pdf = tapem.get(&format!("{base}.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert!(pdf.statements <= 30, "{}", pdf.statements);
    let set = world.proofs.take();
    let titles: Vec<&str> = set.iter().map(|paper| paper.title[0].as_str()).collect();
    assert_eq!(
        titles,
        [
            "BERKAS RAPAT",
            "DAFTAR HADIR",
            "NOTULA",
            "LAPORAN",
            "MATRIKS ARAHAN",
            "LEMBAR DISPOSISI",
            "SURAT PENGANTAR",
            "DAFTAR DATA DUKUNG"
        ]
    );
    let contents = press::rows(&set[0]);
    assert_eq!(contents[0][3], "Belum disiapkan sebagai naskah");
    assert_eq!(
        (contents[1][1].as_str(), contents[1][3].as_str()),
        ("Notula", "Ditandatangani")
    );
    let matrix = &set[4];
    assert!(matrix.format.width > matrix.format.height, "on its side");
    let rows = press::rows(matrix);
    assert_eq!(rows[0][1], "Sungai harus bersih.");
    assert_ne!(rows[0][4], "-", "who supports");
    assert_eq!(rows[0][9], "1 data dukung");
    assert_eq!(rows[0][10], "Armada kurang");
    assert_eq!(rows[1][3], "Belum dibagi");
    assert_eq!(press::rows(&set[6]).len(), 2, "two papers sent along");

    let zip = tapem.get(&format!("{base}.zip")).await;
    assert_eq!(zip.headers["content-type"], "application/zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(&zip.bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".pdf")).count(),
        8
    );
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".docx")).count(),
        8
    );
    let photo = names.iter().find(|name| name.starts_with("berkas/"));
    let photo = photo.expect("the photo").clone();
    assert_eq!(photo, "berkas/01-sungai.png");
    let mut bytes = Vec::new();
    archive
        .by_name(&photo)
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    assert_eq!(bytes, picture(1));
    world.check().await;
});
