//! A round of the LPPD: the list from a pack and from the workbook of the year, an agency that collects from its hospital and a health
//! centre, fills in by hand, by paste and by workbook and says once that data are not there, the desk,
//! APIP with a TDI and evidence of the wrong year, the correction, and heads who sign by phone, one of
//! them acting.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, Sheet, Window, changed, row, workbook};

const TITLE: &str = "LPPD Tahun Lalu (contoh)";
/// What the list of the year calls 1.b.3, in words the pack does not have.
const OWN_NAME: &str = "Persentase ibu hamil mendapatkan pelayanan kesehatan ibu hamil sesuai standar (daftar tahun ini)";
const ACTING: &str = "Plt. Kepala Dinas Perindustrian dan Perdagangan";

pub async fn story(desk: &Desk) -> Outcome {
    let board = opens_the_round(desk).await?;
    let filling = fills_in(desk).await?;
    collects(desk, &filling).await?;
    sends(desk, &filling).await?;
    reviews(desk, &filling).await?;
    corrects_and_signs(desk, &filling).await?;
    an_acting_head_signs(desk).await?;
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(&board).await?;
    page.sees("Ditandatangani").await?;
    desk.shows("papan").await?;
    for (name, begin) in [
        ("lppd.pdf", "%PDF-"),
        ("lppd.docx", "PK"),
        ("bukti.zip", "PK"),
    ] {
        let printed = page
            .asks_and_waits(&format!(
                "const answer = await fetch('{board}/{name}');
                 const bytes = await answer.arrayBuffer();
                 return [new TextDecoder().decode(bytes.slice(0, {})), bytes.byteLength];",
                begin.len()
            ))
            .await?;
        ensure!(printed[0] == begin, "{name}: {}", printed[0]);
    }
    Ok(())
}

/// The list goes out as a workbook and comes back as this year's, with a name in the region's own words
/// and a target.
async fn imports_the_list(desk: &Desk, page: &Window) -> Outcome {
    let given = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('a')]
                 .find((one) => one.textContent.trim() === 'Unduh Excel');
             const answer = await fetch(link.href);
             return [...new Uint8Array(await answer.arrayBuffer())];",
        )
        .await?;
    let given: Vec<u8> = serde_json::from_value(given)?;
    let book = changed(
        given,
        desk.folder().join("daftar-tahun-ini.xlsx"),
        "1.b.3",
        &[
            ("Indikator", OWN_NAME),
            ("Dasar Hukum", "Surat Kementerian Dalam Negeri (contoh)"),
            ("Target", "95"),
            ("Sumber Target", "RPJMD (contoh)"),
        ],
    )?;
    page.clicks("Impor dari Excel").await?;
    page.attaches("Berkas Excel (.xlsx)", &book).await?;
    page.clicks("Pratinjau").await?;
    page.sees("1 indikator berbeda").await?;
    page.sees("seperti paket; pengampu ditetapkan daerah")
        .await?;
    desk.shows("daftar-pratinjau").await?;
    page.clicks("Simpan 155 Baris").await?;
    page.sees("155 baris tersimpan").await?;
    page.opens_menu("Daftar Indikator").await?;
    page.sees(OWN_NAME).await?;
    page.sees("milik daerah").await?;
    desk.shows("daftar-tahun-ini").await
}

/// The list of the year from the pack, and a round for it; the path of its board.
pub async fn opens_the_round(desk: &Desk) -> Outcome<String> {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.opens_menu("Daftar Indikator").await?;
    page.sees("Ambil daftar dari paket peraturan").await?;
    desk.shows("daftar-kosong").await?;
    page.clicks("Ambil Daftar").await?;
    page.sees("Daftar indikator tersimpan.").await?;
    page.sees("1.b.3 Persentase ibu hamil").await?;
    desk.shows("daftar-ikk").await?;
    imports_the_list(desk, page).await?;
    page.opens_menu("Periode Pengisian").await?;
    page.sees("Belum ada periode pengisian").await?;
    page.clicks("Buka Periode").await?;
    page.fills("Judul", TITLE).await?;
    page.chooses("Daftar indikator", "LPPD").await?;
    page.fills_date("Batas waktu pengisian", 30).await?;
    desk.shows("periode-baru").await?;
    page.clicks("Buka Periode").await?;
    page.sees("Pengisian dibuka").await?;
    page.sees("Dinas Kesehatan").await?;
    desk.shows("papan-awal").await?;
    let board = page.path().await?;
    desk.leaves().await?;
    Ok(board)
}

