//! A performance report: asked of all units, written chapter by chapter around what is computed, sent back and
//! confirmed by the inspectorate, put together with all others in one file.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Window};

const AGENCY: &str = "Dinas Lingkungan Hidup";
const CHAPTERS: [(&str, &str); 5] = [
    ("BAB I", "Pendahuluan"),
    ("BAB II", "Perencanaan Kinerja"),
    ("BAB III A", "Capaian Kinerja Organisasi"),
    ("BAB III B", "Realisasi Anggaran"),
    ("BAB IV", "Penutup"),
];
const WORDS: &str = "Armada pengangkut bertambah dua unit, sehingga wilayah layanan meluas.";

/// From the question to the file of all units.
pub async fn story(desk: &Desk) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("Perjanjian Kinerja").await?;
    page.clicks("Capaian").await?;
    page.sees("Rata-rata capaian per unit").await?;
    desk.shows("capaian-tahun").await?;
    page.opens_menu("Perjanjian Kinerja").await?;
    page.clicks("Monitoring").await?;
    page.sees("Siapa yang sudah menyusun").await?;
    desk.shows("monitoring").await?;
    page.opens_menu("Laporan Kinerja").await?;
    page.clicks("Minta Laporan Kinerja").await?;
    page.sees("0 dari").await?;
    desk.shows("laporan-diminta").await?;
    desk.leaves().await?;

    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Lengkapi Laporan").await?;
    page.opens_menu("Laporan Kinerja").await?;
    page.clicks(AGENCY).await?;
    page.sees("Belum ada data").await?;
    let report = page.path().await?;
    page.clicks("Simpan Draf BAB I Pendahuluan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("bab-kosong-ditolak").await?;
    for (number, title) in CHAPTERS {
        page.fills(&format!("Isi {number}"), WORDS).await?;
        page.clicks(&format!("Simpan Draf {number} {title}"))
            .await?;
        page.sees(&format!("{number} {title} tersimpan")).await?;
    }
    desk.shows("laporan-tertulis").await?;
    page.clicks("Kirim").await?;
    page.sees("Menunggu reviu").await?;
    desk.leaves().await?;

    let apip = desk.seats("apip").await?;
    let page = apip.page();
    page.goes_to(&report).await?;
    page.fills("Catatan (wajib bila dikembalikan)", "Jelaskan sebabnya.")
        .await?;
    page.clicks("Kembalikan untuk Perbaikan").await?;
    page.sees("Dikembalikan untuk perbaikan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.goes_to(&report).await?;
    page.sees("Jelaskan sebabnya.").await?;
    desk.shows("dikembalikan").await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Menunggu reviu").await?;
    desk.window.moves_to(Screen::Desk).await?;
    desk.leaves().await?;

    let apip = desk.seats("apip").await?;
    let page = apip.page();
    page.goes_to(&report).await?;
    page.clicks("Nyatakan Sudah Direviu").await?;
    page.sees("Sudah direviu").await?;
    desk.shows("sudah-direviu").await?;
    printed(page, "Cetak F4").await?;
    desk.leaves().await?;

    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("Laporan Kinerja").await?;
    page.clicks("Susun Laporan Semua Unit").await?;
    page.sees("Semua Unit").await?;
    desk.shows("sedang-disusun").await?;
    let here = page.path().await?;
    for _ in 0..60 {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        page.goes_to(&here).await?;
        let over = page
            .asks("return !document.body.textContent.includes('Sedang disusun');")
            .await?;
        if over == true {
            break;
        }
    }
    page.sees("laporan tersusun").await?;
    desk.shows("tersusun").await?;
    printed(page, "Cetak F4").await
}

/// The link of these words leads to a PDF.
async fn printed(page: &Window, words: &str) -> Outcome {
    let printed = page
        .asks_and_waits(&format!(
            "const link = [...document.querySelectorAll('a')]
                 .find(a => a.textContent.trim() === '{words}');
             const answer = await fetch(link.href);
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];"
        ))
        .await?;
    ensure!(printed[0] == "%PDF-", "{}", printed[0]);
    ensure!(printed[1].as_u64() > Some(20_000), "{}", printed[1]);
    Ok(())
}
