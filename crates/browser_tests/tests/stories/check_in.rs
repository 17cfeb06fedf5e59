//! A hall full of people, a code on the screen.

use anyhow::{Context, ensure};
use browser_tests::{Desk, Outcome, Screen};

/// The recorder opens the list, a head and a guest come by phone, the guest is confirmed.
pub async fn story(desk: &Desk) -> Outcome {
    let page = &desk.window;
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    tapem.opens_newest_point().await?;
    let script = "return document.querySelector('.breadcrumb a[href*=\"/rapat/\"]').pathname";
    let meeting = page.asks(script).await?;
    let meeting = meeting.as_str().context("the meeting")?.to_owned();
    page.goes_to(&format!("{meeting}/kode-hadir")).await?;
    desk.shows("belum-dibuka").await?;
    page.clicks("Buka Daftar Hadir").await?;
    page.sees("Kode berganti setiap 10 menit").await?;
    desk.shows("kode-di-layar").await?;
    let code = page.text_of(".scan-word").await?;
    ensure!(code.len() == 9, "{code}");

    page.moves_to(Screen::Phone).await?;
    let camat = desk.seats("camat.utara").await?;
    page.goes_to("/99.99/hadir").await?;
    page.fills("Kode di layar rapat", &code).await?;
    desk.shows("ketik-kode").await?;
    page.clicks("Lanjut").await?;
    page.clicks("Hadir dengan Akun Saya").await?;
    page.sees("Kecamatan Contoh Utara").await?;
    desk.shows("dengan-akun").await?;
    page.clicks("Saya Hadir").await?;
    page.sees("Halaman ini boleh ditutup").await?;
    desk.shows("tercatat").await?;
    drop(camat);

    desk.leaves().await?;
    page.goes_to(&format!("/99.99/hadir/{}", code.replace('-', "")))
        .await?;
    page.fills("Nama lengkap", "Narasumber Contoh").await?;
    page.clicks("Saya Hadir").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("tamu-ditolak").await?;
    page.fills("Instansi", "Ombudsman RI Perwakilan Contoh")
        .await?;
    page.fills("Jabatan", "Narasumber").await?;
    page.clicks("Saya Hadir").await?;
    page.sees("Pencatat rapat akan memeriksanya").await?;

    page.moves_to(Screen::Desk).await?;
    desk.seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    page.goes_to(&format!("{meeting}/kode-hadir")).await?;
    page.sees("1 tamu menunggu konfirmasi").await?;
    desk.shows("tamu-menunggu").await?;
    page.clicks("Konfirmasi yang Dicentang").await?;
    page.sees("dikonfirmasi").await?;
    desk.shows("tamu-masuk").await?;
    page.goes_to(&format!("{meeting}/notula")).await?;
    page.sees("Ombudsman RI Perwakilan Contoh").await
}
