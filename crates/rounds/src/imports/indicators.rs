//! The list of indicators of a year as the compiling section has it in Excel. It is read against the
//! pack that holds for its year; what differs is kept as the region's own over that pack.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid};
use regulations::{Held, Overlay, Pack, catalogue, own_id, yearly};
use serde_json::json;
use time::Date;
use values::store::{self as kept, INDICATOR, Rules};

use super::{
    column_name, in_words, put,
    targets::{self, Changes, Said, Targets},
    trouble,
};
use crate::{
    books::listed,
    rules::inputs,
    web::{FAMILY, LPPD, actions::WriteIndicators},
};

/// Columns beside those of the list itself.
const AROUND: usize = 4;
/// What the last of them is called.
const BASIS: &str = "Dasar Hukum";
/// Columns that say who answers for an indicator.
const OWNERS: [&str; 3] = ["main_owner", "supporting", "element_owners"];

/// The columns: the year, those of the list, what the region's own rests on, and what each indicator is
/// meant to reach.
const COLUMNS: [Column<'static>; yearly::COLUMNS.len() + AROUND] = {
    let basis = Column::optional("basis", &[BASIS, "Sumber"]);
    let all = [basis; yearly::COLUMNS.len() + AROUND];
    let mut all = put(all, &yearly::COLUMNS, 1);
    all[0] = Column::required("year", &["Tahun"]);
    all[yearly::COLUMNS.len() + 2] = Column::optional("target", &["Target"]);
    all[yearly::COLUMNS.len() + 3] = Column::optional("target_basis", &["Sumber Target"]);
    all
};

/// The list.
pub(crate) struct IndicatorList;

/// What rows are read against.
pub(crate) struct Known {
    directory: Arc<Directory>,
    today: Date,
    rules: Rules,
    /// Agencies that packs call typical; a region may call them otherwise.
    typical: HashSet<&'static str>,
    targets: Targets,
    example: Vec<Vec<Cell>>,
}

/// A row with the year it is for.
pub(crate) struct Row {
    year: u16,
    row: yearly::Row,
    basis: String,
    /// What it is meant to reach.
    target: Said,
}

/// What the rows of a year become.
struct Taken {
    base: Pack,
    overlay: Overlay,
}