/// Types into a cell as its owner does; the row keeps itself.
async fn types(page: &Window, code: &str, letter: &str, amount: &str) -> Outcome {
    let script = format!(
        "const row = [...document.querySelectorAll('.ikk')]
             .find((row) => row.querySelector('.ikk-code').textContent === '{code}');
         const cell = row.querySelector('[name=\"angka-{letter}\"]');
         cell.scrollIntoView({{ block: 'center', behavior: 'instant' }});
         cell.focus();
         cell.value = '{amount}';
         cell.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return true;"
    );
    page.asks(&script).await?;
    page.sees("Tersimpan").await
}

async fn fills_in(desk: &Desk) -> Outcome<String> {
    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    let offered = kadis.has_to_do(TITLE).await?;
    ensure!(offered.contains("Isi Data"), "{offered}");
    page.goes_to("/99.99/perlu-ditindaklanjuti").await?;
    page.clicks(TITLE).await?;
    page.sees("1.b.3 Persentase ibu hamil").await?;
    types(page, "1.b.3", "A", "4512").await?;
    types(page, "1.b.3", "B", "5003").await?;
    page.sees("90,19 %").await?;
    let state = page.asks("return [...document.querySelectorAll('.ikk')].find((row) => row.querySelector('.ikk-code').textContent === '1.b.3').querySelector('[name=\"status-A\"]').value;").await?;
    ensure!(state == "angka", "the status follows the amount: {state}");
    types(page, "1.b.5", "A", "5.003").await?;
    page.sees("Dapat dibaca dua cara").await?;
    desk.shows("isian").await?;
    page.clicks("Tempel dari Excel").await?;
    page.fills(
        "Kolom: kode, lalu nilai setiap unsur",
        "1.b.4; 0; 200\n1.b.5; 150; 150",
    )
    .await?;
    page.clicks("Simpan yang Ditempel").await?;
    page.sees("Isian yang ditempel tersimpan.").await?;
    let filling = page.path().await?;
    page.asks(
        "const row = [...document.querySelectorAll('.ikk')]
             .find((row) => row.querySelector('.ikk-code').textContent === '1.b.6');
         row.querySelector('[name=\"status-A\"]').value = 'belum';
         row.querySelector('[name=\"alasan-A\"]').value = 'Survei belum selesai';
         row.querySelector('[name=\"rencana-A\"]').value = 'Rekap puskesmas';
         row.querySelector('[name=\"tanggal-A\"]').value = '2027-01-20';
         row.querySelector('[name=\"tanggal-A\"]')
             .dispatchEvent(new Event('change', { bubbles: true }));
         return true;",
    )
    .await?;
    page.sees("Data belum tersedia").await?;
    page.reloads().await?;
    goes_to_indicator(page, &filling, "1.b.3").await?;
    page.sees("(4.512 ÷ 5.003) × 100 = 90,19 %").await?;
    page.fills("Halaman", "12-14").await?;
    page.attaches("Berkas", &desk.photo("profil-tahun-lama.jpg")?)
        .await?;
    page.clicks("Tambah Data Dukung").await?;
    page.sees("halaman 12-14").await?;
    desk.shows("rincian").await?;

    // what an operator has in Excel comes in with a preview
    let sheet = Sheet {
        name: "Isian",
        columns: &["No IKK", "Unsur", "Nilai", "Status", "Alasan"],
        rows: vec![
            row(&["1.b.8", "A", "61250", "", ""]),
            row(&["1.b.8", "B", "70000", "", ""]),
        ],
    };
    let book = workbook(desk.folder(), "isian.xlsx", &[sheet])?;
    page.goes_to(&filling).await?;
    page.clicks("Impor dari Excel").await?;
    page.attaches("Berkas Excel (.xlsx)", &book).await?;
    page.clicks("Pratinjau").await?;
    page.sees("2 baris terbaca dan tidak ada masalah").await?;
    desk.shows("impor-pratinjau").await?;
    page.clicks("Simpan 2 Baris").await?;
    page.sees("2 baris tersimpan").await?;
    page.goes_to(&filling).await?;
    page.sees("87,50 %").await?;
    Ok(filling)
}

