//! A standing report: set up once, in the work list of the unit that owes it, in three inboxes, read,
//! and checked in the field.

use browser_tests::{Desk, Outcome, Screen};

const TITLE: &str = "Laporan Reklame yang Diizinkan";
const UNIT: &str = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu";
const ROWS: &str = "503/01;Spanduk;PT Contoh Jaya\n503/02;Papan;Toko Melati";
const FOUND: &str = "Papan terpasang di luar titik izin.";

/// From its definition to the receipt of who read it.
pub async fn story(desk: &Desk) -> Outcome {
    it_is_set_up(desk).await?;
    the_unit_sends(desk).await?;
    the_copy_is_read_and_checked(desk).await?;
    the_unit_sees_who_read_it(desk).await
}

async fn it_is_set_up(desk: &Desk) -> Outcome {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to("/99.99/laporan-berkala/baru").await?;
    page.fills("Judul laporan", TITLE).await?;
    page.fills("Dasar", "Arahan Wali Kota nomor 3").await?;
    page.fills("Yth.", "Wali Kota\nSekda").await?;
    page.fills("Tembusan", "Satpol PP").await?;
    page.fills_date("Mulai", 0).await?;
    page.fills("Batas waktu: hari setelah periode berakhir", "5")
        .await?;
    page.fills("Kolom baris laporan", "Nomor izin\nJenis\nPemegang")
        .await?;
    page.ticks(UNIT).await?;
    desk.shows("laporan-ditetapkan").await?;
    page.clicks("Simpan").await?;
    page.sees("0 dari 1 terkirim").await?;
    desk.shows("laporan-berkala").await
}

async fn the_unit_sends(desk: &Desk) -> Outcome {
    let head = desk.seats("kadis.dpmptsp").await?;
    let page = head.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees(TITLE).await?;
    page.goes_to("/99.99/laporan-berkala").await?;
    page.clicks(TITLE).await?;
    page.clicks(UNIT).await?;
    page.fills("Uraian", "Dua izin diterbitkan.").await?;
    page.clicks("Simpan Draf").await?;
    page.sees("0 baris").await?;
    page.fills(
        "Tempel dari Excel, atau ketik dengan titik koma di antara kolom",
        ROWS,
    )
    .await?;
    page.clicks("Simpan Baris").await?;
    page.sees("Toko Melati").await?;
    desk.shows("laporan-diisi").await?;
    page.clicks("Kirim").await?;
    page.sees("Tanda terima").await?;
    desk.shows("laporan-terkirim").await
}

/// On a phone, in the field.
async fn the_copy_is_read_and_checked(desk: &Desk) -> Outcome {
    desk.window.moves_to(Screen::Phone).await?;
    let order = desk.seats("kasat.satpolpp").await?;
    let page = order.page();
    page.goes_to("/99.99/laporan-masuk").await?;
    page.sees("Belum dibuka").await?;
    desk.shows("laporan-masuk").await?;
    let month = "return new Date().toLocaleDateString('id-ID', { month: 'long', year: 'numeric' })";
    let month = page.asks(month).await?;
    let month = month.as_str().unwrap_or_default();
    page.clicks(&format!("{TITLE}, {month}")).await?;
    page.fills("Cari baris", "melati").await?;
    page.clicks_in("//form[contains(@class,'filters')]", "Cari")
        .await?;
    page.sees("Toko Melati").await?;
    page.does_not_see("PT Contoh Jaya").await?;
    desk.shows("baris-dicari").await?;
    page.clicks("Baris 2").await?;
    page.fills_date("Tanggal pemeriksaan", 0).await?;
    page.fills("Hasil", FOUND).await?;
    desk.shows("pemeriksaan").await?;
    page.clicks("Simpan").await?;
    page.sees(FOUND).await?;
    page.goes_to("/99.99/laporan-masuk").await?;
    page.sees("Sudah dibuka").await?;
    desk.window.moves_to(Screen::Desk).await
}

async fn the_unit_sees_who_read_it(desk: &Desk) -> Outcome {
    let head = desk.seats("kadis.dpmptsp").await?;
    let page = head.page();
    page.goes_to("/99.99/laporan-berkala").await?;
    page.clicks(TITLE).await?;
    page.sees("1 dari 1 terkirim").await?;
    page.clicks(UNIT).await?;
    let sent = "document.querySelector(\"dl a[href*='/laporan-terkirim/']\").click()";
    page.asks(sent).await?;
    page.sees("oleh Rembulan Pranadipa").await?;
    page.sees("Belum dibuka").await?;
    page.sees(FOUND).await?;
    desk.shows("siapa-sudah-membuka").await?;
    page.clicks("Siapkan Naskah").await?;
    desk.shows("surat-laporan").await?;
    page.clicks("Simpan Konsep").await?;
    page.sees("Konsep").await?;
    desk.shows("surat-laporan-konsep").await
}
