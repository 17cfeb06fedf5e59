//! *Paket Awal*: one workbook fills a city in a day: units, posts, who holds them, assignments and
//! numbers. It adds and never changes what is there, but for numbers, so that the same workbook may
//! come in again with more rows.

mod keep;
mod plan;
mod rows;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use documents::{
    import::{Home, Import, Sheet},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    account::{all_assignments, roster},
    posts::{all_holdings, posts},
    structure::Unit,
};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid};
use time::Date;

use self::{
    plan::{Facts, Fate, Plan, plan},
    rows::{At, Entry, SHEETS},
};
use crate::web::actions::WriteStarter;

/// The workbook.
pub struct StarterPack;

/// What rows are read against.
pub struct Known {
    app: App,
    directory: Arc<Directory>,
    today: Date,
    facts: Facts,
    /// Names in rows that are wrong.
    wrong: Mutex<HashSet<(usize, String)>>,
    /// Made once all rows are there, since rows name each other.
    plan: OnceLock<Plan>,
}

/// A row with where it stands.
pub struct Row(At, Entry);

impl Import for StarterPack {
    type Action = WriteStarter;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "administration.starter";
    const SUBJECT: &'static str = "government.starter";
    const TITLE: &'static str = "Paket Awal";
    const HELP: &'static str = "Satu buku kerja mengisi satu daerah: unit kerja, jabatan, pejabat, \
        penugasan, dan nomor WA. Yang sudah ada tidak digandakan dan tidak diubah, jadi berkas yang \
        sama boleh diunggah lagi setelah ditambah.";
    const COLUMNS: &'static [Column<'static>] = &[];
    const SHEETS: &'static [Sheet] = &SHEETS;
    const SHOWN: &'static [&'static str] = &["Lembar", "Isi", "Keadaan"];

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/pengaturan/paket-awal"),
            title: "Paket Awal".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteStarter>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let (db, region) = (app.db().read(), grant.region());
            let directory = Directories::now(app, region).await?;
            let today = directory.region.today(app.now());
            let facts = Facts {
                units: existing(&directory, today),
                posts: posts(db, region).await?,
                holdings: all_holdings(db, region).await?,
                people: roster(db, app.keys(), region).await?,
                assignments: all_assignments(db, region).await?,
                ..Facts::default()
            };
            Ok(Known {
                app: app.clone(),
                directory,
                today,
                facts,
                wrong: Mutex::default(),
                plan: OnceLock::new(),
            })
        })
    }

    fn there(known: &Known, sheet: usize) -> Vec<Vec<Cell>> {
        let facts = &known.facts;
        let name = |unit: Uuid| Cell::from(known.directory.unit_name(unit));
        match sheet {
            0 => facts
                .units
                .iter()
                .map(|unit| {
                    let public = if unit.public_service { "Ya" } else { "Tidak" };
                    vec![
                        Cell::from(unit.name.as_str()),
                        Cell::from(unit.kind.label()),
                        Cell::from(unit.abbreviation.as_str()),
                        unit.parent.map_or(Cell::Empty, name),
                        Cell::from(unit.key.as_str()),
                        Cell::from(public),
                        Cell::from(unit.source.as_str()),
                    ]
                })
                .collect(),
            1 => facts
                .posts
                .iter()
                .filter(|post| post.exists_on(known.today) && post.role.is_given())
                .map(|post| {
                    vec![
                        Cell::from(post.title.as_str()),
                        name(post.unit),
                        Cell::from(post.role.label()),
                    ]
                })
                .collect(),
            // people are known by NIP and number, which leave the house in no list
            _ => vec![],
        }
    }

    /// Never asked: every row belongs to a sheet.
    fn read(_: &Known, _: &mut Line<'_>) -> Option<Row> {
        None
    }

    fn read_of(known: &Known, sheet: usize, line: &mut Line<'_>) -> Option<Row> {
        let read = rows::read(sheet, line).map(|(at, entry)| Row(at, entry));
        if let (true, Some(name)) = (line.is_wrong(), rows::name(sheet, line)) {
            let mut wrong = known.wrong.lock().unwrap_or_else(PoisonError::into_inner);
            wrong.insert((sheet, name));
        }
        read
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let all: Vec<(At, Entry)> = rows
            .iter()
            .map(|(_, Row(at, entry))| (at.clone(), entry.clone()))
            .collect();
        let plan = known
            .plan
            .get_or_init(|| plan(&all, &known.with_digests(&all)));
        plan.wrongs.iter().map(trouble).collect()
    }

    fn notes(known: &Known, rows: &[(u32, Row)]) -> Vec<String> {
        let Some(plan) = known.plan.get() else {
            return vec![];
        };
        SHEETS
            .iter()
            .enumerate()
            .filter_map(|(place, sheet)| {
                let of_sheet = rows.iter().filter(|(_, Row(at, _))| at.sheet == place);
                let fates: Vec<Option<&Fate>> = of_sheet
                    .map(|(_, Row(at, _))| plan.fates.get(&(at.sheet, at.row)))
                    .collect();
                let count = |fate: Fate| fates.iter().filter(|it| **it == Some(&fate)).count();
                (!fates.is_empty()).then(|| {
                    let (new, same) = (count(Fate::New), count(Fate::Same));
                    let changed = match count(Fate::Changed) {
                        0 => String::new(),
                        changed => format!(", {changed} diganti"),
                    };
                    format!("{}: {new} baru, {same} sudah ada{changed}.", sheet.name)
                })
            })
            .collect()
    }

    fn shown(known: &Known, Row(at, entry): &Row) -> Vec<String> {
        let fate = known
            .plan
            .get()
            .and_then(|plan| plan.fates.get(&(at.sheet, at.row)));
        let state = match fate {
            Some(Fate::New) => "Baru",
            Some(Fate::Same) => "Sudah ada",
            Some(Fate::Changed) => "Diganti",
            None => "Perlu diperbaiki",
        };
        let sheet = SHEETS.get(at.sheet).map_or("", |sheet| sheet.name);
        vec![sheet.to_owned(), words(entry), state.to_owned()]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        _: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let plan = known.plan.get().filter(|plan| plan.wrongs.is_empty());
            let plan = plan.ok_or_else(|| Problem::internal("kept without a plan"))?;
            keep::keep(tx, known.app.keys(), &known.facts.units, plan).await
        })
    }
}

