//! The head of an agency is away. Whoever stands in (*Plh.*) does the work of the day on a phone.

use anyhow::{Context, ensure};
use browser_tests::{Desk, Outcome, PLACE, Person, Screen};

const TASK: &str = "Membersihkan drainase di tiga kelurahan";
const AGENCY: &str = "Dinas Lingkungan Hidup";
const POST: &str = "Kepala Dinas Lingkungan Hidup";

/// From the order to stand in to the receipt.
pub async fn story(desk: &Desk) -> Outcome {
    somebody_stands_in(desk).await?;
    let asisten = desk.seats("asisten1").await?;
    asisten.opens_newest_point().await?;
    asisten.hands_over_agreed(TASK, AGENCY, "3").await?;
    desk.window.moves_to(Screen::Phone).await?;
    let plh = desk
        .seats_as("operator.dlh", &format!("Plh. {POST}"))
        .await?;
    the_work_of_the_unit_is_there(desk, &plh).await?;
    let link = a_link_for_the_field(desk, &plh).await?;
    desk.leaves().await?;
    the_link_is_opened_without_signing_in(desk, &link).await?;
    let plh = desk
        .seats_as("operator.dlh", &format!("Plh. {POST}"))
        .await?;
    what_came_is_taken_over(desk, &plh).await?;
    a_photo_travels_small(desk, &plh).await
}

async fn somebody_stands_in(desk: &Desk) -> Outcome {
    let admin = desk.seats("admin").await?;
    let page = admin.page();
    page.goes_to("/99.99/pengaturan/unit").await?;
    page.clicks(&format!("Jabatan, Pejabat {AGENCY}")).await?;
    page.clicks(&format!("Catat Pejabat {POST}")).await?;
    page.fills("Pejabat", "operator.dlh").await?;
    page.ticks("Plh.").await?;
    page.fills_date("Mulai", 0).await?;
    page.fills_date("Hari terakhir", 4).await?;
    page.fills("Dasar", "Surat perintah Sekda, kepala dinas berdinas luar")
        .await?;
    page.clicks("Simpan").await?;
    page.sees(&format!("Plh. {POST}")).await
}

async fn the_work_of_the_unit_is_there(desk: &Desk, plh: &Person<'_>) -> Outcome {
    plh.page()
        .sees(&format!("Bertindak sebagai: Plh. {POST}"))
        .await?;
    let offered = plh.has_to_do(TASK).await?;
    ensure!(offered.contains("Laporkan"), "{offered}");
    desk.shows("daftar-kerja-plh").await
}

async fn a_link_for_the_field(desk: &Desk, plh: &Person<'_>) -> Outcome<String> {
    let page = plh.page();
    plh.takes_up(TASK, "Laporkan").await?;
    page.sees("Laporkan Kemajuan").await?;
    let form = page.path().await?;
    let task = form.trim_end_matches("/lapor").to_owned();
    page.goes_to(&task).await?;
    page.clicks("Tautan Unggah").await?;
    page.chooses("Diminta kepada", POST).await?;
    page.fills("Keterangan permintaan", "Tampak depan drainase")
        .await?;
    desk.shows("tautan-baru").await?;
    page.clicks("Buat Tautan").await?;
    page.sees("ditampilkan satu kali saja").await?;
    desk.shows("tautan-jadi").await?;
    let link = page.text_of("#tautan").await?;
    let path = link.split("/99.99").nth(1).context("a link")?;
    Ok(format!("/99.99{path}"))
}

async fn the_link_is_opened_without_signing_in(desk: &Desk, link: &str) -> Outcome {
    let page = &desk.window;
    page.goes_to(link).await?;
    page.sees("Kirim Foto").await?;
    page.sees("Tampak depan drainase").await?;
    page.does_not_see("Bertindak sebagai").await?;
    let photo = desk.takes_a_photo("depan.jpg").await?;
    page.attaches("Foto", &photo).await?;
    page.sees("diperkecil dari").await?;
    page.fills("Catatan", "Sesudah dibersihkan").await?;
    desk.shows("tautan-dibuka").await?;
    page.clicks("Kirim").await?;
    page.sees("Kiriman lewat tautan ini diterima").await?;
    desk.shows("tautan-terpakai").await
}

async fn what_came_is_taken_over(desk: &Desk, plh: &Person<'_>) -> Outcome {
    let page = plh.page();
    page.opens_menu("Pemberitahuan").await?;
    page.sees("Kiriman lewat tautan unggah").await?;
    plh.takes_up(TASK, "Laporkan").await?;
    page.sees("Laporkan Kemajuan").await?;
    let form = page.path().await?;
    page.goes_to(form.trim_end_matches("/lapor")).await?;
    page.clicks("Ambil ke laporan atau buang").await?;
    desk.shows("kiriman-masuk").await?;
    page.clicks("Ambil ke Laporan").await?;
    page.sees("Foto, dikirim lewat tautan unggah").await?;
    desk.shows("kiriman-diambil").await
}

async fn a_photo_travels_small(desk: &Desk, plh: &Person<'_>) -> Outcome {
    let page = plh.page();
    let photo = desk.takes_a_photo("drainase.jpg").await?;
    let bytes = std::fs::metadata(&photo)?.len();
    ensure!(bytes > 1_000_000, "a photo of {bytes} bytes proves nothing");
    plh.takes_up(TASK, "Laporkan").await?;
    plh.reports("2", "Dua kelurahan sudah bersih.", Some(&photo))
        .await?;
    page.sees("diperkecil dari").await?;
    page.sees("tempat dan waktu pengambilan tidak ikut").await?;
    desk.shows("foto-diperkecil").await?;
    plh.sends().await?;
    page.clicks("Tanda Terima").await?;
    plh.has_a_receipt().await?;
    desk.shows("laporan-plh").await?;
    let kept = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('.evidence a')].at(-1).href;
             const blob = await (await fetch(link)).blob();
             const picture = await createImageBitmap(blob);
             return [picture.width, picture.height, blob.size, await blob.text()];",
        )
        .await?;
    let size = kept[2].as_u64().context("a size")?;
    ensure!(kept[0] == 1600 && kept[1] == 1200, "{}", kept[0]);
    ensure!(size * 2 < bytes, "{size} of {bytes}");
    let told = kept[3].as_str().context("its bytes")?;
    ensure!(!told.contains(PLACE), "the place is told");
    Ok(())
}
