//! The priorities of a year: four items of the mayor, the work on one of them, and their paper.

use browser_tests::{Desk, Outcome};

/// What is to be finished, and by whom.
const ITEMS: [(&str, &str); 4] = [
    ("Pelayanan RSUD selesai dibenahi", "Rumah Sakit Umum Daerah"),
    (
        "PTSP benar-benar satu pintu",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    ),
    ("Pasar dan parkir tertib", "Satuan Polisi Pamong Praja"),
    ("Kota bersih sebelum musim hujan", "Wali Kota"),
];
const TASK: &str = "Menyatukan loket izin di satu gedung";

/// From the first item to the paper of the year.
pub async fn story(desk: &Desk) -> Outcome {
    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    let year = page
        .asks("return new Date().getFullYear() + 1")
        .await?
        .to_string();
    let agenda = format!("/99.99/prioritas/tahun/{year}");
    for (title, owner) in ITEMS {
        page.goes_to(&format!("/99.99/prioritas/baru?tahun={year}"))
            .await?;
        page.fills("Apa yang harus selesai", title).await?;
        page.fills("Dasar", "Apel 31 Desember").await?;
        page.chooses("Penanggung jawab", owner).await?;
        page.clicks("Simpan").await?;
        page.sees(title).await?;
    }
    page.goes_to(&agenda).await?;
    let titles: Vec<&str> = ITEMS.iter().map(|(title, _)| *title).collect();
    page.tells_in_order(&titles).await?;
    page.sees(&format!("31 Desember {year}")).await?;
    desk.shows("empat-prioritas").await?;

    // work on one of them
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(&agenda).await?;
    page.clicks(&format!("2. {}", ITEMS[1].0)).await?;
    page.clicks("Bagi Tindak Lanjut").await?;
    page.fills("Apa yang dikerjakan", TASK).await?;
    page.chooses("Penanggung jawab", ITEMS[1].1).await?;
    desk.shows("tindak-lanjut-prioritas").await?;
    page.clicks("Simpan").await?;
    page.sees(TASK).await?;
    desk.shows("prioritas-dengan-tindak-lanjut").await?;

    // its paper, signed in ink
    page.goes_to(&agenda).await?;
    page.clicks("Siapkan Naskah").await?;
    desk.shows("naskah-prioritas").await?;
    page.clicks("Simpan Konsep").await?;
    page.clicks("Catat Tanda Tangan").await?;
    page.fills("Nama", "Ir. Bagaskara Wirajati, M.T.").await?;
    page.fills("Jabatan", "Wali Kota").await?;
    page.clicks("Catat Tanda Tangan").await?;
    page.sees("Ditandatangani").await?;
    desk.shows("naskah-ditandatangani").await?;
    page.goes_to(&agenda).await?;
    page.sees("Prioritas tahunan").await?;

    // who owes it finds it
    let head = desk.seats("kadis.dpmptsp").await?;
    head.has_to_do(TASK).await?;
    desk.shows("di-daftar-kerja").await
}
