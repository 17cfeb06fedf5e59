//! A decree of 217 people comes in as a workbook weeks ahead: what changes hands is seen before, and on
//! 30 December everybody is where the decree says.

use anyhow::ensure;
use browser_tests::{Desk, Outcome, Sheet, row, workbook};

const MANY: usize = 217;
/// All rows but those of two heads and a camat.
const SECTIONS: usize = MANY - 3;
const UNIT: &str = "Dinas Pendidikan dan Kebudayaan";
const OLD: &str = "Kepala Dinas Lingkungan Hidup";
const NEW: &str = "Kepala Dinas Kesehatan";
const NOTE: &str = "Kontrak armada berakhir Januari.";
/// Open at the agency in Kota Contoh.
const TASK: &str = "Menyusun jadwal pengadaan sampai serah terima";

fn post(number: usize) -> String {
    format!("Kepala Seksi {:03}", number % SECTIONS)
}

fn person(number: usize) -> String {
    format!("Pegawai {number:03}, S.Sos.")
}

/// The posts that the decree moves people between, with who holds them.
fn sections() -> Vec<Sheet> {
    let all = 0..SECTIONS;
    let posts = all.clone().map(|n| row(&[&post(n), UNIT, "Operator"]));
    let holders = all.map(|n| {
        let nip = format!("19800101 200501 1 {n:03}");
        row(&[&person(n), &nip, &post(n), UNIT])
    });
    vec![
        Sheet {
            name: "Jabatan",
            columns: &["Jabatan", "Unit Kerja", "Peran"],
            rows: posts.collect(),
        },
        Sheet {
            name: "Pejabat",
            columns: &["Nama", "NIP", "Jabatan", "Unit Kerja"],
            rows: holders.collect(),
        },
    ]
}

/// The appendix of the decree; `wrong` stands in the place of the last post.
fn appendix(year: &str, wrong: Option<&str>) -> Vec<Sheet> {
    let (from, until) = (format!("30/12/{year}"), format!("31/12/{year}"));
    let mut moves: Vec<(String, String, &str)> = vec![
        ("kadis.dlh".into(), NEW.into(), "Dinas Kesehatan"),
        ("kadis.dinkes".into(), OLD.into(), "Dinas Lingkungan Hidup"),
        ("camat.utara".into(), "Tanpa jabatan baru".into(), ""),
    ];
    moves.extend((0..SECTIONS).map(|n| (person(n), post(n + 1), UNIT)));
    if let (Some(wrong), Some(last)) = (wrong, moves.last_mut()) {
        last.1 = wrong.to_owned();
    }
    let rows = moves.iter().zip(1..).map(|((who, to, unit), number)| {
        let number: usize = number;
        let decree = "SK Wali Kota 800.1.3.3/217";
        row(&[&number.to_string(), who, to, unit, decree, &from, &until])
    });
    vec![Sheet {
        name: "Lampiran",
        columns: &[
            "No",
            "Nama",
            "Jabatan Baru",
            "Unit Kerja",
            "Nomor SK",
            "TMT",
            "Serah Terima Sampai",
        ],
        rows: rows.collect(),
    }]
}

/// From the first workbook to what is received on the day.
pub async fn story(desk: &Desk) -> Outcome {
    let admin = desk.seats("admin").await?;
    let page = admin.page();
    // the next 30 December that is not today
    let year = page
        .asks(
            "const now = new Date(); const late = now.getMonth() == 11 && now.getDate() > 28;
             return now.getFullYear() + (late ? 1 : 0)",
        )
        .await?
        .to_string();
    let sections = workbook(desk.folder(), "seksi.xlsx", &sections())?;
    page.goes_to("/99.99/pengaturan/paket-awal/impor").await?;
    page.attaches("Berkas Excel (.xlsx)", &sections).await?;
    page.clicks("Pratinjau").await?;
    page.clicks(&format!("Simpan {} Baris", 2 * SECTIONS))
        .await?;
    page.sees("baris tersimpan").await?;

    // one wrong cell is named first
    let wrong = workbook(
        desk.folder(),
        "salah.xlsx",
        &appendix(&year, Some("Kepala Seksi 9")),
    )?;
    page.goes_to("/99.99/pengaturan/mutasi").await?;
    page.clicks("Impor dari Excel").await?;
    page.attaches("Berkas Excel (.xlsx)", &wrong).await?;
    page.clicks("Pratinjau").await?;
    page.sees("1 masalah").await?;
    page.sees(&format!("Baris {}, kolom Jabatan Baru", MANY + 1))
        .await?;
    page.sees(&format!("C{}", MANY + 1)).await?;
    desk.shows("satu-sel-salah").await?;

    // what changes hands is seen before
    let right = workbook(desk.folder(), "lampiran.xlsx", &appendix(&year, None))?;
    page.clicks("unggah lagi").await?;
    page.attaches("Berkas Excel (.xlsx)", &right).await?;
    page.clicks("Pratinjau").await?;
    page.sees(&format!("{MANY} baris terbaca dan tidak ada masalah"))
        .await?;
    page.sees("tindak lanjut unit").await?;
    page.sees(&format!("30 Desember {year}")).await?;
    desk.shows("pratinjau-217").await?;
    page.clicks(&format!("Simpan {MANY} Baris")).await?;
    page.sees(&format!("{MANY} baris tersimpan")).await?;
    desk.shows("mutasi-tersimpan").await?;

    // until then nobody has moved
    let before = desk.seats("kadis.dlh").await?;
    before
        .page()
        .sees(&format!("Bertindak sebagai: {OLD}"))
        .await?;
    desk.leaves().await?;

    desk.house.turns_to(&format!("{year}-12-30")).await?;
    let moved = desk.seats("kadis.dlh").await?;
    moved
        .page()
        .sees(&format!("Bertindak sebagai: {NEW}"))
        .await?;
    desk.shows("di-jabatan-baru").await?;
    let page = moved.page();
    page.goes_to("/99.99/serah-terima").await?;
    page.clicks(OLD).await?;
    page.sees(TASK).await?;
    page.fills("Catatan untuk pejabat berikutnya", NOTE).await?;
    page.clicks("Serahkan").await?;
    page.sees("Sudah diserahkan").await?;
    desk.leaves().await?;
    let new = desk.seats_as("kadis.dinkes", OLD).await?;
    let page = new.page();
    page.sees(&format!("Bertindak sebagai: {OLD}")).await?;
    let offered = new.has_to_do(&format!("Serah Terima Tugas {OLD}")).await?;
    ensure!(offered.contains("Buka Serah Terima"), "{offered}");
    new.takes_up(&format!("Serah Terima Tugas {OLD}"), "Buka Serah Terima")
        .await?;
    page.sees(NOTE).await?;
    page.sees(TASK).await?;
    desk.shows("yang-ditinggalkan").await?;
    page.clicks("Diterima").await?;
    page.sees("Serah terima diterima").await?;
    desk.shows("diterima").await?;
    new.has_to_do(TASK).await?;
    desk.leaves().await?;

    // who got no new post reads on
    let camat = desk.seats("camat.utara").await?;
    camat
        .page()
        .sees("Bertindak sebagai: Serah Terima Tugas")
        .await?;
    camat.may_not_report().await
}
