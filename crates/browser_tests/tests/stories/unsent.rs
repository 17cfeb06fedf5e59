//! The line drops while a report is being sent. Nothing typed or photographed is lost, nothing is
//! sent twice, and nobody else finds it.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Screen, until};

const TASK: &str = "Mengeruk saluran di empat kelurahan";
const AMOUNT: &str = "Jumlah yang sudah dicapai sampai sekarang";
const NOTE: &str = "Apa yang sudah dilakukan";
/// The answer gets lost on its way back: the server has the report and nobody knows.
const LOSE_THE_ANSWER: &str = "const real = window.fetch;
    window.fetch = (...asked) => { window.fetch = real;
      return real(...asked).then(() => { throw new TypeError('the line dropped'); }); };";
const LEFT_ON_THE_DEVICE: &str = "return new Promise((done) => {
    const asked = indexedDB.open('tuntas', 1);
    asked.onsuccess = () => { const all = asked.result.transaction('belum-terkirim')
      .objectStore('belum-terkirim').count(); all.onsuccess = () => done(all.result); }; });";

/// On a phone, at one task.
pub async fn story(desk: &Desk) -> Outcome {
    let asisten = desk.seats("asisten1").await?;
    asisten.opens_newest_point().await?;
    let task = asisten
        .hands_over_agreed(TASK, "Dinas Lingkungan Hidup", "4")
        .await?;
    desk.window.moves_to(Screen::Phone).await?;
    it_waits_and_goes_by_itself(desk, &task).await?;
    a_lost_answer_counts_once(desk, &task).await?;
    another_account_finds_nothing(desk, &task).await?;
    what_changed_meanwhile_is_told(desk, &task).await?;
    signing_out_leaves_nothing(desk, &task).await
}

async fn left(desk: &Desk, count: u64) -> Outcome {
    until(&format!("{count} left on the device"), async || {
        let left = desk.window.asks_and_waits(LEFT_ON_THE_DEVICE).await?;
        Ok((left == count).then_some(()))
    })
    .await
}

async fn reports(desk: &Desk, task: &str, count: usize) -> Outcome {
    desk.window.goes_to(&format!("{task}/riwayat")).await?;
    desk.window.sees("Riwayat Perubahan").await?;
    let text = desk.window.text().await?;
    let sent = text.matches("Mengirim laporan kemajuan").count();
    ensure!(sent == count, "sent {sent} times instead of {count}");
    Ok(())
}

async fn sent_back(desk: &Desk, task: &str) -> Outcome {
    let verifikator = desk.seats("verifikator").await?;
    verifikator.page().goes_to(task).await?;
    verifikator.returns("Sebutkan kelurahannya").await
}

async fn it_waits_and_goes_by_itself(desk: &Desk, task: &str) -> Outcome {
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.goes_to(&format!("{task}/lapor")).await?;
    let photo = desk.photo("saluran.png")?;
    kadis
        .reports("1", "Saluran pertama dikeruk.", Some(&photo))
        .await?;
    page.has_a_line(false).await?;
    page.clicks("Kirim").await?;
    page.sees("dikirim sendiri begitu jaringan kembali").await?;
    page.sees("Belum terkirim 1").await?;
    page.clicks("Belum terkirim 1").await?;
    page.sees("dengan 1 berkas. Menunggu jaringan.").await?;
    desk.shows("belum-terkirim").await?;
    ensure!(page.value(NOTE).await? == "Saluran pertama dikeruk.");
    page.clicks("Kirim sekarang").await?;
    page.sees("Belum terkirim 1").await?;
    page.has_a_line(true).await?;
    page.sees("Laporan terkirim. Tanda terimanya ada di bawah.")
        .await?;
    page.sees("1 laporan").await?;
    page.does_not_see("Belum terkirim").await?;
    page.sees("Foto kegiatan").await?;
    desk.shows("terkirim-sendiri").await?;
    left(desk, 0).await?;
    reports(desk, task, 1).await
}

async fn a_lost_answer_counts_once(desk: &Desk, task: &str) -> Outcome {
    sent_back(desk, task).await?;
    let kadis = desk.seats("kadis.dlh").await?;
    let page = kadis.page();
    page.goes_to(&format!("{task}/lapor")).await?;
    kadis
        .reports("2", "Saluran pertama dan kedua.", None)
        .await?;
    page.asks(LOSE_THE_ANSWER).await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Belum terkirim 1").await?;
    // any page of the same account sends what waits
    page.goes_to("/99.99/rapat").await?;
    page.sees("Terkirim: ").await?;
    left(desk, 0).await?;
    reports(desk, task, 2).await
}

