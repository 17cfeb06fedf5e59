//! The circle of a spoken point.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen};

const MEETING: &str = "Rapat Koordinasi Kebersihan Kota";
const POINT: &str = "Sebelum musim hujan, lima kelurahan di bantaran sungai harus bersih dari \
                     sampah. Dinas Lingkungan Hidup memimpin, camat mendukung.";
const TASK: &str = "Membersihkan sampah di lima kelurahan bantaran sungai";
const NOTE: &str = "Foto belum menunjukkan lokasi. Tulis nama kelurahannya.";

/// All of it.
pub async fn story(desk: &Desk) -> Outcome {
    let meeting = the_meeting_is_held(desk).await?;
    let task = the_point_is_handed_over(desk, &meeting).await?;
    everybody_sees_what_is_missing(desk).await?;
    the_target_is_agreed(desk).await?;
    the_first_report_goes_out(desk).await?;
    it_comes_back_and_is_corrected(desk).await?;
    the_mayor_finds_it(desk).await?;
    the_next_meeting_looks_at_it(desk, &meeting).await?;
    it_is_finished(desk).await?;
    the_history_tells_it(desk, &task).await
}

async fn the_meeting_is_held(desk: &Desk) -> Outcome<String> {
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    desk.shows("beranda-tapem").await?;
    page.opens_menu("Rapat").await?;
    desk.shows("rapat").await?;
    page.clicks("Rapat Baru").await?;
    page.fills("Judul rapat", MEETING).await?;
    page.chooses("Rangkaian", "Rakor Bulanan").await?;
    page.fills_date("Hari/tanggal", 0).await?;
    page.fills("Tempat", "Ruang Rapat Wali Kota").await?;
    page.fills("Nama pimpinan rapat", "Ir. Bagaskara Wirajati, M.T.")
        .await?;
    page.fills("Agenda", "Laporan penyelenggara\nArahan Wali Kota")
        .await?;
    desk.shows("rapat-baru").await?;
    page.clicks("Simpan").await?;
    page.sees("Disiapkan").await?;
    page.clicks("Mulai Rapat").await?;
    page.sees("Berlangsung").await?;
    desk.shows("rapat-berlangsung").await?;
    let meeting = page.path().await?;
    page.clicks("Catat Butir Arahan").await?;
    page.fills("Isi arahan", POINT).await?;
    page.chooses("Agenda", "Arahan Wali Kota").await?;
    page.fills("Ditujukan kepada", "Dinas Lingkungan Hidup, camat")
        .await?;
    desk.shows("butir-baru").await?;
    page.clicks("Simpan Butir").await?;
    page.sees("Butir ini belum dibagikan").await?;
    page.sees("lima kelurahan di bantaran sungai").await?;
    desk.shows("butir").await?;
    Ok(meeting)
}

async fn the_point_is_handed_over(desk: &Desk, meeting: &str) -> Outcome<String> {
    let asisten = desk.seats("asisten1").await?;
    let page = asisten.page();
    page.goes_to(meeting).await?;
    page.clicks("Butir 1").await?;
    page.clicks("Bagi Tindak Lanjut").await?;
    page.fills("Tindak lanjut", TASK).await?;
    page.chooses("Penanggung Jawab", "Dinas Lingkungan Hidup")
        .await?;
    asisten
        .picks_supporter("kecamatan utara", "Kecamatan Contoh Utara")
        .await?;
    asisten
        .picks_supporter("contoh tengah", "Kecamatan Contoh Tengah")
        .await?;
    page.sees("2 dipilih").await?;
    // what is ticked stays in sight, whatever is searched for
    page.sees("Kecamatan Contoh Utara").await?;
    page.does_not_see("Kecamatan Contoh Selatan KEC").await?;
    page.ticks("Wajib ditindaklanjuti").await?;
    desk.shows("bagi").await?;
    page.clicks("Bagi Tindak Lanjut").await?;
    page.sees("Perlu dilengkapi").await?;
    desk.shows("butir-dibagi").await?;
    page.goes_to(meeting).await?;
    page.sees("Perlu dilengkapi").await?;
    desk.shows("rapat-dibagi").await?;
    page.clicks(TASK).await?;
    page.sees("Target dan batas waktunya belum disepakati.")
        .await?;
    ensure!(
        page.text_of(".page-head .chips")
            .await?
            .starts_with("Perlu dilengkapi")
    );
    desk.shows("tindak-lanjut-baru").await?;
    page.path().await
}

