//! The language as its users meet it, and text nobody would write.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Formula, Inputs, Over};
use crate::{Exact, Figure, Undefined};

#[derive(Default)]
struct Table(BTreeMap<String, Figure>);

impl Table {
    fn of(rows: &[(&str, &str)]) -> Self {
        Self(
            rows.iter()
                .map(|(name, number)| ((*name).to_owned(), known(number)))
                .collect(),
        )
    }

    fn with(mut self, name: &str, figure: Figure) -> Self {
        self.0.insert(name.to_owned(), figure);
        self
    }
}

impl Inputs for Table {
    fn value(&self, name: &str) -> Figure {
        self.0
            .get(name)
            .cloned()
            .unwrap_or(Figure::Undefined(Undefined::Unknown))
    }

    fn many(&self, name: &str, over: Over) -> Vec<(String, Figure)> {
        if over != Over::Areas {
            return Vec::new();
        }
        let first = ("Kelurahan Satu".to_owned(), self.value(name));
        vec![first, ("Kelurahan Dua".to_owned(), known("2"))]
    }

    fn previous(&self, name: &str) -> Figure {
        self.value(&format!("{name}.lalu"))
    }

    fn origin(&self, name: &str) -> Option<String> {
        (name == "A").then(|| "Dinas Pendidikan, Dapodik per 31 Desember 2025".to_owned())
    }
}

fn known(number: &str) -> Figure {
    Figure::Known(number.parse().unwrap())
}

fn value(formula: &str, table: &Table) -> Figure {
    Formula::parse(formula).unwrap().evaluate(table)
}

