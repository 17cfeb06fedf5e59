//! Tables as inspectors hold them.

use std::io::{self, Read};

use csv::ByteRecord;
use proptest::prelude::*;

use crate::{Agrees, Judged, Kind, RecheckError, Summary, each, recheck};

/// Judges one row of a kind.
fn judge(kind: Kind, row: &[&str]) -> Judged {
    let names: Vec<&str> = kind
        .columns()
        .iter()
        .chain(kind.optional())
        .copied()
        .collect();
    let header = ByteRecord::from(names);
    let mut judge = crate::Judge::new(kind, &header).unwrap();
    judge.row(&ByteRecord::from(row.to_vec()))
}

fn ikk(numerator: &str, denominator: &str, published: &str) -> Judged {
    judge(
        Kind::Ikk,
        &["1.a.1", "Nama", numerator, denominator, published],
    )
}

fn verdict(judged: &Judged) -> (String, &'static str, Agrees) {
    let computed = judged
        .computed
        .as_ref()
        .map_or_else(String::new, figures::Exact::full);
    (computed, judged.state, judged.agrees)
}

#[test]
fn a_row_that_follows_and_one_that_was_cut() {
    let exact = ikk("4512", "5003", "90,19");
    let computed = exact.computed.clone().unwrap();
    assert_eq!(computed.full(), "90.18588846691984809115");
    assert_eq!((exact.state, exact.agrees), ("computed", Agrees::Exact));
    assert_eq!(exact.note, "");
    assert_eq!(ikk("4513", "5003", "90,20").agrees, Agrees::Truncated);
    assert_eq!(ikk("4513", "5003", "90,21 %").agrees, Agrees::Exact);
    assert_eq!(ikk("1", "8", "12,5").agrees, Agrees::Exact);
    assert_eq!(
        verdict(&ikk("0", "8", "0")),
        ("0".to_owned(), "computed", Agrees::Exact)
    );
}

#[test]
fn the_reading_that_reproduces_the_result_is_taken_and_named() {
    let thousands = ikk("4.512", "5.003", "90,19");
    assert_eq!(thousands.agrees, Agrees::Exact);
    assert_eq!(
        thousands.note,
        "numerator «4.512» dibaca 4512 (titik ribuan, koma desimal); denominator «5.003» dibaca 5003 (titik ribuan, koma desimal)"
    );
    let decimal = ikk("1.234", "950", "0,13");
    assert_eq!(decimal.agrees, Agrees::Exact);
    assert_eq!(
        decimal.note,
        "numerator «1.234» dibaca 1.234 (koma ribuan, titik desimal)"
    );
    let result = ikk("1150", "100000", "1,150");
    assert_eq!(result.agrees, Agrees::Exact);
    assert_eq!(
        result.note,
        "published «1,150» dibaca 1.15 (titik ribuan, koma desimal)"
    );
    assert_eq!(
        ikk("1150", "100", "1.150").note,
        "published «1.150» dibaca 1150 (titik ribuan, koma desimal)"
    );
}

#[test]
fn what_is_missing_is_named_and_is_no_zero() {
    for (numerator, denominator, state, note) in [
        ("", "5", "not_filled", "numerator: Belum diisi"),
        ("-", "5", "not_filled", "numerator: Belum diisi"),
        ("n/a", "5", "not_filled", "numerator: Belum diisi"),
        ("TDI", "5", "tdi", "numerator: TDI"),
        (
            "5",
            "Tidak relevan",
            "not_relevant",
            "denominator: Tidak relevan",
        ),
        ("lima", "5", "not_a_number", "numerator: «lima» bukan angka"),
        ("5", "0", "zero_divisor", "Penyebut nol"),
    ] {
        let judged = ikk(numerator, denominator, "0,00");
        assert_eq!(
            verdict(&judged),
            (String::new(), state, Agrees::NotComputable),
            "{numerator}/{denominator}"
        );
        assert_eq!(judged.note, note);
    }
    let unpublished = ikk("1", "2", "-");
    assert_eq!(
        verdict(&unpublished),
        ("50".to_owned(), "computed", Agrees::NotComputable)
    );
    assert_eq!(unpublished.note, "published: Belum diisi");
    let mut short = judge(Kind::Ikk, &["1.a.1"]);
    assert_eq!(short.state, "not_filled");
    short = judge(Kind::Ikk, &["1", "n", "1", "2", "50", "IKA*3"]);
    assert_eq!(short.state, "formula_not_computable");
    assert_eq!(
        short.note,
        "formula: «IKA» tidak ada di tabel, hanya A dan B"
    );
}

