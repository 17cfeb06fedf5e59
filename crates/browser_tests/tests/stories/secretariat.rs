//! A meeting as its secretariat lives it: invited, prepared, held on one screen, written down.

use browser_tests::{Desk, Outcome, Screen};

const MEETING: &str = "Rakor Evaluasi Akhir Tahun";
const TABLE: &str = "Dinas Lingkungan Hidup;12.500.000.000;45,5;50";

/// All of it.
pub async fn story(desk: &Desk) -> Outcome {
    let meeting = people_are_invited(desk).await?;
    units_bring_their_material(desk, &meeting).await?;
    the_secretary_releases_it(desk, &meeting).await?;
    the_meeting_looks_at_one_screen(desk, &meeting).await?;
    the_minutes_are_signed(desk, &meeting).await
}

async fn people_are_invited(desk: &Desk) -> Outcome<String> {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to("/99.99/rapat/baru").await?;
    page.fills("Judul rapat", MEETING).await?;
    page.chooses("Rangkaian", "Rakor Bulanan").await?;
    page.fills_date("Hari/tanggal", 7).await?;
    page.fills("Nama pimpinan rapat", "Ir. Bagaskara Wirajati, M.T.")
        .await?;
    page.clicks("Simpan").await?;
    page.sees("Disiapkan").await?;
    let meeting = page.path().await?;
    page.goes_to(&format!("{meeting}/undang")).await?;
    page.ticks("Semua camat").await?;
    page.clicks("Lihat Siapa yang Diundang").await?;
    page.sees("Plh. Camat Contoh Barat").await?;
    desk.shows("yang-diundang").await?;
    page.clicks("Masukkan ke Daftar Hadir").await?;
    page.sees("Kecamatan Contoh Utara").await?;
    Ok(meeting)
}

async fn units_bring_their_material(desk: &Desk, meeting: &str) -> Outcome {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(&format!("{meeting}/bahan")).await?;
    page.clicks("Kumpulkan Bahan").await?;
    page.fills_date("Batas waktu konfirmasi", 6).await?;
    page.clicks("Kumpulkan Bahan").await?;
    page.sees("Belum mengonfirmasi bahan").await?;
    page.clicks("Tempel Tabel Anggaran").await?;
    page.fills("Tabel", TABLE).await?;
    page.clicks("Simpan Tabel").await?;
    page.sees("Rp 12.500.000.000").await?;
    desk.shows("bahan-dikumpulkan").await?;

    // the head of a unit, on a phone
    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    kadis
        .takes_up(&format!("Bahan untuk {MEETING}"), "Isi Bahan")
        .await?;
    let page = kadis.page();
    page.fills("Hasil kerja sejak rapat lalu", "Tiga depo selesai ditata.")
        .await?;
    page.clicks("Simpan").await?;
    page.sees("Belum dikonfirmasi").await?;
    desk.shows("bahan-unit").await?;
    page.clicks("Konfirmasi Bahan").await?;
    page.sees("Dikonfirmasi").await?;
    desk.shows("bahan-dikonfirmasi").await?;
    desk.window.moves_to(Screen::Desk).await
}

async fn the_secretary_releases_it(desk: &Desk, meeting: &str) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.goes_to(&format!("{meeting}/bahan")).await?;
    page.clicks("Rilis Bahan").await?;
    page.sees("Belum dikonfirmasi").await?;
    desk.shows("rilis").await?;
    page.clicks("Rilis Bahan").await?;
    page.sees("Tiga depo selesai ditata.").await?;
    page.sees("Dirilis").await?;
    desk.shows("bahan-dirilis").await
}

async fn the_meeting_looks_at_one_screen(desk: &Desk, meeting: &str) -> Outcome {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(&format!("{meeting}/layar")).await?;
    page.sees("Unit demi unit").await?;
    page.clicks("Dinas Lingkungan Hidup").await?;
    page.sees("Tiga depo selesai ditata.").await?;
    page.clicks_in(
        "//div[contains(@class,'live-item')][.//form][1]//summary/..",
        "Keterangan atau tanggal baru",
    )
    .await?;
    page.fills("Keterangan", "Menunggu alat berat.").await?;
    let button = "document.querySelector('button[name=lapor][value=terkendala]').click()";
    page.asks(button).await?;
    page.sees("Lapor lisan: Terkendala").await?;
    page.sees("Menunggu alat berat.").await?;
    desk.shows("lapor-lisan").await
}

async fn the_minutes_are_signed(desk: &Desk, meeting: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(&format!("{meeting}/notula")).await?;
    page.sees("Evaluasi tindak lanjut rapat lalu").await?;
    page.sees("Menunggu alat berat.").await?;
    desk.shows("notula-setengah-jadi").await?;
    page.goes_to(&format!("{meeting}/naskah/baru?jenis=notula"))
        .await?;
    desk.shows("naskah-notula").await?;
    page.clicks("Simpan Konsep").await?;
    page.sees("Konsep").await?;
    desk.shows("naskah-konsep").await?;
    page.goes_to(meeting).await?;
    page.sees("Naskah").await?;
    desk.shows("rapat-dengan-naskah").await
}
