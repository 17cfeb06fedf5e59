//! *Lembar disposisi*, to be filled in by hand. Its fields are `[M]`: no printed one was seen.

use documents::{
    Align, Block, Paper, Table,
    register::{Details, PaperKind},
};
use government::Directory;

use super::blank;
use crate::store::Meeting;

/// The sheet that goes before a paper of the meeting from desk to desk.
pub fn disposition(meeting: &Meeting, directory: &Directory, details: &Details) -> Paper {
    let blank = blank(meeting, directory, details, PaperKind::Disposition);
    let from = blank.letterhead.as_ref().map_or("", |head| {
        if head.agency.is_empty() {
            &head.government
        } else {
            &head.agency
        }
    });
    let mut table = Table::simple(&[("", 1, Align::Left), ("", 1, Align::Left)]);
    table.header = vec![];
    table.numbered = false;
    table.row_height = Some(11);
    let two = |left: String, right: &str| vec![left, right.to_owned()];
    table.rows = vec![
        two(format!("Surat dari: {from}"), "Diterima tanggal:"),
        two("Nomor surat:".into(), "Nomor agenda:"),
        two(
            "Tanggal surat:".into(),
            "Sifat:\n[   ] Sangat segera     [   ] Segera     [   ] Rahasia",
        ),
        two(format!("Hal: {}", meeting.title), ""),
        two(
            "Diteruskan kepada:\n\n1.\n\n2.\n\n3.\n\n4.\n".into(),
            "Dengan hormat harap:\n\n[   ] Tanggapan dan saran\n\n[   ] Proses lebih lanjut\n\n\
             [   ] Koordinasi/konfirmasi\n\n[   ]\n",
        ),
        two("Catatan:\n\n\n\n\n\n".into(), "Paraf dan tanggal:"),
    ];
    Paper {
        title: vec!["LEMBAR DISPOSISI".into()],
        blocks: vec![Block::Table(table)],
        ..blank
    }
}