async fn everybody_sees_what_is_missing(desk: &Desk) -> Outcome {
    desk.window.moves_to(Screen::Phone).await?;
    let operator = desk.seats("operator.dlh").await?;
    let offered = operator.has_to_do(TASK).await?;
    ensure!(offered.contains("Perlu dilengkapi"), "{offered}");
    ensure!(offered.contains("Usulkan Target"), "{offered}");
    desk.shows("daftar-kerja-operator").await?;
    for (camat, step) in [("camat.utara", "utara"), ("kepala-kec-tengah", "tengah")] {
        let camat = desk.seats(camat).await?;
        let offered = camat.has_to_do(TASK).await?;
        ensure!(offered.contains("Lihat"), "{offered}");
        ensure!(!offered.contains("Laporkan"), "{offered}");
        let parts = desk.window.texts_of("section.card").await?;
        let support = parts
            .iter()
            .find(|part| part.starts_with("Sebagai pendukung"));
        ensure!(support.is_some_and(|part| part.contains(TASK)), "{parts:?}");
        desk.shows(&format!("daftar-kerja-camat-{step}")).await?;
        camat.takes_up(TASK, "Lihat").await?;
        camat.page().sees("Perlu dilengkapi").await?;
        camat.may_not_report().await?;
    }
    Ok(())
}

async fn the_target_is_agreed(desk: &Desk) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    kadis.takes_up(TASK, "Usulkan Target").await?;
    desk.shows("usulkan-target").await?;
    kadis.proposes("5", "kelurahan", 30).await?;
    kadis.page().sees("Target diusulkan").await?;
    desk.shows("target-diusulkan").await?;

    desk.window.moves_to(Screen::Desk).await?;
    let asisten = desk.seats("asisten1").await?;
    asisten.takes_up(TASK, "Putuskan").await?;
    desk.shows("putuskan-target").await?;
    asisten.agrees().await?;
    asisten.page().sees("Target terkunci").await?;
    desk.shows("target-terkunci").await
}

async fn the_first_report_goes_out(desk: &Desk) -> Outcome {
    desk.window.moves_to(Screen::Phone).await?;
    let operator = desk.seats("operator.dlh").await?;
    operator.takes_up(TASK, "Laporkan").await?;
    let photo = desk.photo("kali-bersih.png")?;
    operator
        .reports(
            "3",
            "Tiga kelurahan sudah dibersihkan bersama warga.",
            Some(&photo),
        )
        .await?;
    operator.page().sees("kali-bersih.png").await?;
    desk.shows("lapor-operator").await?;
    operator.page().does_not_offer("Kirim").await?;
    operator.keeps_the_draft().await?;
    desk.shows("draf-tersimpan").await?;

    let kadis = desk.seats("kadis.dlh").await?;
    kadis.takes_up(TASK, "Laporkan").await?;
    let typed = kadis
        .page()
        .value("Jumlah yang sudah dicapai sampai sekarang")
        .await?;
    ensure!(typed == "3", "the draft says {typed}");
    kadis.page().sees("Foto kegiatan").await?;
    desk.shows("lapor-kepala").await?;
    kadis.sends().await?;
    kadis.page().clicks("Tanda Terima").await?;
    kadis.has_a_receipt().await?;
    desk.shows("tanda-terima").await
}