fn existing(directory: &Directory, today: Date) -> Vec<Unit> {
    directory.working_units(today).cloned().collect()
}

impl Known {
    /// The facts with digests of the NIPs that are typed.
    fn with_digests(&self, rows: &[(At, Entry)]) -> Facts {
        let keys = self.app.keys();
        let nips = rows.iter().filter_map(|(_, entry)| match entry {
            Entry::Holder { person, .. }
            | Entry::Assignment { person, .. }
            | Entry::Number { person, .. } => Some(&person.nip),
            Entry::Unit { .. } | Entry::Post { .. } => None,
        });
        Facts {
            digests: nips
                .filter(|nip| !nip.is_empty())
                .map(|nip| (nip.clone(), keys.digest("account.nip", nip)))
                .collect(),
            units: self.facts.units.clone(),
            posts: self.facts.posts.clone(),
            holdings: self.facts.holdings.clone(),
            people: self.facts.people.clone(),
            assignments: self.facts.assignments.clone(),
            wrong: self
                .wrong
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
        }
    }
}

fn trouble(wrong: &plan::Wrong) -> Trouble {
    let sheet = SHEETS.get(wrong.at.sheet);
    let column = sheet.and_then(|sheet| sheet.columns.iter().find(|it| it.key == wrong.column));
    let cell = wrong.at.cells.iter().find(|(key, _)| *key == wrong.column);
    Trouble {
        sheet: sheet.map_or("", |sheet| sheet.name).to_owned(),
        row: wrong.at.row,
        cell: cell.map_or_else(String::new, |(_, cell)| cell.clone()),
        column: column.map_or("", Column::name).to_owned(),
        text: wrong.text.clone(),
    }
}

/// What a row says, without NIP and number: the preview is kept.
fn words(entry: &Entry) -> String {
    match entry {
        Entry::Unit { name, kind, .. } => format!("{name} ({})", kind.label()),
        Entry::Post { title, unit, .. } => format!("{title}, {unit}"),
        Entry::Holder {
            person,
            post,
            acting,
            ..
        } => format!("{}: {}", person.name, acting.title(post)),
        Entry::Assignment {
            person,
            duty,
            subject,
            ..
        } => format!("{}: {}", person.name, duty.title(subject)),
        Entry::Number { person, .. } => format!("{}: nomor WA", person.name),
    }
}