#[test]
fn every_shape_of_the_language_is_computed() {
    let table = Table::of(&[("A", "4512"), ("B", "5003"), ("Z", "0"), ("A.lalu", "4000")]);
    for (formula, result) in [
        ("1+2*3", "7"),
        ("(1+2)*3", "9"),
        ("10-4-3", "3"),
        ("24/4/3", "2"),
        ("-2^2", "-4"),
        ("(-2)^2", "4"),
        ("2^3^2", "512"),
        ("2^-2", "0.25"),
        ("2*-3", "-6"),
        ("1 ÷ 4 × 2 − 1", "-0.5"),
        ("round(A/B*100, 2)", "90.19"),
        ("round(2.5)", "3"),
        ("round(1250, -2)", "1300"),
        ("if(A > B, 1, 2)", "2"),
        ("if(A <> B, if(Z = 0, 5, 6), 7)", "5"),
        ("if(A ≤ 4512, 1, 0)", "1"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("mean(1, 2)", "1.5"),
        ("sum(A, B)", "9515"),
        ("count(A, B)", "2"),
        ("sum(A, areas)", "4514"),
        ("count(A, units)", "0"),
        ("(A-previous(A))/previous(A)*100", "12.8"),
        ("abs(A-B)", "491"),
        ("coalesce(X, Z)", "0"),
        ("0.376*50+0.405*60+0.219*70", "58.43"),
    ] {
        assert_eq!(value(formula, &table), known(result), "{formula}");
    }
}

#[test]
fn missing_figures_keep_their_reason() {
    let table = Table::of(&[("A", "1"), ("Z", "0")])
        .with("N", Figure::NotFilled)
        .with("R", Figure::NotRelevant)
        .with("K", Figure::NotCarriedOut);
    for (formula, figure) in [
        ("A/N", Figure::NotFilled),
        ("N*0", Figure::NotFilled),
        ("if(N > 0, 1, 2)", Figure::NotFilled),
        ("if(A > 0, 5, N)", known("5")),
        ("A/Z", Figure::Undefined(Undefined::ZeroDivisor)),
        ("Z^-1", Figure::Undefined(Undefined::ZeroDivisor)),
        ("A^0.5", Figure::Undefined(Undefined::OutOfRange)),
        ("2^99999", Figure::Undefined(Undefined::Overflow)),
        ("1^99999", known("1")),
        ("X+1", Figure::Undefined(Undefined::Unknown)),
        ("sum(A, R)", known("1")),
        ("mean(A, K)", known("0.5")),
        ("sum(A, N)", Figure::NotFilled),
        ("sum(A, periods)", Figure::Undefined(Undefined::Nothing)),
        ("coalesce(N, K)", Figure::NotFilled),
        ("coalesce(N, 7)", known("7")),
        ("round(N, 2)", Figure::NotFilled),
    ] {
        assert_eq!(value(formula, &table), figure, "{formula}");
    }
}

#[test]
fn a_faulty_formula_is_told_where_and_what() {
    for (formula, position, part) in [
        ("", 1, "belum diisi"),
        ("A/", 3, "berakhir sebelum lengkap"),
        ("(A+B", 1, "belum ditutup"),
        ("A+B)", 4, "tidak punya kurung buka"),
        ("A & B", 3, "«&» tidak dikenal"),
        ("A B", 3, "tanda hitung"),
        ("0,376*A", 2, "pecahan ditulis dengan titik"),
        ("1.234.567", 1, "bukan angka"),
        ("5.", 1, "bukan angka"),
        ("100A", 4, "tanda hitung"),
        ("foo(A)", 1, "Fungsi «foo» tidak dikenal"),
        ("A > B", 3, "if(...)"),
        ("if(A, 1, 2)", 5, "harus perbandingan"),
        ("if(A > 1, 2)", 12, "dipisahkan koma"),
        ("round(A, B)", 10, "bilangan bulat"),
        ("round(A, 99)", 10, "bilangan bulat"),
        ("sum()", 5, "masih kosong"),
        ("abs(A, B)", 6, "terlalu banyak"),
        ("areas + 1", 1, "isian terakhir"),
        ("previous(3)", 10, "satu nama data"),
        ("A * / B", 5, "diharapkan angka"),
        ("> 3", 1, "Perbandingan memerlukan"),
    ] {
        let error = Formula::parse(formula).unwrap_err();
        assert_eq!(error.position, position, "{formula}: {error}");
        assert!(error.message.contains(part), "{formula}: {error}");
    }
    let error = Formula::parse("A/").unwrap_err().to_string();
    assert!(error.starts_with("Karakter ke-3: "), "{error}");
}

#[test]
fn size_and_depth_have_limits() {
    let parentheses = |deep: usize| format!("{}1{}", "(".repeat(deep), ")".repeat(deep));
    assert!(Formula::parse(&parentheses(50)).is_ok());
    assert!(Formula::parse(&parentheses(51)).is_err());
    assert!(Formula::parse(&"-".repeat(60)).is_err());
    assert!(Formula::parse(&"(".repeat(3_000)).is_err());
    assert!(Formula::parse(&format!("1{}", "+1".repeat(900))).is_ok());
    assert!(Formula::parse(&format!("1{}", "+1".repeat(1_000))).is_err());
    assert!(Formula::parse(&" ".repeat(4_001)).is_err());
}

#[test]
fn names_come_once_and_in_order() {
    let formula = Formula::parse("B + A*B + sum(C, areas) + previous(D)").unwrap();
    assert_eq!(formula.variables(), ["B", "A", "C", "D"]);
    assert_eq!(formula.to_string(), "B + A*B + sum(C, areas) + previous(D)");
}

#[test]
fn an_explanation_shows_the_computation_in_one_line() {
    let table =
        Table::of(&[("A", "4512"), ("B", "5003"), ("C", "-2")]).with("N", Figure::NotFilled);
    for (formula, places, unit, line) in [
        ("A/B*100", Some(2), "%", "(4.512 ÷ 5.003) × 100 = 90,19 %"),
        (
            "(A-B)/B*100",
            Some(1),
            "%",
            "((4.512 − 5.003) ÷ 5.003) × 100 = -9,8 %",
        ),
        ("A/B", None, "", "4.512 ÷ 5.003 ≈ 0,901859"),
        ("A+C", None, "orang", "4.512 + (-2) = 4.510 orang"),
        ("A*2*3", None, "", "4.512 × 2 × 3 = 27.072"),
        ("A-(B-1)", None, "", "4.512 − (5.003 − 1) = -490"),
        ("2*A^2", None, "", "2 × 4.512^2 = 40.716.288"),
        (
            "A/N*100",
            Some(2),
            "%",
            "(4.512 ÷ [N: belum diisi]) × 100 = Belum diisi",
        ),
        ("sum(A, areas)", None, "", "4.514 = 4.514"),
        ("max(A, B)", None, "", "terbesar(4.512; 5.003) = 5.003"),
    ] {
        let explained = Formula::parse(formula).unwrap().explain(&table);
        assert_eq!(explained.line(places, unit), line, "{formula}");
    }
}

#[test]
fn an_explanation_has_every_value_and_the_origin_of_every_input() {
    let table = Table::of(&[("A", "3"), ("B", "4")]);
    let root = Formula::parse("A/B*100").unwrap().explain(&table).root;
    assert_eq!(
        (root.text.as_str(), &root.value),
        ("(A ÷ B) × 100", &known("75"))
    );
    let share = &root.parts[0];
    assert_eq!(share.value, known("0.75"));
    assert_eq!(
        share.parts[0].origin.as_deref(),
        Some("Dinas Pendidikan, Dapodik per 31 Desember 2025")
    );
    let areas = Formula::parse("sum(A, areas)")
        .unwrap()
        .explain(&table)
        .root;
    assert_eq!(areas.parts.len(), 2);
    assert_eq!(areas.parts[0].text, "Kelurahan Satu");
    assert_eq!(
        areas.note.as_deref(),
        Some("2 wilayah dihitung, 0 tidak dihitung, 0 belum ada")
    );
    let chosen = Formula::parse("if(A > B, A, B)")
        .unwrap()
        .explain(&table)
        .root;
    assert_eq!(chosen.note.as_deref(), Some("karena A > B: tidak"));
}

/// A formula as a person or a generator could write it, with all shapes of the language.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0_u32..200).prop_map(|number| number.to_string()),
        (0_u32..200, 0_u32..100).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
        prop_oneof![
            Just("A"),
            Just("B"),
            Just("N"),
            Just("K"),
            Just("Z"),
            Just("X")
        ]
        .prop_map(str::to_owned),
        Just("sum(A, areas)".to_owned()),
        Just("previous(A)".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let list = proptest::collection::vec(inner.clone(), 1..4).prop_map(|list| list.join(", "));
        prop_oneof![
            (inner.clone(), "[-+*/^]", inner.clone())
                .prop_map(|(a, op, b)| format!("{a} {op} {b}")),
            inner.clone().prop_map(|inner| format!("({inner})")),
            inner.clone().prop_map(|inner| format!("-{inner}")),
            (inner.clone(), 0..4).prop_map(|(inner, places)| format!("round({inner}, {places})")),
            ("min|max|sum|mean|count|coalesce", list)
                .prop_map(|(name, list)| format!("{name}({list})")),
            (
                inner.clone(),
                "<|<=|>|>=|=|<>",
                inner.clone(),
                inner.clone(),
                inner
            )
                .prop_map(|(a, how, b, c, d)| format!("if({a} {how} {b}, {c}, {d})")),
        ]
    })
}

