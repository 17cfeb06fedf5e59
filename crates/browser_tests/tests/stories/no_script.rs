//! A browser that runs no script.

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

const TASK: &str = "Memangkas pohon rawan tumbang di dua kelurahan";

/// Signing in, reading, reporting.
pub async fn story(desk: &Desk) -> Outcome {
    let page = &desk.window;
    page.goes_to("/99.99/masuk").await?;
    page.sees("Kata sandi").await?;
    let marked = page.class_of_root().await?;
    ensure!(!marked.contains("js"), "script runs: {marked}");
    let asisten = desk.seats("asisten1").await?;
    page.opens_menu("Dasbor Pimpinan").await?;
    page.sees("Seluruh tindak lanjut").await?;
    desk.pictures("dasbor").await?;
    asisten.opens_newest_point().await?;
    asisten
        .hands_over_agreed(TASK, "Dinas Lingkungan Hidup", "2")
        .await?;
    let operator = desk.seats("operator.dlh").await?;
    operator.takes_up(TASK, "Laporkan").await?;
    let photo = desk.photo("pohon.png")?;
    operator
        .reports("1", "Satu kelurahan selesai.", Some(&photo))
        .await?;
    desk.pictures("lapor").await?;
    operator.keeps_the_draft().await?;
    page.sees("1 dari 2 kelurahan").await?;
    page.sees("Foto kegiatan").await?;
    desk.pictures("draf").await
}
