//! Figures of the three years before the newest list, from a workbook: a row for each element and year,
//! in the codes of the newest list.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use figures::State;
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, words::folded};
use serde_json::json;
use values::{
    rules::{Entry, OF_HISTORY},
    store::{self as kept, Asked, CellInput, INDICATOR, IndicatorInput, Rules},
};

use super::trouble;
use crate::{
    papers::printed,
    rules::inputs,
    web::{FAMILY, LPPD, actions::WriteIndicators},
};

/// How many years back figures are taken from.
const YEARS: i64 = 3;

/// The list.
pub(crate) struct HistoricList;

/// The list of an earlier year, as it is there or as the pack of that year has it.
struct Year {
    /// Elements by code: letter and who gives it.
    elements: HashMap<String, Vec<(String, Option<Uuid>)>>,
    /// What is taken in first where no list is there yet, with its pack.
    missing: Option<(String, Vec<IndicatorInput>)>,
    /// What stands there, by code, letter and unit.
    cells: HashMap<(String, String, Uuid), kept::Cell>,
}

/// What rows are read against.
pub(crate) struct Known {
    directory: Arc<Directory>,
    /// The year of the newest list.
    newest: i64,
    /// The newest list.
    now: Vec<Asked>,
    /// What its codes, folded, were in each earlier year.
    codes: BTreeMap<i64, HashMap<String, String>>,
    years: BTreeMap<i64, Year>,
}

/// A figure of an earlier year.
pub(crate) struct Row {
    year: i64,
    /// Its code on the sheet.
    written: String,
    /// Its code on the list of that year.
    code: String,
    letter: String,
    unit: Uuid,
    entry: Entry,
}

impl Known {
    /// The code an indicator of the newest list had in a year; one that is not on that list is taken
    /// as it was written.
    fn code_in(&self, year: i64, written: &str) -> String {
        let of_year = self.codes.get(&year);
        let then = of_year.and_then(|codes| codes.get(&folded(written)));
        then.cloned().unwrap_or_else(|| written.trim().to_owned())
    }

    fn cell(&self, year: i64, code: &str, letter: &str, unit: Uuid) -> Option<&kept::Cell> {
        let key = (code.to_owned(), letter.to_owned(), unit);
        self.years.get(&year)?.cells.get(&key)
    }

    fn allowed(&self) -> String {
        format!("{} sampai {}", self.newest - YEARS, self.newest - 1)
    }
}

/// The list of a year: the one that is there, else the one its pack has.
async fn year(
    app: &App,
    region: &RegionCode,
    directory: &Directory,
    rules: &Rules,
    year: i64,
) -> Result<Option<Year>, Problem> {
    let db = app.db().read();
    let there = kept::indicators(db, region, LPPD, year).await?;
    if !there.is_empty() {
        let codes: HashMap<Uuid, &str> = there
            .iter()
            .map(|one| (one.indicator.id, one.indicator.code.as_str()))
            .collect();
        let cells = kept::cells_of_year(db, region, LPPD, year).await?;
        let cells = cells.into_iter().filter_map(|cell| {
            let code = (*codes.get(&cell.indicator_id)?).to_owned();
            Some(((code, cell.letter.clone(), cell.unit_id), cell))
        });
        let elements = there.iter().map(|one| {
            let of_one = one.elements.iter();
            let of_one = of_one.map(|it| (it.letter.clone(), one.owner(it)));
            (one.indicator.code.clone(), of_one.collect())
        });
        return Ok(Some(Year {
            elements: elements.collect(),
            missing: None,
            cells: cells.collect(),
        }));
    }
    let Ok(short) = u16::try_from(year) else {
        return Ok(None);
    };
    let today = directory.region.today(app.now());
    let Some(pack) = rules.merged(FAMILY, short).one() else {
        return Ok(None);
    };
    let overlay = rules.overlay(&pack.id, short);
    let inputs = inputs(directory, today, &pack, &overlay);
    let elements = inputs.iter().map(|input| {
        let owner = input.unit.or(input.proposed);
        let of_one = input.elements.iter();
        let of_one = of_one.map(|(letter, _, own)| (letter.clone(), own.or(owner)));
        (input.code.clone(), of_one.collect())
    });
    Ok(Some(Year {
        elements: elements.collect(),
        missing: Some((pack.id.clone(), inputs.clone())),
        cells: HashMap::new(),
    }))
}