impl Import for IndicatorList {
    type Action = WriteIndicators;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "rounds.indicators";
    const SUBJECT: &'static str = INDICATOR;
    const TITLE: &'static str = "Impor Daftar IKK Tahunan";
    const HELP: &'static str = "Berkas memuat seluruh daftar satu tahun, satu baris satu indikator. Sel kosong \
        berarti seperti pada paket peraturan; yang berbeda dicatat sebagai milik daerah dengan dasarnya; indikator \
        yang tidak ada di berkas tidak diminta tahun itu. Isian yang sudah ada tetap. Sel Target yang kosong \
        membiarkan target yang tersimpan; tulis hapus untuk menghapusnya.";
    const COLUMNS: &'static [Column<'static>] = &COLUMNS;
    const SHOWN: &'static [&'static str] = &[
        "Tahun",
        "Kode IKK",
        "Indikator",
        "Rumus",
        "Satuan",
        "PD Pengampu Utama",
        "Target",
        "Terhadap paket",
    ];
    const MOST: usize = 5_000;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/daftar-ikk"),
            title: "Daftar Indikator".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteIndicators>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let today = directory.region.today(app.now());
            let year = u16::try_from(today.year() - 1).unwrap_or_default();
            let rules = Rules::load(app.db().read(), grant.region()).await?;
            let asked =
                kept::indicators(app.db().read(), grant.region(), LPPD, i64::from(year)).await?;
            let all = regulations::packs().iter().flat_map(|it| &it.indicators);
            let typical = all.flat_map(|it| it.owners.iter().map(String::as_str));
            Ok(Known {
                typical: typical.collect(),
                targets: kept::targets(app.db().read(), grant.region(), LPPD).await?,
                example: listed::rows(&rules, year, &asked, &[], &directory),
                directory,
                today,
                rules,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        known.example.clone()
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<Row> {
        let year = super::year(line);
        let most = |key: &str| match key {
            "code" | "old_code" | "parent" | "kind" | "direction" | "measure" => 60,
            _ => 2_000,
        };
        let row = yearly::Row::of(line.number(), |key| line.text(key, most(key)));
        let basis = line.text("basis", 500);
        names_units(known, &row, line);
        let target = targets::read(line);
        let year = year?;
        Some(Row {
            year,
            row,
            basis,
            target,
        })
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        for (year, of_year) in by_year(rows.iter().map(|(_, row)| row)) {
            if let Err(wrong) = take(known, year, &of_year) {
                troubles.extend(wrong);
            }
        }
        troubles
    }

    fn notes(known: &Known, rows: &[(u32, Row)]) -> Vec<String> {
        let mut notes = Vec::new();
        for (year, of_year) in by_year(rows.iter().map(|(_, row)| row)) {
            let Ok(taken) = take(known, year, &of_year) else {
                continue;
            };
            let Taken { base, overlay } = taken;
            notes.push(match base.has_own() {
                true => format!(
                    "Tahun {year}: tidak ada paket peraturan yang berlaku; seluruh daftar dicatat sebagai \
                     milik daerah."
                ),
                false => format!(
                    "Tahun {year}: dibandingkan dengan paket {}; {} indikator berbeda atau ditambah daerah, {} \
                     berganti kode.",
                    base.title,
                    own_codes(&base.with(&overlay)).len(),
                    overlay.codes.len(),
                ),
            });
            if !overlay.left_out.is_empty() {
                notes.push(format!(
                    "Tahun {year}: {} indikator paket tidak ada di berkas, jadi tidak diminta: {}.",
                    overlay.left_out.len(),
                    first_of(&overlay.left_out),
                ));
            }
            let said = said_of(&of_year);
            notes.extend(Changes::of(&known.targets, i64::from(year), said).notes(year));
        }
        notes
    }

    fn shown(known: &Known, row: &Row) -> Vec<String> {
        let base = known.rules.base(FAMILY, row.year).one();
        let old = match row.row.cell("old_code") {
            "" => row.row.cell("code"),
            old => old,
        };
        let there = base.and_then(|base| {
            let mut rows = yearly::rows(&base, 0).into_iter();
            rows.find(|it| it.cell("code") == old)
        });
        let words = |key: &str| match (row.row.cell(key), &there) {
            ("", Some(there)) => there.cell(key).to_owned(),
            (own, _) => own.to_owned(),
        };
        vec![
            row.year.to_string(),
            words("code"),
            words("name"),
            words("formula"),
            words("measure"),
            words("main_owner"),
            row.target.words(target_of(known, row)),
            against(&row.row, there.as_ref()),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let mut told = serde_json::Map::new();
            for (year, of_year) in by_year(rows.iter()) {
                let taken = take(&known, year, &of_year);
                let taken = taken.map_err(|wrong| Problem::Refused(in_words(&wrong)))?;
                let Taken { base, overlay } = taken;
                let merged = base.with(&overlay);
                kept::put_overlay(tx, &overlay).await?;
                let inputs = inputs(&known.directory, known.today, &merged, &overlay);
                let done = kept::put_list(tx, LPPD, i64::from(year), &base.id, &inputs).await?;
                let said = said_of(&of_year);
                let (aims, gone) = targets::keep(tx, &known.targets, i64::from(year), said).await?;
                told.insert(
                    year.to_string(),
                    json!({
                        "Baru": done.added, "Berubah": done.changed,
                        "Target": aims, "Target dihapus": gone, "Tidak diminta lagi": done.left_out, "Milik daerah": own_codes(&merged).len(),
                    }),
                );
            }
            Ok(told.into())
        })
    }
}

/// The target that is kept for the indicator of a row.
fn target_of<'a>(known: &'a Known, row: &Row) -> Option<&'a (String, String)> {
    let code = row.row.cell("code").to_owned();
    known.targets.get(&(i64::from(row.year), code))
}

/// What rows say of targets, by the codes of their indicators.
fn said_of<'a>(rows: &'a [&'a Row]) -> impl Iterator<Item = (&'a str, &'a Said)> {
    rows.iter().map(|it| (it.row.cell("code"), &it.target))
}

/// Rows of each year, in their order.
fn by_year<'a>(rows: impl Iterator<Item = &'a Row>) -> BTreeMap<u16, Vec<&'a Row>> {
    let mut years: BTreeMap<u16, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        years.entry(row.year).or_default().push(row);
    }
    years
}

