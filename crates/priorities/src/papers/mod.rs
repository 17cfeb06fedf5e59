//! The agenda of a year, described. Pure. Its columns are the house's own `[M]`.

use documents::{
    Align, Block, Format, Letterhead, Paper, Signatures, Table, office_line,
    register::{Details, LetterheadKind},
};
use government::Directory;

use crate::web::Standing;

/// The priorities of a year with how they stand, on a sheet on its side.
pub fn agenda(
    year: i32,
    directory: &Directory,
    lines: &[Standing],
    details: &Details,
    stamp: &str,
) -> Paper {
    let region = &directory.region;
    let mut table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Prioritas", 14, Align::Left),
        ("Penanggung jawab", 11, Align::Left),
        ("Selesai paling lambat", 8, Align::Left),
        ("Tindak lanjut", 14, Align::Left),
        ("Keadaan", 9, Align::Left),
    ]);
    table.rows = lines
        .iter()
        .map(|line| {
            let works: Vec<String> = line
                .works
                .iter()
                .map(|work| format!("{}: {} ({})", work.lead, work.task, work.status.label()))
                .collect();
            let works = match works.is_empty() {
                true => "Belum ada".to_owned(),
                false => works.join("\n"),
            };
            let words = [line.priority.title.as_str(), &line.priority.description];
            let state = [line.course.label(), &line.mark];
            vec![
                line.priority.number.to_string(),
                words.join("\n").trim().to_owned(),
                line.owner.clone(),
                line.due.clone(),
                works,
                state.join("\n").trim().to_owned(),
            ]
        })
        .collect();
    let body = match lines.is_empty() {
        true => Block::paragraph("Belum ada prioritas yang ditetapkan untuk tahun ini."),
        false => Block::Table(table),
    };
    let head = office_line(&region.head_title, &region.head_title, &region.name);
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(match details.letterhead {
            LetterheadKind::HeadOfRegion => Letterhead::of_head(directory),
            LetterheadKind::Unit => Letterhead::of_unit(directory, None),
        }),
        title: vec![format!("PRIORITAS TAHUN {year}")],
        number: None,
        place: details.place.clone(),
        name: format!("Prioritas Tahun {year}"),
        blocks: vec![body],
        signatures: Some(Signatures {
            left: None,
            right: details.signature(&region.head_title, &region.name, head.trim_end_matches(',')),
        }),
        copies: vec![],
        footer: format!("Keadaan per {stamp}"),
        simulated: region.simulated,
    }
}
