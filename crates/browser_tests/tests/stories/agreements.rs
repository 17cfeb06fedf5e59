//! Performance agreements of a year: printed all at once, signed in one ceremony, locked, revised, and
//! issued again where a decree changed who stands behind one.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen};

const AGENCY: &str = "Dinas Lingkungan Hidup";
const LAST: &str = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu";
const REASON: &str = "APBD Perubahan menambah armada pengangkut.";

/// From the agreement that was still missing to the one that a transfer touched.
pub async fn story(desk: &Desk) -> Outcome {
    // the last one is sent by its head
    let head = desk.seats("kadis.dpmptsp").await?;
    let page = head.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Lengkapi Perjanjian").await?;
    // the year in its title is that of the played city
    let link = page
        .asks(
            "return [...document.querySelectorAll('a.task-title')]
                 .find(a => a.textContent.trim().startsWith('Perjanjian Kinerja'))
                 .getAttribute('href');",
        )
        .await?;
    page.goes_to(link.as_str().unwrap_or_default()).await?;
    page.sees("Izin terbit tepat waktu").await?;
    desk.shows("perjanjian-konsep").await?;
    page.clicks("Tambah Indikator").await?;
    page.fills("Sasaran", "Meningkatnya kemudahan perizinan")
        .await?;
    page.clicks("Simpan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("indikator-ditolak").await?;
    page.clicks("Kembali").await?;
    page.clicks("Kirim").await?;
    page.sees("siap ditandatangani").await?;
    desk.leaves().await?;

    // all are printed at once, and one ceremony holds them
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("Perjanjian Kinerja").await?;
    page.sees("1 Belum TTD").await?;
    desk.shows("perjanjian-tahun").await?;
    let printed = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('a')]
                 .find(a => a.textContent.trim() === 'Cetak Semua');
             const answer = await fetch(link.href);
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];",
        )
        .await?;
    ensure!(printed[0] == "%PDF-", "{}", printed[0]);
    ensure!(printed[1].as_u64() > Some(50_000), "{}", printed[1]);
    page.clicks("Penandatanganan PK").await?;
    page.fills("Tempat", "Contoh").await?;
    page.clicks("Simpan").await?;
    page.sees(LAST).await?;
    desk.shows("penandatanganan").await?;
    page.clicks("Catat Ditandatangani").await?;
    page.sees("1 ditandatangani di sini").await?;
    desk.shows("penandatanganan-selesai").await?;
    desk.leaves().await?;

    // a signed target changes only with a ground; without one it is refused
    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.goes_to("/99.99/perjanjian-kinerja").await?;
    page.clicks(AGENCY).await?;
    page.sees("Terkunci").await?;
    page.does_not_offer("Tambah Indikator").await?;
    page.fills("Alasan", REASON).await?;
    page.clicks("Ajukan Revisi").await?;
    page.sees("salah satu dari tiga alasan").await?;
    desk.shows("revisi-ditolak").await?;
    let ground = "Perubahan strategi yang mempengaruhi target (program, kegiatan, anggaran)";
    page.ticks(ground).await?;
    page.clicks("Ajukan Revisi").await?;
    page.sees("Menunggu persetujuan").await?;
    let agreement = page.path().await?;
    let agreement = agreement.split('?').next().unwrap_or_default().to_owned();
    desk.leaves().await?;

    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    page.goes_to(&agreement).await?;
    page.sees(REASON).await?;
    desk.shows("revisi-diputuskan").await?;
    page.clicks("Setujui Revisi").await?;
    page.sees("Perjanjian Kinerja Perubahan ke-1").await?;
    desk.leaves().await?;
    desk.window.moves_to(Screen::Desk).await?;

    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.goes_to(&agreement).await?;
    page.clicks("2. Bank sampah yang aktif").await?;
    page.fills("Target tahun", "45").await?;
    page.fills("Target triwulan IV", "15").await?;
    page.clicks("Simpan").await?;
    page.sees("45 unit").await?;
    page.clicks("Versi dan Revisi").await?;
    page.sees("Versi 2").await?;
    desk.shows("versi").await?;
    page.goes_to("/99.99/perjanjian-kinerja").await?;
    page.clicks("Realisasi Triwulan").await?;
    page.sees("Bank sampah yang aktif").await?;
    desk.shows("realisasi-triwulan").await?;
    desk.leaves().await?;

    a_transfer(desk).await
}

/// A decree puts somebody else at the head of an agency: that agreement alone is issued again.
async fn a_transfer(desk: &Desk) -> Outcome {
    let admin = desk.seats("admin").await?;
    let page = admin.page();
    page.goes_to("/99.99/pengaturan/mutasi").await?;
    page.fills("SK", "SK Wali Kota 800/21").await?;
    page.fills_date("Mulai berlaku", 0).await?;
    page.fills_date("Serah terima sampai", 20).await?;
    page.asks(
        "document.getElementById('baris').value = 'kadis.dpmptsp\\tKepala Dinas Kesehatan\\tDINKES\\n\
         kadis.dinkes\\tKepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu\\tDPMPTSP\\n'; \
         return true;",
    )
    .await?;
    page.clicks("Pratinjau").await?;
    page.clicks("Terapkan 2 Mutasi").await?;
    page.sees("Mutasi diterapkan seluruhnya").await?;
    desk.leaves().await?;

    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    page.goes_to("/99.99/perjanjian-kinerja").await?;
    page.clicks("Pejabat yang Berganti").await?;
    page.sees("Dinas Kesehatan").await?;
    page.does_not_see("Dinas Kependudukan").await?;
    desk.shows("pejabat-berganti").await?;
    page.clicks("Terbitkan Kembali Dinas Kesehatan").await?;
    page.sees("Pergantian atau mutasi pejabat").await?;
    desk.shows("diterbitkan-kembali").await
}
