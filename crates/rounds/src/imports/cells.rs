//! A unit's figures as a workbook: a row for each element.

use std::{collections::HashMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::Directories;
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, words::folded};
use serde_json::json;
use values::{
    rules::{Entry, OF_OPERATOR, Typed, word},
    store::{self as kept, Asked, CellInput},
};

use super::trouble;
use crate::{
    papers::printed,
    store::{self, FILLING, Filling},
    web::actions::WriteFilling,
};

/// What people read where a row has words but neither amount nor state.
const WORDS_ALONE: &str =
    "Tulis nilainya atau statusnya; alasan atau rencana saja belum mengisi unsur ini.";

/// The list.
pub(crate) struct CellList;

/// What rows are read against.
pub(crate) struct Known {
    it: Filling,
    asked: Vec<Asked>,
    /// Where an indicator stands among those, by its code, folded: a workbook names each again and again.
    places: HashMap<String, usize>,
    now: HashMap<(Uuid, String), kept::Cell>,
    names: HashMap<Uuid, String>,
}

impl Known {
    fn collector(&self) -> Uuid {
        self.it.parent_unit.unwrap_or(self.it.unit_id)
    }

    fn find(&self, code: &str, letter: &str) -> Option<(Uuid, &str)> {
        let one = self.asked.get(*self.places.get(&folded(code))?)?;
        let unit = self.collector();
        let element = one
            .elements_of(unit)
            .find(|element| element.letter.eq_ignore_ascii_case(letter.trim()))?;
        Some((one.indicator.id, element.letter.as_str()))
    }
}

impl Import for CellList {
    type Action = WriteFilling;
    type Known = Known;
    type Row = CellInput;

