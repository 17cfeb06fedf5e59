//! The text for WhatsApp.

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

/// Copied with a click, pasted with the keyboard.
pub async fn story(desk: &Desk) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.clicks_in("//details", "Salin Teks WA").await?;
    page.sees("*Perlu Ditindaklanjuti: Dinas Lingkungan Hidup*")
        .await?;
    desk.shows("teks-wa").await?;
    page.clicks_in("//div[@class='wa-head']", "Salin Teks WA")
        .await?;
    page.sees("Tersalin").await?;
    desk.pictures("tersalin").await?;
    page.opens_menu("Tindak Lanjut").await?;
    let pasted = page.pastes_into("Cari").await?;
    ensure!(pasted.contains("[DATA SIMULASI]"), "{pasted}");
    ensure!(
        pasted.contains("*Perlu Ditindaklanjuti: Dinas Lingkungan Hidup*"),
        "{pasted}"
    );
    Ok(())
}
