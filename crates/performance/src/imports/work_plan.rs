//! The targets and the money of a work plan as its unit has them in Excel: the sheet is downloaded with what
//! stands there, changed, and imported. A row whose figure is that of the tree says nothing of its own.

use std::{collections::HashMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use figures::Amount;
use futures_util::future::BoxFuture;
use government::Directories;
use platform::{App, Grant, Problem, RegionCode, Tx};

use crate::{
    rules::document::{Content, NONE, Row as DocumentRow, Spot, Told, spots},
    store::document::{self, DOCUMENT, OwnValue, PlanDocument},
    web::actions::WriteDocument,
};

/// The workbook.
pub(crate) struct WorkPlan;

/// What rows are read against.
pub(crate) struct Known {
    it: PlanDocument,
    content: Content,
}

/// A row.
pub(crate) struct Row {
    value: OwnValue,
    differs: bool,
    words: [String; 4],
    /// The place of the cell that names it.
    cell: String,
}

/// What the sheet calls the money of a sub-activity.
const MONEY: &str = "Pagu (Rp)";

impl Known {
    fn rows(&self) -> impl Iterator<Item = &DocumentRow> {
        self.content.rows.iter().filter(|it| it.own)
    }

    fn row(&self, code: &str) -> Option<&DocumentRow> {
        self.rows().find(|it| it.code == code)
    }
}

/// The figure of a row that an indicator names.
fn named<'a>(row: &'a DocumentRow, indicator: &str) -> Option<Spot<'a>> {
    let folded = platform::words::folded;
    spots(row).find(|it| folded(label(it)) == folded(indicator))
}

/// What the sheet calls a figure.
fn label<'a>(spot: &Spot<'a>) -> &'a str {
    match spot.of_money {
        true => MONEY,
        false => spot.indicator,
    }
}

/// A figure as a cell that reads only one way.
fn filled(spot: &Spot<'_>, value: Option<&str>, missing: &str) -> Cell {
    match value.and_then(|it| it.parse::<Amount>().ok()) {
        Some(amount) if !spot.of_money => Cell::Number(amount),
        _ => Cell::from(spot.printed(value, missing)),
    }
}

/// The figure of a row; a number of the sheet is no riddle, whatever dots it is shown with.
fn read_value(line: &mut Line<'_>, spot: &Spot<'_>) -> Option<Told> {
    let typed = line.text("value", 60);
    match spot.read(&typed) {
        Ok(Told::Figure(_)) | Err(_) if !spot.of_money => {
            let amount = line.amount("value");
            if amount.is_none() && !line.is_wrong() {
                line.wrong("value", "Tulis angka, atau \"Tidak ada\".");
            }
            amount.map(|it| Told::Figure(it.stored()))
        }
        Ok(told) => Some(told),
        Err(text) => {
            line.wrong("value", text);
            None
        }
    }
}

/// What the tree had when the sheet was downloaded, where it still stands there.
fn before(line: &Line<'_>, spot: &Spot<'_>) -> Option<Told> {
    let text = line.peek("plan");
    let number = text.parse::<Amount>().ok().filter(|_| !spot.of_money);
    match number {
        Some(amount) => Some(Told::Figure(amount.stored())),
        None => spot.read(&text).ok(),
    }
}

