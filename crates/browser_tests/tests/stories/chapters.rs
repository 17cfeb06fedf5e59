//! The chapters of a report: asked of the owners of affairs, written beside computed figures, sent back and
//! verified, put together in one file; and the summary for the public.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Window};

use super::lppd::opens_the_round;

const WORDS: &str =
    "Cakupan layanan naik karena puskesmas keliling menjangkau kelurahan di tepi kota.";
const POST: &str = "Kepala Bagian Tata Pemerintahan";

/// From the question to the file.
pub async fn story(desk: &Desk) -> Outcome {
    let round = opens_the_round(desk).await?;
    let tapem = desk.seats_as("tapem", POST).await?;
    let page = tapem.page();
    page.opens_menu("Naskah LPPD").await?;
    page.sees("Belum diminta").await?;
    page.goes_to(&format!("{round}/naskah")).await?;
    page.sees("Belum ada naskah yang diminta").await?;
    page.clicks("Minta Naskah").await?;
    page.sees("Wajib diisi").await?;
    desk.shows("tanpa-tanggal-ditolak").await?;
    page.fills_date("Batas waktu", 30).await?;
    page.clicks("Minta Naskah").await?;
    page.sees("Dinas Kesehatan").await?;
    desk.shows("naskah-diminta").await?;
    desk.leaves().await?;

    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Tulis Naskah").await?;
    page.goes_to(&format!("{round}/naskah")).await?;
    page.clicks("Dinas Kesehatan").await?;
    page.sees("Belum diisi").await?;
    let narrative = page.path().await?;
    page.clicks("Simpan Draf Kesehatan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("bagian-kosong-ditolak").await?;
    writes_all(page).await?;
    desk.shows("naskah-tertulis").await?;
    page.clicks("Kirim").await?;
    page.sees("Menunggu verifikasi").await?;
    desk.leaves().await?;

    let tapem = desk.seats_as("tapem", POST).await?;
    let page = tapem.page();
    page.goes_to(&narrative).await?;
    page.fills("Catatan (wajib bila dikembalikan)", "Sebutkan angkanya.")
        .await?;
    page.clicks("Kembalikan untuk Perbaikan").await?;
    page.sees("Dikembalikan untuk perbaikan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    page.goes_to(&narrative).await?;
    page.sees("Sebutkan angkanya.").await?;
    desk.shows("dikembalikan").await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Menunggu verifikasi").await?;
    desk.window.moves_to(Screen::Desk).await?;
    desk.leaves().await?;

    let tapem = desk.seats_as("tapem", POST).await?;
    let page = tapem.page();
    page.goes_to(&narrative).await?;
    page.clicks("Verifikasi").await?;
    page.sees("Terverifikasi").await?;
    desk.shows("terverifikasi").await?;
    page.goes_to(&format!("{round}/naskah")).await?;
    page.clicks("Susun LPPD").await?;
    page.sees("Versi 1 · diminta").await?;
    made(desk, page, "naskah tersusun").await?;
    desk.shows("tersusun").await?;
    desk.leaves().await?;
    for_the_public(desk, &round).await
}

/// The summary: written and chosen by the section, found right by the secretary, put together.
async fn for_the_public(desk: &Desk, round: &str) -> Outcome {
    let summary = format!("{round}/naskah/rlppd");
    let tapem = desk.seats_as("tapem", POST).await?;
    let page = tapem.page();
    page.goes_to(&summary).await?;
    page.clicks("Mulai RLPPD").await?;
    page.sees("0 dari 2 bagian tertulis").await?;
    page.clicks("Buka Naskah").await?;
    page.sees("Belum ada indikator yang dipilih").await?;
    let narrative = page.path().await?;
    writes_all(page).await?;
    page.clicks("Kirim").await?;
    page.sees("belum dipilih").await?;
    desk.shows("rlppd-tanpa-pilihan-ditolak").await?;
    page.clicks("Pilih Indikator").await?;
    page.sees("Indikator yang dimuat").await?;
    page.asks(
        "document.querySelector('input[name=kode][value=\"1.b.3\"]').click();
         document.querySelector('input[name=kode][value=\"1.a.1\"]').click();
         return true;",
    )
    .await?;
    desk.shows("rlppd-pilihan").await?;
    page.clicks("Simpan Pilihan").await?;
    page.sees("1.b.3").await?;
    page.goes_to(&narrative).await?;
    page.clicks("Kirim").await?;
    page.sees("Menunggu verifikasi").await?;
    desk.shows("rlppd-naskah").await?;
    desk.leaves().await?;
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.goes_to(&narrative).await?;
    page.clicks("Verifikasi").await?;
    page.sees("Terverifikasi").await?;
    page.goes_to(&summary).await?;
    desk.shows("rlppd").await?;
    page.clicks("Susun RLPPD").await?;
    page.sees("Versi 1 · diminta").await?;
    made(desk, page, "Untuk masyarakat").await?;
    desk.shows("rlppd-tersusun").await
}

/// Writes every piece of the page.
async fn writes_all(page: &Window) -> Outcome {
    let labels = page.texts_of("form[data-draft] .form-label").await?;
    ensure!(!labels.is_empty(), "nothing to write");
    for label in labels {
        let about = label.trim_start_matches("Uraian ").to_owned();
        page.fills(&label, WORDS).await?;
        page.clicks(&format!("Simpan Draf {about}")).await?;
        page.sees("Bagian naskah tersimpan").await?;
    }
    Ok(())
}

/// Waits until a long paper is there, and looks at its PDF.
async fn made(desk: &Desk, page: &Window, words: &str) -> Outcome {
    let here = page.path().await?;
    desk.shows("sedang-disusun").await?;
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
    page.sees(words).await?;
    let printed = page
        .asks_and_waits(&format!(
            "const answer = await fetch('{here}/laporan.pdf');
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];"
        ))
        .await?;
    ensure!(printed[0] == "%PDF-", "{}", printed[0]);
    ensure!(printed[1].as_u64() > Some(20_000), "{}", printed[1]);
    Ok(())
}