/// Text made of the pieces of the language, in any order.
fn scraps() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            "[-+*/^(),<>=. ]",
            "[0-9]{1,5}",
            "A|B|if|sum|round|areas|previous|min|coalesce",
            "\\PC"
        ],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

fn table() -> Table {
    Table::of(&[("A", "3"), ("B", "-2.5"), ("Z", "0"), ("A.lalu", "2")])
        .with("N", Figure::NotFilled)
        .with("K", Figure::NotCarriedOut)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_the_grammar_makes_is_read_and_explained_as_it_is_computed(text in formula()) {
        // a name of many levels may pass the limit of depth, and says so
        if let Ok(formula) = Formula::parse(&text) {
            let explained = formula.explain(&table());
            prop_assert_eq!(explained.value(), &formula.evaluate(&table()), "{}", text);
            let _ = explained.line(None, "%");
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,80}", scraps in scraps()) {
        for text in [text, scraps] {
            match Formula::parse(&text) {
                Ok(formula) => {
                    let figure = formula.evaluate(&table());
                    let explained = formula.explain(&table());
                    prop_assert_eq!(explained.value(), &figure);
                }
                Err(error) => {
                    prop_assert!(error.position >= 1);
                    prop_assert!(error.position <= text.chars().count() + 1);
                }
            }
        }
    }

    #[test]
    fn sums_agree_with_exact_arithmetic(numbers in proptest::collection::vec(-1_000_i64..1_000, 1..20)) {
        let text = numbers.iter().map(|n| format!("({n})")).collect::<Vec<_>>().join("+");
        let sum: i64 = numbers.iter().sum();
        prop_assert_eq!(value(&text, &table()), Figure::Known(Exact::from(sum)));
    }
}