    const KIND: &'static str = "rounds.cells";
    const SUBJECT: &'static str = FILLING;
    const TITLE: &'static str = "Impor Isian";
    const HELP: &'static str = "Setiap baris adalah satu unsur data. Unduh contohnya: semua unsur unit \
        ini sudah ada di dalamnya. Baris yang kosong dibiarkan seperti sekarang.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("code", &["No IKK", "Kode"]),
        Column::required("letter", &["Unsur"]),
        Column::optional("name", &["Unsur data"]),
        Column::optional("amount", &["Nilai", "Angka"]),
        Column::optional("state", &["Status"]),
        Column::optional("reason", &["Alasan", "Keterangan"]),
        Column::optional("plan", &["Rencana"]),
        Column::optional("plan_date", &["Tanggal rencana"]),
    ];
    const SHOWN: &'static [&'static str] = &["No IKK", "Unsur", "Sekarang", "Menjadi", "Alasan"];
    const MOST: usize = 20_000;

    fn home(region: &RegionCode, it: &Filling) -> Home {
        Home {
            subject: it.id,
            path: format!("/{region}/isian/{}", it.id),
            title: it.title.clone(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteFilling>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let (it, db) = (grant.target().clone(), app.db().read());
            let asked = store::items(db, grant.region(), &it).await?;
            let cells = kept::cells_of_year(db, grant.region(), &it.list, it.year).await?;
            let now = cells
                .into_iter()
                .filter(|cell| cell.unit_id == it.unit_id)
                .map(|cell| ((cell.indicator_id, cell.letter.clone()), cell))
                .collect();
            let codes = asked.iter().map(|one| folded(&one.indicator.code));
            // of two that read alike, the first is meant
            let places = codes.enumerate().map(|(place, code)| (code, place)).rev();
            let places = places.collect();
            let names = directory
                .units
                .iter()
                .map(|unit| (unit.id(), unit.name.clone()));
            Ok(Known {
                names: names.collect(),
                it,
                asked,
                places,
                now,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let unit = known.collector();
        let rows = known.asked.iter().flat_map(|one| {
            one.elements_of(unit).map(move |element| {
                let cell = known.now.get(&(one.indicator.id, element.letter.clone()));
                let amount = cell.and_then(|cell| cell.amount.as_deref()?.parse().ok());
                vec![
                    Cell::from(one.indicator.code.as_str()),
                    Cell::from(element.letter.as_str()),
                    Cell::from(format!("{}: {}", one.indicator.name, element.name)),
                    amount.map_or(Cell::Empty, Cell::Number),
                    Cell::from(cell.map_or("", |cell| match cell.given() {
                        figures::State::NotFilled | figures::State::Known => "",
                        state => state.label(),
                    })),
                    Cell::from(cell.map_or("", |cell| cell.reason.as_str())),
                    Cell::from(cell.map_or("", |cell| cell.plan.as_str())),
                    cell.and_then(kept::Cell::plan_date)
                        .map_or(Cell::Empty, Cell::Date),
                ]
            })
        });
        rows.collect()
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<CellInput> {
        let (code, letter) = (line.text("code", 60), line.text("letter", 20));
        let Some((indicator, letter)) = known.find(&code, &letter) else {
            line.wrong("code", "Kode dan unsur ini tidak diisi oleh unit ini.");
            return None;
        };
        let state = line.text("state", 60);
        let state = match folded(&state) {
            empty if empty.is_empty() => "",
            wanted => match OF_OPERATOR.iter().find(|it| folded(it.label()) == wanted) {
                Some(found) => word(*found),
                None => {
                    let all: Vec<&str> = OF_OPERATOR.iter().map(|it| it.label()).collect();
                    line.wrong("state", format!("Tulis salah satu: {}.", all.join(", ")));
                    return None;
                }
            },
        };
        let amount = line.amount("amount");
        if line.is_wrong() {
            return None;
        }
        let typed = Typed {
            // a number of the sheet has one reading; 12.345 typed into a field has two
            amount: amount.map_or_else(String::new, |it| it.stored().replace('.', ",")),
            state: state.to_owned(),
            reason: line.text("reason", 2000),
            plan: line.text("plan", 2000),
            plan_date: line
                .date("plan_date")
                .map(platform::date::iso)
                .unwrap_or_default(),
            ..Typed::default()
        };
        if typed == Typed::default() {
            return None;
        }
        if typed.amount.is_empty() && typed.state.is_empty() {
            // read as it is, it would clear the cell and lose what was typed
            line.wrong("amount", WORDS_ALONE);
            return None;
        }
        let now = known.now.get(&(indicator, letter.to_owned()));
        match Entry::read(&typed, now.and_then(|it| it.waiting_unit_id)) {
            Ok(mut entry) => {
                // the sheet has no column for it: an amount that stands goes on being provisional, and
                // keeps its note where the sheet says none
                let stands = |now: &&kept::Cell| now.amount.is_some() && now.amount == entry.amount;
                if let Some(now) = now.filter(stands) {
                    entry.provisional = now.provisional;
                    if entry.reason.is_empty() {
                        entry.reason.clone_from(&now.reason);
                    }
                }
                Some(CellInput {
                    indicator,
                    letter: letter.to_owned(),
                    entry,
                    version: None,
                })
            }
            Err(error) => {
                let column = if typed.amount.is_empty() {
                    "reason"
                } else {
                    "amount"
                };
                line.wrong(column, error.text());
                None
            }
        }
    }

    fn together(_: &Known, rows: &[(u32, CellInput)]) -> Vec<Trouble> {
        let mut seen: HashMap<(Uuid, &str), u32> = HashMap::new();
        let mut wrong = Vec::new();
        for (number, row) in rows {
            if let Some(first) = seen.insert((row.indicator, row.letter.as_str()), *number) {
                let text = format!("Unsur ini sudah ada di baris {first}.");
                wrong.push(trouble(*number, "No IKK", &text));
            }
        }
        wrong
    }

    fn shown(known: &Known, row: &CellInput) -> Vec<String> {
        let one = known
            .asked
            .iter()
            .find(|one| one.indicator.id == row.indicator);
        let now = known.now.get(&(row.indicator, row.letter.clone()));
        let words = |entry: &Entry| match &entry.amount {
            Some(amount) if entry.provisional => format!("{} (angka sementara)", printed(amount)),
            Some(amount) => printed(amount),
            None => match entry.waiting.and_then(|unit| known.names.get(&unit)) {
                Some(unit) => format!("{} ({unit})", entry.state.label()),
                None => entry.state.label().to_owned(),
            },
        };
        vec![
            one.map(|one| one.indicator.code.clone())
                .unwrap_or_default(),
            row.letter.clone(),
            now.map_or_else(
                || Entry::empty().state.label().to_owned(),
                |cell| words(&cell.entry()),
            ),
            words(&row.entry),
            row.entry.reason.clone(),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<CellInput>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let changed = store::save_rows(tx, &known.it, &known.asked, &rows).await?;
            Ok(json!({ "Berubah": changed, "Baris": rows.len() }))
        })
    }
}
