//! The plan tree as Bappeda has it in Excel: nodes, indicators with a target for every year, money. One
//! workbook, three sheets, judged together and kept as a whole.

mod rows;
mod work_plan;

use std::{collections::HashMap, sync::Arc};

use documents::{
    import::{Home, Import, Sheet},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::{Directories, Directory, mission};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid};
use time::Date;

use crate::{
    rules::tree::{Level, check},
    store::tree::{self, DevelopmentPlan, Kept, PLAN},
    web::actions::WritePlanTree,
};
use rows::{At, Entry, SHEETS, gathered};
pub(crate) use work_plan::WorkPlan;

/// The workbook.
pub(crate) struct PlanTree;

/// What rows are read against.
pub(crate) struct Known {
    directory: Arc<Directory>,
    today: Date,
    plan: DevelopmentPlan,
    /// Ids of the missions of the period by their number.
    missions: HashMap<i64, Uuid>,
    /// Levels of what is there already, by code.
    levels: HashMap<String, Level>,
}

/// A row with where it stands.
pub(crate) struct Row(At, Entry);

impl Import for PlanTree {
    type Action = WritePlanTree;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "performance.plan_tree";
    const SUBJECT: &'static str = PLAN;
    const TITLE: &'static str = "Impor Pohon RPJMD";
    const HELP: &'static str = "Satu buku kerja dengan lembar Pohon, Indikator, dan Anggaran. Kode yang \
        sudah ada diperbarui di tempatnya; yang tidak ada di berkas tetap seperti semula.";
    const COLUMNS: &'static [Column<'static>] = &[];
    const SHEETS: &'static [Sheet] = &SHEETS;
    const SHOWN: &'static [&'static str] = &["Lembar", "Kode", "Isi", "Keadaan"];

    fn home(region: &RegionCode, plan: &DevelopmentPlan) -> Home {
        Home {
            subject: plan.id,
            path: format!("/{region}/rpjmd/{}", plan.id),
            title: plan.title.clone(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WritePlanTree>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let (db, region, plan) = (app.db().read(), grant.region(), grant.target());
            let directory = Directories::now(app, region).await?;
            let period = (plan.first_year, plan.last_year);
            let missions = mission::missions(db, region).await?;
            let missions = missions
                .into_iter()
                .filter(|it| (it.first_year, it.last_year) == period);
            let nodes = tree::nodes(db, region, plan.id).await?;
            Ok(Known {
                today: directory.region.today(app.now()),
                directory,
                plan: plan.clone(),
                missions: missions.map(|it| (it.number, it.id)).collect(),
                levels: nodes
                    .into_iter()
                    .map(|it| (it.code.clone(), it.level()))
                    .collect(),
            })
        })
    }

    fn there(known: &Known, sheet: usize) -> Vec<Vec<Cell>> {
        rows::example(sheet, &known.plan)
    }

    /// Never asked: every row belongs to a sheet.
    fn read(_: &Known, _: &mut Line<'_>) -> Option<Row> {
        None
    }

    fn read_of(known: &Known, sheet: usize, line: &mut Line<'_>) -> Option<Row> {
        let named = |text: &str| {
            known
                .directory
                .named(text, known.today)
                .map(|it| it.id())
                .ok()
        };
        rows::read(sheet, line, &named).map(|(at, entry)| Row(at, entry))
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let all: Vec<(&At, &Entry)> = rows.iter().map(|(_, Row(at, entry))| (at, entry)).collect();
        let found = gathered(&all);
        let period = (known.plan.first_year, known.plan.last_year);
        let numbers: Vec<i64> = known.missions.keys().copied().collect();
        let sheets = (
            found.nodes.as_slice(),
            found.indicators.as_slice(),
            found.budgets.as_slice(),
        );
        check(period, &known.levels, &numbers, sheets)
            .into_iter()
            .filter_map(|wrong| {
                let at = found.places.get(wrong.sheet)?.get(wrong.row)?;
                Some(at.trouble(wrong.column, wrong.text))
            })
            .collect()
    }

    fn shown(known: &Known, Row(at, entry): &Row) -> Vec<String> {
        let sheet = SHEETS.get(at.sheet).map_or("", |sheet| sheet.name);
        let (code, words) = entry.words();
        let there = known.levels.contains_key(&code);
        let state = match (at.sheet, there) {
            (0, true) => "Diperbarui",
            (0, false) => "Baru",
            _ => "",
        };
        vec![sheet.to_owned(), code, words, state.to_owned()]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let all: Vec<(&At, &Entry)> = rows.iter().map(|Row(at, entry)| (at, entry)).collect();
            let found = gathered(&all);
            let kept = Kept {
                first_year: known.plan.first_year,
                missions: known.missions.clone(),
                nodes: found.nodes,
                indicators: found.indicators,
                budgets: found.budgets,
            };
            tree::keep(tx, known.plan.id, &kept).await
        })
    }
}