#[test]
fn known_faults_explain_what_does_not_agree() {
    for (numerator, denominator, published, code) in [
        (
            "12.5",
            "20000",
            "62,50",
            "thousands_dot: numerator «12.5» seharusnya 12.500",
        ),
        (
            "4512",
            "5003",
            "0,09",
            "thousands_dot: numerator 4.512 dihitung sebagai 4,512",
        ),
        (
            "512",
            "803",
            "0,6376",
            "factor_100: tercetak 100 kali terlalu kecil",
        ),
        (
            "512",
            "803",
            "6.376,09",
            "factor_100: tercetak 100 kali terlalu besar",
        ),
        (
            "512",
            "803",
            "63.760,90",
            "factor_1000: tercetak 1000 kali terlalu besar",
        ),
        (
            "512",
            "803",
            "0,0638",
            "factor_1000: tercetak 1000 kali terlalu kecil",
        ),
        (
            "800",
            "1000",
            "125,00",
            "swapped: numerator dan denominator tertukar",
        ),
        (
            "512",
            "803",
            "512",
            "count_as_share: yang tercetak adalah numerator",
        ),
        (
            "512",
            "803",
            "67,36",
            "transposed: angka bertukar tempat, seharusnya 63,76",
        ),
        (
            "512",
            "803",
            "36,76",
            "transposed: angka bertukar tempat, seharusnya 63,76",
        ),
        (
            "512",
            "803",
            "63,67",
            "transposed: angka bertukar tempat, seharusnya 63,76",
        ),
        (
            "521",
            "803",
            "63,76",
            "transposed: numerator mungkin 512, angka bertukar tempat",
        ),
        ("512", "803", "71,11", ""),
    ] {
        let judged = ikk(numerator, denominator, published);
        assert_eq!(
            judged.agrees,
            Agrees::No,
            "{numerator} {denominator} {published}"
        );
        assert_eq!(judged.state, "computed");
        if code.is_empty() {
            assert_eq!(judged.note, "", "{published}");
        } else {
            assert!(judged.note.contains(code), "{published}: {}", judged.note);
        }
    }
}

#[test]
fn a_printed_zero_blames_nothing() {
    assert_eq!(ikk("512", "803", "0").note, "");
    assert_eq!(ikk("512", "803", "0,00").note, "");
}

#[test]
fn formulas_are_those_of_the_national_list() {
    let with = |formula: &str, a: &str, b: &str, published: &str| {
        judge(Kind::Ikk, &["1", "n", a, b, published, formula, "%"])
    };
    for (formula, a, b, published) in [
        ("", "1", "4", "25"),
        ("A", "27", "", "27"),
        ("A/B", "1", "4", "0,25"),
        ("(A-B)/B*100 (laju perubahan)", "110", "100", "10,00"),
        ("(1-A/B)*100", "1", "4", "75"),
        ("A/B*100000", "3", "150000", "2"),
        ("abs(A)/B*100", "-1", "4", "25"),
        ("A/B (rata-rata ruas)", "1", "4", "0,25"),
        ("A/B x 100%", "1", "4", "25"),
        ("a/b*100", "1", "4", "25"),
        ("A:B x 100", "1", "4", "25"),
    ] {
        let judged = with(formula, a, b, published);
        assert_eq!(judged.agrees, Agrees::Exact, "{formula}: {judged:?}");
    }
    for formula in [
        "rata-rata komponen",
        "nilai survei/pendataan",
        "ada/tidak",
        "5",
        "(A1+A2+A3)/B*100",
        "A/B*",
    ] {
        let judged = with(formula, "1", "4", "25");
        assert_eq!(
            judged.state, "formula_not_computable",
            "{formula}: {judged:?}"
        );
        assert!(!judged.note.is_empty());
    }
}

fn lkjip(target: &str, actual: &str, direction: &str, published: &str) -> Judged {
    judge(
        Kind::Lkjip,
        &["Indikator", target, actual, direction, published],
    )
}

