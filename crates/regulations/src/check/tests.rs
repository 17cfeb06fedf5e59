//! Every refusal, seen on a shipped pack in which one thing was broken.

use super::{Fault, Refusal};
use crate::{Catalogue, Files, Pack, catalogue, packs};

/// The shipped pack with one text in one file replaced.
fn broken(id: &str, file: &str, from: &str, to: &str) -> Vec<Fault> {
    let files = Files::embedded(id);
    let text = files.get(file).expect("the file").to_owned();
    assert!(text.contains(from), "{file} has no {from}");
    let files = files.with(file, &text.replacen(from, to, 1));
    Pack::read(&files).expect("a pack").check(catalogue())
}

/// It is refused for this and for nothing else.
fn refused(faults: &[Fault], refusal: Refusal, words: &str) {
    let kinds: Vec<Refusal> = faults.iter().map(|it| it.refusal).collect();
    assert!(!kinds.is_empty(), "{refusal:?} was not found");
    assert!(kinds.iter().all(|it| *it == refusal), "{faults:#?}");
    assert!(
        faults.iter().any(|it| it.to_string().contains(words)),
        "{faults:#?}"
    );
}

const IKK: &str = "lppd-ikk-kabkota";
const SCALES: &str = "skala-capaian";

#[test]
fn every_shipped_pack_passes() {
    assert_eq!(catalogue().check(), []);
    assert_eq!(packs().len(), Files::embedded_packs().len());
    for pack in packs() {
        assert_eq!(pack.check(catalogue()), [], "{}", pack.id);
    }
}

#[test]
fn a_formula_that_does_not_parse() {
    let found = broken(
        IKK,
        "indicators.csv",
        "(A1+A2+A3)/B*100,(A1",
        "(A1+A2+A3/B*100,(A1",
    );
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Formula));
    // its worked example cannot come out either
    assert!(found.iter().any(|it| it.refusal == Refusal::Example));
    let found = broken(
        "capaian",
        "pack.toml",
        "result/target*100",
        "result/sasaran*100",
    );
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Formula));
}

#[test]
fn a_formula_that_names_an_unknown_element() {
    let found = broken(IKK, "elements.csv", "1.a.2,B,", "1.a.2,C,");
    refused(
        &found,
        Refusal::UnknownElement,
        "indikator 1.a.2: rumus «A/B*100» menyebut B",
    );
}

#[test]
fn an_element_without_a_variable_or_source_of_the_catalogue() {
    let found = broken(IKK, "elements.csv", ",penduduk,", ",penduduk-kota,");
    refused(&found, Refusal::UnknownVariable, "penduduk-kota");
    let found = broken(IKK, "elements.csv", ",penduduk,", ",penduduk@capil,");
    refused(&found, Refusal::UnknownVariable, "penduduk@capil");
    assert_eq!(
        broken(
            IKK,
            "elements.csv",
            ",penduduk,",
            ",penduduk@dukcapil/06-30,"
        ),
        []
    );
}

#[test]
fn an_affair_that_is_not_listed() {
    let found = broken(IKK, "affairs.csv", "1.b,Kesehatan", "1.z,Kesehatan");
    refused(&found, Refusal::UnknownAffair, "urusan 1.b");
}

#[test]
fn what_stands_twice() {
    let files = Files::embedded(IKK);
    let text = files.get("indicators.csv").expect("the file");
    let again = text.lines().nth(1).expect("a row");
    let pack = Pack::read(
        &files
            .clone()
            .with("indicators.csv", &format!("{text}{again}\n")),
    );
    let found = pack.expect("a pack").check(catalogue());
    refused(&found, Refusal::Duplicate, "indikator 1.a.1");
    let found = broken(IKK, "elements.csv", "1.a.2,B,", "1.a.2,A,");
    assert!(found.iter().any(|it| it.refusal == Refusal::Duplicate));
    let found = broken(SCALES, "pack.toml", "capaian-bulat", "capaian-desimal");
    assert!(found.iter().any(|it| it.refusal == Refusal::Duplicate));
    let found = broken(
        "kalender-akuntabilitas",
        "pack.toml",
        "id = \"rlppd\"",
        "id = \"lppd\"",
    );
    refused(&found, Refusal::Duplicate, "batas waktu lppd");
}

