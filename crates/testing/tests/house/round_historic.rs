//! The first year: figures of the three years before come in from a workbook, are marked wherever they
//! stand, and are never taken for what was reviewed here.

use documents::workbook::Cell;
use testing::{Answer, Client, World, both};

use crate::{
    imports::book,
    regulations::{Sheet, kept, previewed},
    round_versions::fill,
    rounds::{health, indicator, open_round},
};

const HOME: &str = "/99.99/daftar-ikk/historis";
const COLUMNS: [&str; 6] = ["Tahun", "Kode IKK", "Unsur", "Nilai", "Status", "Catatan"];

fn workbook(rows: &[[&str; 6]]) -> Vec<u8> {
    let rows = rows.iter();
    let rows = rows.map(|row| row.iter().map(|cell| Cell::from(*cell)).collect());
    book(&COLUMNS, rows.collect())
}

/// Historic figures of a year, by how many there are and how many are known.
async fn stored(world: &World, year: i64) -> (i64, i64) {
    let of = |what: &str| {
        format!(
            "select count({what}) from figure f join indicator i on i.region = f.region \
             and i.id = f.indicator_id where f.region = '99.99' and i.year = {year} \
             and f.origin <> ''"
        )
    };
    let (all, known) = (of("*"), of("f.amount"));
    (world.number(&all).await, world.number(&known).await)
}

async fn refused(who: &mut Client, rows: &[[&str; 6]]) -> Answer {
    let (path, page) = previewed(who, HOME, &workbook(rows)).await;
    // what is wrong is not kept by asking for it anyway either
    who.post(&format!("{path}/simpan"), &[]).await;
    page
}

both!(
    the_last_three_years_come_from_a_workbook_and_say_so_everywhere,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let path = health.path.clone();

        // the example has every element in each of the three years, in the codes of the newest list
        let example = format!("{HOME}/impor/contoh.xlsx");
        let mut sheet = Sheet::of(&mut tapem, &example, "Tahun").await;
        let years: std::collections::BTreeSet<&str> =
            sheet.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(
            years.into_iter().collect::<Vec<_>>(),
            ["2022", "2023", "2024"]
        );
        let (code, letter, value) = (
            sheet.place("Kode IKK"),
            sheet.place("Unsur"),
            sheet.place("Nilai"),
        );
        for row in &mut sheet.rows {
            let given = match (row[0].as_str(), row[code].as_str(), row[letter].as_str()) {
                ("2024", "1.b.3", "A") => "95",
                ("2024", "1.b.3", "B") => "100",
                ("2023", "1.b.4", "A") => "0",
                _ => continue,
            };
            row[value] = given.into();
        }
        let tdi = sheet.rows.iter_mut().find(|row| {
            (row[0].as_str(), row[code].as_str(), row[letter].as_str()) == ("2023", "1.b.4", "B")
        });
        let tdi = tdi.expect("a row");
        let (status, note) = (4, 5);
        assert_eq!(sheet.columns[value + 1], "Status");
        tdi[value + status - 3] = "TDI".into();
        tdi[value + note - 3] = "Menurut LHE 2023".into();
        let words = kept(&mut tapem, HOME, &sheet.bytes()).await;
        assert!(words.contains("diambil dari paket peraturan"), "{words}");
        assert!(words.contains("tidak pernah dihitung valid"), "{words}");
        assert_eq!(stored(&world, 2024).await, (2, 2));
        assert_eq!(stored(&world, 2023).await, (2, 1), "TDI is no zero");
        assert_eq!(stored(&world, 2022).await, (0, 0));

        // again: nothing doubles, nothing gets a second revision
        let revisions = "select count(*) from figure_revision where region = '99.99'";
        let before = world.number(revisions).await;
        kept(&mut tapem, HOME, &sheet.bytes()).await;
        assert_eq!(world.number(revisions).await, before);
        assert_eq!(stored(&world, 2024).await, (2, 2));
        let page = tapem.get(HOME).await.words();
        assert!(page.contains("daftar.xlsx"), "{page}");
        assert!(page.contains("2024 daftar.xlsx 2 2"), "{page}");

        // the example of a filling has the unit's elements, as its page says
        let example = format!("{path}/impor/contoh.xlsx");
        let own = Sheet::of(&mut health.operator, &example, "No IKK").await;
        assert!(
            own.rows
                .iter()
                .any(|row| row[0] == "1.b.3" && row[1] == "A")
        );
        assert!(
            own.rows.iter().all(|row| row[0] != "1.a.1"),
            "no other unit's"
        );

        // beside the cell, and in what is compared with it
        let grid = health.operator.get(&path).await.words();
        assert!(grid.contains("Tahun 2024: 95 historis"), "{grid}");
        let mothers = indicator(&world, "1.b.3").await;
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        let rise = tapem.get(&format!("{round}/harus-naik")).await.words();
        assert!(rise.contains("95,00 % historis"), "{rise}");
        let listed = crate::books::rows(&tapem.get(&format!("{round}/harus-naik.xlsx")).await);
        assert!(
            listed
                .iter()
                .flatten()
                .any(|cell| cell == "95,00 (historis)")
        );
        world.check().await;
    }
);

