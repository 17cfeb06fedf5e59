//! *Daftar hadir*, to be signed by hand.

use documents::{Align, Block, Format, HeadCell, Paper, Signatures, Table, register::Details};
use government::Directory;

use super::{day, hours, letterhead};
use crate::store::{Attendance, Meeting};

/// Rows for people nobody wrote down before.
const FREE: usize = 5;
/// Rows at least.
const LEAST: usize = 15;

/// The list of who was asked to come, with room to sign: odd numbers on the left, even numbers on
/// the right. NIP and telephone are personal: people write them themselves.
pub fn attendance(
    meeting: &Meeting,
    directory: &Directory,
    lines: &[Attendance],
    details: &Details,
) -> Paper {
    let region = &directory.region;
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Nama", 12, Align::Left),
        ("NIP", 8, Align::Left),
        ("Jabatan/Instansi", 13, Align::Left),
        ("No. HP", 6, Align::Left),
        ("", 6, Align::Left),
        ("", 6, Align::Left),
    ]);
    table.numbered = false;
    table.row_height = Some(9);
    for heads in &mut table.header {
        heads.truncate(5);
        heads.push(HeadCell::new("Tanda tangan").across(2));
    }
    let rows = (lines.len() + FREE).max(LEAST);
    table.rows = (0..rows)
        .map(|n| row(n + 1, lines.get(n), directory))
        .collect();
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(letterhead(meeting, directory, details)),
        title: vec!["DAFTAR HADIR".into()],
        number: None,
        place: details.place.clone(),
        name: format!("Daftar Hadir {} {}", meeting.title, meeting.date),
        blocks: vec![
            Block::facts([
                ("Hari/tanggal", day(meeting)),
                ("Waktu", hours(meeting, &region.zone_label)),
                ("Tempat", meeting.place.clone()),
                ("Acara", meeting.title.clone()),
            ]),
            Block::Table(table),
        ],
        signatures: Some(Signatures {
            left: None,
            right: details.signature(&region.head_title, &region.name, "Notulis"),
        }),
        copies: vec![],
        footer: String::new(),
        simulated: region.simulated,
    }
}

fn row(number: usize, line: Option<&Attendance>, directory: &Directory) -> Vec<String> {
    let room = format!("{number}. ..........");
    let (left, right) = if number % 2 == 1 {
        (room, String::new())
    } else {
        (String::new(), room)
    };
    vec![
        number.to_string(),
        line.map(|line| line.name.clone()).unwrap_or_default(),
        String::new(),
        line.map(|line| office(line, directory)).unwrap_or_default(),
        String::new(),
        left,
        right,
    ]
}

/// "Kepala Dinas, Dinas Lingkungan Hidup".
fn office(line: &Attendance, directory: &Directory) -> String {
    let institution = line
        .unit_id
        .map_or(line.institution.as_str(), |id| directory.unit_name(id));
    // "Sekretaris DPRD Kota Contoh" says the institution already
    let named = line
        .office
        .to_lowercase()
        .contains(&institution.to_lowercase());
    let words = [line.office.as_str(), if named { "" } else { institution }];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}
