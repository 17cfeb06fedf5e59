//! The calendar a region keeps is what its clocks read: on the round beside the regulations, and on the
//! performance reports that are asked for from then on.

use documents::workbook::Cell;
use testing::{Client, both};

use crate::{
    agreements::{signed, year},
    imports::book,
    regulations::kept,
    rounds::open_round,
};

const HOME: &str = "/99.99/peraturan/kalender";
const LPPD: &str = "LPPD kepada Menteri Dalam Negeri melalui gubernur";

/// Keeps dates of a fiscal year, each with what it rests on.
async fn calendar(who: &mut Client, year: &str, rows: &[(&str, &str, &str)]) {
    let columns = [
        "Tahun Anggaran",
        "Laporan",
        "Dari",
        "Kepada",
        "Batas Waktu",
        "Dasar",
    ];
    let rows = rows.iter().map(|(title, day, basis)| {
        let day = platform::date::parse(day).expect("a date");
        vec![
            Cell::from(year),
            Cell::from(*title),
            Cell::from("Bagian Tata Pemerintahan"),
            Cell::from("Gubernur"),
            Cell::Date(day),
            Cell::from(*basis),
        ]
    });
    kept(who, HOME, &book(&columns, rows.collect())).await;
}

both!(the_clock_of_a_round_reads_the_regions_calendar, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let law = tapem.get(&round).await.words();
    assert!(law.contains("31 Maret 2026"), "{law}");
    assert!(!law.contains("ketentuan daerah"), "{law}");

    let rows = [
        (LPPD, "2026-03-20", "Surat Gubernur 5/2026"),
        ("Pengisian SI-LPPD", "2026-03-10", "Surat Kemendagri 9/2026"),
        (
            "Rapat evaluasi triwulan",
            "2026-04-10",
            "Surat Sekda 1/2026",
        ),
    ];
    calendar(&mut tapem, "2025", &rows).await;
    let board = tapem.get(&round).await.words();
    let (clock, _) = board.split_once("Keluaran terisi").expect("units");
    for words in [
        "20 Maret 2026",
        "Surat Gubernur 5/2026",
        "ketentuan daerah",
        "10 Maret 2026",
    ] {
        assert!(clock.contains(words), "{words}: {clock}");
    }
    assert!(
        clock.contains("31 Maret 2026"),
        "what it did not change stays the law's: {clock}"
    );
    assert!(!clock.contains("Rapat evaluasi"), "not about the LPPD");
    let at = |words: &str| clock.find(words).expect("words");
    assert!(
        at("Pengisian SI-LPPD") < at("LPPD kepada Menteri"),
        "by date"
    );

    // a calendar is of its year alone
    calendar(&mut tapem, "2024", &[(LPPD, "2025-03-01", "Surat 1/2025")]).await;
    let again = tapem.get(&round).await.words();
    assert!(again.contains("20 Maret 2026") && !again.contains("1 Maret 2025"));
    world.check().await;
});

both!(
    a_report_is_due_by_the_regions_calendar_and_a_date_once_given_stays,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let mut tapem = world.sign_in("tapem").await;
        signed(&world, &mut sekda, &["dlh"]).await;
        let title = "Laporan kinerja perangkat daerah";
        let first = [(title, "2027-02-10", "SE Sekda 7/2026")];
        calendar(&mut tapem, "2026", &first).await;
        let path = format!("/99.99/lkjip/tahun/{}", year(&world).await);
        let list = sekda.get("/99.99/lkjip").await.words();
        assert!(
            list.contains("SE Sekda 7/2026 (ketentuan daerah)"),
            "{list}"
        );
        sekda.post(&path, &[]).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("10 Februari 2027"), "{owed}");

        // the region changes its mind: what was asked keeps its date
        let later = [(title, "2027-02-20", "SE Sekda 8/2026")];
        calendar(&mut tapem, "2026", &later).await;
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("10 Februari 2027"), "{owed}");
        assert!(!owed.contains("20 Februari 2027"), "{owed}");
        world.check().await;
    }
);
