//! The letter of a report, described. Pure: number and date are room for ink.

use documents::{
    Align, Block, Format, Letter, Letterhead, Paper, Signatures, Table,
    register::{Details, LetterheadKind, details::lines},
};
use government::Directory;

use crate::store::{SentReport, SentRow};

/// More columns than this stand on a sheet on its side.
const UPRIGHT: usize = 5;

/// What was sent, as a letter *Yth.* with *Tembusan*.
pub fn report(
    it: &SentReport,
    directory: &Directory,
    rows: &[SentRow],
    details: &Details,
) -> Paper {
    let columns = it.columns();
    let or_dash = |words: &str| match words {
        "" => "-".to_owned(),
        words => words.to_owned(),
    };
    let mut blocks = vec![
        Block::Letter(Letter {
            classification: or_dash(&details.classification),
            attachments: or_dash(&details.attachments),
            subject: details.subject.clone(),
            addressees: lines(&details.addressees),
            ..Letter::default()
        }),
        Block::paragraph(&opening(it)),
    ];
    if !it.text.is_empty() {
        blocks.push(Block::paragraph(&it.text));
    }
    if !details.body.is_empty() {
        blocks.push(Block::paragraph(&details.body));
    }
    if !columns.is_empty() {
        blocks.push(match rows.is_empty() {
            true => Block::paragraph("Tidak ada baris yang dilaporkan untuk periode ini."),
            false => Block::Table(table(&columns, rows)),
        });
    }
    let region = &directory.region;
    let sheet = Format::of(directory.stationery.sheet);
    let format = match columns.len() > UPRIGHT {
        true => sheet.sideways(),
        false => sheet,
    };
    Paper {
        format,
        letterhead: Some(match details.letterhead {
            LetterheadKind::HeadOfRegion => Letterhead::of_head(directory),
            LetterheadKind::Unit => Letterhead::of_unit(directory, Some(it.unit_id)),
        }),
        title: vec![],
        number: None,
        place: details.place.clone(),
        name: format!("{} {}", it.title, it.period_name()),
        blocks,
        signatures: Some(Signatures {
            left: None,
            right: details.signature(&region.head_title, &region.name, "Pelapor"),
        }),
        copies: lines(&details.copies),
        footer: format!(
            "Dikirim {}, tanda terima nomor {}",
            region.stamp(platform::Instant(it.sent_at)),
            it.receipt
        ),
        simulated: region.simulated,
    }
}

fn opening(it: &SentReport) -> String {
    let basis = match it.basis.as_str() {
        "" => String::new(),
        basis => format!("Berdasarkan {basis}, b"),
    };
    let begin = if basis.is_empty() {
        "B"
    } else {
        basis.as_str()
    };
    format!(
        "{begin}ersama ini disampaikan {} periode {}.",
        it.title,
        it.period_name()
    )
}

fn table(columns: &[String], rows: &[SentRow]) -> Table {
    let mut heads = vec![("No", 2, Align::Center)];
    heads.extend(columns.iter().map(|name| (name.as_str(), 6, Align::Left)));
    let mut table = Table::simple(&heads);
    for row in rows {
        let mut cells = vec![row.number.to_string()];
        cells.extend(row.cells().into_iter().map(|cell| match cell.is_empty() {
            true => "-".to_owned(),
            false => cell,
        }));
        table.rows.push(cells);
    }
    table
}