/// The agency asks its hospital and a health centre; the hospital answers through its acting director.
async fn collects(desk: &Desk, filling: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(filling).await?;
    page.clicks("Isian Bawahan").await?;
    page.ticks("Puskesmas Lembayung").await?;
    page.ticks("Rumah Sakit").await?;
    page.ticks("1.b.7 Persentase anak usia").await?;
    page.fills_date("Batas waktu", 14).await?;
    page.clicks("Minta Isian").await?;
    page.sees("2 unit, 2 belum mengirim").await?;
    desk.shows("isian-bawahan").await?;
    desk.leaves().await?;

    let director = desk.seats_as("kadis.dinkes", "Plt. Direktur").await?;
    let page = director.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.clicks(TITLE).await?;
    types(page, "1.b.7", "A", "900").await?;
    types(page, "1.b.7", "B", "1000").await?;
    page.clicks("Kirim").await?;
    page.sees("Isian terkirim.").await?;
    page.sees("Menunggu verifikasi").await?;
    desk.leaves().await?;

    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    page.goes_to(&format!("{filling}/bagian")).await?;
    page.sees("2 unit, 1 belum mengirim").await?;
    page.clicks("Jumlahkan").await?;
    goes_to_indicator(page, filling, "1.b.7").await?;
    page.sees("(900 ÷ 1.000) × 100 = 90,00 %").await?;
    page.sees("Jumlah dari 1 dari 2 unit").await?;
    page.sees("angka sementara").await?;
    desk.shows("angka-sementara").await
}

async fn sends(desk: &Desk, filling: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(filling).await?;
    page.clicks("Kirim").await?;
    page.sees("Isian terkirim.").await?;
    page.sees("Menunggu desk").await?;
    desk.leaves().await
}

