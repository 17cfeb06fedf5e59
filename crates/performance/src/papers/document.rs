//! A Renstra, RKPD or Renja on paper.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::{Instant, Uuid};

use crate::rules::{
    document::{Content, DocumentKind, Row, Sum},
    tree::Level,
};

/// What stands on it.
#[derive(Clone, Copy, Debug)]
pub struct DocumentPaper<'a> {
    /// Which document.
    pub kind: DocumentKind,
    /// "Renja 2027".
    pub title: &'a str,
    /// Whose.
    pub unit: Uuid,
    /// The plan it is made from.
    pub plan: &'a str,
    /// "Versi 2, ditetapkan dengan ...".
    pub version: &'a str,
    /// What stands in it.
    pub content: &'a Content,
}

/// The paper: on its side, for several years on a sheet of A3.
pub fn document(it: &DocumentPaper<'_>, directory: &Directory, now: Instant) -> Paper {
    let region = &directory.region;
    let unit = directory.unit_name(it.unit);
    let years = match it.content.years.as_slice() {
        [first, .., last] => format!("TAHUN {first}-{last}"),
        [year] => format!("TAHUN {year}"),
        [] => String::new(),
    };
    let whose = match it.kind.of_each_unit() {
        true => unit,
        false => region.name.as_str(),
    };
    let head = it.kind.of_each_unit().then_some(it.unit);
    Paper {
        format: match it.content.years.len() {
            0 | 1 => Format::of(directory.stationery.sheet).sideways(),
            _ => Format::A3.sideways(),
        },
        letterhead: Some(Letterhead::of_unit(directory, head)),
        title: vec![
            format!("{} ({})", it.kind.long(), it.kind.label()).to_uppercase(),
            whose.to_uppercase(),
            years,
        ],
        number: None,
        place: String::new(),
        name: format!("{}, {whose}", it.title),
        blocks: vec![
            Block::facts([
                ("Disusun dari", it.plan.to_owned()),
                ("Keadaan dokumen", it.version.to_owned()),
            ]),
            match it.content.is_empty() {
                true => Block::paragraph("Belum ada bagian RPJMD yang menjadi isi dokumen ini."),
                false => Block::Table(table(it)),
            },
        ],
        signatures: None,
        copies: vec![],
        footer: format!("{}. Keadaan per {}", it.version, region.stamp(now)),
        simulated: region.simulated,
    }
}

fn table(it: &DocumentPaper<'_>) -> Table {
    let content = it.content;
    let of_all = !it.kind.of_each_unit();
    let several = content.years.len() > 1;
    let heads: Vec<(String, String)> = content
        .years
        .iter()
        .map(|year| (format!("Target {year}"), format!("Pagu {year} (Rp)")))
        .collect();
    let mut columns = vec![
        ("Kode", 12, Align::Left),
        ("Uraian", 24, Align::Left),
        ("Indikator", 24, Align::Left),
        ("Satuan", 8, Align::Left),
    ];
    if several {
        columns.push(("Kondisi Awal", 8, Align::Right));
    }
    for (target, money) in &heads {
        columns.push((target, 8, Align::Right));
        columns.push((money, 13, Align::Right));
    }
    if of_all {
        columns.push(("Penanggung Jawab", 16, Align::Left));
    }
    if !several {
        columns.push(("Keterangan", 18, Align::Left));
    }
    let mut table = Table::simple(&columns);
    for (place, row) in content.rows.iter().enumerate() {
        let sums = content.sums(place).unwrap_or_default();
        for number in 0..row.goals.len().max(1) {
            let mut cells = line(content, row, number, &sums, several);
            if of_all {
                cells.push(match number {
                    0 => row.unit_name.clone(),
                    _ => String::new(),
                });
            }
            if !several {
                cells.push(remarks(row, number));
            }
            table.rows.push(cells);
        }
    }
    // the name of the row stands over the first column, each sum below its money
    let mut total = vec![String::new(); 4 + usize::from(several)];
    if let Some(first) = total.first_mut() {
        *first = "JUMLAH".to_owned();
    }
    for sum in content.total() {
        total.extend([String::new(), sum.words()]);
    }
    table.total = Some(total);
    table
}

fn line(content: &Content, row: &Row, number: usize, sums: &[Sum], several: bool) -> Vec<String> {
    let goal = row.goals.get(number);
    let first = number == 0;
    let mut cells = vec![
        if first {
            row.code.clone()
        } else {
            String::new()
        },
        match first {
            true => format!("{}: {}", row.level().label(), row.name),
            false => String::new(),
        },
        goal.map_or_else(|| "Belum ada indikator".to_owned(), |it| it.name.clone()),
        goal.map_or_else(String::new, |it| it.measure.clone()),
    ];
    if several {
        let stated = goal.and_then(|it| it.baseline.clone());
        let read = stated.and_then(|it| it.parse::<figures::Amount>().ok());
        cells.push(match (goal, read) {
            (None, _) => String::new(),
            (Some(_), Some(amount)) => amount.to_string(),
            (Some(_), None) => crate::rules::document::UNFILLED.to_owned(),
        });
    }
    for place in 0..content.years.len() {
        let stated = goal.and_then(|it| it.targets.get(place));
        cells.push(stated.map_or_else(String::new, |it| it.target()));
        let money = match row.level() {
            Level::SubActivity => row.money.get(place).map(|it| it.money()),
            _ => sums.get(place).map(Sum::words),
        };
        cells.push(money.filter(|_| first).unwrap_or_default());
    }
    cells
}

fn remarks(row: &Row, number: usize) -> String {
    let goal = row.goals.get(number);
    let target = goal.and_then(|it| it.targets.first());
    let target = target
        .map(|it| it.remark(false))
        .filter(|it| !it.is_empty());
    let money = row.money.first().filter(|_| number == 0);
    let money = money.map(|it| it.remark(true)).filter(|it| !it.is_empty());
    let target = target.map(|it| format!("Target {it}"));
    let money = money.map(|it| format!("Pagu {it}"));
    let all: Vec<String> = target.into_iter().chain(money).collect();
    all.join("\n")
}
