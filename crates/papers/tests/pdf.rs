//! Papers as PDF: what is on them, and that nobody's words become commands.

use std::sync::OnceLock;

use documents::{
    Align, BarRow, Block, Format, HeadCell, Letterhead, Paper, Pictures, Renderer, SignatureBlock,
    Signatures, Signer, Table,
};
use papers::Press;

fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(Press::new)
}

fn table(rows: usize, words: &str) -> Table {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        ("Arahan", 4, Align::Left),
        ("I", 2, Align::Right),
        ("II", 2, Align::Right),
    ]);
    table.header = vec![
        vec![
            HeadCell::new("No").down(2),
            HeadCell::new("Arahan").down(2),
            HeadCell::new("Triwulan").across(2),
        ],
        vec![HeadCell::new("I"), HeadCell::new("II")],
    ];
    table.rows = (1..=rows)
        .map(|n| vec![n.to_string(), format!("{words} {n}")])
        .collect();
    table.total = Some(vec!["".into(), "JUMLAH".into(), "3".into(), "4".into()]);
    table
}

fn paper(words: &str, rows: usize) -> Paper {
    let signer = Signer {
        office: "Plt. Wali Kota".into(),
        name: format!("dr. Nama Pejabat {words}, Sp.A"),
        ..Signer::default()
    };
    let recorder = Signer {
        office: "Notulis".into(),
        name: words.into(),
        rank: "Pembina".into(),
        nip: words.into(),
    };
    Paper {
        format: Format::F4,
        letterhead: Some(Letterhead::agency("Kota Contoh", words, "")),
        title: vec!["NOTULA".into(), words.into()],
        number: None,
        place: String::new(),
        name: words.into(),
        blocks: vec![
            Block::facts([("Tempat", words.to_owned()), ("Waktu", String::new())]),
            Block::section("1.", words),
            Block::Paragraph {
                mark: "Butir 1.".into(),
                text: words.into(),
                source: words.into(),
            },
            Block::paragraph(words),
            Block::Table(table(rows, words)),
        ],
        signatures: Some(Signatures {
            left: Some(SignatureBlock::of(&recorder, "", vec!["Notulis,".into()])),
            right: SignatureBlock::of(&signer, words, vec![words.into()]),
        }),
        copies: vec![words.into()],
        footer: words.into(),
        simulated: true,
    }
}

/// Text of each page, white space folded, places where long words may break taken out.
fn pages(pdf: &[u8]) -> Vec<String> {
    assert!(pdf.starts_with(b"%PDF"));
    let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).expect("a PDF");
    let folded = |page: &String| page.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.iter().map(folded).collect()
}

#[test]
fn a_short_paper_is_one_page_with_everything_on_it() {
    let pdf = press()
        .pdf(&[paper("Aula", 3)], &Pictures::default())
        .unwrap();
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 1, "{pages:?}");
    for expected in [
        "DATA SIMULASI",
        "PEMERINTAH KOTA CONTOH",
        "NOTULA",
        "Belum dicatat",
        "Butir 1.",
        "Triwulan",
        "(4)",
        "JUMLAH",
        "NAMA PEJABAT AULA",
        "NIP Aula",
        "Tembusan",
        "Halaman 1 dari 1",
    ] {
        assert!(pages[0].contains(expected), "{expected} in {}", pages[0]);
    }
    assert!(!pages[0].contains("Sp.A"), "{}", pages[0]);
}

#[test]
fn a_long_table_repeats_its_header_and_the_mark() {
    let pdf = press()
        .pdf(&[paper("Aula", 150)], &Pictures::default())
        .unwrap();
    let pages = pages(&pdf);
    assert!((3..=6).contains(&pages.len()), "{}", pages.len());
    let last = pages.len();
    for (n, page) in pages.iter().enumerate() {
        assert!(page.contains("DATA SIMULASI"), "page {n}");
        assert!(page.contains(&format!("Halaman {} dari {last}", n + 1)));
    }
    assert!(pages[1].contains("Triwulan") && pages[1].contains("(1)"));
    assert!(pages[last - 1].contains("NAMA PEJABAT"));
}

