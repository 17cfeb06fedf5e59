use std::io::{Cursor, Read};

use super::write;
use crate::{
    Align, BarRow, Block, Format, HeadCell, Letterhead, Paper, Pictures, SignatureBlock,
    Signatures, Signer, Table,
};

fn paper(words: &str) -> Paper {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        ("I", 2, Align::Right),
        ("II", 2, Align::Right),
    ]);
    table.header = vec![
        vec![
            HeadCell::new("No").down(2),
            HeadCell::new("Triwulan").across(2),
        ],
        vec![HeadCell::new("I"), HeadCell::new("II")],
    ];
    table.rows = vec![vec!["1".into(), words.into()]];
    table.total = Some(vec!["JUMLAH".into(), "2".into(), "3".into()]);
    let signer = Signer {
        office: "Sekretaris Daerah".into(),
        name: "Nama, S.E.".into(),
        rank: "Pembina".into(),
        nip: "1".into(),
    };
    Paper {
        format: Format::F4,
        letterhead: Some(Letterhead::agency("Kota Contoh", "Dinas", "")),
        title: vec!["NOTULA".into()],
        number: None,
        place: String::new(),
        name: words.into(),
        blocks: vec![
            Block::facts([("Tempat", words.to_owned())]),
            Block::section("1.", words),
            Block::Paragraph {
                mark: "Butir 1.".into(),
                text: words.into(),
                source: words.into(),
            },
            Block::Table(table),
        ],
        signatures: Some(Signatures {
            left: None,
            right: SignatureBlock::of(&signer, "", vec!["SEKRETARIS DAERAH,".into()]),
        }),
        copies: vec![words.into()],
        footer: words.into(),
        simulated: true,
    }
}

/// The words of a part of the package, which must be well-formed.
fn words_of(file: &[u8], part: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut xml = String::new();
    package
        .by_name(part)
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{part}: {error}"));
    let texts = tree
        .descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()));
    texts.collect()
}

const PARTS: [&str; 8] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/header1.xml",
    "word/footer1.xml",
    "word/document.xml",
    "docProps/core.xml",
];

#[test]
fn every_part_is_well_formed_and_the_words_are_there() {
    let file = write(&paper("Aula Utama"), &Pictures::default()).unwrap();
    for part in PARTS {
        words_of(&file, part);
    }
    let words = words_of(&file, "word/document.xml");
    for expected in [
        "PEMERINTAH KOTA CONTOH",
        "NOTULA",
        "Aula Utama",
        "Butir 1.",
        "(1)(2)(3)",
        "JUMLAH",
        "SEKRETARIS DAERAH,",
        "NIP 1",
        "Tembusan:",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    assert!(words_of(&file, "word/header1.xml").contains("DATA SIMULASI"));
    assert!(words_of(&file, "word/footer1.xml").contains("Halaman"));
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</w:t><x a=\"&amp;\">#$*_ \0\u{1}]]> <!-- 'é' -->";
    let file = write(&paper(hostile), &Pictures::default()).unwrap();
    for part in PARTS {
        words_of(&file, part);
    }
    let words = words_of(&file, "word/document.xml");
    assert!(
        words.contains("</w:t><x a=\"&amp;\">#$*_ ]]> <!-- 'é' -->"),
        "{words}"
    );
    let long = "x".repeat(10_000);
    let words = words_of(
        &write(&paper(&long), &Pictures::default()).unwrap(),
        "word/document.xml",
    );
    assert!(words.contains(&long));
}

#[test]
fn the_same_paper_is_the_same_file() {
    assert_eq!(
        write(&paper("a"), &Pictures::default()).unwrap(),
        write(&paper("a"), &Pictures::default()).unwrap()
    );
}

#[test]
fn a_bar_is_as_long_as_its_figure_and_a_missing_one_has_none() {
    let bar = |value: &str, length| BarRow {
        label: format!("Baris {value}"),
        value: value.into(),
        length,
    };
    let mut one = paper("Aula");
    one.blocks = vec![Block::Bars {
        rows: vec![
            bar("90,19 %", Some(90)),
            bar("0,00 %", Some(0)),
            bar("0,40 %", Some(1)),
            bar("Belum diisi", None),
        ],
    }];
    let file = write(&one, &Pictures::default()).unwrap();
    let words = words_of(&file, "word/document.xml");
    let drawn = words.matches('\u{2588}').count();
    assert_eq!(drawn, 18 + 1, "{words}");
    assert!(words.contains("Belum diisi") && words.contains("0,00 %"));
}
