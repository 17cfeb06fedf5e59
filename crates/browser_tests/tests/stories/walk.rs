//! Every page, on both screens.

use anyhow::Context;
use browser_tests::{Desk, Outcome};

/// Person by person, because nobody may open all of them.
pub async fn story(desk: &Desk) -> Outcome {
    before_the_door(desk).await?;
    the_organiser(desk).await?;
    the_unit(desk).await?;
    the_deciders(desk).await?;
    the_administrator(desk).await
}

async fn before_the_door(desk: &Desk) -> Outcome {
    opens(desk, &[("daerah", "/"), ("masuk", "/99.99/masuk")]).await?;
    desk.window.clicks("Masuk").await?;
    desk.window.sees("Belum berhasil masuk").await?;
    desk.shows("masuk-ditolak").await
}

async fn the_organiser(desk: &Desk) -> Outcome {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    desk.shows("beranda-sekda").await?;
    opens(
        desk,
        &[
            ("tidak-ada", "/99.99/rapat/tidak-ada"),
            ("rapat", "/99.99/rapat"),
            ("rapat-baru", "/99.99/rapat/baru"),
        ],
    )
    .await?;
    page.clicks("Simpan").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("rapat-ditolak").await?;
    page.goes_to("/99.99/rapat").await?;
    let meeting = newest_with_points(desk).await?;
    opens(
        desk,
        &[
            ("rapat-satu", &meeting),
            ("rapat-ubah", &format!("{meeting}/ubah")),
            ("butir-baru", &format!("{meeting}/butir")),
            ("daftar-hadir", &format!("{meeting}/kehadiran")),
            ("notula", &format!("{meeting}/notula")),
            ("evaluasi", &format!("{meeting}/evaluasi")),
            ("riwayat-rapat", &format!("{meeting}/riwayat")),
            ("mode-rapat", &format!("{meeting}/layar")),
            ("mode-rapat-unit", &format!("{meeting}/layar?langkah=8")),
            ("bahan", &format!("{meeting}/bahan")),
            ("bahan-kumpulkan", &format!("{meeting}/bahan/kumpulkan")),
            ("bahan-anggaran", &format!("{meeting}/bahan/anggaran")),
            ("undang", &format!("{meeting}/undang")),
            ("tempel-butir", &format!("{meeting}/butir/tempel")),
            ("jenis-rapat", "/99.99/rapat/jenis"),
            (
                "naskah-baru",
                &format!("{meeting}/naskah/baru?jenis=undangan"),
            ),
            ("permasalahan", "/99.99/permasalahan"),
        ],
    )
    .await?;
    page.goes_to(&meeting).await?;
    let point = first(desk, "blockquote.saying a").await?;
    opens(
        desk,
        &[
            ("butir", &point),
            ("butir-ubah", &format!("{point}/ubah")),
            ("riwayat-butir", &format!("{point}/riwayat")),
            ("bagi", &format!("{point}/tindak-lanjut")),
        ],
    )
    .await?;
    page.clicks("Bagi Tindak Lanjut").await?;
    page.sees("Belum tersimpan").await?;
    desk.shows("bagi-ditolak").await
}

async fn the_unit(desk: &Desk) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    desk.shows("beranda-kadis").await?;
    opens(
        desk,
        &[
            ("daftar-kerja", "/99.99/perlu-ditindaklanjuti"),
            ("tindak-lanjut", "/99.99/tindak-lanjut"),
            (
                "tindak-lanjut-terlambat",
                "/99.99/tindak-lanjut?status=terlambat",
            ),
            ("tindak-lanjut-kosong", "/99.99/tindak-lanjut?q=zzz"),
            ("tindak-lanjut-tuntas", "/99.99/tindak-lanjut?status=tuntas"),
        ],
    )
    .await?;
    let done = first(desk, "a.row-link").await?;
    opens(
        desk,
        &[("tuntas", &done), ("riwayat", &format!("{done}/riwayat"))],
    )
    .await?;
    page.goes_to("/99.99/perlu-ditindaklanjuti").await?;
    let task = first(desk, "a.task-title").await?;
    opens(
        desk,
        &[
            ("satu", &task),
            ("usulkan", &format!("{task}/usulkan")),
            ("disposisi", &format!("{task}/disposisi")),
            ("risiko", &format!("{task}/risiko")),
            ("kalender-kerja", "/99.99/kalender-kerja"),
            ("rencana-aksi", "/99.99/rencana-aksi"),
            ("rencana-aksi-baru", "/99.99/rencana-aksi/baru"),
            ("misi", "/99.99/rencana-aksi/misi"),
            ("kegiatan", "/99.99/kegiatan"),
            ("kegiatan-baru", "/99.99/kegiatan/baru"),
            ("keteraturan", "/99.99/kegiatan/keteraturan"),
            ("gerakan", "/99.99/gerakan"),
            ("gerakan-baru", "/99.99/gerakan/baru"),
            ("operasi", "/99.99/operasi"),
            ("operasi-baru", "/99.99/operasi/baru"),
            ("cari", "/99.99/cari?q=sampah"),
            ("lapor", &format!("{task}/lapor")),
            ("pemberitahuan", "/99.99/pemberitahuan"),
            ("akun", "/99.99/akun"),
            ("bertindak-sebagai", "/99.99/bertindak-sebagai"),
            ("terlarang", "/99.99/pengaturan/akun"),
        ],
    )
    .await?;
    page.goes_to("/99.99/akun").await?;
    page.clicks("Siapkan Kode").await?;
    page.sees("Kode 6 angka").await?;
    desk.shows("kode").await
}

