//! An agency is merged into another in mid-year: what is open goes along, listed before it does, and
//! its head finds it on the next day in the work list of the successor.

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

const TASK: &str = "Menata arsip di tiga kelurahan";
const OLD: &str = "Dinas Perpustakaan dan Kearsipan";
const NEW: &str = "Dinas Lingkungan Hidup";

/// From the task given to the old agency to the work list of the new one.
pub async fn story(desk: &Desk) -> Outcome {
    let asisten = desk.seats("asisten1").await?;
    asisten.opens_newest_point().await?;
    let task = asisten.hands_over_agreed(TASK, OLD, "3").await?;

    let admin = desk.seats("admin").await?;
    let page = admin.page();
    page.goes_to("/99.99/pengaturan/unit").await?;
    page.clicks(&format!("Gabungkan {OLD}")).await?;
    page.chooses("Unit yang melanjutkan", NEW).await?;
    page.fills_date("Hari terakhir unit ini", -1).await?;
    page.fills("Dasar hukum", "Perda Nomor 4 Tahun 2026")
        .await?;
    page.ticks("Operator: menyiapkan laporan").await?;
    page.clicks("Tampilkan yang Dialihkan").await?;
    page.sees(&format!("Akan dialihkan ke {NEW}")).await?;
    page.sees(TASK).await?;
    desk.shows("yang-dialihkan").await?;
    page.clicks(&format!("Gabungkan ke {NEW}")).await?;
    page.sees("Unit digabungkan.").await?;
    page.sees(&format!("dilanjutkan {NEW} (Perda Nomor 4 Tahun 2026)"))
        .await?;
    desk.shows("unit-digabung").await?;

    let kadis = desk.seats("kadis.dlh").await?;
    let offered = kadis.has_to_do(TASK).await?;
    ensure!(offered.contains("Laporkan"), "{offered}");
    kadis.takes_up(TASK, "Laporkan").await?;
    kadis.reports("1", "Satu kelurahan ditata.", None).await?;
    kadis.sends().await?;
    page.goes_to(&format!("{task}/riwayat")).await?;
    page.sees("Perda Nomor 4 Tahun 2026").await?;
    desk.shows("riwayat-penggabungan").await
}
