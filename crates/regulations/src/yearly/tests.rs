//! The list of a year goes out as rows and comes back as what was changed in it.

use proptest::prelude::*;

use super::{COLUMNS, Row, Trouble, read, rows};
use crate::{Mark, NewCode, Overlay, Pack, catalogue, pack};

const BASIS: &str = "Daftar IKK Kemendagri 2026";

fn ikk() -> &'static Pack {
    pack("lppd-ikk-kabkota").expect("the list")
}

fn taken(rows: &[Row]) -> Result<Overlay, Vec<Trouble>> {
    read(ikk(), catalogue(), 2026, BASIS, rows)
}

fn set(row: &mut Row, key: &str, words: &str) {
    let place = COLUMNS
        .iter()
        .position(|it| it.key == key)
        .expect("a column");
    row.cells[place] = words.to_owned();
}

fn find<'a>(rows: &'a mut [Row], code: &str) -> &'a mut Row {
    let found = rows.iter_mut().find(|it| it.cell("code") == code);
    found.expect("a row")
}

fn new_row(number: u32, cells: &[(&str, &str)]) -> Row {
    Row::of(number, |key| {
        let cell = cells.iter().find(|(it, _)| *it == key);
        cell.map_or("", |(_, words)| words).to_owned()
    })
}

/// Row, column and words of every trouble.
fn told(result: Result<Overlay, Vec<Trouble>>) -> Vec<(u32, &'static str, String)> {
    let troubles = result.expect_err("troubles");
    troubles
        .into_iter()
        .map(|it| (it.row, it.column, it.words))
        .collect()
}

#[test]
fn a_list_that_was_not_touched_changes_nothing() {
    let rows = rows(ikk(), 2);
    assert_eq!(rows.len(), 155);
    assert_eq!(rows[0].number, 2);
    let overlay = taken(&rows).expect("an overlay");
    let expected = Overlay {
        pack: ikk().id.clone(),
        year: 2026,
        basis: BASIS.into(),
        ..Overlay::default()
    };
    assert_eq!(overlay, expected);
}

#[test]
fn an_empty_cell_leaves_what_the_pack_has() {
    let rows: Vec<Row> = rows(ikk(), 2)
        .into_iter()
        .map(|row| {
            Row::of(row.number, |key| match key {
                "code" | "name" => row.cell(key).to_owned(),
                _ => String::new(),
            })
        })
        .collect();
    let overlay = taken(&rows).expect("an overlay");
    assert!(overlay.indicators.is_empty() && overlay.left_out.is_empty());
}

#[test]
fn changes_and_new_indicators_come_back_as_the_regions_own() {
    let mut all = rows(ikk(), 2);
    set(
        find(&mut all, "1.a.2"),
        "name",
        "Angka partisipasi sekolah 7-12 tahun",
    );
    set(
        find(&mut all, "1.a.3"),
        "element_owners",
        "B = Dinas Dukcapil",
    );
    let output = find(&mut all, "1.a.1-k1");
    set(output, "old_code", "1.a.1-k1");
    set(output, "code", "1.a.1.1");
    all.retain(|it| it.cell("code") != "3.e.1");
    all.push(new_row(
        200,
        &[
            ("code", "3.h.1"),
            ("name", "Persentase transmigran yang ditempatkan"),
            ("kind", "hasil"),
            ("affair", "Transmigrasi"),
            ("numerator", "Transmigran ditempatkan"),
            ("denominator", "Transmigran terdaftar"),
            ("formula", "A / B * 100"),
            ("measure", "%"),
            ("direction", "Tinggi"),
            ("main_owner", "Dinas Tenaga Kerja"),
        ],
    ));
    let overlay = taken(&all).expect("an overlay");
    let codes: Vec<&str> = overlay
        .indicators
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(codes, ["1.a.2", "1.a.3", "3.h.1"]);
    assert_eq!(overlay.left_out, ["3.e.1"]);
    let moved = NewCode {
        old: "1.a.1-k1".into(),
        new: "1.a.1.1".into(),
    };
    assert_eq!(overlay.codes, [moved]);

    let merged = ikk().with(&overlay);
    assert_eq!(merged.check(&catalogue().with(&merged)), []);
    let renamed = merged.indicator("1.a.2").expect("an indicator");
    assert_eq!(renamed.provenance.name.mark, Mark::Region);
    assert_eq!(
        merged.affair("3.h").map(|it| it.name.as_str()),
        Some("Transmigrasi")
    );
    // and what goes out again says the same
    let again = rows(&merged, 2);
    let back = read(&merged, &catalogue().with(&merged), 2026, BASIS, &again);
    let back = back.expect("an overlay");
    assert!(back.indicators.is_empty() && back.codes.is_empty() && back.left_out.is_empty());
}