async fn the_deciders(desk: &Desk) -> Outcome {
    let verifikator = desk.seats("verifikator").await?;
    opens(
        desk,
        &[("daftar-kerja-verifikator", "/99.99/perlu-ditindaklanjuti")],
    )
    .await?;
    let waiting = first(desk, "section[aria-labelledby=keputusan] a.task-title").await?;
    opens(desk, &[("periksa", &waiting)]).await?;
    drop(verifikator);
    desk.seats("walikota").await?;
    desk.shows("beranda-wali-kota").await?;
    opens(desk, &[("dasbor", "/99.99/dasbor")]).await?;
    let unit = first(desk, "a.row-link").await?;
    opens(
        desk,
        &[
            ("dasbor-unit", &unit),
            ("dasbor-kosong", "/99.99/dasbor"),
            ("akhir-tahun", "/99.99/tindak-lanjut/akhir-tahun"),
        ],
    )
    .await
}

async fn the_administrator(desk: &Desk) -> Outcome {
    desk.seats("admin").await?;
    opens(
        desk,
        &[
            ("pengaturan", "/99.99/pengaturan"),
            ("pengaturan-akun", "/99.99/pengaturan/akun"),
            ("pengaturan-unit", "/99.99/pengaturan/unit"),
            ("pengaturan-kalender", "/99.99/pengaturan/kalender"),
            ("pengaturan-daftar", "/99.99/pengaturan/daftar-alamat"),
            ("pengaturan-mutasi", "/99.99/pengaturan/mutasi"),
            ("pengaturan-penugasan", "/99.99/pengaturan/penugasan"),
            ("pengaturan-tim", "/99.99/pengaturan/tim"),
            ("pengaturan-lembaga", "/99.99/pengaturan/lembaga"),
            ("pengaturan-harian", "/99.99/pengaturan/kerja-harian"),
            ("pengaturan-audit", "/99.99/pengaturan/jejak-audit"),
            ("pengaturan-pekerjaan", "/99.99/pengaturan/pekerjaan"),
        ],
    )
    .await?;
    an_invitation(desk).await
}

/// Asked for in a dialog, shown once, opened by somebody who is not signed in yet.
async fn an_invitation(desk: &Desk) -> Outcome {
    let page = &desk.window;
    page.goes_to("/99.99/pengaturan/akun?q=notulis").await?;
    page.clicks("Buat Undangan untuk Pelangi Jenggalasari, S.IP.")
        .await?;
    page.sees("Buat undangan untuk Pelangi Jenggalasari")
        .await?;
    desk.shows("dialog").await?;
    page.clicks_in("//dialog", "Buat Undangan").await?;
    page.sees("Berlaku 7 hari").await?;
    desk.shows("undangan-dibuat").await?;
    let text = page.text().await?;
    let link = text
        .split_whitespace()
        .find(|word| word.contains("/undangan/"));
    let link = link.context("no link to invite with")?;
    let path = link.find("/99.99/").and_then(|at| link.get(at..));
    opens(desk, &[("undangan", path.context("a link to elsewhere")?)]).await?;
    page.goes_to("/99.99/pengaturan/jejak-audit").await?;
    page.clicks("Periksa Keutuhan").await?;
    page.sees("Terbaru lebih dulu").await?;
    desk.shows("keutuhan").await
}

/// Opens pages one after the other and looks at them.
async fn opens(desk: &Desk, pages: &[(&str, &str)]) -> Outcome {
    for (step, path) in pages {
        desk.window.goes_to(path).await?;
        desk.shows(step).await?;
    }
    Ok(())
}

/// Where the first link of this kind leads.
/// The newest meeting in which something was said.
async fn newest_with_points(desk: &Desk) -> Outcome<String> {
    let script = "const said = (row) => row.querySelector('[data-label=Butir]')?.textContent.trim();\
        const rows = [...document.querySelectorAll('tr')];\
        const found = rows.find((row) => (said(row) || '0') !== '0');\
        return found?.querySelector('a.row-link')?.getAttribute('href');";
    let found = desk.window.asks(script).await?;
    Ok(found.as_str().context("no meeting with points")?.to_owned())
}

async fn first(desk: &Desk, selector: &str) -> Outcome<String> {
    let script = format!("return document.querySelector({selector:?})?.getAttribute('href')");
    let found = desk.window.asks(&script).await?;
    Ok(found
        .as_str()
        .with_context(|| format!("no {selector}"))?
        .to_owned())
}
