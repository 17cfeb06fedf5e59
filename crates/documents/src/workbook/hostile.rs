//! Workbooks as they come from outside: strange ones, and those made to hurt.

use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
};

use platform::{Instant, date};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Cell, Column, Limits, List, Scan, Unreadable, scan, write};

const WANTED: &[Column] = &[
    Column::required("task", &["Tindak Lanjut"]),
    Column::required("due", &["Batas Waktu"]),
    Column::optional("target", &["Target"]),
];

type Read = (String, Option<String>, Option<String>);

fn scanned(bytes: &[u8]) -> Result<(Scan, Vec<Read>), Unreadable> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut rows = vec![];
    let scan = scan(file.path(), &Limits::OFFICE, WANTED, &mut |line| {
        let task = line.required("task", 100);
        let due = line.date("due").map(date::iso);
        let target = line.amount("target").map(|amount| amount.stored());
        rows.push((task, due, target));
        ControlFlow::Continue(())
    })?;
    Ok((scan, rows))
}

fn words(scan: &Scan) -> Vec<String> {
    scan.troubles.kept.iter().map(ToString::to_string).collect()
}

/// A workbook of one or two sheets from the XML of their rows; a sheet may be hidden.
fn book(sheets: &[(&str, bool, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
    );
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    );
    let (mut names, mut relations) = (String::new(), String::new());
    for (n, (name, hidden, xml)) in (1..).zip(sheets) {
        let state = if *hidden { " state=\"hidden\"" } else { "" };
        names += &format!("<sheet name=\"{name}\" sheetId=\"{n}\"{state} r:id=\"s{n}\"/>");
        relations += &format!(
            "<Relationship Id=\"s{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        part(
            &format!("xl/worksheets/sheet{n}.xml"),
            &format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{xml}</sheetData></worksheet>"
            ),
        );
    }
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{names}</sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Tindak Lanjut</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Batas Waktu</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Target</t></is></c></row>";

fn sheet(rows: &str) -> Vec<u8> {
    book(&[("Data", false, &format!("{HEAD}{rows}"))])
}

#[test]
fn what_was_written_can_be_read_back() {
    let columns = [
        ("No", 5),
        ("Tindak Lanjut", 40),
        ("Batas Waktu", 12),
        ("Target", 8),
    ];
    let mut list = List::simple("Tindak Lanjut", Instant(0), &columns).rows([
        vec![
            Cell::Whole(1),
            Cell::from("=1+1"),
            Cell::Date(date::parse("2026-12-31").unwrap()),
            Cell::Number("62.50".parse().unwrap()),
        ],
        vec![
            Cell::Whole(2),
            Cell::from("Kedua"),
            Cell::Missing("Belum ada"),
            Cell::Missing("Belum diisi"),
        ],
        vec![
            Cell::Whole(3),
            Cell::from("Ketiga"),
            Cell::Missing("Belum ada"),
            Cell::Whole(0),
        ],
    ]);
    list.total = Some(vec![Cell::Whole(9)]);
    let (scan, rows) = scanned(&write(&list).unwrap()).unwrap();
    assert_eq!(words(&scan), [""; 0]);
    let row = |task: &str, due: Option<&str>, target: Option<&str>| {
        (
            task.to_owned(),
            due.map(str::to_owned),
            target.map(str::to_owned),
        )
    };
    assert_eq!(
        rows,
        [
            row("=1+1", Some("2026-12-31"), Some("62.5")),
            row("Kedua", None, None),
            row("Ketiga", None, Some("0")),
        ]
    );
}

#[test]
fn problems_are_named_by_row_and_cell() {
    let (scan, _) = scanned(&sheet(
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Satu</t></is></c><c r=\"B3\"><v>44698</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>1,150</t></is></c></row>\
         <row r=\"14\"><c r=\"B14\" t=\"e\"><v>#REF!</v></c><c r=\"C14\"><f>SUM(C1:C2)</f><v>5</v></c></row>\
         <row r=\"15\"><c r=\"A15\" t=\"inlineStr\"><is><t>Lima</t></is></c><c r=\"C15\"><f>SUM(C1:C2)</f></c></row>",
    ))
    .unwrap();
    let words = words(&scan);
    assert!(
        words[0].starts_with("Baris 3, kolom Batas Waktu: Isinya angka 44698"),
        "{words:?}"
    );
    assert!(words[1].contains("Baris 3, kolom Target") && words[1].contains("dua cara"));
    assert_eq!(words[2], "Baris 14, kolom Tindak Lanjut: Wajib diisi.");
    assert!(words[3].contains("Baris 14, kolom Batas Waktu") && words[3].contains("#REF!"));
    assert!(words[4].contains("Baris 15, kolom Target: Berisi rumus yang belum dihitung"));
    assert_eq!(scan.troubles.kept[1].cell, "C3");
    assert_eq!((scan.count, scan.formulas), (3, 2));
    assert!(
        scan.notes[0].contains("2 sel berisi rumus"),
        "{:?}",
        scan.notes
    );
}

