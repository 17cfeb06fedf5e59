//! Lists of meetings, issues and attendance, described as workbooks. Pure.

use documents::{
    HeadCell, lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::{Instant, date};

use crate::{
    rules::{MeetingKind, MeetingState},
    store::{Attendance, Issue, Listed, Meeting, MeetingCount},
};

/// Meetings with how their follow-ups stand.
pub fn meetings(
    directory: &Directory,
    now: Instant,
    rows: &[Listed],
    counts: &[MeetingCount],
) -> List {
    let columns = [
        ("No", 5),
        ("Rapat", 45),
        ("Jenis", 22),
        ("Tanggal", 13),
        ("Tempat", 30),
        ("Status", 16),
        ("Butir Arahan", 10),
        ("Jumlah", 10),
        ("Tuntas", 10),
        ("Terlambat", 11),
    ];
    let mut list = lists::begin("Rapat", directory, now, &columns);
    let mut upper = list.header.remove(0);
    let lower: Vec<HeadCell> = upper.drain(7..).collect();
    let mut upper: Vec<HeadCell> = upper.into_iter().map(|cell| cell.down(2)).collect();
    upper.push(HeadCell::new("Tindak Lanjut").across(lower.len()));
    list.header = vec![upper, lower];
    let sum = |of: fn(&MeetingCount) -> i64| Cell::Whole(counts.iter().map(of).sum());
    list.total = Some(vec![
        Cell::Whole(rows.iter().map(|row| row.points).sum()),
        sum(|count| count.total),
        sum(|count| count.done),
        sum(|count| count.late),
    ]);
    list.rows(rows.iter().enumerate().map(|(index, row)| {
        let count = counts.iter().find(|count| count.meeting_id == row.id);
        let of = |of: fn(&MeetingCount) -> i64| Cell::Whole(count.map_or(0, of));
        vec![
            Cell::count(index + 1),
            Cell::from(row.title.as_str()),
            Cell::from(MeetingKind::label_of(&row.kind, row.own_kind.as_deref())),
            lists::day(&row.date),
            Cell::text_or(row.place.as_str(), documents::text::NOT_RECORDED),
            Cell::from(MeetingState::from_code(row.state).label()),
            Cell::Whole(row.points),
            of(|count| count.total),
            of(|count| count.done),
            of(|count| count.late),
        ]
    }))
}

/// Issues with their steps.
pub fn issues(directory: &Directory, now: Instant, rows: &[Issue]) -> List {
    let columns = [
        ("No", 5),
        ("Permasalahan", 45),
        ("Jenis", 14),
        ("Unit", 30),
        ("Disampaikan Oleh", 30),
        ("Sejak", 13),
        ("Langkah Penyelesaian", 45),
        ("Penanggung Jawab", 30),
        ("Selesai", 13),
        ("Penyelesaian", 40),
    ];
    let day = |at: i64| directory.region.today(Instant(at));
    lists::begin("Permasalahan", directory, now, &columns).rows(rows.iter().enumerate().map(
        |(index, row)| {
            let owner = row.owner_unit_id.map(|id| directory.unit_name(id));
            vec![
                Cell::count(index + 1),
                Cell::from(row.text.as_str()),
                Cell::from(row.kind().label()),
                Cell::from(directory.unit_name(row.unit_id)),
                Cell::from(match row.raised_by(directory) {
                    "" => directory.unit_name(row.unit_id),
                    other => other,
                }),
                Cell::Date(day(row.created_at)),
                Cell::text_or(row.steps.as_str(), "Belum dirumuskan"),
                Cell::text_or(owner.unwrap_or_default(), "Belum ditetapkan"),
                Cell::date_or(row.solved_at.map(day), "Belum selesai"),
                Cell::from(row.solution.as_str()),
            ]
        },
    ))
}

/// Who was asked to come, and who came.
pub fn attendance(
    meeting: &Meeting,
    directory: &Directory,
    now: Instant,
    lines: &[Attendance],
) -> List {
    let columns = [
        ("No", 5),
        ("Nama", 36),
        ("Jabatan", 36),
        ("Unit/Instansi", 40),
        ("Kehadiran", 14),
        ("Keterangan", 36),
    ];
    let name = format!("Daftar Hadir {}", meeting.title);
    let day = meeting.day().map(date::long).unwrap_or_default();
    let unit = |line: &Attendance| match line.unit_id {
        Some(id) => directory.unit_name(id).to_owned(),
        None => line.institution.clone(),
    };
    lists::begin(&name, directory, now, &columns)
        .note(day)
        .rows(lines.iter().enumerate().map(|(index, line)| {
            vec![
                Cell::count(index + 1),
                Cell::from(line.name.as_str()),
                Cell::from(line.office.as_str()),
                Cell::from(unit(line)),
                Cell::from(line.status().label()),
                Cell::from(line.note.as_str()),
            ]
        }))
}
