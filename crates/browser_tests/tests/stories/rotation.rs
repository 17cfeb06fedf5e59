//! A decree moves many on one day, with open work: everybody gets in on the day, and what was open
//! is handed over with notes and received by who follows.

use anyhow::ensure;
use browser_tests::{Desk, Outcome};

const PEOPLE: &str = include_str!("../../../../data/99.99/people.toml");
const OLD: &str = "Kepala Dinas Lingkungan Hidup";
const NEW: &str = "Kepala Dinas Kesehatan";
const NOTE: &str = "Kontrak armada berakhir Januari.";
/// Open at the agency in Kota Contoh.
const TASK: &str = "Menyusun jadwal pengadaan sampai serah terima";

/// Names and titles of the heads of kelurahan, each of whom takes the next one's post.
fn villages() -> Vec<(String, String)> {
    let quoted = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    let (mut name, mut village) = (String::new(), false);
    for line in PEOPLE.lines() {
        if line.starts_with("name =") {
            name = quoted(line);
        } else if line.starts_with("unit =") {
            village = quoted(line).starts_with("kel-");
        } else if line.starts_with("title =") && village && quoted(line).starts_with("Lurah") {
            found.push((name.clone(), quoted(line)));
        }
    }
    found
}

/// The appendix of the decree: two heads of agencies change places, a camat leaves, and the heads of
/// the kelurahan move on by one.
fn rows() -> (String, usize) {
    let villages = villages();
    let mut rows =
        format!("kadis.dlh\t{NEW}\tDINKES\nkadis.dinkes\t{OLD}\tDLH\ncamat.utara\t-\t\n");
    for (index, (name, _)) in villages.iter().enumerate() {
        let (_, next) = &villages[(index + 1) % villages.len()];
        rows += &format!("{name}\t{next}\t\n");
    }
    (rows, villages.len() + 3)
}

/// From the pasted rows to the signature of who receives.
pub async fn story(desk: &Desk) -> Outcome {
    let admin = desk.seats("admin").await?;
    let page = admin.page();
    let (rows, count) = rows();
    ensure!(count > 15, "only {count} rows");
    page.goes_to("/99.99/pengaturan/mutasi").await?;
    page.fills("SK", "SK Wali Kota 800/12").await?;
    page.fills_date("Mulai berlaku", 0).await?;
    page.fills_date("Serah terima sampai", 20).await?;
    let paste = format!("document.getElementById('baris').value = {rows:?}; return true;");
    page.asks(&paste).await?;
    page.clicks("Pratinjau").await?;
    page.sees(&format!("Pratinjau: {count} orang")).await?;
    desk.shows("pratinjau-mutasi").await?;
    page.clicks(&format!("Terapkan {count} Mutasi")).await?;
    page.sees("Mutasi diterapkan seluruhnya").await?;
    desk.leaves().await?;

    // who left acts in the new post, sees what was left, and gives it with a note
    let old = desk.seats("kadis.dlh").await?;
    let page = old.page();
    page.sees(&format!("Bertindak sebagai: {NEW}")).await?;
    page.goes_to("/99.99/serah-terima").await?;
    page.sees("Anda serahkan").await?;
    page.clicks(OLD).await?;
    page.sees(TASK).await?;
    page.fills("Catatan untuk pejabat berikutnya", NOTE).await?;
    page.clicks("Serahkan").await?;
    page.sees("Sudah diserahkan").await?;
    desk.shows("diserahkan").await?;
    desk.leaves().await?;

    // who follows finds it in the work list, and receives
    let new = desk.seats_as("kadis.dinkes", OLD).await?;
    let page = new.page();
    page.sees(&format!("Bertindak sebagai: {OLD}")).await?;
    new.takes_up(&format!("Serah Terima Tugas {OLD}"), "Buka Serah Terima")
        .await?;
    page.sees(NOTE).await?;
    page.clicks("Diterima").await?;
    page.sees("Serah terima diterima").await?;
    page.sees("Keadaan per").await?;
    desk.shows("diterima").await?;
    new.has_to_do(TASK).await?;
    desk.leaves().await?;

    // nobody is locked out: who got no new post reads on
    let camat = desk.seats("camat.utara").await?;
    camat
        .page()
        .sees("Bertindak sebagai: Serah Terima Tugas")
        .await?;
    camat.may_not_report().await
}