#[test]
fn a_statement_without_where_it_comes_from() {
    let citation = "surat Irjen Kemendagri 050/209/IJ tanggal 20-01-2022 menyebut minggu keempat \
                    Februari (scribd.com/document/567209255); berlakunya untuk tahun lain belum dilihat";
    let found = broken("kalender-akuntabilitas", "pack.toml", citation, " ");
    refused(&found, Refusal::NoProvenance, "reviu-lppd");
    let found = broken(
        IKK,
        "indicators.csv",
        "kode internal (bukan kode resmi)",
        "",
    );
    refused(&found, Refusal::NoProvenance, "indikator MAKRO.1, kode");
    let found = broken(
        IKK,
        "indicators.csv",
        ",seen,kode induk menurut sumber",
        ",,",
    );
    refused(&found, Refusal::NoProvenance, "1.a.3-k1, induk");
    let bounds = "bounds = { mark = \"unverified\", citation = \"realisasi di atas dua kali target \
                  memberi angka negatif; berhenti di 0 adalah bacaan kami\" }";
    let found = broken("capaian", "pack.toml", bounds, "");
    refused(&found, Refusal::NoProvenance, "lebih-rendah, batas");
}

#[test]
fn a_mark_that_is_missing_is_not_read_at_all() {
    let files = Files::embedded("kalender-akuntabilitas");
    let text = files
        .get("pack.toml")
        .expect("the file")
        .replacen("mark = \"seen\", ", "", 1);
    let error = Pack::read(&files.with("pack.toml", &text)).expect_err("no mark");
    assert!(error.line.is_some(), "{error}");
    assert!(error.to_string().contains("mark"), "{error}");
}

#[test]
fn a_parent_that_does_not_exist() {
    let found = broken(
        IKK,
        "indicators.csv",
        "1.a.1-k2,output,1.a,1.a.1,",
        "1.a.1-k2,output,1.a,1.a.9,",
    );
    refused(&found, Refusal::NoParent, "induknya 1.a.9 tidak ada");
}

#[test]
fn parents_that_go_round() {
    let files = Files::embedded(IKK);
    let text = files.get("indicators.csv").expect("the file");
    let text = text
        .replacen(
            "1.a.1-k1,output,1.a,1.a.1,",
            "1.a.1-k1,output,1.a,1.a.1-k2,",
            1,
        )
        .replacen(
            "1.a.1-k2,output,1.a,1.a.1,",
            "1.a.1-k2,output,1.a,1.a.1-k1,",
            1,
        );
    let pack = Pack::read(&files.with("indicators.csv", &text)).expect("a pack");
    let found = pack.check(catalogue());
    refused(&found, Refusal::Cycle, "indikator 1.a.1-k1");
    assert_eq!(found.len(), 2);
}

#[test]
fn years_the_wrong_way_round() {
    let found = broken(
        IKK,
        "pack.toml",
        "first = 2020",
        "first = 2020\nlast = 2019",
    );
    refused(&found, Refusal::YearsInverted, "2020 sampai 2019");
}

#[test]
fn bounds_that_are_none() {
    let found = broken(
        IKK,
        "indicators.csv",
        "level 1-5,higher,,1,5",
        "level 1-5,higher,,6,5",
    );
    refused(&found, Refusal::Range, "batas atas di bawah");
    let found = broken(
        IKK,
        "indicators.csv",
        "level 1-5,higher,,1,5",
        "level 1-5,higher,,\"0,5\",5",
    );
    refused(&found, Refusal::Range, "bukan angka");
    let found = broken(IKK, "choices.csv", "4.a.6,4,WTP", "4.a.6,empat,WTP");
    refused(&found, Refusal::Range, "WTP");
}

#[test]
fn bands_that_overlap() {
    // 90 in two bands
    let found = broken(SCALES, "pack.toml", "above = \"90\"", "from = \"90\"");
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Overlap));
    let found = broken(SCALES, "pack.toml", "above = \"75\"", "above = \"70\"");
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Overlap));
    // whole numbers
    let found = broken(SCALES, "pack.toml", "from = \"76\"", "from = \"75\"");
    refused(&found, Refusal::Overlap, "Sedang dan Tinggi");
    // no bound at all
    let found = broken(SCALES, "pack.toml", "above = \"90\"\n", "");
    assert!(found.iter().any(|it| it.refusal == Refusal::Overlap));
}

#[test]
fn bands_that_leave_a_gap() {
    let found = broken(SCALES, "pack.toml", "to = \"90\"", "below = \"90\"");
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Gap));
    // the printed whole numbers, read without rounding: 90,5 has no band
    let found = broken(SCALES, "pack.toml", "rounding = 0\n", "");
    assert_eq!(
        found.iter().filter(|it| it.refusal == Refusal::Gap).count(),
        4
    );
    let found = broken(SCALES, "pack.toml", "from = \"76\"", "from = \"77\"");
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::Gap));
}

#[test]
fn bands_without_their_words_or_the_wrong_way_round() {
    let found = broken(
        SCALES,
        "pack.toml",
        "[\"Tinggi\", \"Baik\"]",
        "[\"Tinggi\"]",
    );
    refused(&found, Refusal::Labels, "punya 1 sebutan untuk 2");
    let found = broken(
        SCALES,
        "pack.toml",
        "above = \"75\"\nto = \"90\"",
        "above = \"90\"\nto = \"75\"",
    );
    assert!(found.iter().any(|it| it.refusal == Refusal::Range));
}

