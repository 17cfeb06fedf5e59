//! Ten points, as spoken on 17 May 2022.

use anyhow::{Context, ensure};
use browser_tests::{Desk, Outcome};

const DAY: &str = "Selasa, 17 Mei 2022";
const PLACE: &str = "Ruang Serbaguna Bappeda Kota Pematangsiantar";
const SIMULATED: &str = "DATA SIMULASI";

/// An observer reads them.
pub async fn story(desk: &Desk) -> Outcome {
    let pengamat = desk.seats("pengamat").await?;
    let page = pengamat.page();
    page.sees(SIMULATED).await?;
    page.goes_to("/12.72").await?;
    page.sees("Kota Pematangsiantar").await?;
    page.does_not_see(SIMULATED).await?;
    desk.shows("beranda").await?;
    page.opens_menu("Rapat").await?;
    desk.shows("rapat").await?;
    page.clicks_in(
        &format!("//tr[contains(.,'{DAY}')]"),
        "Rapat Koordinasi Pemerintah Kota Pematangsiantar",
    )
    .await?;
    page.sees(DAY).await?;
    page.sees("dr. Susanti Dewayani, Sp.A, Plt. Wali Kota")
        .await?;
    page.does_not_see(SIMULATED).await?;
    page.does_not_see("Catat Butir Arahan").await?;
    let points = page.texts_of("blockquote.saying strong").await?;
    let expected: Vec<_> = (1..=10).map(|number| format!("Butir {number}")).collect();
    ensure!(points == expected, "{points:?}");
    page.tells_in_order(&[
        "evaluasi kinerja pejabat",
        "SOP",
        "LISA",
        "3M Plus",
        "hepatitis akut",
    ])
    .await?;
    desk.shows("rapat-17-mei").await?;
    the_minutes(desk).await?;
    no_report_was_invented(desk).await
}

async fn the_minutes(desk: &Desk) -> Outcome {
    let page = &desk.window;
    page.clicks("Lainnya").await?;
    page.clicks("Notula").await?;
    page.sees("NOTULA").await?;
    for words in ["Plt. Wali Kota", DAY, PLACE, "Tito Zendrato, S.TTP"] {
        page.sees(words).await?;
    }
    page.does_not_see(SIMULATED).await?;
    desk.shows("notula").await
}

async fn no_report_was_invented(desk: &Desk) -> Outcome {
    let page = &desk.window;
    for status in ["menunggu", "kembali", "tuntas"] {
        page.goes_to(&format!("/12.72/tindak-lanjut?status={status}"))
            .await?;
        page.sees("Tidak ada yang cocok").await?;
    }
    page.goes_to("/12.72/tindak-lanjut?q=LISA").await?;
    let task = page.texts_of("a.row-link").await?;
    let task = task.first().context("no follow-up about LISA")?;
    page.clicks(task).await?;
    page.sees("Belum ada laporan").await?;
    page.does_not_see("Tanda Terima").await?;
    desk.shows("tindak-lanjut-lisa").await
}