#[test]
fn a_sheet_may_say_that_it_is_as_large_as_it_likes() {
    // every workbook of this test announces 17 billion cells
    let far = "<row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>Jauh</t></is></c><c r=\"XFD1048576\"><v>1</v></c></row>";
    let (scan, rows) = scanned(&sheet(far)).unwrap();
    assert_eq!((scan.count, rows[0].0.as_str()), (1, "Jauh"));
    for beyond in [
        "<row r=\"9\"><c r=\"XFE9\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"A1048577\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"AAAAAAAAAAAAAAAAAAAAA9\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"A99999999999999\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"B9\"><v>1</v></c><c r=\"A9\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v></c></row><row r=\"8\"><c r=\"A8\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"A9\" t=\"s\"><v>7</v></c></row>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v>",
    ] {
        assert_eq!(
            scanned(&sheet(beyond)).unwrap_err(),
            Unreadable::Damaged,
            "{beyond}"
        );
    }
}

#[test]
fn a_formula_shared_by_four_billion_cells_makes_no_room_for_them() {
    let shared = "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"4000000000\" ref=\"A2:A9\">1+1</f><v>2</v></c><c r=\"B2\"><f t=\"shared\" si=\"4000000000\"/><v>2</v></c></row>";
    let (scan, _) = scanned(&sheet(shared)).unwrap();
    assert_eq!(scan.formulas, 2);
}

#[test]
fn hidden_sheets_are_not_read_and_the_first_with_the_columns_is() {
    let rows =
        format!("{HEAD}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Satu</t></is></c></row>");
    let other = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Petunjuk</t></is></c></row>";
    let bytes = book(&[
        ("Rahasia", true, &rows),
        ("Petunjuk", false, other),
        ("Isi", false, &rows),
        ("Isi 2", false, &rows),
    ]);
    let (scan, read) = scanned(&bytes).unwrap();
    assert_eq!((scan.sheet.as_str(), read.len()), ("Isi", 1));
    assert_eq!(
        scan.notes,
        [
            "Lembar tersembunyi yang tidak dibaca: Rahasia.",
            "Lembar lain yang tidak dibaca: Petunjuk, Isi 2."
        ]
    );
    let (scan, _) = scanned(&book(&[("Rahasia", true, &rows)])).unwrap();
    assert!(words(&scan)[0].contains("tidak memiliki lembar yang terlihat"));
    let (scan, _) = scanned(&book(&[("Petunjuk", false, other)])).unwrap();
    assert!(words(&scan)[0].starts_with("Kolom Tindak Lanjut, Batas Waktu tidak ditemukan"));
}

#[test]
fn more_cells_than_are_read_are_refused() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"))
        .unwrap();
    let few = Limits {
        cells: 3,
        ..Limits::OFFICE
    };
    let all = scan(
        file.path(),
        &few,
        WANTED,
        &mut |_| ControlFlow::Continue(()),
    );
    assert_eq!(all.unwrap_err(), Unreadable::TooLarge);
}

#[test]
fn other_files_are_no_workbooks() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.txt", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"a").unwrap();
    let zip = zip.finish().unwrap().into_inner();
    assert_eq!(scanned(&zip).unwrap_err(), Unreadable::NotAWorkbook);
    assert_eq!(scanned(b"%PDF-1.7").unwrap_err(), Unreadable::NotAWorkbook);
    assert_eq!(scanned(b"").unwrap_err(), Unreadable::NotAWorkbook);
    let envelope = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert_eq!(scanned(&envelope).unwrap_err(), Unreadable::Locked);
    let whole = sheet("");
    assert!(scanned(&whole[..whole.len() / 2]).is_err());
}
