//! Official papers through the real router: what is on them, and what is not made up.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use documents::{Block, Format};
use testing::{both, press};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, led_to};

/// The words of a Word file.
pub fn words_of(file: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut xml = String::new();
    let mut part = package.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let texts = tree.descendants().filter(roxmltree::Node::is_text);
    let texts: Vec<&str> = texts.filter_map(|node| node.text()).collect();
    texts.join(" ")
}

both!(minutes_are_a_paper_as_recorded_and_agreed, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor \"Sungai\" #1").await;
    let hostile = "Sungai </w:t> #panic(1) $x$ *bersih*.";
    let point = add_point(&world, &mut tapem, &meeting, hostile).await;
    let agreed = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    agree_terms(&mut kadis, &mut asisten, &agreed).await;
    let open = add_point(&world, &mut tapem, &meeting, "Butir kedua.").await;
    hand_over(&world, &mut tapem, &open, "dinkes", &[], &[]).await;

    let base = format!("/99.99/rapat/{meeting}");
    let page = tapem.get(&format!("{base}/notula")).await;
    for path in ["notula.pdf", "notula.docx", "daftar-hadir.pdf"] {
        assert!(page.body.contains(&format!("{base}/{path}")), "{path}");
    }
    let pdf = tapem.get(&format!("{base}/notula.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    let name = pdf.headers["content-disposition"].to_str().unwrap();
    assert!(
        name.starts_with("attachment; filename=\"notula-rakor-sungai-1-"),
        "{name}"
    );
    assert!(pdf.bytes.starts_with(b"%PDF"));

    let paper = world.proofs.last();
    assert_eq!(paper.format, Format::F4);
    assert_eq!(paper.title[0], "NOTULA");
    assert!(paper.simulated);
    let head = paper.letterhead.as_ref().unwrap();
    assert!(
        head.government.starts_with("PEMERINTAH KOTA CONTOH"),
        "{head:?}"
    );
    let spoken = paper.blocks.iter().any(|block| {
        matches!(block, Block::Paragraph { mark, text, .. } if mark == "Butir 1." && text == hostile)
    });
    assert!(spoken, "{paper:?}");
    let rows = press::rows(&paper);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!((rows[0][0].as_str(), rows[0][1].as_str()), ("1", "Butir 1"));
    assert_eq!(rows[0][4], "Kamis, 31 Desember 2026");
    assert_eq!(rows[1][4], "Perlu dilengkapi");

    let docx = tapem.get(&format!("{base}/notula.docx")).await;
    assert_eq!(docx.status, StatusCode::OK);
    let name = docx.headers["content-disposition"].to_str().unwrap();
    assert!(name.ends_with(".docx\""), "{name}");
    let words = words_of(&docx.bytes);
    for expected in [
        "NOTULA",
        hostile,
        "Perlu dilengkapi",
        "Kamis, 31 Desember 2026",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    world.check().await;
});

both!(
    what_is_not_recorded_is_room_and_an_acting_head_signs_bare,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let answer = tapem
            .post(
                "/99.99/rapat",
                &[
                    ("judul", "Rapat Koordinasi Pemerintahan"),
                    ("jenis", "rakor"),
                    ("tanggal", "17/5/2022"),
                    ("pimpinan", "dr. Nama Pejabat, Sp.A"),
                    ("jabatan", "Plt. Wali Kota"),
                    ("peran", "memimpin"),
                ],
            )
            .await;
        let id = led_to(answer.location());
        tapem.get(&format!("/99.99/rapat/{id}/notula.pdf")).await;
        let paper = world.proofs.last();
        assert_eq!(press::fact(&paper, "Hari/tanggal"), "Selasa, 17 Mei 2022");
        for label in ["Waktu", "Tempat", "Yang melaporkan", "Peserta"] {
            assert_eq!(press::fact(&paper, label), "Belum dicatat", "{label}");
        }
        let signed = paper.signatures.unwrap();
        assert_eq!(signed.right.office, ["Plt. WALI KOTA CONTOH,"]);
        assert_eq!(signed.right.name, "NAMA PEJABAT");
        assert!(
            signed.right.place_date.starts_with("....") && !signed.right.place_date.contains("20")
        );
        assert_eq!(
            (signed.right.rank.as_str(), signed.right.nip.as_str()),
            ("", "")
        );
        assert!(signed.left.unwrap().name.starts_with("...."));

        let list = tapem
            .get(&format!("/99.99/rapat/{id}/daftar-hadir.pdf"))
            .await;
        assert_eq!(list.status, StatusCode::OK);
        let rows = press::rows(&world.proofs.last());
        assert_eq!(rows.len(), 15, "room for fifteen");
        assert!(rows[0][5].starts_with("1.") && rows[0][6].is_empty());
        assert!(rows[1][5].is_empty() && rows[1][6].starts_with("2."));
        world.check().await;
    }
);

both!(a_paper_takes_a_handful_of_statements, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    for n in 0..5 {
        let point = add_point(&world, &mut tapem, &meeting, &format!("Butir {n}.")).await;
        hand_over(&world, &mut tapem, &point, "dlh", &[], &[]).await;
    }
    let pdf = tapem
        .get(&format!("/99.99/rapat/{meeting}/notula.pdf"))
        .await;
    assert!(pdf.statements <= 8, "{}", pdf.statements);
    assert_eq!(press::rows(&world.proofs.last()).len(), 5);
});
