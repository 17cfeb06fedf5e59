//! *Impor Data Dukung Historis*: figures of a year before come as a workbook, their evidence as an archive.
//! One file of it matches nothing; without that file it is kept, while the store of files takes its time.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use browser_tests::{Desk, Outcome, Sheet, Shelf, Window, row, workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::lppd;

const HOME: &str = "/99.99/daftar-ikk/historis";

pub async fn story(desk: &Desk) -> Outcome {
    let shelf = Shelf::opens().await?;
    desk.house.keeps_files_on(&shelf).await?;
    lppd::opens_the_round(desk).await?;
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    let year = page.asks("return new Date().getFullYear() - 2;").await?;
    let year = year.as_i64().context("a year")?;
    figures(desk, page, year).await?;

    let laporan = format!("{year}/1.b.3 A laporan.pdf");
    let three = [
        laporan.as_str(),
        &format!("{year}/1.b.3 B daftar sasaran.pdf"),
        &format!("1.b.3 {year} profil kesehatan.pdf"),
    ];
    let stray = format!("{year}/catatan rapat.pdf");
    let with_stray = [three[0], three[1], three[2], &stray];
    let wrong = archive(desk.folder(), "bukti lengkap.zip", &with_stray)?;
    let right = archive(desk.folder(), "bukti.zip", &three)?;
    page.goes_to(HOME).await?;
    page.clicks("Impor Data Dukung").await?;
    desk.shows("pilih-arsip").await?;
    page.attaches("Arsip ZIP", &wrong).await?;
    page.clicks("Pratinjau").await?;
    page.sees("1 masalah").await?;
    page.sees(&stray).await?;
    page.sees("1.b.3 A laporan.pdf").await?;
    page.does_not_offer("Simpan 3 Berkas").await?;
    desk.shows("satu-tidak-cocok").await?;

    page.clicks("unggah lagi").await?;
    page.attaches("Arsip ZIP", &right).await?;
    page.clicks("Pratinjau").await?;
    page.sees("3 berkas cocok dan tidak ada masalah").await?;
    desk.shows("semua-cocok").await?;
    shelf.takes_only(1);
    page.clicks("Simpan 3 Berkas").await?;
    page.sees("Sedang dikerjakan: 1 dari 3 berkas sudah disiapkan.")
        .await?;
    // it would ask for itself again while it is looked at
    page.asks("window.stop(); return true;").await?;
    desk.shows("sedang-disimpan").await?;
    shelf.takes_all();
    page.reloads().await?;
    page.sees("3 berkas tersimpan").await?;
    page.sees("Berkas baru: 3; sudah ada: 0.").await?;
    desk.shows("tersimpan").await?;
    page.goes_to(HOME).await?;
    page.sees("Data dukung historis").await?;
    desk.shows("data-historis").await?;
    desk.leaves().await?;

    // the unit finds it where the figure of that year stands
    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    page.goes_to("/99.99/perlu-ditindaklanjuti").await?;
    page.clicks("LPPD Tahun Lalu (contoh)").await?;
    page.sees(&format!("Tahun {year}: 95")).await?;
    let card = page
        .asks(
            "const row = [...document.querySelectorAll('.ikk')]
                 .find((row) => row.querySelector('.ikk-code').textContent === '1.b.3');
             const mark = [...row.querySelectorAll('.ikk-before a')]
                 .find((link) => link.textContent.trim() === 'historis');
             mark.scrollIntoView({ block: 'center', behavior: 'instant' });
             return mark.getAttribute('href');",
        )
        .await?;
    desk.shows("tanda-historis").await?;
    page.goes_to(card.as_str().unwrap_or_default()).await?;
    page.sees("1.b.3 A laporan.pdf").await?;
    page.sees(&format!("1.b.3 {year} profil kesehatan.pdf"))
        .await?;
    desk.shows("kartu").await
}

/// Two figures of that year.
async fn figures(desk: &Desk, page: &Window, year: i64) -> Outcome {
    let year = year.to_string();
    let sheet = Sheet {
        name: "Data Historis",
        columns: &["Tahun", "Kode IKK", "Unsur", "Nilai"],
        rows: vec![
            row(&[&year, "1.b.3", "A", "95"]),
            row(&[&year, "1.b.3", "B", "100"]),
        ],
    };
    let book = workbook(desk.folder(), "angka.xlsx", &[sheet])?;
    page.goes_to(&format!("{HOME}/impor")).await?;
    page.attaches("Berkas Excel (.xlsx)", &book).await?;
    page.clicks("Pratinjau").await?;
    page.sees("2 baris terbaca dan tidak ada masalah").await?;
    page.clicks("Simpan 2 Baris").await?;
    page.sees("2 baris tersimpan").await
}

/// An archive of small papers, each with its own words.
fn archive(folder: &Path, name: &str, files: &[&str]) -> Outcome<PathBuf> {
    let path = folder.join(name);
    let mut zip = ZipWriter::new(std::fs::File::create(&path)?);
    for inside in files {
        zip.start_file(*inside, SimpleFileOptions::default())?;
        write!(zip, "%PDF-1.4\n% {inside}\ntrailer\n<<>>\n%%EOF\n")?;
    }
    zip.finish()?;
    Ok(path)
}