#[test]
fn everything_wrong_is_told_by_row_and_column() {
    let mut all = rows(ikk(), 2);
    set(&mut all[1], "code", "1.a.1");
    set(&mut all[2], "name", "");
    set(&mut all[3], "direction", "ke samping");
    set(&mut all[4], "old_code", "9.z.9");
    set(&mut all[5], "kind", "Hasilnya");
    set(&mut all[6], "elements", "C Jumlah");
    set(&mut all[7], "element_owners", "Z = Dinas");
    set(&mut all[8], "formula", "A/(B");
    let told = told(taken(&all));
    let places: Vec<(u32, &str)> = told
        .iter()
        .map(|(row, column, _)| (*row, *column))
        .collect();
    assert_eq!(
        places,
        [
            (3, "code"),
            (6, "old_code"),
            (4, "name"),
            (5, "direction"),
            (7, "kind"),
            (8, "elements"),
            (9, "element_owners"),
            (10, "formula"),
        ]
    );
    assert_eq!(told[0].2, "Kode 1.a.1 sudah ada pada baris 2.");
}

#[test]
fn a_new_row_must_say_everything() {
    let mut all = rows(ikk(), 2);
    all.push(new_row(200, &[("code", "3.h.1"), ("name", "Transmigrasi")]));
    all.push(new_row(
        201,
        &[
            ("code", "1.a.1.9"),
            ("name", "Keluaran"),
            ("kind", "Keluaran"),
        ],
    ));
    let told = told(taken(&all));
    let columns = |row: u32| -> Vec<&str> {
        let of_row = told.iter().filter(|(it, ..)| *it == row);
        of_row.map(|(_, column, _)| *column).collect()
    };
    assert_eq!(
        columns(200),
        [
            "affair",
            "kind",
            "measure",
            "formula",
            "direction",
            "numerator"
        ]
    );
    assert_eq!(
        columns(201),
        ["measure", "formula", "direction", "numerator", "parent"]
    );
}

#[test]
fn what_the_pack_would_be_refused_for_is_told_where_it_came_in() {
    let mut all = rows(ikk(), 2);
    set(find(&mut all, "1.a.2"), "formula", "A/C*100");
    let output = find(&mut all, "1.a.1-k2");
    set(output, "parent", "1.a.7");
    let number = output.number;
    let told = told(taken(&all));
    assert_eq!(told.len(), 2);
    assert!(told.iter().any(|(row, column, words)| {
        *row == 3 && *column == "formula" && words.contains("menyebut C")
    }));
    assert!(
        told.iter()
            .any(|(row, column, _)| *row == number && *column == "parent")
    );
}

#[test]
fn a_code_that_went_to_another_indicator_must_have_moved_itself() {
    let mut all = rows(ikk(), 2);
    all.retain(|it| it.cell("code") != "1.a.1");
    let row = find(&mut all, "1.a.2");
    set(row, "code", "1.a.1");
    set(row, "old_code", "1.a.2");
    let told = told(taken(&all));
    assert_eq!(told.len(), 1);
    assert!(told[0].2.contains("milik indikator lain"), "{told:?}");
}

#[test]
fn an_empty_list_is_no_list() {
    assert_eq!(
        told(taken(&[]))[0].2,
        "Tidak ada satu pun indikator pada daftar."
    );
}

#[test]
fn a_code_that_moved_and_was_given_anew_is_a_new_indicator() {
    let mut all = rows(ikk(), 2);
    let moved = find(&mut all, "3.e.1");
    set(moved, "old_code", "3.e.1");
    set(moved, "code", "3.e.2");
    let anew = [("code", "3.e.1"), ("name", "Rasio elektrifikasi")];
    let mut short = all.clone();
    short.push(new_row(200, &anew));
    // nothing of the old 3.e.1 fills its cells
    assert_eq!(told(taken(&short)).len(), 5);
    let full = [
        ("kind", "Hasil"),
        ("numerator", "Rumah tangga berlistrik"),
        ("denominator", "Rumah tangga"),
        ("formula", "A/B*100"),
        ("measure", "%"),
        ("direction", "Tinggi"),
    ];
    all.push(new_row(200, &[anew.as_slice(), full.as_slice()].concat()));
    let merged = ikk().with(&taken(&all).expect("an overlay"));
    let name = |code: &str| merged.indicator(code).map(|it| it.name.as_str());
    assert_eq!(name("3.e.1"), Some("Rasio elektrifikasi"));
    assert_eq!(
        name("3.e.2"),
        ikk().indicator("3.e.1").map(|it| it.name.as_str())
    );
    let element = merged.indicator("3.e.1").and_then(|it| it.element("A"));
    let key = element.map(|it| it.variable.to_string());
    assert_eq!(key.as_deref(), Some("daerah-3-e-1-a"));
}

proptest! {
    #[test]
    fn no_cell_makes_reading_panic(
        at in 0_usize..155,
        column in 0_usize..COLUMNS.len(),
        words in "[-A-Za-z0-9 .;=/*()«»\n]{0,20}",
        other in "\\PC{0,10}",
    ) {
        let mut all = rows(ikk(), 2);
        all[at].cells[column] = words;
        all[(at + 1) % 155].cells[(column + 1) % COLUMNS.len()] = other;
        // whatever comes out has been checked
        if let Ok(overlay) = taken(&all) {
            let merged = ikk().with(&overlay);
            prop_assert_eq!(merged.check(&catalogue().with(&merged)), []);
        }
    }
}