impl Import for HistoricList {
    type Action = WriteIndicators;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "rounds.historic";
    const SUBJECT: &'static str = INDICATOR;
    const TITLE: &'static str = "Impor Data Historis";
    const HELP: &'static str = "Satu baris satu unsur pada satu tahun. Unduh contohnya: semua unsur dan ketiga \
        tahunnya sudah ada di dalamnya, dengan kode daftar terbaru. Baris tanpa nilai dan tanpa status dilewati; \
        angka yang diisi unit sendiri tidak pernah ditimpa.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("year", &["Tahun"]),
        Column::required("code", &["Kode IKK", "No IKK", "Kode"]),
        Column::required("letter", &["Unsur"]),
        Column::optional("name", &["Unsur data", "Indikator"]),
        Column::optional("unit", &["PD Pengampu", "Perangkat Daerah"]),
        Column::optional("amount", &["Nilai", "Angka"]),
        Column::optional("state", &["Status"]),
        Column::optional(
            "note",
            &["Alasan atau catatan", "Alasan", "Catatan", "Keterangan"],
        ),
    ];
    const SHOWN: &'static [&'static str] = &[
        "Tahun",
        "Kode IKK",
        "Kode tahun itu",
        "Unsur",
        "PD Pengampu",
        "Sekarang",
        "Menjadi",
        "Catatan",
    ];
    const MOST: usize = 20_000;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/daftar-ikk/historis"),
            title: "Data Historis".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteIndicators>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let (db, region) = (app.db().read(), grant.region());
            let rules = Rules::load(db, region).await?;
            let last = i64::from(directory.region.today(app.now()).year()) - 1;
            let all = kept::years(db, region).await?;
            let of_lppd = all.iter().filter(|(list, ..)| list == LPPD);
            // what is imported makes lists of earlier years: they do not move where it begins
            let newest = of_lppd
                .map(|(_, year, _)| *year)
                .max()
                .unwrap_or(last)
                .max(last);
            let now = kept::indicators(db, region, LPPD, newest).await?;
            let (mut years, mut codes) = (BTreeMap::new(), BTreeMap::new());
            for earlier in newest - YEARS..newest {
                let of_now = now.iter().map(|one| one.indicator.code.as_str());
                let then = of_now.map(|code| (code, rules.code_in(earlier, newest, code)));
                let then = then.map(|(now, then)| (folded(now), then));
                codes.insert(earlier, then.collect());
                if let Some(found) = year(app, region, &directory, &rules, earlier).await? {
                    years.insert(earlier, found);
                }
            }
            Ok(Known {
                now,
                codes,
                directory,
                newest,
                years,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        for (year, list) in &known.years {
            for one in &known.now {
                let code = known.code_in(*year, &one.indicator.code);
                let Some(of_year) = list.elements.get(&code) else {
                    continue;
                };
                for element in &one.elements {
                    let found = of_year.iter().find(|(it, _)| *it == element.letter);
                    let Some((letter, owner)) = found else {
                        continue;
                    };
                    let cell = owner.and_then(|unit| known.cell(*year, &code, letter, unit));
                    rows.push(vec![
                        Cell::Whole(*year),
                        Cell::from(one.indicator.code.as_str()),
                        Cell::from(letter.as_str()),
                        Cell::from(format!("{}: {}", one.indicator.name, element.name)),
                        Cell::from(owner.map_or("", |unit| known.directory.unit_name(unit))),
                        cell.and_then(|cell| cell.amount.as_deref()?.parse().ok())
                            .map_or(Cell::Empty, Cell::Number),
                        Cell::from(cell.map_or("", |cell| match cell.state() {
                            State::NotFilled | State::Known => "",
                            state => state.label(),
                        })),
                        Cell::from(cell.map_or("", |cell| cell.reason.as_str())),
                    ]);
                }
            }
        }
        rows
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<Row> {
        let state = line.text("state", 60);
        let note = line.text("note", 2_000);
        let amount = line.amount("amount");
        if line.is_wrong() || (amount.is_none() && state.is_empty() && note.is_empty()) {
            return None;
        }
        let year = i64::from(super::year(line)?);
        let Some(list) = known.years.get(&year) else {
            let all = known.allowed();
            let text = match year < known.newest - YEARS || year >= known.newest {
                true => format!("Data historis hanya untuk tahun {all}."),
                false => format!(
                    "Belum ada daftar untuk tahun {year}. Ambil atau impor dahulu di Daftar Indikator."
                ),
            };
            line.wrong("year", text);
            return None;
        };
        let (written, letter) = (line.required("code", 60), line.required("letter", 20));
        let code = known.code_in(year, &written);
        let Some(elements) = list.elements.get(&code) else {
            line.wrong("code", format!("Tidak ada di daftar tahun {year}."));
            return None;
        };
        let wanted = letter.trim();
        let found = elements.iter();
        let found = found
            .into_iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(wanted));
        let Some((letter, owner)) = found else {
            let all: Vec<&str> = elements.iter().map(|(it, _)| it.as_str()).collect();
            line.wrong("letter", format!("Tulis salah satu: {}.", all.join(", ")));
            return None;
        };
        let Some(unit) = *owner else {
            line.wrong(
                "code",
                "Belum ada PD pengampunya. Tetapkan dahulu di Daftar Indikator.",
            );
            return None;
        };
        let state = match state_of(&state) {
            Ok(state) => state,
            Err(text) => {
                line.wrong("state", text);
                return None;
            }
        };
        let entry = match Entry::historic(amount.map(|it| it.stored()), state, &note) {
            Ok(entry) => entry,
            Err(error) => {
                line.wrong(
                    if note.is_empty() { "note" } else { "amount" },
                    error.text(),
                );
                return None;
            }
        };
        if let Some(cell) = known.cell(year, &code, letter, unit)
            && !cell.takes_historic()
            && cell.entry() != entry
        {
            let text = format!(
                "Sudah diisi sendiri oleh {}: {}. Data historis tidak menimpanya.",
                cell.written_name,
                in_words(&cell.entry())
            );
            line.wrong("amount", text);
            return None;
        }
        let letter = letter.clone();
        Some(Row {
            year,
            written,
            code,
            letter,
            unit,
            entry,
        })
    }

    fn together(_: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let mut seen: HashMap<(i64, &str, &str), u32> = HashMap::new();
        let mut wrong = Vec::new();
        for (number, row) in rows {
            let key = (row.year, row.code.as_str(), row.letter.as_str());
            if let Some(first) = seen.insert(key, *number) {
                let text = format!("Unsur dan tahun ini sudah ada di baris {first}.");
                wrong.push(trouble(*number, "Kode IKK", &text));
            }
        }
        wrong
    }

    fn notes(known: &Known, rows: &[(u32, Row)]) -> Vec<String> {
        let named: HashSet<i64> = rows.iter().map(|(_, row)| row.year).collect();
        let mut notes = vec![
            "Data historis tidak direviu di sini: tampil dengan tandanya, dan tidak pernah dihitung valid."
                .to_owned(),
        ];
        for (year, list) in known.years.iter().filter(|(year, _)| named.contains(year)) {
            if let Some((_, inputs)) = &list.missing {
                notes.push(format!(
                    "Tahun {year}: daftarnya belum ada, jadi {} indikator diambil dari paket peraturan.",
                    inputs.len()
                ));
            }
        }
        notes
    }

    fn shown(known: &Known, row: &Row) -> Vec<String> {
        let cell = known.cell(row.year, &row.code, &row.letter, row.unit);
        vec![
            row.year.to_string(),
            row.written.clone(),
            row.code.clone(),
            row.letter.clone(),
            known.directory.unit_name(row.unit).to_owned(),
            in_words(&cell.map_or_else(Entry::empty, kept::Cell::entry)),
            in_words(&row.entry),
            row.entry.reason.clone(),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Self::keep_named(tx, known, rows, Self::TITLE.to_owned())
    }

    fn keep_named<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
        file: String,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let mut told = serde_json::Map::new();
            let mut years: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
            for row in rows {
                years.entry(row.year).or_default().push(row);
            }
            for (year, rows) in years {
                let missing = known
                    .years
                    .get(&year)
                    .and_then(|list| list.missing.as_ref());
                if let Some((pack, inputs)) = missing {
                    kept::put_list(tx, LPPD, year, pack, inputs).await?;
                }
                let changed = keep_year(tx, year, &rows, &file).await?;
                told.insert(
                    year.to_string(),
                    json!({ "Berubah": changed, "Tetap": rows.len() - changed }),
                );
            }
            Ok(told.into())
        })
    }
}

