//! One person, two posts in one agency: the secretary prepares, and as *Plt.* head sends.

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

const TASK: &str = "Menata pedagang di tiga pasar";
const AGENCY: &str = "Dinas Perindustrian dan Perdagangan";
const SECRETARY: &str = "Sekretaris Dinas Perindustrian dan Perdagangan";
const HEAD: &str = "Plt. Kepala Dinas Perindustrian dan Perdagangan";

/// From the draft of the secretary to the receipt of the acting head, and who is told apart.
pub async fn story(desk: &Desk) -> Outcome {
    let asisten = desk.seats("asisten1").await?;
    asisten.opens_newest_point().await?;
    let task = asisten.hands_over_agreed(TASK, AGENCY, "3").await?;

    let both = desk.seats_as("sekdis.disperindag", SECRETARY).await?;
    let page = both.page();
    page.sees(&format!("Bertindak sebagai: {SECRETARY}"))
        .await?;
    both.takes_up(TASK, "Laporkan").await?;
    both.reports("2", "Dua pasar sudah ditata.", None).await?;
    page.does_not_offer("Kirim").await?;
    both.keeps_the_draft().await?;
    desk.shows("draf-sekretaris").await?;

    page.goes_to("/99.99/bertindak-sebagai").await?;
    desk.shows("dua-jabatan").await?;
    page.ticks(HEAD).await?;
    page.clicks("Pilih").await?;
    page.sees(&format!("Bertindak sebagai: {HEAD}")).await?;
    let offered = both.has_to_do(TASK).await?;
    ensure!(offered.contains("Laporkan"), "{offered}");
    page.goes_to(&format!("{task}/lapor")).await?;
    let kept = page
        .value("Jumlah yang sudah dicapai sampai sekarang")
        .await?;
    ensure!(kept == "2", "the draft of the same person: {kept}");
    both.sends().await?;
    page.clicks("Tanda Terima").await?;
    both.has_a_receipt().await?;

    page.goes_to(&format!("{task}/riwayat")).await?;
    page.sees(HEAD).await?;
    page.sees(SECRETARY).await?;
    desk.shows("riwayat-dua-jabatan").await?;

    // whoever sent it does not check it
    page.goes_to(&task).await?;
    page.does_not_offer("Periksa").await
}