/// The rows of a year laid over the pack that holds for it, or everything wrong with them.
fn take(known: &Known, year: u16, of_year: &[&Row]) -> Result<Taken, Vec<Trouble>> {
    let mut named: Vec<&str> = Vec::new();
    for row in of_year {
        if !row.basis.is_empty() && !named.contains(&row.basis.as_str()) {
            named.push(&row.basis);
        }
    }
    let basis = named.join("; ");
    // whether one is needed is known once the rows were read
    let or_none = if basis.is_empty() { "-" } else { &basis };
    let base = match known.rules.base(FAMILY, year) {
        // a list of the region that comes again may rest on something else now
        Held::One(base) if base.id != own_id(FAMILY) => base,
        Held::One(_) | Held::None => Pack::of_region(FAMILY, year, or_none),
        Held::Several(packs) => {
            let titles: Vec<&str> = packs.iter().map(|it| it.title.as_str()).collect();
            let text = format!(
                "Untuk tahun {year} berlaku beberapa paket: {}. Pilih dahulu satu paket di Daftar Indikator \
                 (Ambil Daftar).",
                titles.join(", ")
            );
            return Err(vec![trouble(0, "", &text)]);
        }
    };
    let before = known.rules.overlay(&base.id, year);
    let rows: Vec<yearly::Row> = of_year
        .iter()
        .map(|it| with_old_code(&it.row, &base, &before))
        .collect();
    let overlay = yearly::read(&base, catalogue(), year, or_none, &rows).map_err(|wrong| {
        wrong
            .iter()
            .map(|it| trouble(it.row, column_name(&COLUMNS, it.column), &it.words))
            .collect::<Vec<_>>()
    })?;
    let overlay = Overlay {
        scales: before.scales,
        calendar: before.calendar,
        basis: basis.clone(),
        ..overlay
    };
    let codes = own_codes(&base.with(&overlay));
    if basis.is_empty() && !codes.is_empty() {
        let text = format!(
            "Tulis dasar perubahan, misalnya surat atau keputusan, pada salah satu baris yang berbeda dari \
             paket: {}.",
            first_of(&codes)
        );
        let row = of_year
            .iter()
            .find(|it| codes.iter().any(|code| code == it.row.cell("code")));
        return Err(vec![trouble(
            row.map_or(0, |it| it.row.number),
            BASIS,
            &text,
        )]);
    }
    Ok(Taken { base, overlay })
}

/// Indicators of which the region says something otherwise than the pack; who owns one is no such thing.
fn own_codes(merged: &Pack) -> Vec<String> {
    let own = merged.indicators.iter().filter(|it| it.provenance.is_own());
    own.map(|it| it.code.clone()).collect()
}

/// A code that was mapped before is not asked for again.
fn with_old_code(row: &yearly::Row, base: &Pack, before: &Overlay) -> yearly::Row {
    let code = row.cell("code");
    let old = before.old_code(code);
    let mapped = row.cell("old_code").is_empty() && old != code && base.indicator(old).is_some();
    yearly::Row::of(row.number, |key| match key {
        "old_code" if mapped => old.to_owned(),
        key => row.cell(key).to_owned(),
    })
}

/// Units a row names exist here, but for the typical agencies of the pack.
fn names_units(known: &Known, row: &yearly::Row, line: &mut Line<'_>) {
    let parts = |cell: &str| -> Vec<String> {
        let parts = cell.split([';', '\n']).map(str::trim);
        parts
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut named: HashMap<&'static str, Vec<String>> = HashMap::new();
    for key in ["main_owner", "supporting"] {
        named.insert(key, parts(row.cell(key)));
    }
    let of_elements = parts(row.cell("element_owners")).into_iter();
    let of_elements = of_elements.filter_map(|it| Some(it.split_once('=')?.1.trim().to_owned()));
    named.insert("element_owners", of_elements.collect());
    for (key, names) in named {
        for name in names
            .iter()
            .filter(|it| !known.typical.contains(it.as_str()))
        {
            if let Err(error) = known.directory.named(name, known.today) {
                line.wrong(key, error.to_string());
            }
        }
    }
}

/// What of a row differs from the pack, by the names of its columns. Who answers for an indicator is for the
/// region to say: that is told, and is no difference from the regulation.
fn against(row: &yearly::Row, there: Option<&yearly::Row>) -> String {
    let Some(there) = there else {
        return "ditambah daerah".into();
    };
    let differs = |column: &&yearly::Column| {
        let plain = |it: &str| it.replace(' ', "");
        let (own, pack) = (row.cell(column.key), there.cell(column.key));
        !own.is_empty() && plain(own) != plain(pack)
    };
    let (owners, contents): (Vec<&yearly::Column>, Vec<&yearly::Column>) = yearly::COLUMNS
        .iter()
        .filter(|column| column.key != "old_code" && column.key != "affair")
        .filter(differs)
        .partition(|column| OWNERS.contains(&column.key));
    let names: Vec<&str> = contents
        .iter()
        .filter_map(|column| column.names.first().copied())
        .collect();
    let mut words = match names.as_slice() {
        [] => "seperti paket".to_owned(),
        names => format!("berbeda: {}", names.join(", ")),
    };
    if !owners.is_empty() {
        words.push_str("; pengampu ditetapkan daerah");
    }
    words
}

/// The first codes of many.
fn first_of(codes: &[String]) -> String {
    const SHOWN: usize = 8;
    let (first, more) = codes.split_at(codes.len().min(SHOWN));
    match more.len() {
        0 => first.join(", "),
        more => format!("{}, dan {more} lainnya", first.join(", ")),
    }
}
