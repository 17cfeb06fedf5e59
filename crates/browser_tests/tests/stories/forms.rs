//! Forms keep what was typed.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, until};

const TASK: &str = "Menata tempat sampah di tiga kelurahan";
const AMOUNT: &str = "Jumlah yang sudah dicapai sampai sekarang";
const NOTE: &str = "Apa yang sudah dilakukan";
const TYPED: &str = "Dua kelurahan sudah ditata, satu menunggu lahan.";

/// At one report form.
pub async fn story(desk: &Desk) -> Outcome {
    let asisten = desk.seats("asisten1").await?;
    asisten.opens_newest_point().await?;
    let task = asisten
        .hands_over_agreed(TASK, "Dinas Lingkungan Hidup", "3")
        .await?;
    let form = format!("{task}/lapor");
    desk.seats("kadis.dlh").await?;
    an_oversize_file_is_refused_before_it_travels(desk, &form).await?;
    a_refusal_keeps_everything(desk).await?;
    a_closed_page_comes_back(desk, &form).await?;
    a_double_click_counts_once(desk, &form, &task).await
}

async fn an_oversize_file_is_refused_before_it_travels(desk: &Desk, form: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(form).await?;
    page.fills(AMOUNT, "2").await?;
    page.fills(NOTE, TYPED).await?;
    page.attaches("Foto atau berkas", &desk.file("rekaman.pdf", 10_500_000)?)
        .await?;
    let said = page.error_beside("berkas").await?;
    ensure!(said.contains("10,5 MB melebihi batas 10 MB"), "{said}");
    page.clicks("Kirim").await?;
    page.sees("terlalu besar").await?;
    ensure!(page.path().await? == *form, "it travelled");
    ensure!(page.value(NOTE).await? == TYPED);
    desk.shows("berkas-terlalu-besar").await?;
    page.clicks("Hapus pilihan").await?;
    page.does_not_see("terlalu besar").await
}

async fn a_refusal_keeps_everything(desk: &Desk) -> Outcome {
    let page = &desk.window;
    page.fills(AMOUNT, "1.234").await?;
    page.fills("Kendala", "Lahan belum bebas").await?;
    page.clicks("Kirim").await?;
    page.sees("Belum tersimpan. Periksa isian berikut").await?;
    let said = page.error_beside("jumlah").await?;
    ensure!(said.contains("Dapat dibaca dua cara"), "{said}");
    ensure!(page.value(AMOUNT).await? == "1.234");
    ensure!(page.value(NOTE).await? == TYPED);
    ensure!(page.value("Kendala").await? == "Lahan belum bebas");
    desk.shows("angka-meragukan").await
}

async fn a_closed_page_comes_back(desk: &Desk, form: &str) -> Outcome {
    let page = &desk.window;
    page.fills(AMOUNT, "3").await?;
    page.fills(NOTE, "Ketiga kelurahan sudah ditata.").await?;
    page.sees("Draf tersimpan di perangkat").await?;
    page.goes_to("/99.99/rapat").await?;
    page.goes_to(form).await?;
    page.sees("dipulihkan dari draf").await?;
    ensure!(page.value(AMOUNT).await? == "3");
    ensure!(page.value(NOTE).await? == "Ketiga kelurahan sudah ditata.");
    desk.shows("dipulihkan").await?;
    page.fills("Kendala", "Tidak ada").await?;
    page.sees("Draf tersimpan di perangkat").await?;
    page.reloads().await?;
    page.sees("dipulihkan dari draf").await?;
    ensure!(page.value("Kendala").await? == "Tidak ada");
    Ok(())
}

async fn a_double_click_counts_once(desk: &Desk, form: &str, task: &str) -> Outcome {
    let page = &desk.window;
    page.double_clicks("Kirim").await?;
    page.sees("Laporan terkirim.").await?;
    page.sees("1 laporan").await?;
    page.does_not_see("Laporan ke-2").await?;
    page.goes_to(&format!("{task}/riwayat")).await?;
    page.sees("Riwayat Perubahan").await?;
    let sent = page
        .text()
        .await?
        .matches("Mengirim laporan kemajuan")
        .count();
    ensure!(sent == 1, "sent {sent} times");
    let kept = page.asks("return Object.keys(localStorage).filter((key) => key.startsWith('tuntas.draf.')).length").await?;
    ensure!(kept == 0, "{kept} drafts are left");
    page.goes_to(form).await?;
    until("the page of the form", async || {
        Ok(Some(page.text().await?))
    })
    .await?;
    page.does_not_see("dipulihkan dari draf").await
}
