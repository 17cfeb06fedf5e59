//! The stored list beside a sheet that was typed on an older one.

use government::Directory;
use platform::Uuid;

use super::sheet::Row;
use crate::{store::Attendance, web::stored::Stored};

/// The stored lines that differ from the typed ones, in words. A line that is on no row of the
/// sheet, or on one nobody touched, enters the sheet: saving again does not take it off unseen.
pub(super) fn beside(
    directory: &Directory,
    known: &[Attendance],
    rows: &mut Vec<Row>,
) -> Vec<Stored> {
    let stored: Vec<Row> = (1..)
        .zip(known)
        .map(|(place, line)| Row::of(directory, place, line))
        .collect();
    let typed = rows.len();
    let mut paired = vec![false; typed];
    let mut told = Vec::new();
    let mut left = Vec::new();
    for line in &stored {
        let same = (0..typed).find(|at| !paired[*at] && is_same(&rows[*at], line));
        match same {
            Some(at) => paired[at] = true,
            None => left.push(line),
        }
    }
    for line in left {
        let about = [is_of_unit, is_of_name, is_of_place]
            .iter()
            .find_map(|rule| (0..typed).find(|at| !paired[*at] && rule(&rows[*at], line)));
        match about {
            Some(at) if !rows[at].is_untouched() => {
                paired[at] = true;
                told.push(Stored::new(&line.label, words(line)));
                continue;
            }
            Some(at) => {
                paired[at] = true;
                rows[at] = line.clone();
            }
            None => rows.push(line.clone()),
        }
        let value = format!("{} (ditambahkan ke lembar ini)", words(line));
        told.push(Stored::new(&line.label, value));
    }
    let gone = rows[..typed].iter().zip(&paired);
    told.extend(
        gone.filter(|(row, paired)| !**paired && row.place.is_some() && !row.status.is_empty())
            .map(|(row, _)| Stored::new(&row.label, "Tidak ada lagi di daftar yang tersimpan")),
    );
    told
}

fn is_same(row: &Row, line: &Row) -> bool {
    let fields = |row: &Row| {
        let texts = [&row.name, &row.office, &row.institution, &row.note];
        (
            row.is_group,
            Uuid::parse_str(&row.unit).ok(),
            row.status.clone(),
            texts.map(|text| text.trim().to_owned()),
        )
    };
    fields(row) == fields(line)
}

fn is_of_unit(row: &Row, line: &Row) -> bool {
    !line.unit.is_empty() && row.unit == line.unit
}

fn is_of_name(row: &Row, line: &Row) -> bool {
    let names = [line.name.trim(), line.institution.trim()];
    row.unit == line.unit && names != ["", ""] && [row.name.trim(), row.institution.trim()] == names
}

fn is_of_place(row: &Row, line: &Row) -> bool {
    row.place == line.place && row.unit == line.unit && row.is_group == line.is_group
}

/// "Hadir: dr. Siti (Kepala Dinas), Pemerintah Kota. Pelapor"
fn words(row: &Row) -> String {
    let status = crate::rules::AttendanceStatus::from_word(&row.status);
    let office = match (row.name.as_str(), row.office.as_str()) {
        (_, "") => String::new(),
        ("", office) => office.to_owned(),
        (_, office) => format!(" ({office})"),
    };
    let mut text = status.map_or("", |status| status.label()).to_owned();
    let who = format!("{}{office}", row.name);
    for (sign, part) in [
        (": ", who.as_str()),
        (", ", &row.institution),
        (". ", &row.note),
    ] {
        if !part.is_empty() {
            text += sign;
            text += part;
        }
    }
    text
}
