//! The rows of the three sheets as they are typed.

use documents::{
    import::Sheet,
    workbook::{Cell, Column, Line, Trouble},
};
use figures::{Amount, Direction, Money};
use platform::{Uuid, words::folded};

use crate::{
    rules::tree::{BudgetRow, BudgetVersion, IndicatorRow, Level, NodeRow, YEARS},
    store::tree::DevelopmentPlan,
};

/// The sheets.
pub(super) const SHEETS: [Sheet; 3] = [
    Sheet {
        name: "Pohon",
        about: "Tujuan, sasaran, program, kegiatan, dan sub kegiatan, satu baris satu simpul. Tujuan \
            menyebut nomor misinya; yang lain menyebut kode induknya.",
        columns: &[
            Column::required("code", &["Kode"]),
            Column::required("level", &["Tingkat", "Jenis"]),
            Column::required("name", &["Uraian", "Nama"]),
            Column::optional("above", &["Kode Induk", "Induk"]),
            Column::optional("mission", &["Misi", "Nomor Misi"]),
            Column::optional(
                "unit",
                &["Unit Penanggung Jawab", "Penanggung Jawab", "Unit"],
            ),
            Column::optional("ikk", &["Kode IKK", "IKK"]),
        ],
    },
    Sheet {
        name: "Indikator",
        about: "Indikator setiap simpul dengan target untuk setiap tahun periode, tahun pertama lebih \
            dulu. Tahun di luar periode dikosongkan.",
        columns: &[
            Column::required("code", &["Kode"]),
            Column::required("name", &["Indikator", "Indikator Kinerja"]),
            Column::required("measure", &["Satuan"]),
            Column::optional("direction", &["Arah"]),
            Column::optional("baseline", &["Kondisi Awal", "Data Awal"]),
            Column::optional("year_1", &["Target Tahun 1", "Tahun 1"]),
            Column::optional("year_2", &["Target Tahun 2", "Tahun 2"]),
            Column::optional("year_3", &["Target Tahun 3", "Tahun 3"]),
            Column::optional("year_4", &["Target Tahun 4", "Tahun 4"]),
            Column::optional("year_5", &["Target Tahun 5", "Tahun 5"]),
            Column::optional("year_6", &["Target Tahun 6", "Tahun 6"]),
        ],
    },
    Sheet {
        name: "Anggaran",
        about: "Anggaran sub kegiatan per tahun: Murni, Pergeseran 1, Pergeseran 2, dan seterusnya, atau \
            Perubahan.",
        columns: &[
            Column::required("code", &["Kode"]),
            Column::required("year", &["Tahun"]),
            Column::required("version", &["Versi", "Versi APBD"]),
            Column::required("amount", &["Anggaran (Rp)", "Anggaran", "Pagu"]),
        ],
    },
];

/// Rows that show how the sheets are filled.
pub(super) fn example(sheet: usize, plan: &DevelopmentPlan) -> Vec<Vec<Cell>> {
    let text = |all: &[&str]| all.iter().map(|it| Cell::from(*it)).collect::<Vec<Cell>>();
    let year = plan.first_year.to_string();
    match sheet {
        0 => vec![
            text(&[
                "T1",
                "Tujuan",
                "Meningkatnya kualitas hidup",
                "",
                "1",
                "",
                "",
            ]),
            text(&[
                "S1.1",
                "Sasaran",
                "Meningkatnya derajat kesehatan",
                "T1",
                "",
                "",
                "",
            ]),
        ],
        1 => {
            let mut row = text(&["T1", "Indeks Pembangunan Manusia", "indeks", "", "80,1"]);
            let years = plan.years().zip(81_i64..);
            row.extend(years.map(|(_, target)| Cell::Whole(target)));
            vec![row]
        }
        _ => vec![text(&[
            "1.02.02.2.01.0001",
            &year,
            "Murni",
            "1.250.000.000",
        ])],
    }
}

/// Where a row stands, for what is found wrong later.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    /// Place of the sheet.
    pub(super) sheet: usize,
    row: u32,
    cells: Vec<(&'static str, String)>,
}

impl At {
    /// What is wrong with a cell of it.
    pub(super) fn trouble(&self, key: &str, text: String) -> Trouble {
        let sheet = SHEETS.get(self.sheet);
        let column = sheet.and_then(|sheet| sheet.columns.iter().find(|it| it.key == key));
        let cell = self.cells.iter().find(|(known, _)| *known == key);
        Trouble {
            sheet: sheet.map_or("", |sheet| sheet.name).to_owned(),
            row: self.row,
            cell: cell.map_or_else(String::new, |(_, cell)| cell.clone()),
            column: column.map_or("", Column::name).to_owned(),
            text,
        }
    }
}

