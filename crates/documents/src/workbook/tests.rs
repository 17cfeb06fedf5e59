//! What a written workbook says when it is opened.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use figures::Amount;
use platform::{Instant, date};

use super::{Cell, List, write};
use crate::HeadCell;

fn opened(list: &List) -> (Vec<u8>, calamine::Range<Data>) {
    let bytes = write(list).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    (bytes, sheet)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn list() -> List {
    let columns = [
        ("No", 5),
        ("Puskesmas", 30),
        ("Sasaran", 10),
        ("Capaian", 10),
    ];
    let mut list = List::simple("SPM: Kesehatan/2022", Instant(0), &columns);
    let upper = [
        HeadCell::new("No").down(2),
        HeadCell::new("Puskesmas").down(2),
    ];
    list.header = vec![
        upper
            .into_iter()
            .chain([HeadCell::new("Hipertensi").across(2)])
            .collect(),
        vec![HeadCell::new("Sasaran"), HeadCell::new("Capaian")],
    ];
    list.simulated = true;
    list.total = Some(vec![
        Cell::Whole(1150),
        Cell::Number("23.040".parse().unwrap()),
    ]);
    let row = |name: &str, goal, done| vec![Cell::Whole(1), Cell::from(name), goal, done];
    list.rows([
        row(
            "=HYPERLINK(\"http://x\")",
            Cell::Whole(1098),
            Cell::Number(Amount::ZERO),
        ),
        row(
            "_x0041_ & <b>\u{1}",
            Cell::Missing("Belum diisi"),
            Cell::Empty,
        ),
    ])
}

#[test]
fn a_list_stands_in_the_official_layout() {
    let (bytes, sheet) = opened(&list());
    let text = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(text(0, 0), Data::String("DATA SIMULASI".into()));
    assert_eq!(text(1, 0), Data::String("SPM: KESEHATAN/2022".into()));
    // a blank line, two rows of header, the row of column numbers
    assert_eq!(text(3, 2), Data::String("Hipertensi".into()));
    assert_eq!(text(4, 3), Data::String("Capaian".into()));
    assert_eq!(text(5, 0), Data::String("(1)".into()));
    assert_eq!(text(5, 3), Data::String("(4)".into()));
    assert_eq!(text(6, 2), Data::Float(1098.0));
    assert_eq!(text(8, 0), Data::String("JUMLAH".into()));
    assert_eq!(text(8, 2), Data::Float(1150.0));
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        "<mergeCell ref=\"A4:A5\"/>",
        "<mergeCell ref=\"C4:D4\"/>",
        "paperSize=\"14\"",
        "topLeftCell=\"A7\"",
    ] {
        assert!(xml.contains(expected), "{expected} in {xml}");
    }
    assert!(part(&bytes, "docProps/core.xml").contains("1970-01-01T00:00:00Z"));
}

#[test]
fn missing_is_words_and_zero_is_a_number() {
    let (_, sheet) = opened(&list());
    let text = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(text(6, 3), Data::Float(0.0));
    assert_eq!(text(7, 2), Data::String("Belum diisi".into()));
    assert_eq!(text(7, 3), Data::Empty);
}

#[test]
fn what_looks_like_a_formula_stays_words() {
    let (bytes, sheet) = opened(&list());
    assert_eq!(
        sheet.get_value((6, 1)),
        Some(&Data::String("=HYPERLINK(\"http://x\")".into()))
    );
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let words = sheet.get_value((7, 1)).cloned();
    assert_eq!(words, Some(Data::String("_x0041_ & <b>".into())));
}

#[test]
fn figures_too_long_for_a_sheet_stay_exact_as_text() {
    let exact: Amount = "123456789012345678".parse().unwrap();
    let list = List::simple("Angka", Instant(0), &[("Nilai", 20), ("Tanggal", 12)]).rows([
        vec![
            Cell::Number(exact),
            Cell::Date(date::parse("2022-05-17").unwrap()),
        ],
        vec![
            Cell::Number("62.50".parse().unwrap()),
            Cell::Date(date::parse("1899-12-31").unwrap()),
        ],
    ]);
    let (_, sheet) = opened(&list);
    let text = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(text(4, 0), Data::String("123456789012345678".into()));
    assert_eq!(text(5, 0), Data::Float(62.5));
    let Data::DateTime(day) = text(4, 1) else {
        panic!("{:?}", text(4, 1))
    };
    assert_eq!(day.as_f64(), 44_698.0);
    assert_eq!(text(5, 1), Data::String("31 Desember 1899".into()));
}

#[test]
fn long_words_are_cut_and_say_so_and_a_gap_in_the_header_is_refused() {
    let mut list = List::simple("Panjang", Instant(0), &[("Isi", 20)])
        .rows([vec![Cell::from("ä😀".repeat(20_000))]]);
    let (_, sheet) = opened(&list);
    let Some(Data::String(text)) = sheet.get_value((4, 0)) else {
        panic!()
    };
    assert!(text.ends_with("terlalu panjang untuk sel Excel)"));
    assert!(text.encode_utf16().count() <= 32_767);
    list.header.push(vec![]);
    assert!(write(&list).is_err());
}
