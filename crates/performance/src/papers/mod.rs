//! The agreement on paper, in the two parts of the rules: the statement sheet, and its annex. Pure.

mod achievement;
mod changed;
mod document;
mod heads;
mod monitoring;
mod quarter;
mod report;
mod tree;

use documents::{
    Align, Block, Format, Letterhead, Paper, SignatureBlock, Signatures, Signer, Table,
    office_line, text::BLANK,
};
use figures::Money;
use government::Directory;
use platform::date;
use time::Date;

pub use achievement::achievement;
pub use changed::{Changed, changed};
pub use document::{DocumentPaper, document};
pub use heads::{HeadSheet, head, heads};
pub use monitoring::monitoring;
pub use quarter::quarter;
pub use report::{ReportPaper, report};
pub use tree::tree;

use crate::{
    rules::{Parties, Party, ground, printed, regulation, remaining, statement},
    store::{Agreement, Line, Program},
};

/// Everything that stands on an agreement.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The agreement; its latest version is printed.
    pub agreement: &'a Agreement,
    /// Between whom.
    pub parties: &'a Parties,
    /// Its lines.
    pub lines: &'a [Line],
    /// Its programmes.
    pub programs: &'a [Program],
}

/// The statement sheet and the annex of an agreement.
pub fn agreement(it: &Printed<'_>, directory: &Directory) -> Vec<Paper> {
    vec![pledge(it, directory), annex(it, directory)]
}

fn heading(it: &Printed<'_>) -> String {
    let kind = match it.agreement.number {
        1 => "PERJANJIAN KINERJA",
        _ => "PERJANJIAN KINERJA PERUBAHAN",
    };
    format!("{kind} TAHUN {}", it.agreement.year)
}

fn paper(it: &Printed<'_>, directory: &Directory, title: String, blocks: Vec<Block>) -> Paper {
    let unit = directory.unit_name(it.agreement.unit_id);
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(match it.parties.second {
            Some(_) => Letterhead::of_unit(directory, Some(it.agreement.unit_id)),
            None => Letterhead::of_head(directory),
        }),
        title: vec![title, unit.to_uppercase()],
        number: None,
        place: String::new(),
        name: format!("{} {unit}", it.agreement.title()),
        blocks,
        signatures: Some(signatures(it, directory)),
        copies: vec![],
        footer: it.agreement.title(),
        simulated: directory.region.simulated,
    }
}

fn pledge(it: &Printed<'_>, directory: &Directory) -> Paper {
    let words = statement();
    let mut blocks = vec![Block::paragraph(&words.opening), who(&it.parties.first)];
    match &it.parties.second {
        Some(second) => {
            blocks.push(Block::paragraph("selanjutnya disebut pihak pertama;"));
            blocks.push(who(second));
            blocks.push(Block::paragraph(
                "selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
            ));
            blocks.push(Block::paragraph(&words.promise));
            blocks.push(Block::paragraph(&words.supervision));
        }
        None => blocks.push(Block::paragraph(&words.alone)),
    }
    if let Some(ground) = ground(&it.agreement.ground) {
        blocks.push(Block::paragraph(&format!(
            "Perjanjian ini mengganti perjanjian sebelumnya. Dasar perubahan: {}. Alasan: {}. \
             Disetujui oleh {}.",
            lower_first(&ground.title),
            it.agreement.reason.trim_end_matches('.'),
            it.agreement.approver,
        )));
    }
    blocks.push(Block::paragraph(&words.purposes));
    for (n, purpose) in (1..).zip(regulation().map_or(&[][..], |it| &it.purposes)) {
        blocks.push(Block::Paragraph {
            mark: format!("{n}."),
            text: purpose.text.clone(),
            source: String::new(),
        });
    }
    paper(it, directory, heading(it), blocks)
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn who(party: &Party) -> Block {
    Block::facts([
        ("Nama", party.name.clone()),
        ("Jabatan", party.office.clone()),
    ])
}

fn annex(it: &Printed<'_>, directory: &Directory) -> Paper {
    let title = format!("LAMPIRAN {}", heading(it));
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Sasaran", 20, Align::Left),
        ("Indikator Kinerja", 24, Align::Left),
        ("Satuan", 9, Align::Left),
        ("Target", 13, Align::Right),
        ("TW I", 8, Align::Right),
        ("TW II", 8, Align::Right),
        ("TW III", 8, Align::Right),
        ("TW IV", 8, Align::Right),
    ]);
    for (n, line) in it.lines.iter().enumerate() {
        let input = &line.input;
        let mut row = vec![
            (n + 1).to_string(),
            input.objective.clone(),
            input.indicator.clone(),
            input.measure.clone(),
            target(line),
        ];
        row.extend(
            input
                .quarters
                .map(|it| it.map_or("-".into(), |it| it.to_string())),
        );
        table.rows.push(row);
    }
    let mut blocks = vec![match it.lines.is_empty() {
        true => Block::paragraph("Belum ada sasaran dan indikator."),
        false => Block::Table(table),
    }];
    if !it.programs.is_empty() {
        blocks.push(Block::Table(programs(it.programs)));
    }
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        ..paper(it, directory, title, blocks)
    }
}