async fn it_comes_back_and_is_corrected(desk: &Desk) -> Outcome {
    desk.window.moves_to(Screen::Desk).await?;
    let verifikator = desk.seats("verifikator").await?;
    verifikator.takes_up(TASK, "Periksa").await?;
    desk.shows("periksa").await?;
    verifikator.returns(NOTE).await?;
    desk.shows("dikembalikan").await?;

    desk.window.moves_to(Screen::Phone).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    let offered = kadis.has_to_do(TASK).await?;
    ensure!(offered.contains("Dikembalikan"), "{offered}");
    kadis.takes_up(TASK, "Perbaiki").await?;
    kadis.page().sees(NOTE).await?;
    kadis
        .reports(
            "3",
            "Kelurahan Padma Rimba, Alun Melati, dan Bukit Nilam sudah bersih.",
            None,
        )
        .await?;
    desk.shows("perbaiki").await?;
    kadis.sends_again().await?;

    desk.window.moves_to(Screen::Desk).await?;
    let verifikator = desk.seats("verifikator").await?;
    verifikator.takes_up(TASK, "Periksa").await?;
    verifikator.page().sees("Dikirim ulang").await?;
    verifikator.verifies().await?;
    verifikator.page().sees("3 dari 5 kelurahan").await?;
    desk.shows("terverifikasi").await
}

async fn the_mayor_finds_it(desk: &Desk) -> Outcome {
    desk.window.moves_to(Screen::Phone).await?;
    let wali_kota = desk.seats("walikota").await?;
    let page = wali_kota.page();
    desk.shows("beranda-wali-kota").await?;
    page.opens_menu("Dasbor Pimpinan").await?;
    page.sees("Seluruh tindak lanjut").await?;
    desk.shows("dasbor").await?;
    page.clicks("Dinas Lingkungan Hidup").await?;
    page.sees("Tindak Lanjut Dinas Lingkungan Hidup").await?;
    desk.shows("dasbor-dlh").await?;
    page.clicks(TASK).await?;
    page.sees("3 dari 5 kelurahan").await?;
    page.sees("Dalam proses").await
}

async fn the_next_meeting_looks_at_it(desk: &Desk, meeting: &str) -> Outcome {
    desk.window.moves_to(Screen::Desk).await?;
    let tapem = desk
        .seats_as("tapem", "Kepala Bagian Tata Pemerintahan")
        .await?;
    let page = tapem.page();
    page.goes_to(meeting).await?;
    page.clicks("Selesaikan Rapat").await?;
    page.sees("Buka Kembali Rapat").await?;
    page.clicks("Lainnya").await?;
    desk.shows("lainnya").await?;
    page.clicks("Buat Rapat Berikutnya").await?;
    page.sees("Disiapkan").await?;
    ensure!(page.path().await? != meeting, "no other meeting");
    desk.shows("rapat-berikutnya").await?;
    page.clicks("Evaluasi Tindak Lanjut Rakor Lalu").await?;
    page.sees(TASK).await?;
    page.sees("Belum tuntas").await?;
    desk.shows("evaluasi").await
}

async fn it_is_finished(desk: &Desk) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    kadis.takes_up(TASK, "Laporkan").await?;
    kadis
        .reports("5", "Kelima kelurahan sudah bersih.", None)
        .await?;
    kadis.sends().await?;
    let verifikator = desk.seats("verifikator").await?;
    verifikator.takes_up(TASK, "Periksa").await?;
    verifikator.verifies().await?;
    verifikator.page().sees("5 dari 5 kelurahan").await?;
    ensure!(
        verifikator
            .page()
            .text_of(".page-head .chips")
            .await?
            .starts_with("Tuntas")
    );
    desk.shows("tuntas").await
}

async fn the_history_tells_it(desk: &Desk, task: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(task).await?;
    page.clicks("Riwayat").await?;
    page.sees("Riwayat Perubahan").await?;
    desk.shows("riwayat").await?;
    // newest first
    page.tells_in_order(&[
        "Memeriksa laporan",
        "Damayanti Wukirasih",
        "Mengirim laporan kemajuan",
        "Melati Suryaningrum",
        "Kelima kelurahan sudah bersih.",
        "Memeriksa laporan",
        "Damayanti Wukirasih",
        "Mengirim laporan kemajuan",
        "Padma Rimba",
        "Memeriksa laporan",
        NOTE,
        "Mengirim laporan kemajuan",
        "Melati Suryaningrum",
        "Menyimpan draf laporan",
        "Gumelar Manggalayuda",
        "Memutuskan usulan target",
        "Rinjani Ardhinata",
        "Mengusulkan target",
        "Melati Suryaningrum",
        "Membagi tindak lanjut",
        "Rinjani Ardhinata",
    ])
    .await
}