/// Another agency has only an acting head: what he signs by phone says so.
async fn an_acting_head_signs(desk: &Desk) -> Outcome {
    let acting = desk.seats_as("sekdis.disperindag", ACTING).await?;
    let page = acting.page();
    page.goes_to("/99.99/perlu-ditindaklanjuti").await?;
    page.clicks(TITLE).await?;
    let filling = page.path().await?;
    page.clicks("Kirim").await?;
    page.sees("Menunggu desk").await?;
    desk.leaves().await?;
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(&filling).await?;
    page.clicks("Terima dan Teruskan ke APIP").await?;
    page.sees("Direviu APIP").await?;
    desk.leaves().await?;
    let apip = desk.seats("apip").await?;
    let page = apip.page();
    page.goes_to(&filling).await?;
    page.clicks("Reviu Selesai (LHR)").await?;
    page.sees("Menunggu tanda tangan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let acting = desk.seats_as("sekdis.disperindag", ACTING).await?;
    let page = acting.page();
    page.goes_to(&filling).await?;
    page.clicks("Tanda Tangani").await?;
    page.clicks_in("//dialog", "Ya, lanjutkan").await?;
    page.sees("Ditandatangani").await?;
    page.sees(ACTING).await?;
    desk.shows("ditandatangani-plt").await?;
    desk.leaves().await?;
    desk.window.moves_to(Screen::Desk).await
}

async fn goes_to_indicator(page: &Window, filling: &str, code: &str) -> Outcome {
    page.goes_to(filling).await?;
    let link = page
        .asks(&format!(
            "const row = [...document.querySelectorAll('.ikk')]
                 .find((row) => row.querySelector('.ikk-code').textContent === '{code}');
             return row.querySelector('.ikk-status a').getAttribute('href');"
        ))
        .await?;
    page.goes_to(link.as_str().unwrap_or_default()).await
}

async fn reviews(desk: &Desk, filling: &str) -> Outcome {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(filling).await?;
    desk.shows("desk").await?;
    page.clicks("Terima dan Teruskan ke APIP").await?;
    page.sees("Direviu APIP").await?;
    desk.leaves().await?;

    let apip = desk.seats("apip").await?;
    let page = apip.page();
    goes_to_indicator(page, filling, "1.b.6").await?;
    page.chooses("Jenis catatan", "TDI").await?;
    page.fills("Catatan", "Tidak ada catatan layanan.").await?;
    page.clicks("Tambah Catatan").await?;
    page.sees("Menunggu tanggapan").await?;
    desk.shows("catatan-tdi").await?;
    goes_to_indicator(page, filling, "1.b.3").await?;
    page.asks(
        "const form = document.querySelector('form[action*=\"nilai-bukti\"]');
         form.querySelector('[name=nilai]').value = '2';
         form.querySelector('[name=catatan]').value = 'Profil tahun lama';
         form.requestSubmit();
         return true;",
    )
    .await?;
    page.sees("Belum Sesuai").await?;
    page.goes_to(filling).await?;
    page.clicks("Serahkan Catatan untuk Perbaikan").await?;
    page.fills("Apa yang harus diperbaiki", "Lihat CHR.")
        .await?;
    page.clicks_in("//form", "Serahkan Catatan untuk Perbaikan")
        .await?;
    page.sees("Perbaikan Pasca Reviu").await?;
    page.clicks("Catatan Hasil Reviu").await?;
    page.sees("Tidak ada catatan layanan.").await?;
    desk.shows("chr").await?;
    desk.leaves().await
}

async fn corrects_and_signs(desk: &Desk, filling: &str) -> Outcome {
    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    page.goes_to(&format!("{filling}?saring=catatan")).await?;
    page.sees("Pereviu menyatakan TDI").await?;
    desk.shows("perbaikan").await?;
    page.goes_to(filling).await?;
    page.clicks("Tempel dari Excel").await?;
    page.fills("Kolom: kode, lalu nilai setiap unsur", "1.b.6; 7200; 8000")
        .await?;
    page.clicks("Simpan yang Ditempel").await?;
    goes_to_indicator(page, filling, "1.b.6").await?;
    page.fills("Tanggapan", "Rekap puskesmas dilampirkan.")
        .await?;
    page.clicks("Kirim Tanggapan").await?;
    page.sees("Sudah ditanggapi").await?;
    page.goes_to(filling).await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Direviu APIP").await?;
    desk.leaves().await?;

    let apip = desk.seats("apip").await?;
    let page = apip.page();
    goes_to_indicator(page, filling, "1.b.6").await?;
    page.clicks("Selesai").await?;
    page.sees("(7.200 ÷ 8.000) × 100 = 90,00 %").await?;
    page.goes_to(filling).await?;
    page.clicks("Reviu Selesai (LHR)").await?;
    page.sees("Menunggu tanda tangan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk
        .seats_as("kadis.dinkes", "Kepala Dinas Kesehatan")
        .await?;
    let page = kadis.page();
    let offered = kadis.has_to_do(&format!("Tanda tangan {TITLE}")).await?;
    ensure!(offered.contains("Tanda Tangani"), "{offered}");
    page.goes_to(filling).await?;
    desk.shows("tanda-tangan").await?;
    page.clicks("Tanda Tangani").await?;
    page.clicks_in("//dialog", "Ya, lanjutkan").await?;
    page.sees("Ditandatangani").await?;
    desk.leaves().await?;
    desk.window.moves_to(Screen::Desk).await
}