/// The target; for a successor with what is left of it.
pub fn target(line: &Line) -> String {
    let target = line.input.target;
    let left = line
        .before
        .clone()
        .and_then(|before| remaining(line.input.kind, target, &[before]));
    match left {
        Some(it) => format!(
            "{} (sisa dari {target}; {} dicapai pejabat sebelumnya)",
            printed(&it.left),
            printed(&it.before)
        ),
        None => target.to_string(),
    }
}

fn programs(all: &[Program]) -> Table {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Program/Kegiatan", 40, Align::Left),
        ("Anggaran (Rp)", 20, Align::Right),
        ("Keterangan", 16, Align::Left),
    ]);
    let money = |it: Option<Money>| it.map_or("-".into(), |it| it.to_string());
    for (n, it) in all.iter().enumerate() {
        table.rows.push(vec![
            (n + 1).to_string(),
            it.name.clone(),
            money(it.budget()),
            it.source.clone(),
        ]);
    }
    table.total = Some(vec![
        "JUMLAH".into(),
        String::new(),
        total(all).map_or("-".into(), |it| it.to_string()),
        String::new(),
    ]);
    table
}

/// The sum of their budgets; `None` when it cannot be kept exactly.
pub fn total(all: &[Program]) -> Option<Money> {
    let sum = all.iter().try_fold(0_i64, |sum, it| {
        it.budget().and_then(|it| sum.checked_add(it.sen()))
    });
    sum.and_then(Money::of_sen)
}

/// The second party on the left, the first on the right, who alone says where and when.
fn signatures(it: &Printed<'_>, directory: &Directory) -> Signatures {
    let place = it.agreement.signing_place.clone().unwrap_or_default();
    let signed = it.agreement.signed().filter(|_| it.agreement.is_locked());
    let block = |heading: Option<&str>, party: &Party, place_date: &str| {
        let region = &directory.region;
        let mut office: Vec<String> = heading.map(str::to_owned).into_iter().collect();
        office.push(office_line(&party.office, &region.head_title, &region.name));
        let signer = Signer {
            office: party.office.clone(),
            name: party.name.clone(),
            rank: party.rank.clone(),
            nip: party.nip.clone(),
        };
        SignatureBlock::of(&signer, place_date, office)
    };
    let place_date = place_date(&place, signed);
    let heading = |words| it.parties.second.as_ref().map(|_| words);
    Signatures {
        left: it
            .parties
            .second
            .as_ref()
            .map(|second| block(Some("Pihak Kedua,"), second, "")),
        right: block(heading("Pihak Pertama,"), &it.parties.first, &place_date),
    }
}

fn place_date(place: &str, signed: Option<Date>) -> String {
    let room = |words: &str, room: usize| match words {
        "" => BLANK.get(..room).unwrap_or_default().to_owned(),
        words => words.to_owned(),
    };
    let day = signed.map(date::medium).unwrap_or_default();
    format!("{}, {}", room(place, 16), room(&day, 24))
}