#[test]
fn the_same_row_is_nothing_achieved_wherever_it_is_judged() {
    // one town's software says 0 %, another's 50 %
    assert_eq!(lkjip("10", "20", "lower", "0").agrees, Agrees::Exact);
    let wrong = lkjip("10", "20", "lower", "50");
    assert_eq!(verdict(&wrong), ("0".to_owned(), "computed", Agrees::No));
}

#[test]
fn achievement_in_each_direction() {
    for (target, actual, direction, computed) in [
        ("80", "84,4", "higher", "105.5"),
        ("80", "84,4", "Higher ", "105.5"),
        ("10", "25", "lower", "-50"),
        ("40-50", "45", "range", "100"),
        ("40 – 50", "60", "range", "120"),
        ("40 s.d. 50", "20", "range", "50"),
        ("-5--3", "-4", "range", "100"),
    ] {
        let judged = lkjip(target, actual, direction, "1");
        assert_eq!(
            judged.computed.unwrap().full(),
            computed,
            "{target} {actual} {direction}"
        );
    }
    for (target, direction, state) in [
        ("0", "lower", "zero_divisor"),
        ("40", "range", "target_not_a_range"),
        ("TDI", "range", "tdi"),
        ("50-40", "range", "out_of_range"),
        ("40-50", "higher", "not_a_number"),
        ("40", "naik", "direction_unknown"),
    ] {
        assert_eq!(
            lkjip(target, "45", direction, "1").state,
            state,
            "{target} {direction}"
        );
    }
    let count = lkjip("80", "84,4", "higher", "84,4");
    assert!(
        count
            .note
            .contains("count_as_share: yang tercetak adalah actual"),
        "{}",
        count.note
    );
    assert!(
        lkjip("80", "100", "higher", "80")
            .note
            .contains("swapped: actual dan target tertukar")
    );
}

#[test]
fn budgets_are_read_with_their_words() {
    let budget = |budget: &str, realized: &str, published: &str| {
        judge(Kind::Budget, &["Belanja", budget, realized, published])
    };
    assert_eq!(
        budget(
            "Rp 2.718.449.466.882,68",
            "Rp 2.500.000.000.000,00",
            "91,96"
        )
        .agrees,
        Agrees::Exact
    );
    assert_eq!(
        budget("62.4 Triliun", "31,2 T", "50 %").agrees,
        Agrees::Exact
    );
    assert!(
        budget("500.000.000", "455.000.000", "0,91")
            .note
            .starts_with("factor_100")
    );
    assert_eq!(budget("0", "0", "0").state, "zero_divisor");
    assert!(
        budget("500.000.000", "455.000.000", "455.000.000")
            .note
            .contains("count_as_share")
    );
}

fn run(kind: Kind, input: &str) -> Result<(String, Summary), RecheckError> {
    let mut output = Vec::new();
    let summary = recheck(kind, input.as_bytes(), &mut output)?;
    Ok((String::from_utf8(output).unwrap(), summary))
}

#[test]
fn rows_come_out_in_their_order_with_four_columns_more() {
    let (text, summary) = run(
        Kind::Ikk,
        "\u{feff}Published;code;NAME;extra;numerator;denominator\n50,00;1.a;\"Nama; satu\";x;1;2\n51;2.a;Dua;y;1;2\n;3.a\n",
    )
    .unwrap();
    assert_eq!(
        text,
        "\u{feff}Published;code;NAME;extra;numerator;denominator;computed;state;agrees;note\n\
         50,00;1.a;\"Nama; satu\";x;1;2;50;computed;exact;\n\
         51;2.a;Dua;y;1;2;50;computed;no;\n\
         ;3.a;;not_filled;not_computable;numerator: Belum diisi\n"
    );
    assert_eq!(
        summary,
        Summary {
            rows: 3,
            exact: 1,
            truncated: 0,
            no: 1,
            not_computable: 1
        }
    );
}

#[test]
fn many_rows_keep_their_order() {
    let mut input = String::from("code,name,numerator,denominator,published\n");
    for row in 0..5_432 {
        input.push_str(&format!("{row},Nama,{row},100,{row}\n"));
    }
    let (text, summary) = run(Kind::Ikk, &input).unwrap();
    assert_eq!((summary.rows, summary.exact), (5_432, 5_432));
    for (row, line) in text.lines().skip(1).enumerate() {
        assert_eq!(
            line,
            format!("{row},Nama,{row},100,{row},{row},computed,exact,")
        );
    }
    let mut seen = 0;
    each(Kind::Ikk, input.as_bytes(), |row| {
        seen += usize::from(row.judged.agrees == Agrees::Exact && row.cells[1] == "Nama");
    })
    .unwrap();
    assert_eq!(seen, 5_432);
}

