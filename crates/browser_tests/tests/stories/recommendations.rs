//! What comes from outside: the council's recommendations, and what auditors found.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Window};

const AGENCY: &str = "Dinas Lingkungan Hidup";
const AGAIN: &str = "Menambah armada pengangkut sampah di pasar.";
const FOUND: &str = "Retribusi persampahan kurang disetor";
const ASKED: &str = "Setorkan kekurangan retribusi ke kas daerah.";

/// Two decisions of the council, the later with a recommendation that comes back; its matrix.
pub async fn council(desk: &Desk) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("Rekomendasi").await?;
    page.sees("Rekomendasi DPRD").await?;
    desk.shows("rekomendasi").await?;
    notes_a_decision(page, "5 Tahun 2021", "2020").await?;
    desk.shows("keputusan-kosong").await?;
    page.clicks("Tambah Rekomendasi").await?;
    page.clicks("Simpan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("rekomendasi-ditolak").await?;
    page.fills("Rekomendasi", AGAIN).await?;
    page.chooses("Penanggung jawab", AGENCY).await?;
    page.clicks("Simpan").await?;
    page.sees("Belum ditindaklanjuti").await?;

    notes_a_decision(page, "7 Tahun 2022", "2021").await?;
    page.clicks("Tempel Rekomendasi").await?;
    let text = format!("1. {AGAIN}\n2. Perbarui data kemiskinan.");
    page.fills("Teks rekomendasi", &text).await?;
    page.clicks("Baca Teks").await?;
    page.sees("Terbaca 2 rekomendasi").await?;
    desk.shows("tempel-rekomendasi").await?;
    for (lead, again) in [("1", "LKPJ 2020 nomor 1"), ("2", "")] {
        let place = format!("//fieldset[legend[normalize-space(.)='Rekomendasi {lead}']]");
        page.chooses_in(&place, "Penanggung jawab", AGENCY).await?;
        if !again.is_empty() {
            page.chooses_in(&place, "Berulang dari tahun lalu", again)
                .await?;
        }
    }
    page.clicks("Simpan Semua Rekomendasi").await?;
    page.sees("0 dari 2 tuntas").await?;
    page.sees("LKPJ 2020 nomor 1").await?;
    desk.shows("keputusan").await?;
    let decision = page.path().await?;
    let printed = page
        .asks_and_waits(&format!(
            "const answer = await fetch('{decision}/matriks.pdf');
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];"
        ))
        .await?;
    ensure!(printed[0] == "%PDF-", "{}", printed[0]);
    ensure!(printed[1].as_u64() > Some(5_000), "{}", printed[1]);
    page.clicks("Siapkan Naskah").await?;
    desk.shows("matriks-siap").await?;
    page.goes_to(&decision).await?;
    page.clicks(&format!("1. {AGAIN}")).await?;
    page.sees("Berulang").await?;
    desk.shows("rekomendasi-satu").await
}

async fn notes_a_decision(page: &Window, number: &str, year: &str) -> Outcome {
    page.goes_to("/99.99/rekomendasi").await?;
    page.clicks("Catat Keputusan DPRD").await?;
    page.fills("Nomor keputusan", number).await?;
    page.fills_date("Tanggal keputusan", -100).await?;
    page.fills("LKPJ tahun", year).await?;
    page.clicks("Simpan").await?;
    page.sees(&format!("Keputusan DPRD Nomor {number}")).await
}

/// An auditor notes what BPK found; the head of the agency reads it by phone, and another head does
/// not find it.
pub async fn finding(desk: &Desk) -> Outcome {
    let apip = desk.seats("apip").await?;
    let page = apip.page();
    page.goes_to("/99.99/temuan").await?;
    page.clicks("Catat LHP").await?;
    page.ticks("BPK").await?;
    page.fills("Nomor LHP", "12/LHP (contoh)").await?;
    page.fills("Tentang", "Laporan keuangan (contoh)").await?;
    page.fills_date("Tanggal LHP", -20).await?;
    page.fills_date("Tanggal diterima", -10).await?;
    desk.shows("lhp-baru").await?;
    page.clicks("Simpan").await?;
    page.clicks("Tambah Temuan").await?;
    page.fills("Nomor temuan", "1").await?;
    page.fills("Judul temuan", FOUND).await?;
    page.fills("Nilai temuan (Rp)", "86.450.000").await?;
    page.clicks("Simpan").await?;
    page.clicks("Tambah Rekomendasi").await?;
    page.fills("Rekomendasi", ASKED).await?;
    page.ticks(AGENCY).await?;
    desk.shows("rekomendasi-pemeriksaan-baru").await?;
    page.clicks("Simpan").await?;
    page.sees("Peraturan BPK 2/2017").await?;
    page.clicks("Catat Status").await?;
    desk.shows("rekomendasi-pemeriksaan").await?;
    let item = page.path().await?;
    page.goes_to("/99.99/temuan").await?;
    desk.shows("temuan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    let offered = kadis.has_to_do(ASKED).await?;
    ensure!(offered.contains("Laporkan"), "{offered}");
    page.goes_to(&item).await?;
    page.sees(FOUND).await?;
    page.does_not_see("Catat Status").await?;
    desk.shows("temuan-kepala").await?;
    page.goes_to("/99.99/temuan").await?;
    page.sees(ASKED).await?;
    desk.leaves().await?;

    let other = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = other.page();
    page.goes_to(&item).await?;
    page.does_not_see(FOUND).await?;
    page.goes_to("/99.99/temuan").await?;
    page.does_not_see(ASKED).await?;
    desk.shows("temuan-unit-lain").await
}
