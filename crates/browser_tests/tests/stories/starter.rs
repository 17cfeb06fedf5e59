//! *Paket Awal*: a city that has nothing but an administrator is filled by one workbook; one wrong
//! cell is named first, and one of its people gets in.

use anyhow::Context;
use browser_tests::{Desk, Outcome, Screen, Sheet, row, workbook};

const CODE: &str = "99.97";
const SECRET: &str = "kapal-uap-tiga-belas";
const HEAD: &str = "Sri Wahyuni, S.Sos.";

/// A city of two agencies; `kind` is what the second is said to be.
fn city(kind: &str) -> Vec<Sheet> {
    vec![
        Sheet {
            name: "Unit Kerja",
            columns: &["Nama Unit", "Jenis", "Singkatan"],
            rows: vec![
                row(&["Dinas Kesehatan", "Dinas", "DINKES"]),
                row(&["Dinas Pendidikan", kind, "DISDIK"]),
            ],
        },
        Sheet {
            name: "Jabatan",
            columns: &["Jabatan", "Unit Kerja", "Peran"],
            rows: vec![
                row(&["Kepala Dinas Kesehatan", "Dinas Kesehatan", "Kepala unit"]),
                row(&["Kepala Dinas Pendidikan", "Dinas Pendidikan", "Kepala unit"]),
            ],
        },
        Sheet {
            name: "Pejabat",
            columns: &["Nama", "NIP", "Jabatan", "Unit Kerja", "Nama Masuk"],
            rows: vec![
                row(&[
                    HEAD,
                    "19800101 200501 2 001",
                    "Kepala Dinas Kesehatan",
                    "Dinas Kesehatan",
                    "kadis.kesehatan",
                ]),
                row(&[
                    "Joko Susilo, M.Pd.",
                    "19790202 200401 1 002",
                    "Kepala Dinas Pendidikan",
                    "Dinas Pendidikan",
                    "",
                ]),
            ],
        },
        Sheet {
            name: "Nomor WA",
            columns: &["Nama", "Nomor WhatsApp"],
            rows: vec![row(&[HEAD, "0812 0000 0001"])],
        },
    ]
}

/// From the link of the administrator to the work list of a head.
pub async fn story(desk: &Desk) -> Outcome {
    let link = desk.house.founds(CODE, "Kota Baru").await?;
    sets_a_password(desk, &link).await?;
    signs_in(desk, "admin").await?;
    let page = &desk.window;
    page.goes_to(&format!("/{CODE}/pengaturan/paket-awal/impor"))
        .await?;
    desk.shows("paket-awal").await?;

    // one wrong cell is named, and nothing is kept
    let wrong = workbook(desk.folder(), "salah.xlsx", &city("Kantor Pusat"))?;
    page.attaches("Berkas Excel (.xlsx)", &wrong).await?;
    page.clicks("Pratinjau").await?;
    page.sees("1 masalah").await?;
    page.sees("Unit Kerja, baris 3, kolom Jenis").await?;
    page.sees("B3").await?;
    page.does_not_offer("Simpan 7 Baris").await?;
    desk.shows("satu-sel-salah").await?;

    let right = workbook(desk.folder(), "benar.xlsx", &city("Dinas"))?;
    page.clicks("unggah lagi").await?;
    page.attaches("Berkas Excel (.xlsx)", &right).await?;
    page.clicks("Pratinjau").await?;
    page.sees("7 baris terbaca dan tidak ada masalah").await?;
    page.sees("Unit Kerja: 2 baru").await?;
    page.does_not_see("19800101").await?;
    desk.shows("pratinjau-kota").await?;
    page.clicks("Simpan 7 Baris").await?;
    page.sees("7 baris tersimpan").await?;
    desk.shows("kota-terisi").await?;
    page.goes_to(&format!("/{CODE}/pengaturan/unit")).await?;
    page.sees("Dinas Pendidikan").await?;
    desk.shows("unit-kota-baru").await?;

    // a head is invited and gets in, by phone
    page.goes_to(&format!("/{CODE}/pengaturan/akun")).await?;
    page.clicks(&format!("Buat Undangan untuk {HEAD}")).await?;
    page.sees("Tautan ini ditampilkan satu kali saja").await?;
    let link = page.text_of("#tautan").await?;
    let link = link
        .find(&format!("/{CODE}/"))
        .and_then(|at| link.get(at..));
    let link = link.context("a link")?.to_owned();
    desk.leaves().await?;
    page.moves_to(Screen::Phone).await?;
    sets_a_password(desk, &link).await?;
    signs_in(desk, "kadis.kesehatan").await?;
    page.sees("Bertindak sebagai: Kepala Dinas Kesehatan")
        .await?;
    desk.shows("kepala-masuk").await
}

async fn sets_a_password(desk: &Desk, link: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(link).await?;
    page.fills("Kata sandi baru", SECRET).await?;
    page.fills("Ulangi kata sandi baru", SECRET).await?;
    page.clicks("Simpan Kata Sandi").await?;
    page.sees("Masuk").await
}

async fn signs_in(desk: &Desk, who: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(&format!("/{CODE}/masuk")).await?;
    page.fills("NIP atau nama masuk", who).await?;
    page.fills("Kata sandi", SECRET).await?;
    page.clicks("Masuk").await?;
    page.sees("Selamat bekerja").await
}
