//! The rating scale of a region, a band a row; it is checked as a scale of a pack is.

use std::{collections::BTreeMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::Directories;
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid};
use regulations::{
    Overlay,
    sheet::{BAND_COLUMNS, BandRow, read_bands},
};
use serde_json::json;
use values::store::{self as kept, OVERLAY, Rules};

use super::{column_name, in_words, put, trouble};
use crate::{books::ruled, web::actions::WriteRules};

/// The pack whose scales it lies over.
pub(crate) const PACK: &str = "skala-capaian";
/// The id a region's own scale has.
const ID: &str = "skala-daerah";

const COLUMNS: [Column<'static>; BAND_COLUMNS.len() + 3] = {
    let basis = Column::required("basis", &["Dasar Hukum", "Dasar"]);
    let mut all = put([basis; BAND_COLUMNS.len() + 3], &BAND_COLUMNS, 2);
    all[0] = Column::required("year", &["Tahun"]);
    all[1] = Column::required("title", &["Skala", "Nama Skala"]);
    all
};

/// The scale.
pub(crate) struct BandList;

/// What rows are read against.
pub(crate) struct Known {
    rules: Rules,
    year: u16,
}

/// A band with the year it is for.
pub(crate) struct Row {
    year: u16,
    title: String,
    basis: String,
    band: BandRow,
}

impl Import for BandList {
    type Action = WriteRules;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "rounds.bands";
    const SUBJECT: &'static str = OVERLAY;
    const TITLE: &'static str = "Impor Skala Peringkat Daerah";
    const HELP: &'static str = "Satu baris satu sebutan, dari yang terbaik. Skala ini dipakai sejak tahunnya sampai \
        skala berikutnya, dan selalu ditandai milik daerah beserta dasarnya.";
    const COLUMNS: &'static [Column<'static>] = &COLUMNS;
    const SHOWN: &'static [&'static str] = &[
        "Tahun",
        "Skala",
        "Sebutan",
        "Mulai Dari",
        "Lebih Dari",
        "Sampai Dengan",
        "Kurang Dari",
    ];
    const MOST: usize = 200;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/peraturan/skala"),
            title: "Skala Peringkat".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteRules>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let year = directory.region.today(app.now()).year();
            Ok(Known {
                rules: Rules::load(app.db().read(), grant.region()).await?,
                year: u16::try_from(year).unwrap_or_default(),
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        ruled::band_cells(&known.rules, known.year)
    }

    fn read(_: &Known, line: &mut Line<'_>) -> Option<Row> {
        let year = super::year(line);
        let band = BandRow {
            number: line.number(),
            label: line.text("label", 100),
            from: line.text("from", 40),
            above: line.text("above", 40),
            to: line.text("to", 40),
            below: line.text("below", 40),
        };
        Some(Row {
            title: line.required("title", 200),
            basis: line.required("basis", 500),
            year: year?,
            band,
        })
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let taken = take(known, rows.iter().map(|(_, row)| row));
        taken.err().unwrap_or_default()
    }

    fn shown(_: &Known, row: &Row) -> Vec<String> {
        let band = &row.band;
        let cells = [&row.title, &band.label, &band.from, &band.above, &band.to];
        let mut shown = vec![row.year.to_string()];
        shown.extend(cells.into_iter().chain([&band.below]).cloned());
        shown
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let taken = take(&known, rows.iter());
            let overlays = taken.map_err(|wrong| Problem::Refused(in_words(&wrong)))?;
            for overlay in &overlays {
                kept::put_overlay(tx, overlay).await?;
            }
            let years: Vec<u16> = overlays.iter().map(|it| it.year).collect();
            Ok(json!({ "Skala tahun": years }))
        })
    }
}

/// What the rows of each year become, or everything wrong with them.
fn take<'a>(
    known: &Known,
    rows: impl Iterator<Item = &'a Row>,
) -> Result<Vec<Overlay>, Vec<Trouble>> {
    let mut years: BTreeMap<u16, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        years.entry(row.year).or_default().push(row);
    }
    let (mut overlays, mut troubles) = (Vec::new(), Vec::new());
    for (year, rows) in years {
        let Some(first) = rows.first() else {
            continue;
        };
        for row in rows.iter().filter(|row| row.title != first.title) {
            let text = format!(
                "Satu tahun satu skala: tulis {}, atau pisahkan tahunnya.",
                first.title
            );
            troubles.push(trouble(row.band.number, "Skala", &text));
        }
        let bands: Vec<BandRow> = rows.iter().map(|row| row.band.clone()).collect();
        match read_bands(ID, &first.title, &first.basis, &bands) {
            Ok(scale) => overlays.push(Overlay {
                basis: first.basis.clone(),
                scales: vec![scale],
                ..known.rules.overlay(PACK, year)
            }),
            Err(wrong) => troubles.extend(
                wrong
                    .iter()
                    .map(|it| trouble(it.row, column_name(&COLUMNS, it.column), &it.words)),
            ),
        }
    }
    match troubles.is_empty() {
        true => Ok(overlays),
        false => Err(troubles),
    }
}
