//! A paper of two pages: the first one of a process, those that follow, and what the process weighs
//! after a hundred. `cargo run --release -p bench --example press`; the figures stand in
//! docs/PERFORMANCE.md.

use std::fs;

use documents::{
    Align, Block, Format, Letterhead, Paper, Pictures, Renderer, SignatureBlock, Signatures,
    Signer, Table, docx,
};
use papers::Press;
use platform::{Clock, Instant, clock::SystemClock};

const TIMES: usize = 200;
/// Rows that fill the second page.
const ROWS: usize = 34;

fn main() -> anyhow::Result<()> {
    println!("at rest: {:.1} MB anonymous", memory("RssAnon"));
    let (press, none, paper) = (Press::new(), Pictures::default(), paper());
    let set = || press.pdf(std::slice::from_ref(&paper), &none);
    let began = SystemClock.now();
    let first = set()?;
    println!("the first paper: {:.1} ms", since(began));
    let pages = pdf_extract::extract_text_from_mem_by_pages(&first)?.len();
    anyhow::ensure!(pages == 2, "{pages} pages");
    let mut times = Vec::new();
    for n in 1..TIMES {
        let began = SystemClock.now();
        set()?;
        times.push(since(began));
        if n == 99 {
            println!("after 100 papers: {:.1} MB anonymous", memory("RssAnon"));
        }
    }
    told("a paper of two pages as PDF", times);
    println!(
        "after {TIMES} papers: {:.1} MB anonymous",
        memory("RssAnon")
    );
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let began = SystemClock.now();
        docx::write(&paper, &none)?;
        times.push(since(began));
    }
    told("the same as a Word file", times);
    Ok(())
}

fn told(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[times.len() * part / 100];
    println!("{what}: p50 {:.1} ms, p99 {:.1} ms", at(50), at(99));
}

/// Milliseconds since then.
fn since(began: Instant) -> f64 {
    (SystemClock.now().0 - began.0) as f64 / 1e3
}

fn paper() -> Paper {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        ("Arahan", 4, Align::Left),
        ("Tindak lanjut", 5, Align::Left),
        ("Penanggung jawab", 4, Align::Left),
        ("Batas waktu", 3, Align::Left),
    ]);
    table.rows = (1..=ROWS)
        .map(|n| {
            vec![
                n.to_string(),
                format!("Butir {n}"),
                "Membuka gorong-gorong yang tersumbat di sepuluh kelurahan".into(),
                "Dinas Pekerjaan Umum dan Penataan Ruang".into(),
                "Kamis, 22 Oktober 2026".into(),
            ]
        })
        .collect();
    let signer = Signer {
        office: "Sekretaris Daerah".into(),
        name: "Nama Pejabat, M.Si.".into(),
        rank: "Pembina Utama Madya (IV/d)".into(),
        nip: "19670325 199003 1 001".into(),
    };
    Paper {
        format: Format::F4,
        letterhead: Some(Letterhead::agency("Kota Contoh", "Sekretariat Daerah", "")),
        title: vec!["NOTULA".into(), "Rakor Bulanan".into()],
        number: None,
        place: "Contoh".into(),
        name: "Notula".into(),
        blocks: vec![
            Block::facts([
                ("Hari/tanggal", "Senin, 7 September 2026".to_owned()),
                ("Tempat", "Ruang Rapat Utama".to_owned()),
            ]),
            Block::section("1.", "Kesiapan musim hujan"),
            Block::paragraph(
                "Pompa, pintu air, dan alat angkut diperiksa sebelum hujan puncak. Gorong-gorong \
                 yang tersumbat dibuka lebih dulu.",
            ),
            Block::Table(table),
        ],
        signatures: Some(Signatures {
            left: None,
            right: SignatureBlock::of(&signer, "", vec!["SEKRETARIS DAERAH,".into()]),
        }),
        copies: vec!["Arsip".into()],
        footer: String::new(),
        simulated: true,
    }
}

/// A line of the process's own account, in MB.
fn memory(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1000.0
}
