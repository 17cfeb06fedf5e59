//! *Bahan Evaluasi Kepala Perangkat Daerah*: the list of a year, what one head achieved, a proposal by one
//! person and the decision by another; as PDF, Word and Excel.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Window};

const HEAD: &str = "Dra. Melati Suryaningrum, M.Si.";
const POST: &str = "Kepala Bagian Tata Pemerintahan";
const REASON: &str = "Realisasi tiga triwulan tersedia dan sesuai bukti.";
const WORDS: &str = "Disetujui setelah dibahas dalam rapat pimpinan.";

/// From the list to the decision, and what the head reads of it.
pub async fn story(desk: &Desk) -> Outcome {
    let tapem = desk.seats_as("tapem", POST).await?;
    let page = tapem.page();
    page.opens_menu("Perjanjian Kinerja").await?;
    page.clicks("Evaluasi Kepala").await?;
    page.sees("Bahan Evaluasi Kepala Perangkat Daerah").await?;
    page.sees(HEAD).await?;
    desk.shows("daftar-kepala").await?;
    let list = page.path().await?;
    for (ending, begin) in [(".xlsx", "PK"), (".docx", "PK"), (".pdf", "%PDF-")] {
        given(page, &format!("{list}{ending}"), begin).await?;
    }
    page.clicks(HEAD).await?;
    page.sees("Aplikasi tidak mengusulkan apa pun").await?;
    let one = page.path().await?;
    desk.shows("satu-kepala").await?;
    page.clicks("Kirim Usulan").await?;
    page.sees("Pilih salah satu.").await?;
    page.sees("Wajib diisi").await?;
    desk.shows("usulan-ditolak").await?;
    page.ticks("Usulan Penghargaan").await?;
    page.fills("Alasan", REASON).await?;
    page.clicks("Kirim Usulan").await?;
    page.sees("Usulan terkirim dan menunggu putusan.").await?;
    page.does_not_offer("Setujui").await?;
    desk.shows("diusulkan").await?;
    desk.leaves().await?;

    // whom it concerns reads nothing of it before it is decided
    let head = desk.seats("kadis.dlh").await?;
    let page = head.page();
    page.goes_to(&one).await?;
    page.sees("Belum ada putusan tentang Anda").await?;
    page.does_not_see(REASON).await?;
    desk.shows("pejabat-menunggu").await?;
    desk.leaves().await?;

    // the mayor decides on a phone
    desk.window.moves_to(Screen::Phone).await?;
    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    page.goes_to(&list).await?;
    page.sees("Menunggu putusan").await?;
    desk.shows("menunggu-putusan").await?;
    page.clicks(&format!("Buka usulan tentang {HEAD}")).await?;
    page.sees(REASON).await?;
    ensure!(page.path().await? == one, "the list leads to it");
    desk.shows("wali-kota").await?;
    page.clicks("Kembalikan untuk Perbaikan").await?;
    page.sees("Wajib diisi").await?;
    desk.shows("tanpa-catatan-ditolak").await?;
    page.fills("Catatan (wajib bila dikembalikan)", WORDS)
        .await?;
    page.clicks("Setujui").await?;
    page.sees("Putusan tersimpan.").await?;
    desk.shows("diputuskan").await?;
    for (ending, begin) in [("bahan.pdf", "%PDF-"), ("bahan.docx", "PK")] {
        given(page, &format!("{one}/{ending}"), begin).await?;
    }
    desk.window.moves_to(Screen::Desk).await?;
    desk.leaves().await?;

    let head = desk.seats("kadis.dlh").await?;
    let page = head.page();
    page.goes_to(&list).await?;
    page.sees("Bahan tentang Anda sendiri").await?;
    desk.shows("daftar-sendiri").await?;
    page.clicks(HEAD).await?;
    page.sees(REASON).await?;
    page.does_not_offer("Kirim Usulan").await?;
    desk.shows("pejabat-membaca").await
}

/// What lies at a path begins like a file of its kind.
async fn given(page: &Window, path: &str, begin: &str) -> Outcome {
    let answer = page
        .asks_and_waits(&format!(
            "const answer = await fetch('{path}');
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, {})), bytes.byteLength];",
            begin.len()
        ))
        .await?;
    ensure!(answer[0] == begin, "{path}: {}", answer[0]);
    ensure!(answer[1].as_u64() > Some(4_000), "{path}: {}", answer[1]);
    Ok(())
}