#[test]
fn every_template_is_a_table_of_its_kind() {
    for (kind, rows, exact) in [(Kind::Ikk, 5, 1), (Kind::Lkjip, 4, 3), (Kind::Budget, 3, 2)] {
        let (_, summary) = run(kind, kind.template()).unwrap();
        assert_eq!((summary.rows, summary.exact), (rows, exact), "{kind:?}");
        assert_eq!(Kind::of_word(kind.word()), Some(kind));
    }
    assert_eq!(Kind::of_word("lppd"), None);
}

#[test]
fn a_file_that_cannot_be_judged_says_why() {
    for (input, why) in [
        ("", "Berkas kosong"),
        ("\n\n", "Berkas kosong"),
        (",,,\n", "Berkas kosong"),
        ("PK\u{3}\u{4}rest", "Berkas ini buku kerja Excel"),
        ("code,name\n", "Kolom «numerator» tidak ada"),
        (
            "code,code,name,numerator,denominator,published\n",
            "Kolom «code» ada dua kali",
        ),
    ] {
        let error = run(Kind::Ikk, input).unwrap_err().to_string();
        assert!(error.starts_with(why), "{error}");
    }
    assert_eq!(
        run(Kind::Budget, "account,budget,realized\n")
            .unwrap_err()
            .to_string(),
        "Kolom «published» tidak ada. Baris pertama harus berisi: account, budget, realized, published."
    );
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let head = "account,budget,realized,published\na,1,1,100\nb,\"".as_bytes();
    let endless = head.chain(io::repeat(b'1').take(64 * 1024 * 1024));
    let error = recheck(Kind::Budget, endless, io::sink()).unwrap_err();
    assert!(matches!(error, RecheckError::RowTooLong(2)), "{error}");
}

/// A disk that is full.
struct Full;

impl io::Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes the first row and nothing more.
struct FullLater(usize);

impl io::Write for FullLater {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += 1;
        if self.0 > 2 {
            Full.write(bytes)
        } else {
            Ok(bytes.len())
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_ends_it_with_words() {
    let row = "a,2,1,50\n".repeat(20_000);
    let input = format!("account,budget,realized,published\n{row}");
    for error in [
        recheck(Kind::Budget, input.as_bytes(), Full).unwrap_err(),
        recheck(Kind::Budget, input.as_bytes(), FullLater(0)).unwrap_err(),
    ] {
        assert!(
            error.to_string().starts_with("Hasil tidak dapat ditulis"),
            "{error}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_was_printed_from_its_row_agrees(a in 0_u32..2_000_000, b in 1_u32..2_000_000, places in 0_u32..5) {
        let exact = figures::Exact::ratio(i128::from(a) * 100, b.into()).unwrap();
        let dots = |number: u32| figures::Exact::from(number).indonesian(0);
        for (a, b) in [(a.to_string(), b.to_string()), (dots(a), dots(b))] {
            let judged = ikk(&a, &b, &exact.indonesian(places));
            prop_assert_eq!(judged.agrees, Agrees::Exact, "{} {} {:?}", a, b, judged);
        }
    }

    #[test]
    fn no_row_makes_it_panic(cells in proptest::collection::vec("(Rp ?)?[-0-9.,AB/*()% ]{0,12}|\\PC{0,8}|TDI|range|lower|40-50", 0..8)) {
        for kind in Kind::ALL {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let _ = judge(kind, &cells);
        }
    }

    #[test]
    fn no_file_makes_it_panic(text in "(code,name,numerator,denominator,published\n)?[0-9a-z,;\"\n.\t-]{0,200}") {
        if let Ok((output, summary)) = run(Kind::Ikk, &text) {
            prop_assert!(output.len() > text.len() || summary.rows == 0 || text.contains('\n'));
        }
    }
}

/// The examples of docs/RECHECK.md are what comes out.
#[test]
fn the_examples_of_the_guide_are_true() {
    let guide = include_str!("../../../docs/RECHECK.md");
    for kind in Kind::ALL {
        let (text, _) = run(kind, kind.template()).unwrap();
        for line in text.lines().skip(1) {
            assert!(guide.contains(&format!("\n    {line}\n")), "{line}");
        }
    }
}
