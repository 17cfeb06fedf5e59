//! A unit's figures from a workbook: its cells are found by code and letter, numbers are taken as the sheet
//! has them, and what reads as it stands changes nothing.

use documents::workbook::Cell;
use testing::both;

use crate::{
    imports::book,
    regulations::{kept, previewed},
    rounds::{health, indicator, literal, open_round, row},
};

const COLUMNS: [&str; 4] = ["No IKK", "Unsur", "Nilai", "Alasan"];

fn workbook(rows: &[(&str, &str, Cell)]) -> Vec<u8> {
    let rows = rows.iter().map(|(code, letter, amount)| {
        vec![
            Cell::from(*code),
            Cell::from(*letter),
            amount.clone(),
            Cell::Empty,
        ]
    });
    book(&COLUMNS, rows.collect())
}

fn number(text: &str) -> Cell {
    Cell::Number(text.parse().expect("an amount"))
}

both!(
    figures_come_from_a_workbook_and_a_number_of_the_sheet_is_no_riddle,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let (operator, path) = (&mut health.operator, health.path.as_str());

        // words can be read two ways, a number cannot; the code is found however it is written
        let doubtful = workbook(&[
            ("1.b.3", "A", number("12.345")),
            ("1.b.3", "B", "5.003".into()),
        ]);
        let (_, page) = previewed(operator, path, &doubtful).await;
        let words = page.words();
        assert!(words.contains("Baris 6, kolom Nilai"), "{words}");
        assert!(words.contains("dua cara"), "{words}");
        assert!(!words.contains("Baris 5, kolom"), "{words}");
        let good = workbook(&[
            (" 1.B.3 ", "a", number("12.345")),
            ("1.b.3", "B", number("20")),
        ]);
        kept(operator, path, &good).await;
        let mothers = indicator(&world, "1.b.3").await;
        let stored = |letter: &str, amount: &str| {
            format!(
                "select count(*) from figure where region = '99.99' and indicator_id = {} \
                 and letter = '{letter}' and amount = '{amount}'",
                literal(&world, mothers)
            )
        };
        assert_eq!(world.number(&stored("A", "12.345")).await, 1);
        assert_eq!(world.number(&stored("B", "20")).await, 1);

        // another unit's element, and an element named twice, are named and nothing is kept
        let wrong = workbook(&[
            ("1.a.1", "A", number("1")),
            ("1.b.3", "A", number("2")),
            ("1.b.3", "A", number("3")),
        ]);
        let (_, page) = previewed(operator, path, &wrong).await;
        let words = page.words();
        assert!(words.contains("tidak diisi oleh unit ini"), "{words}");
        assert!(words.contains("sudah ada di baris 6"), "{words}");
        assert_eq!(world.number(&stored("A", "12.345")).await, 1);

        // what may still change goes on saying so, until the sheet says something else
        let fields = [("angka-A", "13"), ("angka-B", "20"), ("sementara-A", "ya")];
        let answer = row(operator, path, mothers, &fields).await;
        assert_eq!(answer.status, axum::http::StatusCode::SEE_OTHER);
        let provisional = format!("{} and provisional", stored("A", "13"));
        assert_eq!(world.number(&provisional).await, 1);
        let revisions = "select count(*) from figure_revision where region = '99.99'";
        let before = world.number(revisions).await;
        let same = [("1.b.3", "A", number("13")), ("1.b.3", "B", number("20"))];
        kept(operator, path, &workbook(&same)).await;
        assert_eq!(world.number(revisions).await, before);
        assert_eq!(world.number(&provisional).await, 1);
        kept(operator, path, &workbook(&[("1.b.3", "A", number("14"))])).await;
        let settled = format!("{} and not provisional", stored("A", "14"));
        assert_eq!(world.number(&settled).await, 1);
        world.check().await;
    }
);

both!(
    an_amount_that_stands_keeps_its_mark_and_its_note_and_words_alone_clear_nothing,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let (operator, path) = (&mut health.operator, health.path.as_str());
        let mothers = indicator(&world, "1.b.3").await;
        let fields = [
            ("angka-A", "13"),
            ("angka-B", "20"),
            ("sementara-A", "ya"),
            ("alasan-A", "menunggu rekap"),
        ];
        let answer = row(operator, path, mothers, &fields).await;
        assert_eq!(answer.status, axum::http::StatusCode::SEE_OTHER);
        let question = format!(
            "select count(*) from figure where region = '99.99' and indicator_id = {} and letter = 'A' \
             and amount = '13' and provisional and reason = 'menunggu rekap'",
            literal(&world, mothers)
        );
        assert_eq!(world.number(&question).await, 1);

        // a sheet without that column changes nothing of it, and says what it leaves
        let line = |letter: &str, amount: &str| vec!["1.b.3".into(), letter.into(), number(amount)];
        let narrow = book(&COLUMNS[..3], vec![line("A", "13"), line("B", "21")]);
        let (_, page) = previewed(operator, path, &narrow).await;
        let words = page.words();
        let shown = "1.b.3 A 13 (angka sementara) 13 (angka sementara) menunggu rekap";
        assert!(words.contains(shown), "{words}");
        kept(operator, path, &narrow).await;
        assert_eq!(world.number(&question).await, 1);

        // a reason without amount or state is no entry, and clears none
        let words_alone = book(
            &COLUMNS,
            vec![vec![
                "1.b.3".into(),
                "A".into(),
                Cell::Empty,
                "alasan lain".into(),
            ]],
        );
        let (_, page) = previewed(operator, path, &words_alone).await;
        let words = page.words();
        assert!(words.contains("Baris 5, kolom Nilai"), "{words}");
        assert!(words.contains("Tulis nilainya atau statusnya"), "{words}");
        assert_eq!(world.number(&question).await, 1);
        world.check().await;
    }
);
