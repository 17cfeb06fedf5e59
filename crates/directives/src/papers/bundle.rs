//! *Berkas rapat*: the sheet before all papers of a meeting, and the list of evidence behind them.

use documents::{
    Align, Block, Paper, Table,
    register::{Details, PaperKind},
};
use government::{Directory, evidence::Evidence};

use super::{blank, day, hours};
use crate::store::Meeting;

/// A paper of the bundle, as the first sheet names it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// "Notula (versi 2)".
    pub title: String,
    /// "Ditandatangani", or that it is in no register.
    pub status: String,
    /// Number and date, or empty.
    pub number: String,
}

/// The first sheet.
pub fn contents(meeting: &Meeting, directory: &Directory, pieces: &[Piece], stamp: &str) -> Paper {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        ("Naskah", 6, Align::Left),
        ("Nomor dan tanggal", 5, Align::Left),
        ("Status", 4, Align::Left),
    ]);
    table.rows = pieces
        .iter()
        .enumerate()
        .map(|(n, piece)| {
            vec![
                (n + 1).to_string(),
                piece.title.clone(),
                piece.number.clone(),
                piece.status.clone(),
            ]
        })
        .collect();
    sheet(
        meeting,
        directory,
        "BERKAS RAPAT",
        vec![
            Block::facts([
                ("Rapat", meeting.title.clone()),
                ("Hari/tanggal", day(meeting)),
                ("Waktu", hours(meeting, &directory.region.zone_label)),
                ("Tempat", meeting.place.clone()),
                ("Pimpinan rapat", meeting.chair()),
            ]),
            Block::section("", "Isi berkas"),
            Block::Table(table),
        ],
        stamp,
    )
}

/// The list of evidence: what it proves, what it is, who added it.
pub fn evidence_list(
    meeting: &Meeting,
    directory: &Directory,
    pieces: &[(String, Evidence)],
    stamp: &str,
) -> Paper {
    let mut table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Tindak lanjut", 5, Align::Left),
        ("Data dukung", 9, Align::Left),
        ("Ditambahkan oleh", 7, Align::Left),
    ]);
    table.rows = pieces
        .iter()
        .enumerate()
        .map(|(n, (of, piece))| {
            let what = match (&piece.url, &piece.file_name) {
                (Some(url), _) => format!("{}\n{url}", piece.title),
                (None, Some(name)) => format!("{}\n{name}, {}", piece.title, piece.size_text()),
                (None, None) => piece.title.clone(),
            };
            let who = directory.unit_name(piece.unit_id).to_owned();
            vec![(n + 1).to_string(), of.clone(), what, who]
        })
        .collect();
    let blocks = if pieces.is_empty() {
        vec![Block::paragraph("Belum ada data dukung.")]
    } else {
        vec![Block::Table(table)]
    };
    sheet(meeting, directory, "DAFTAR DATA DUKUNG", blocks, stamp)
}

fn sheet(
    meeting: &Meeting,
    directory: &Directory,
    title: &str,
    blocks: Vec<Block>,
    stamp: &str,
) -> Paper {
    // neither is a paper of the register; sheet and letterhead are those of the minutes
    let blank = blank(meeting, directory, &Details::default(), PaperKind::Minutes);
    Paper {
        title: vec![title.to_owned(), meeting.title.clone()],
        name: format!("{title} {} {}", meeting.title, meeting.date),
        blocks,
        footer: format!("Keadaan per {stamp}"),
        ..blank
    }
}