/// A row of the workbook.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// A node.
    Node(NodeRow),
    /// An indicator.
    Indicator(IndicatorRow),
    /// Money.
    Budget(BudgetRow),
}

impl Entry {
    /// Its code and what it says.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Self::Node(it) => (
                it.code.clone(),
                format!("{}: {}", it.level.label(), it.name),
            ),
            Self::Indicator(it) => {
                let targets = it.targets.iter().flatten().map(Amount::to_string);
                let targets: Vec<String> = targets.collect();
                (
                    it.node.clone(),
                    format!("{} ({}): {}", it.name, it.measure, targets.join("; ")),
                )
            }
            Self::Budget(it) => (
                it.node.clone(),
                format!("{} {}: Rp {}", it.year, it.version.label(), it.amount),
            ),
        }
    }
}

/// All rows by their sheet, each with where it stands.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) nodes: Vec<NodeRow>,
    pub(super) indicators: Vec<IndicatorRow>,
    pub(super) budgets: Vec<BudgetRow>,
    pub(super) places: [Vec<At>; 3],
}

/// Parts the rows by their sheet.
pub(super) fn gathered(rows: &[(&At, &Entry)]) -> Gathered {
    let mut all = Gathered::default();
    for (at, entry) in rows {
        let place = match entry {
            Entry::Node(it) => {
                all.nodes.push(it.clone());
                0
            }
            Entry::Indicator(it) => {
                all.indicators.push(it.clone());
                1
            }
            Entry::Budget(it) => {
                all.budgets.push(it.clone());
                2
            }
        };
        if let Some(places) = all.places.get_mut(place) {
            places.push((*at).clone());
        }
    }
    all
}

/// Reads a row of a sheet.
pub(super) fn read(
    sheet: usize,
    line: &mut Line<'_>,
    named: &dyn Fn(&str) -> Option<Uuid>,
) -> Option<(At, Entry)> {
    let columns = SHEETS.get(sheet)?.columns;
    let at = At {
        sheet,
        row: line.number(),
        cells: columns
            .iter()
            .map(|column| (column.key, line.place(column.key)))
            .collect(),
    };
    let entry = match sheet {
        0 => Entry::Node(node(line, named)?),
        1 => Entry::Indicator(indicator(line)),
        _ => Entry::Budget(budget(line)?),
    };
    (!line.is_wrong()).then_some((at, entry))
}

fn node(line: &mut Line<'_>, named: &dyn Fn(&str) -> Option<Uuid>) -> Option<NodeRow> {
    let level = Level::read(&line.required("level", 40));
    if level.is_none() {
        line.wrong(
            "level",
            "Tulis Tujuan, Sasaran, Program, Kegiatan, atau Sub Kegiatan.",
        );
    }
    let unit = line.text("unit", 200);
    let known = named(&unit);
    if !unit.is_empty() && known.is_none() {
        line.wrong("unit", format!("Unit {unit} belum dikenal."));
    }
    let mission = line.text("mission", 10);
    let number = mission.parse::<i64>().ok();
    if !mission.is_empty() && number.is_none() {
        line.wrong("mission", "Tulis nomor misinya saja, misalnya 2.");
    }
    let ikk = line.text("ikk", 300);
    let codes = ikk.split([';', ',', ' ', '\n']).map(str::trim);
    Some(NodeRow {
        code: line.required("code", 60),
        level: level?,
        above: line.text("above", 60),
        name: line.required("name", 500),
        mission: number,
        unit: known,
        ikk: codes
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

fn indicator(line: &mut Line<'_>) -> IndicatorRow {
    let typed = folded(&line.text("direction", 60));
    let lower = typed.contains("rendah") || typed.contains("turun");
    IndicatorRow {
        node: line.required("code", 60),
        name: line.required("name", 500),
        measure: line.required("measure", 60),
        direction: if lower {
            Direction::Lower
        } else {
            Direction::Higher
        },
        baseline: line.amount("baseline"),
        targets: YEARS.iter().map(|key| line.amount(key)).collect(),
    }
}

fn budget(line: &mut Line<'_>) -> Option<BudgetRow> {
    let node = line.required("code", 60);
    let year = line.required("year", 10).parse::<i64>().ok();
    if year.is_none() {
        line.wrong("year", "Tulis tahunnya, misalnya 2026.");
    }
    let version = BudgetVersion::read(&line.required("version", 40));
    if version.is_none() {
        line.wrong("version", "Tulis Murni, Pergeseran 1, atau Perubahan.");
    }
    let amount = Money::read(&line.required("amount", 40));
    let amount = amount.map_err(|error| line.wrong("amount", error.to_string()));
    Some(BudgetRow {
        node,
        year: year?,
        version: version?,
        amount: amount.ok()?,
    })
}
