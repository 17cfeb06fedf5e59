//! Lists as workbooks through the real router: what is in them, and what is not.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use testing::{Client, both, client::Answer};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

/// The words of every row of a workbook that was saved.
pub fn rows(answer: &Answer) -> Vec<Vec<String>> {
    sheet_rows(answer, 0)
}

/// The words of every row of a sheet of a workbook that was saved.
pub fn sheet_rows(answer: &Answer, sheet: usize) -> Vec<Vec<String>> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.words());
    let kind = answer.headers["content-type"].to_str().unwrap();
    assert!(kind.contains("spreadsheetml"), "{kind}");
    let saved = answer.headers["content-disposition"].to_str().unwrap();
    assert!(saved.ends_with(".xlsx\""), "{saved}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.clone())).unwrap();
    let sheet = book.worksheet_range_at(sheet).unwrap().unwrap();
    let words = |cell: &Data| match cell {
        Data::DateTime(day) => format!("#{}", day.as_f64()),
        other => other.to_string(),
    };
    sheet
        .rows()
        .map(|row| row.iter().map(words).collect())
        .collect()
}

/// The rows below the row of column numbers.
fn body(answer: &Answer) -> Vec<Vec<String>> {
    let rows = rows(answer);
    let numbers = rows.iter().position(|row| row[0] == "(1)").unwrap();
    rows[numbers + 1..].to_vec()
}

/// The page leads to its workbook, and this is its body.
async fn saved_from(client: &mut Client, page: &str, book: &str) -> Vec<Vec<String>> {
    let shown = client.get(page).await;
    let link = book.replace('&', "&#38;");
    assert!(
        shown.body.contains(&format!("href=\"{link}\"")),
        "{link} on {page}: {}",
        shown.body
    );
    body(&client.get(book).await)
}

both!(every_list_is_saved_as_it_is_filtered, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut admin = world.sign_in("admin").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor & Evaluasi").await;
    let point = add_point(&world, &mut tapem, &meeting, "=cmd|' /C calc'!A1").await;
    let works = hand_over(&world, &mut tapem, &point, "dlh", &[], &[]).await;
    agree_terms(&mut kadis, &mut asisten, &works[0]).await;
    let other = add_point(&world, &mut tapem, &meeting, "Butir kedua.").await;
    hand_over(&world, &mut tapem, &other, "dinkes", &[], &[]).await;

    let base = "/99.99/tindak-lanjut";
    let all = saved_from(&mut tapem, base, &format!("{base}.xlsx")).await;
    assert_eq!(all.len(), 2, "{all:?}");
    let agreed = all
        .iter()
        .find(|row| row[5].contains("Lingkungan"))
        .unwrap();
    assert_eq!(agreed[6], "#46387", "31 December 2026 is a date");
    assert_eq!(
        (agreed[8].as_str(), agreed[9].as_str()),
        ("5", "Belum diisi")
    );
    let open = all.iter().find(|row| row[5].contains("Kesehatan")).unwrap();
    assert_eq!(open[8], "Belum ada", "no target is no 0");
    let asked = "?status=lengkapi";
    let some = saved_from(
        &mut tapem,
        &format!("{base}{asked}"),
        &format!("{base}.xlsx{asked}"),
    )
    .await;
    assert_eq!(some.len(), 1, "{some:?}");

    let meetings = saved_from(
        &mut tapem,
        "/99.99/rapat?q=%26%20Eval",
        "/99.99/rapat.xlsx?q=%26%20Eval",
    )
    .await;
    assert_eq!(meetings[0][1], "Rakor & Evaluasi");
    assert_eq!(&meetings[0][6..], ["2", "2", "0", "0"]);
    assert_eq!(meetings[1][0], "JUMLAH");

    let of_meeting = format!("/99.99/rapat/{meeting}");
    let book = format!("{of_meeting}/tindak-lanjut.xlsx");
    let works = saved_from(&mut tapem, &of_meeting, &book).await;
    assert_eq!(works[0][3], "Butir 1");
    let book = format!("{of_meeting}/evaluasi.xlsx");
    saved_from(&mut tapem, &format!("{of_meeting}/evaluasi"), &book).await;
    let book = format!("{of_meeting}/daftar-hadir.xlsx");
    saved_from(&mut tapem, &of_meeting, &book).await;
    let board = saved_from(&mut asisten, "/99.99/dasbor", "/99.99/dasbor.xlsx").await;
    assert_eq!(board.last().unwrap()[0], "JUMLAH");
    let work = "/99.99/perlu-ditindaklanjuti";
    let tasks = saved_from(&mut kadis, work, &format!("{work}.xlsx")).await;
    assert_eq!(tasks.len(), 1);
    let issues = "/99.99/permasalahan";
    saved_from(
        &mut tapem,
        &format!("{issues}?status=semua"),
        &format!("{issues}.xlsx?status=semua"),
    )
    .await;
    for page in ["unit", "akun"] {
        let page = format!("/99.99/pengaturan/{page}");
        saved_from(&mut admin, &page, &format!("{page}.xlsx")).await;
    }
    let year = saved_from(
        &mut admin,
        "/99.99/pengaturan/kalender?tahun=2026",
        "/99.99/pengaturan/kalender.xlsx?tahun=2026",
    )
    .await;
    assert!(
        year.iter().any(|row| row[3].contains("Kemerdekaan")),
        "{year:?}"
    );
    world.check().await;
});

both!(a_workbook_says_it_is_played_and_holds_no_nip, |world| {
    let mut admin = world.sign_in("admin").await;
    let answer = admin.get("/99.99/pengaturan/akun.xlsx").await;
    let rows = rows(&answer);
    assert_eq!(rows[0][0], "DATA SIMULASI");
    assert!(
        rows.iter()
            .any(|row| row[0].starts_with("Keadaan per 21 November 2026"))
    );
    let words = rows.concat().join(" ");
    let digits = words.split(|c: char| !c.is_ascii_digit());
    assert!(
        digits.into_iter().all(|number| number.len() < 10),
        "{words}"
    );
    assert!(!words.contains("***"), "{words}");
});