impl Import for WorkPlan {
    type Action = WriteDocument;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "performance.work_plan";
    const SUBJECT: &'static str = DOCUMENT;
    const TITLE: &'static str = "Impor Target dan Pagu";
    const HELP: &'static str = "Unduh contohnya: isinya target dan pagu dokumen ini sekarang. Ubah yang \
        berbeda dari RPJMD dan tulis alasannya. Angka yang sama dengan RPJMD mengikuti RPJMD; \"Tidak ada\" \
        berarti tahun ini tidak ditargetkan. Baris yang dihapus atau dikosongkan tetap seperti semula.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("code", &["Kode"]),
        Column::optional("name", &["Uraian", "Nama"]),
        Column::required("indicator", &["Indikator", "Indikator Kinerja"]),
        Column::optional("measure", &["Satuan"]),
        Column::optional("plan", &["Menurut RPJMD", "RPJMD"]),
        Column::required("value", &["Menurut Renja", "Target atau Pagu"]),
        Column::optional("reason", &["Alasan Berbeda", "Alasan"]),
    ];
    const SHOWN: &'static [&'static str] = &["Kode", "Indikator", "Menurut Renja", "Keadaan"];

    fn home(region: &RegionCode, it: &PlanDocument) -> Home {
        Home {
            subject: it.id,
            path: format!("/{region}/dokumen-rencana/{}", it.id),
            title: it.title(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteDocument>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let (region, it) = (grant.region(), grant.target().clone());
            let directory = Directories::now(app, region).await?;
            let db = app.db().read();
            // as it is when the rows are kept, not as it was when the file was sent
            let made = document::content_of(db, region, &directory, &it, true).await?;
            Ok(Known {
                it,
                content: made.content,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let rows = known.rows().flat_map(|row| {
            spots(row).map(|spot| {
                let own = spot.stated.own.as_ref();
                let missing = if own.is_some() { NONE } else { "" };
                vec![
                    Cell::from(row.code.as_str()),
                    Cell::from(row.name.as_str()),
                    Cell::from(label(&spot)),
                    Cell::from(spot.measure),
                    filled(&spot, spot.plan(), "Belum diisi"),
                    filled(&spot, spot.stated.value.as_deref(), missing),
                    Cell::from(own.map_or("", |it| it.reason.as_str())),
                ]
            })
        });
        rows.collect()
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<Row> {
        let code = line.required("code", 60);
        let indicator = line.required("indicator", 500);
        let reason = line.text("reason", 500);
        if !known.it.kind().takes_own_values() {
            line.wrong("code", "Dokumen ini mengikuti RPJMD; ubah pohon RPJMD.");
            return None;
        }
        let Some(row) = known.row(&code) else {
            line.wrong("code", format!("Kode {code} bukan bagian dokumen ini."));
            return None;
        };
        let Some(spot) = named(row, &indicator) else {
            line.wrong("indicator", "Indikator ini tidak ada pada kode tersebut.");
            return None;
        };
        let told = read_value(line, &spot)?;
        // what was the tree's when the sheet was downloaded says nothing of its own, though the tree moved on
        let told = match spot.plan() {
            Some(now) if told != Told::AsPlanned && before(line, &spot).as_ref() == Some(&told) => {
                Told::Figure(now.to_owned())
            }
            _ => told,
        };
        let differs = told.differs(spot.plan());
        if differs && reason.is_empty() {
            line.wrong("reason", "Tulis mengapa berbeda dari RPJMD.");
        }
        if line.is_wrong() {
            return None;
        }
        let own = spot.stated.own.as_ref();
        let keeps = told == Told::AsPlanned && own.is_some();
        let state = match (keeps, differs, own.is_some()) {
            (true, ..) => "Kosong: tetap seperti semula",
            (_, true, _) => "Berbeda dari RPJMD",
            (_, false, true) => "Kembali menurut RPJMD",
            (_, false, false) => "Menurut RPJMD",
        };
        // somebody may have said something since the sheet was downloaded
        let was = spot.printed(spot.stated.value.as_deref(), NONE);
        let shown = match &told {
            Told::AsPlanned => String::new(),
            Told::Nothing => NONE.to_owned(),
            Told::Figure(value) => spot.printed(Some(value), ""),
        };
        let state = match own.is_some() && !keeps && shown != was {
            true => format!("{state} (semula {was})"),
            false => state.to_owned(),
        };
        let words = [code.clone(), label(&spot).to_owned(), shown, state];
        // an empty cell says nothing: what was said before stays
        let (value, differs, reason) = match (keeps, own) {
            (true, Some(own)) => (spot.stated.value.clone(), true, own.reason.clone()),
            _ => (told.value(), differs, reason),
        };
        Some(Row {
            words,
            cell: line.place("code"),
            value: OwnValue {
                code,
                indicator: spot.indicator.to_owned(),
                year: known.it.year,
                value,
                reason,
            },
            differs,
        })
    }

    fn together(_: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let mut seen: HashMap<(&str, &str), u32> = HashMap::new();
        let mut found = Vec::new();
        for (number, row) in rows {
            let key = (row.value.code.as_str(), row.value.indicator.as_str());
            if let Some(first) = seen.get(&key) {
                found.push(Trouble {
                    sheet: String::new(),
                    row: *number,
                    cell: row.cell.clone(),
                    column: "Kode".to_owned(),
                    text: format!("Kode dan indikator ini sudah ada di baris {first}."),
                });
            } else {
                seen.insert(key, *number);
            }
        }
        found
    }

    fn shown(_: &Known, row: &Row) -> Vec<String> {
        row.words.to_vec()
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let values: Vec<(OwnValue, bool)> =
                rows.into_iter().map(|it| (it.value, it.differs)).collect();
            let own = values.iter().filter(|(_, differs)| *differs).count();
            document::keep_values(tx, &known.it, known.it.version, &values).await?;
            Ok(serde_json::json!({ "Baris": values.len(), "Berbeda dari RPJMD": own }))
        })
    }
}