/// Keeps the rows of a year and computes the results that follow from them. How many changed.
async fn keep_year(tx: &mut Tx, year: i64, rows: &[Row], file: &str) -> Result<usize, Problem> {
    let list = kept::indicators(tx.conn(), tx.region(), LPPD, year).await?;
    let by_code: HashMap<&str, &Asked> = list
        .iter()
        .map(|one| (one.indicator.code.as_str(), one))
        .collect();
    let mut of_units: BTreeMap<Uuid, Vec<CellInput>> = BTreeMap::new();
    for row in rows {
        let found = by_code.get(row.code.as_str()).filter(|asked| {
            let mut elements = asked.elements.iter();
            elements.any(|it| it.letter == row.letter && asked.owner(it) == Some(row.unit))
        });
        let Some(asked) = found else {
            return Err(Problem::Refused(format!(
                "Daftar tahun {year} baru saja berubah. Unggah lagi berkasnya."
            )));
        };
        of_units.entry(row.unit).or_default().push(CellInput {
            indicator: asked.indicator.id,
            letter: row.letter.clone(),
            entry: row.entry.clone(),
            version: None,
        });
    }
    let (mut touched, mut changed) = (HashSet::new(), 0);
    for (unit, inputs) in &of_units {
        for input in kept::keep_historic(tx, *unit, inputs, file).await? {
            touched.insert(input.indicator);
            changed += 1;
        }
    }
    let touched: Vec<&Asked> = list
        .iter()
        .filter(|asked| touched.contains(&asked.indicator.id))
        .collect();
    kept::compute(tx, &touched).await?;
    Ok(changed)
}

/// The state behind the words of a cell; none where it is empty.
fn state_of(typed: &str) -> Result<Option<State>, String> {
    let wanted = folded(typed);
    if wanted.is_empty() {
        return Ok(None);
    }
    let found = OF_HISTORY.iter().find(|it| folded(it.label()) == wanted);
    found.map(|it| Some(*it)).ok_or_else(|| {
        let all: Vec<&str> = OF_HISTORY.iter().map(|it| it.label()).collect();
        format!("Tulis salah satu: {}.", all.join(", "))
    })
}

fn in_words(entry: &Entry) -> String {
    match &entry.amount {
        Some(amount) => printed(amount),
        None => entry.state.label().to_owned(),
    }
}
