//! A Renja: asked of the agencies that have a part of the plan, said otherwise where the year is another, sent,
//! set, opened for a change; the RKPD has what it says.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Window};

const AGENCY: &str = "Dinas Lingkungan Hidup";

/// From the question to the change.
pub async fn story(desk: &Desk) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("Dokumen Rencana").await?;
    page.sees("Renja 2027").await?;
    desk.shows("belum-diminta").await?;
    page.clicks("Minta Renja").await?;
    page.clicks("Minta Renja").await?;
    page.sees("Isi batas waktu pengirimannya.").await?;
    desk.shows("tanpa-batas-ditolak").await?;
    page.fills_date("Batas waktu pengiriman", 30).await?;
    page.clicks("Minta Renja").await?;
    page.sees("0 dari 2 ditetapkan").await?;
    page.clicks("Minta RKPD").await?;
    page.fills_date("Batas waktu pengiriman", 40).await?;
    page.clicks("Minta RKPD").await?;
    page.clicks("Minta Renstra").await?;
    page.fills_date("Batas waktu pengiriman", 20).await?;
    page.clicks("Minta Renstra").await?;
    page.sees("Renstra 2025-2030").await?;
    desk.shows("sudah-diminta").await?;
    desk.leaves().await?;

    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Susun dan kirim Renja 2027").await?;
    page.clicks("Susun dan kirim Renja 2027").await?;
    page.sees("Sampah terangkut").await?;
    let renja = page.path().await?;
    desk.shows("renja-disusun").await?;
    page.clicks("Pengangkutan sampah ke TPA: ubah target dan pagu")
        .await?;
    page.fills("Menurut Renja untuk Sampah terangkut", "42500")
        .await?;
    page.clicks("Simpan Draf").await?;
    page.sees("Tulis mengapa berbeda dari RPJMD").await?;
    desk.shows("tanpa-alasan-ditolak").await?;
    page.fills(
        "Alasan bila berbeda dari RPJMD untuk Sampah terangkut",
        "Dua truk menunggu suku cadang",
    )
    .await?;
    page.fills("Menurut Renja untuk Pagu 2027", "Rp 15.500.000.000")
        .await?;
    page.fills(
        "Alasan bila berbeda dari RPJMD untuk Pagu 2027",
        "Pagu indikatif 2027",
    )
    .await?;
    page.clicks("Simpan Draf").await?;
    page.sees("15.500.000.000").await?;
    page.sees("Dua truk menunggu suku cadang").await?;
    page.clicks("Kirim").await?;
    page.sees("Menunggu penetapan").await?;
    desk.leaves().await?;

    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.goes_to(&renja).await?;
    page.clicks("Tetapkan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("tanpa-dasar-ditolak").await?;
    page.fills(
        "Ditetapkan dengan",
        "Peraturan Wali Kota Nomor 21 Tahun 2026",
    )
    .await?;
    page.fills_date("Tanggal penetapan", 0).await?;
    page.clicks("Tetapkan").await?;
    page.sees("Versi 1, ditetapkan dengan").await?;
    desk.shows("renja-ditetapkan").await?;
    printed(page).await?;
    page.opens_menu("Dokumen Rencana").await?;
    page.sees("1 dari 2 ditetapkan").await?;
    desk.shows("satu-ditetapkan").await?;
    page.goes_to(&renja).await?;
    page.fills("Alasan perubahan", "APBD berubah").await?;
    page.fills_date("Batas waktu pengiriman perubahan", 14)
        .await?;
    page.clicks("Buka untuk Perubahan").await?;
    page.sees("Perubahan disusun").await?;
    page.sees("Yang tampak ialah versi yang sudah ditetapkan")
        .await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    page.goes_to("/99.99/dokumen-rencana?tahun=2027").await?;
    page.sees("Perubahan disusun").await?;
    let rkpd = page
        .asks(
            "return document.querySelector('[aria-labelledby=j-rkpd] a.row-link')
                 .getAttribute('href');",
        )
        .await?;
    page.goes_to(rkpd.as_str().unwrap_or_default()).await?;
    page.sees("Menurut unit").await?;
    desk.shows("rkpd").await?;
    page.clicks(AGENCY).await?;
    page.sees("42.500").await?;
    desk.shows("rkpd-satu-unit").await?;
    let renstra = page
        .asks_and_waits(
            "const list = await (await fetch('/99.99/dokumen-rencana?tahun=2027')).text();
             const seen = new DOMParser().parseFromString(list, 'text/html');
             return seen.querySelector('[aria-labelledby=j-renstra] a.row-link')
                 .getAttribute('href');",
        )
        .await?;
    page.goes_to(renstra.as_str().unwrap_or_default()).await?;
    page.sees("2025-2030").await?;
    desk.shows("renstra").await
}

/// The paper comes out as PDF.
async fn printed(page: &Window) -> Outcome {
    let sheet = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('a')]
                 .find(a => a.getAttribute('href').endsWith('/dokumen.pdf'));
             const answer = await fetch(link.href);
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 5)), bytes.byteLength];",
        )
        .await?;
    ensure!(sheet[0] == "%PDF-", "{}", sheet[0]);
    Ok(())
}
