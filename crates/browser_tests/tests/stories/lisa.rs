//! The agency for the environment carries its LISA plan across three kelurahan: its steps, an activity
//! with photos from a telephone, and the map.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen};

const PLAN: &str = "Rencana Aksi LISA (Lihat Sampah Ambil)";

/// From the plan to the map.
pub async fn story(desk: &Desk) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.opens_menu("Rencana Aksi").await?;
    page.clicks(PLAN).await?;
    for village in ["Padma Rimba", "Pasar Anggrek", "Cempaka Fajar"] {
        page.sees(&format!("melalui Kelurahan {village}")).await?;
    }
    page.sees("Disepakati").await?;
    desk.shows("rencana-lisa").await?;
    desk.window.moves_to(Screen::Phone).await?;
    page.clicks("Catat Kegiatan").await?;
    page.fills("Jenis kegiatan", "Gotong royong LISA").await?;
    page.chooses(
        "Kelurahan atau kecamatan",
        "Kelurahan Pasar Anggrek, Kecamatan Contoh Tengah",
    )
    .await?;
    page.fills("Jumlah peserta", "24").await?;
    page.ticks("Tokoh pemuda").await?;
    let photo = desk.takes_a_photo("sebelum.jpg").await?;
    page.attaches("Foto sebelum", &photo).await?;
    let photo = desk.takes_a_photo("sesudah.jpg").await?;
    page.attaches("Foto sesudah", &photo).await?;
    page.sees("diperkecil dari").await?;
    desk.shows("catat-kegiatan").await?;
    page.clicks("Kirim").await?;
    page.sees("24 orang").await?;
    page.sees("Gotong royong LISA (sesudah)").await?;
    desk.shows("kegiatan-lisa").await?;
    page.clicks(&format!("Rencana Aksi: {PLAN}")).await?;
    page.clicks("Peta Kegiatan").await?;
    page.sees("Kelurahan tanpa kegiatan").await?;
    page.does_not_see("belum dimuat").await?;
    let reached = page
        .asks("return document.querySelectorAll(\".map path[tabindex='0'][aria-label]\").length")
        .await?;
    ensure!(reached == 22, "{reached} areas that a keyboard reaches");
    desk.shows("peta-lisa-ponsel").await?;
    desk.window.moves_to(Screen::Desk).await?;
    let words = page.text().await?;
    ensure!(words.contains("Tanpa kegiatan"), "{words}");
    desk.shows("peta-lisa").await
}