both!(
    what_is_wrong_in_historic_rows_is_named_and_nothing_is_kept,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let good = ["2024", "1.b.3", "A", "95", "", ""];
        let wrong = [
            (
                ["2025", "1.b.3", "A", "95", "", ""],
                "hanya untuk tahun 2022 sampai 2024",
            ),
            (
                ["2021", "1.b.3", "A", "95", "", ""],
                "hanya untuk tahun 2022 sampai 2024",
            ),
            (
                ["2024", "9.z.9", "A", "95", "", ""],
                "Tidak ada di daftar tahun 2024",
            ),
            (
                ["2024", "1.b.3", "Q", "95", "", ""],
                "Tulis salah satu: A, B",
            ),
            (["2024", "1.b.3", "B", "5.003", "", ""], "dua cara"),
            (
                ["2024", "1.b.3", "B", "5", "TDI", "x"],
                "statusnya bukan Terisi",
            ),
            (["2024", "1.b.3", "B", "", "TDI", ""], "Tulis alasannya"),
            (
                ["2024", "1.b.3", "B", "", "Kurang tahu", "x"],
                "Tulis salah satu: Terisi",
            ),
            (["2024", "1.b.3", "B", "", "", "hilang"], "Tulis nilainya"),
            (["2024", "1.b.3", "A", "96", "", ""], "sudah ada di baris"),
        ];
        for (row, told) in wrong {
            let page = refused(&mut tapem, &[good, row]).await.words();
            assert!(page.contains(told), "{told}: {page}");
            assert!(page.contains("Baris 6"), "{page}");
        }
        assert_eq!(stored(&world, 2024).await, (0, 0));
        let lists = "select count(*) from indicator where region = '99.99' and year = 2024";
        assert_eq!(world.number(lists).await, 0, "not even the list");
        // a unit brings none in
        let mut kadis = world.sign_in("kadis.dinkes").await;
        let denied = kadis.get(&format!("{HOME}/impor")).await;
        assert_eq!(denied.status, axum::http::StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(
    a_historic_figure_gives_way_to_the_unit_and_follows_a_code_that_moved,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        // the list of 2025 calls 1.b.3 of 2024 by another code
        let book = "/99.99/daftar-ikk/tahunan.xlsx?tahun=2025";
        let mut list = Sheet::of(&mut tapem, book, "Tahun").await;
        list.set("1.b.3", "Kode Lama", "1.b.3");
        list.set("1.b.3", "Dasar Hukum", "Surat Kemendagri 9/2026");
        list.set("1.b.3", "Kode IKK", "1.b.103");
        kept(&mut tapem, "/99.99/daftar-ikk", &list.bytes()).await;
        let rows = [
            ["2024", "1.b.103", "A", "95", "", ""],
            ["2024", "1.b.103", "B", "100", "", ""],
        ];
        kept(&mut tapem, HOME, &workbook(&rows)).await;
        assert_eq!(stored(&world, 2024).await, (2, 2));
        let under = "select count(*) from figure f join indicator i on i.region = f.region \
                     and i.id = f.indicator_id where f.region = '99.99' and i.year = 2024 \
                     and i.code = '1.b.3'";
        assert_eq!(world.number(under).await, 2, "under its code of that year");

        // a round of that year: what the unit gives itself is no longer historic
        let once = tapem.get("/99.99/periode-pengisian/baru").await;
        let once = once.field("sekali");
        let fields = [
            ("judul", "LPPD Tahun 2024"),
            ("daftar", "lppd:2024"),
            ("batas", "31/1/2027"),
            ("sekali", once.as_str()),
        ];
        tapem.post("/99.99/periode-pengisian", &fields).await;
        let mut health = health(&world).await;
        let path = health.path.clone();
        let grid = health.operator.get(&path).await.words();
        assert!(grid.contains("Data historis: belum pernah diisi"), "{grid}");
        let question = "select id from indicator where region = '99.99' and year = 2024 \
                        and code = '1.b.3'";
        let mothers = world.id(question).await;
        fill(&mut health.operator, &path, mothers, "96", "100").await;
        assert_eq!(stored(&world, 2024).await, (0, 0));

        // and no file takes it back; what says the same is no fault
        let page = refused(&mut tapem, &rows).await.words();
        assert!(page.contains("Sudah diisi sendiri oleh"), "{page}");
        let same = [["2024", "1.b.103", "A", "96", "", ""]];
        kept(&mut tapem, HOME, &workbook(&same)).await;
        assert_eq!(stored(&world, 2024).await, (0, 0));
        world.check().await;
    }
);