async fn another_account_finds_nothing(desk: &Desk, task: &str) -> Outcome {
    sent_back(desk, task).await?;
    let page = &desk.window;
    let kadis = desk.seats("kadis.dlh").await?;
    page.goes_to(&format!("{task}/lapor")).await?;
    kadis.reports("3", "Tiga saluran.", None).await?;
    page.has_a_line(false).await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Belum terkirim 1").await?;
    // the session ends while there is no line, and somebody else takes the telephone
    page.driver.delete_all_cookies().await?;
    desk.forgets_who_sat_here();
    page.has_a_line(true).await?;
    page.sees("Sesi Anda sudah berakhir").await?;
    ensure!(page.value(NOTE).await? == "Tiga saluran.");
    desk.shows("sesi-berakhir").await?;
    let camat = desk.seats("camat.utara").await?;
    camat.page().goes_to("/99.99/rapat").await?;
    page.sees("Rakor").await?;
    page.does_not_see("Belum terkirim").await?;
    left(desk, 1).await?;
    desk.seats("kadis.dlh").await?;
    left(desk, 0).await?;
    reports(desk, task, 3).await
}

async fn what_changed_meanwhile_is_told(desk: &Desk, task: &str) -> Outcome {
    sent_back(desk, task).await?;
    let page = &desk.window;
    let kadis = desk.seats("kadis.dlh").await?;
    page.goes_to(&format!("{task}/lapor")).await?;
    kadis.reports("4", "Keempatnya selesai.", None).await?;
    page.has_a_line(false).await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Belum terkirim 1").await?;
    let (form, version) = (format!("{task}/lapor"), "[name=versi]");
    // as if the operator had kept a draft meanwhile: this form's version is an older one
    page.asks_and_waits(
        "return new Promise((done) => { const asked = indexedDB.open('tuntas', 1);
         asked.onsuccess = () => { const box = asked.result.transaction('belum-terkirim', 'readwrite')
           .objectStore('belum-terkirim'); box.getAll().onsuccess = (event) => {
             const item = event.target.result[0];
             item.fields = item.fields.map(([n, v]) => n === 'versi' ? [n, '1'] : [n, v]);
             box.put(item).onsuccess = () => done(true); }; }; });",
    )
    .await?;
    page.has_a_line(true).await?;
    page.sees("diubah orang lain selagi Anda mengisi").await?;
    desk.shows("diubah-orang-lain").await?;
    page.goes_to(&form).await?;
    page.sees("diubah orang lain selagi Anda mengisi").await?;
    ensure!(page.value(NOTE).await? == "Keempatnya selesai.");
    ensure!(page.value(AMOUNT).await? == "4");
    let fresh = page
        .asks(&format!("return document.querySelector('{version}').value"))
        .await?;
    ensure!(fresh != "1", "the form keeps the old version");
    page.clicks("Kirim Ulang").await?;
    page.sees("Laporan terkirim.").await?;
    left(desk, 0).await?;
    reports(desk, task, 4).await
}

async fn signing_out_leaves_nothing(desk: &Desk, task: &str) -> Outcome {
    sent_back(desk, task).await?;
    let page = &desk.window;
    let kadis = desk.seats("kadis.dlh").await?;
    page.goes_to(&format!("{task}/lapor")).await?;
    kadis.reports("4", "Belum jadi dikirim.", None).await?;
    page.has_a_line(false).await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Belum terkirim 1").await?;
    // typing on stops it from going by itself
    page.fills("Kendala", "Alat berat rusak").await?;
    page.sees("Isiannya sedang diubah").await?;
    page.has_a_line(true).await?;
    page.moves_to(Screen::Desk).await?;
    page.clicks("Keluar").await?;
    page.sees("Ada 1 isian yang belum terkirim.").await?;
    desk.shows("keluar-atau-tidak").await?;
    page.clicks("Ya, keluar dan hapus").await?;
    page.sees("Kata sandi").await?;
    left(desk, 0).await?;
    desk.forgets_who_sat_here();
    desk.seats("kadis.dlh").await?;
    reports(desk, task, 4).await
}
