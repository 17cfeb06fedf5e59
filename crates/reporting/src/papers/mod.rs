//! The letter of a report, described. Pure: number and date are room for ink.

use documents::{
    Align, Block, Format, Letter, Letterhead, Numbering, Paper, SignatureBlock, Signatures, Signer,
    Table, office_line,
};
use government::Directory;

use crate::store::{Delivery, SentReport, SentRow};

/// More columns than this stand on a sheet on its side.
const UPRIGHT: usize = 5;

/// What was sent, as a letter *Yth.* with *Tembusan*.
pub fn report(
    it: &SentReport,
    deliveries: &[Delivery],
    directory: &Directory,
    rows: &[SentRow],
    signer: &Signer,
) -> Paper {
    let columns = it.columns();
    let named = |copies: bool| -> Vec<String> {
        let all = deliveries.iter().filter(|to| to.is_copy == copies);
        all.map(|to| to.title.clone()).collect()
    };
    let mut blocks = vec![
        Block::Letter(Letter {
            classification: "-".into(),
            attachments: "-".into(),
            subject: format!("{}, {}", it.title, it.period_name()),
            addressees: named(false),
            ..Letter::default()
        }),
        Block::paragraph(&opening(it)),
    ];
    if !it.text.is_empty() {
        blocks.push(Block::paragraph(&it.text));
    }
    if !columns.is_empty() {
        blocks.push(match rows.is_empty() {
            true => Block::paragraph("Tidak ada baris yang dilaporkan untuk periode ini."),
            false => Block::Table(table(&columns, rows)),
        });
    }
    let region = &directory.region;
    let place = region.name.split_once(' ').map_or("", |(_, place)| place);
    let office = match signer.office.as_str() {
        "" => vec!["Pelapor,".to_owned()],
        office => vec![office_line(office, &region.head_title, &region.name)],
    };
    let sheet = Format::of(directory.stationery.sheet);
    let format = match columns.len() > UPRIGHT {
        true => sheet.sideways(),
        false => sheet,
    };
    Paper {
        format,
        letterhead: Some(Letterhead::of_unit(directory, Some(it.unit_id))),
        title: vec![],
        number: None,
        place: place.to_owned(),
        name: format!("{} {}", it.title, it.period_name()),
        blocks,
        signatures: Some(Signatures {
            left: None,
            right: SignatureBlock::of(signer, "", office),
        }),
        copies: named(true),
        footer: format!(
            "Dikirim {}, tanda terima nomor {}",
            region.stamp(platform::Instant(it.sent_at)),
            it.receipt
        ),
        simulated: region.simulated,
    }
    .numbered(&Numbering::default())
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
