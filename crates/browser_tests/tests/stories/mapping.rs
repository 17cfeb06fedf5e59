//! *Pemetaan IKK*: the planning unit is asked by a date, maps an IKK to a sub-activity with money, says of the
//! rest why none serves it, and sends; another person sends it back once, then finds it right.

use anyhow::{Context, ensure};
use browser_tests::{Desk, Outcome, Screen, Window};

/// The year the played plan has money for.
const YEAR: &str = "2026";
const PLANNER: &str = "kepala-bapperida";
const UNIT: &str = "Badan Perencanaan Pembangunan Daerah, Riset dan Inovasi";
const SUB: &str = "1.02.02.2.02.0001";
const REASON: &str = "Belum ada sub kegiatannya; diusulkan pada Renja tahun berikutnya.";
const NOTE: &str = "Sebutkan sub kegiatan yang akan diusulkan untuk kesehatan.";

/// From the question to the workbook.
pub async fn story(desk: &Desk) -> Outcome {
    let mapping = asks(desk).await?;
    answers(desk, &mapping).await?;

    let assistant = desk.seats("asisten1").await?;
    let page = assistant.page();
    page.goes_to(&mapping).await?;
    page.sees("Menunggu verifikasi").await?;
    desk.shows("diperiksa").await?;
    page.clicks("Kembalikan untuk Perbaikan").await?;
    page.sees("Wajib diisi").await?;
    desk.shows("tanpa-catatan-ditolak").await?;
    page.fills("Catatan (wajib bila dikembalikan)", NOTE)
        .await?;
    page.clicks("Kembalikan untuk Perbaikan").await?;
    page.sees("Dikembalikan untuk perbaikan").await?;
    desk.leaves().await?;

    desk.window.moves_to(Screen::Phone).await?;
    let planner = desk.seats(PLANNER).await?;
    let page = planner.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Lengkapi pemetaan IKK").await?;
    page.goes_to(&mapping).await?;
    page.sees(NOTE).await?;
    desk.shows("dikembalikan").await?;
    page.clicks("Kirim Ulang").await?;
    page.sees("Pemetaan terkirim.").await?;
    desk.window.moves_to(Screen::Desk).await?;
    desk.leaves().await?;

    let assistant = desk.seats("asisten1").await?;
    let page = assistant.page();
    page.goes_to(&mapping).await?;
    page.clicks("Verifikasi").await?;
    page.sees("Tuntas").await?;
    page.sees("1 dipetakan").await?;
    desk.leaves().await?;

    // who reads only: the head of the region, and the list in Excel
    let mayor = desk.seats("walikota").await?;
    let page = mayor.page();
    page.goes_to(&mapping).await?;
    page.sees(REASON).await?;
    page.does_not_offer("Verifikasi").await?;
    desk.shows("tuntas").await?;
    let given = page
        .asks_and_waits(
            "const link = [...document.querySelectorAll('a')]
                 .find(a => a.textContent.trim() === 'Unduh Excel');
             const answer = await fetch(link.href);
             const bytes = await answer.arrayBuffer();
             return [new TextDecoder().decode(bytes.slice(0, 2)), bytes.byteLength];",
        )
        .await?;
    ensure!(given[0] == "PK", "{}", given[0]);
    ensure!(given[1].as_u64() > Some(5_000), "{}", given[1]);
    Ok(())
}

/// The secretary asks the planning unit, which is proposed, for the mapping by a date; its path.
async fn asks(desk: &Desk) -> Outcome<String> {
    let sekda = desk.seats("sekda").await?;
    let page = sekda.page();
    page.opens_menu("RPJMD").await?;
    let plan = page
        .asks("return document.querySelector('a.row-link').getAttribute('href');")
        .await?;
    page.goes_to(plan.as_str().context("a plan")?).await?;
    page.clicks("Cakupan IKK").await?;
    page.chooses("Tahun", YEAR).await?;
    page.clicks("Lihat").await?;
    page.sees(&format!("Cakupan IKK {YEAR}")).await?;
    page.sees("Minta pemetaan dilengkapi").await?;
    desk.shows("cakupan").await?;
    page.clicks("Minta Pemetaan").await?;
    page.sees("Isi batas waktunya").await?;
    desk.shows("tanpa-tanggal-ditolak").await?;
    page.fills_date("Batas waktu", 30).await?;
    page.clicks("Minta Pemetaan").await?;
    page.sees(&format!("Pemetaan IKK ke sub kegiatan {YEAR}"))
        .await?;
    page.sees(UNIT).await?;
    let mapping = page.path().await?;
    desk.leaves().await?;
    Ok(mapping)
}

/// The planning unit: one IKK is mapped, all others have a reason, then it goes off.
async fn answers(desk: &Desk, mapping: &str) -> Outcome {
    let planner = desk.seats(PLANNER).await?;
    let page = planner.page();
    page.opens_menu("Perlu Ditindaklanjuti").await?;
    page.sees("Lengkapi pemetaan IKK").await?;
    page.clicks(&format!("Lengkapi pemetaan IKK ke sub kegiatan {YEAR}"))
        .await?;
    page.sees("Masih terbuka").await?;
    ensure!(page.path().await? == mapping, "the task leads to it");
    desk.shows("tugas").await?;
    page.clicks("Kirim").await?;
    page.sees("Pemetaan belum dapat dikirim").await?;
    desk.shows("belum-lengkap-ditolak").await?;

    page.clicks("Petakan IKK Kesehatan").await?;
    page.sees("Sub kegiatan beranggaran").await?;
    let first = "document.querySelectorAll('form input[name=sub]')[0]";
    page.asks(&format!("{first}.value = '1.02.02'; return true;"))
        .await?;
    page.clicks("Simpan Draf").await?;
    page.sees("kode ini program").await?;
    desk.shows("bukan-sub-kegiatan-ditolak").await?;
    page.asks(&format!("{first}.value = '{SUB}'; return true;"))
        .await?;
    gives_reasons(page).await?;
    page.clicks("Simpan Draf").await?;
    page.sees("Jawaban untuk Kesehatan tersimpan").await?;
    desk.shows("satu-urusan").await?;
    // the others, as the page leads from one to the next
    for _ in 0..60 {
        let left = page
            .asks(
                "const open = document.querySelector('li.task .chip-lengkapi');
                 return open && open.closest('li').querySelector('a').getAttribute('href');",
            )
            .await?;
        let Some(path) = left.as_str() else { break };
        page.goes_to(path).await?;
        gives_reasons(page).await?;
        page.clicks("Simpan Draf").await?;
        page.sees("tersimpan").await?;
    }
    page.sees("Masih terbuka 0 IKK").await?;
    page.clicks("Kirim").await?;
    page.sees("Pemetaan terkirim.").await?;
    page.sees("Menunggu verifikasi").await?;
    desk.leaves().await
}

/// Writes the reason beside every IKK of the form that is not mapped.
async fn gives_reasons(page: &Window) -> Outcome {
    let script = format!(
        "const subs = [...document.querySelectorAll('form input[name=sub]')];
         const reasons = [...document.querySelectorAll('form textarea[name=alasan]')];
         reasons.forEach((field, place) => {{ if (!subs[place].value) field.value = '{REASON}'; }});
         return reasons.length;"
    );
    let count = page.asks(&script).await?;
    ensure!(count.as_u64() > Some(0), "nothing to answer");
    Ok(())
}