#[test]
fn weights_that_do_not_add_up() {
    let found = broken(IKK, "pack.toml", "weight = \"0.405\"", "weight = \"0.404\"");
    refused(&found, Refusal::Weights, "jumlahnya 0,999, seharusnya 1");
}

#[test]
fn weights_that_are_not_those_of_the_formula() {
    let files = Files::embedded(IKK);
    let text = files.get("pack.toml").expect("the file");
    let text = text.replacen("0.376", "0.405", 1).replacen(
        "{ of = \"IKU\", weight = \"0.405\"",
        "{ of = \"IKU\", weight = \"0.376\"",
        1,
    );
    let pack = Pack::read(&files.with("pack.toml", &text)).expect("a pack");
    let found = pack.check(catalogue());
    refused(
        &found,
        Refusal::Weights,
        "bobot IKA bukan yang dipakai rumus",
    );
}

#[test]
fn a_worked_example_that_comes_out_otherwise() {
    let found = broken(
        IKK,
        "examples.csv",
        "A=4512; B=5003,90.19",
        "A=4512; B=5003,90.18",
    );
    refused(&found, Refusal::Example, "tertulis 90.18, hasilnya 90.19");
    let found = broken(IKK, "examples.csv", "indicator,1.a.1,", "indicator,1.a.99,");
    refused(&found, Refusal::Example, "tidak dapat dihitung");
    // lower is better, target 10, result 20: 0, as one town has it, and not 50
    let found = broken(
        "capaian",
        "examples.csv",
        "target=10; result=20,0",
        "target=10; result=20,50",
    );
    refused(&found, Refusal::Example, "tertulis 50, hasilnya 0");
    let found = broken(
        "kalender-akuntabilitas",
        "examples.csv",
        "2023-03-31",
        "2023-04-01",
    );
    refused(&found, Refusal::Example, "hasilnya 2023-03-31");
    let found = broken(
        SCALES,
        "examples.csv",
        "x=90.5,Sangat Tinggi",
        "x=90.5,Tinggi",
    );
    refused(&found, Refusal::Example, "hasilnya Sangat Tinggi");
}

#[test]
fn a_pack_without_worked_examples() {
    let files = Files::embedded(IKK).with("examples.csv", "");
    let found = Pack::read(&files).expect("a pack").check(catalogue());
    refused(&found, Refusal::NoExample, "contoh hitung");
}

#[test]
fn a_day_that_does_not_exist() {
    let found = broken(
        "kalender-akuntabilitas",
        "pack.toml",
        "month = 2, day = 28",
        "month = 2, day = 30",
    );
    assert_eq!(found.first().map(|it| it.refusal), Some(Refusal::NoDay));
}

#[test]
fn a_chapter_that_stands_twice_or_in_another_place() {
    let outlines = "sistematika-laporan";
    let twice = broken(outlines, "pack.toml", "id = \"spm\"", "id = \"makro\"");
    refused(&twice, Refusal::Duplicate, "lebih dari satu");
    let moved = broken(outlines, "pack.toml", "id = \"urusan\"", "id = \"bidang\"");
    refused(&moved, Refusal::Example, "hasilnya bidang");
}

#[test]
fn a_catalogue_that_is_wrong() {
    let files = Files::embedded("variables");
    let text = files.get("variables.csv").expect("the file");
    let with = |from: &str, to: &str| {
        assert!(text.contains(from));
        let files = files
            .clone()
            .with("variables.csv", &text.replacen(from, to, 1));
        Catalogue::read(&files).expect("a catalogue").check()
    };
    refused(
        &with("\nibu-hamil,", "\nibu-bersalin,"),
        Refusal::Duplicate,
        "ibu-bersalin",
    );
    refused(
        &with(",bpkp,", ",bpkd,"),
        Refusal::UnknownVariable,
        "maturitas-sistem",
    );
    refused(
        &with(",1,5,", ",5,1,"),
        Refusal::Range,
        "batas atas di bawah",
    );
    let unstated = "sumber data dan tanggal acuan tidak dinyatakan";
    refused(&with(unstated, ""), Refusal::NoProvenance, "asalnya kosong");
}

#[test]
fn each_formula_of_the_list_is_worked_once() {
    let pack = crate::pack(IKK).expect("the list");
    let worked: Vec<&str> = pack
        .examples
        .iter()
        .filter_map(|it| pack.indicator(&it.item))
        .map(|it| it.formula.as_str())
        .collect();
    for indicator in &pack.indicators {
        assert!(
            worked.contains(&indicator.formula.as_str()),
            "{}",
            indicator.formula
        );
    }
}