#[test]
fn a_row_to_sign_in_grows_with_its_words() {
    let mut list = table(10, &"kata ".repeat(40));
    let of = |list: Table| {
        let mut one = paper("Aula", 0);
        one.blocks = vec![Block::Table(list)];
        pages(&press().pdf(&[one], &Pictures::default()).expect("a PDF")).len()
    };
    let free = of(list.clone());
    list.row_height = Some(9);
    assert!(of(list.clone()) >= free);
    list.row_height = Some(60);
    assert!(of(list) > free);
}

#[test]
fn a_chart_of_bars_has_every_figure_in_words() {
    let mut one = paper("Aula", 0);
    let bar = |value: &str, length| BarRow {
        label: format!("Baris {value}"),
        value: value.into(),
        length,
    };
    let rows = vec![bar("90,19 %", Some(90)), bar("Belum diisi", None)];
    one.blocks = vec![Block::Bars { rows }];
    let pages = pages(&press().pdf(&[one], &Pictures::default()).expect("a PDF"));
    assert!(pages[0].contains("90,19 %") && pages[0].contains("Belum diisi"));
}

#[test]
fn real_papers_carry_no_mark() {
    let real = Paper {
        simulated: false,
        letterhead: Some(Letterhead::head_of_region("Wali Kota Contoh")),
        signatures: None,
        ..paper("Aula", 1)
    };
    let pages = pages(&press().pdf(&[real], &Pictures::default()).unwrap());
    assert!(!pages[0].contains("SIMULASI"), "{}", pages[0]);
    assert!(pages[0].contains("WALI KOTA CONTOH"));
}

#[test]
fn nothing_typed_is_a_command() {
    for hostile in [
        "#panic(\"x\") $a$ *b* _c_ `d` <e> @f // g /* h \\ \"i\" ]",
        "#import \"/etc/passwd\" #read(\"/etc/passwd\") #sys.inputs",
        "= Judul\n- satu\n+ dua\n/ tiga: empat",
        "a\0b\u{1}\u{7f}\u{FFFE}\u{202E}\u{200B}c",
        "\"}, \"simulated\": false, {\"",
        "\n\n\n",
        "",
        " ",
        "漢字 😀 العربية é",
    ] {
        let pdf = press()
            .pdf(&[paper(hostile, 2)], &Pictures::default())
            .unwrap_or_else(|error| panic!("{hostile:?}: {error}"));
        assert!(pdf.starts_with(b"%PDF"), "{hostile:?}");
    }
    let words = "#panic(1) $x$ *y* _z_";
    let pages = pages(
        &press()
            .pdf(&[paper(words, 1)], &Pictures::default())
            .unwrap(),
    );
    assert!(pages[0].contains(words), "{}", pages[0]);
}

#[test]
fn ten_thousand_letters_are_set_with_and_without_spaces() {
    let spaced = "kata kata ".repeat(1_000);
    let mut one = paper("Aula", 1);
    one.blocks.push(Block::paragraph(&spaced));
    one.blocks.push(Block::Table(table(1, &"x".repeat(10_000))));
    let pages = pages(&press().pdf(&[one], &Pictures::default()).unwrap());
    let letters: usize = pages.iter().map(|page| page.matches('x').count()).sum();
    assert!(
        letters >= 10_000,
        "{letters} letters on {} pages",
        pages.len()
    );
}

/// Emblems on paper, of the width the room has: a picture that is there, and one that is gone.
#[test]
fn an_emblem_is_drawn_and_one_that_is_gone_leaves_room() {
    const DOT: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0,
        0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, b'I', b'D',
        b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0,
        0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];
    let hash = "ab".repeat(32);
    let mut one = paper("Aula", 1);
    if let Some(head) = &mut one.letterhead {
        head.picture = Some(documents::EmblemPicture {
            hash: hash.clone(),
            width: 1,
            height: 1,
        });
    }
    let images = |pdf: &[u8]| {
        let mark = b"/Subtype /Image";
        let tight = b"/Subtype/Image";
        pdf.windows(mark.len())
            .filter(|piece| piece == mark || piece.starts_with(tight))
            .count()
    };
    let gone = press()
        .pdf(std::slice::from_ref(&one), &Pictures::default())
        .unwrap();
    assert_eq!(images(&gone), 0);
    let mut pictures = Pictures::default();
    pictures.add(&hash, DOT.to_vec());
    let drawn = press().pdf(&[one.clone(), one], &pictures).unwrap();
    assert_eq!(images(&drawn), 1, "one picture for both papers");
    assert!(pages(&drawn)[0].contains("Aula"));
}
