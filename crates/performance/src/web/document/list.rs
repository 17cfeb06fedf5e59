//! The documents of a plan and a year: who has one, how it stands, who was not asked.

use std::{collections::HashSet, sync::Arc};

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory, may::may, review::ReviewState};
use platform::{Action, App, Bar, Grant, Page, Problem, RegionCode, Uuid, date, form::Filter};
use serde::Deserialize;

use crate::{
    books::{self, DocumentLine},
    rules::document::DocumentKind,
    store::{
        document::{self, PlanDocument},
        tree::{self, DevelopmentPlan},
    },
    web::actions::{ListPlanTrees, WritePlanTree},
};

/// Which plan and year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    rencana: String,
    tahun: String,
}

/// A document as the list shows it.
struct Line {
    it: PlanDocument,
    unit: String,
    due: String,
    mark: String,
    set: String,
}

/// The documents of a kind.
struct Part {
    kind: DocumentKind,
    title: String,
    lines: Vec<Line>,
    /// Names of units that have a part of the tree and were not asked.
    missing: Vec<String>,
    bar: Bar,
}

impl Part {
    fn set(&self) -> usize {
        self.lines
            .iter()
            .filter(|line| line.it.set_count > 0)
            .count()
    }
}

#[derive(Template)]
#[template(path = "performance/document/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    plans: &'a [DevelopmentPlan],
    plan: Option<&'a DevelopmentPlan>,
    year: i64,
    parts: &'a [Part],
    may_ask: bool,
    stamp: String,
}

/// Everything of the page.
struct Found {
    directory: Arc<Directory>,
    plans: Vec<DevelopmentPlan>,
    plan: Option<DevelopmentPlan>,
    year: i64,
    parts: Vec<Part>,
}

fn line(app: &App, directory: &Directory, it: &PlanDocument) -> Line {
    let today = directory.region.today(app.now());
    let mark = it
        .due()
        .filter(|_| it.is_open())
        .map(|due| due.mark(app.now(), today, &directory.calendar).text());
    Line {
        unit: directory.unit_name(it.unit_id).to_owned(),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        mark: mark.unwrap_or_default(),
        set: match it.set_on() {
            Some(day) => format!("{}, {}", it.basis, date::medium(day)),
            None => String::new(),
        },
        it: it.clone(),
    }
}

fn part(
    app: &App,
    directory: &Directory,
    all: &[PlanDocument],
    (kind, title): (DocumentKind, String),
    responsible: &[Uuid],
) -> Part {
    let lines: Vec<Line> = all
        .iter()
        .filter(|it| it.kind() == kind)
        .map(|it| line(app, directory, it))
        .collect();
    let asked: HashSet<Uuid> = lines.iter().map(|line| line.it.unit_id).collect();
    let today = directory.region.today(app.now());
    // who stands below a unit that was asked is part of its document
    let covered = |id: Uuid| {
        let above = std::iter::successors(Some(id), |id| directory.unit(*id)?.parent);
        above.take(20).any(|id| asked.contains(&id))
    };
    let missing = responsible.iter().filter_map(|id| directory.unit(*id));
    let missing = missing.filter(|unit| unit.exists_on(today) && !covered(unit.id()));
    let missing: Vec<String> = match kind.of_each_unit() {
        true => missing.map(|unit| unit.name.clone()).collect(),
        false => vec![],
    };
    let count = |test: fn(&PlanDocument) -> bool| {
        let found = lines.iter().filter(|line| test(&line.it)).count();
        i64::try_from(found).unwrap_or(i64::MAX)
    };
    let set = count(|it| it.set_count > 0);
    let sent = count(|it| it.set_count == 0 && it.state() == ReviewState::Submitted);
    let rest = i64::try_from(lines.len() + missing.len()).unwrap_or(i64::MAX) - set - sent;
    let label = format!("{title}: {set} ditetapkan, {sent} menunggu penetapan, {rest} belum");
    Part {
        kind,
        title,
        bar: Bar::new(
            label,
            &[("tuntas", set), ("menunggu", sent), ("sisa", rest)],
        ),
        lines,
        missing,
    }
}

async fn found(app: &App, grant: &Grant<ListPlanTrees>, asked: &Asked) -> Result<Found, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let plans = tree::plans(db, region).await?;
    let this = i64::from(directory.region.today(app.now()).year());
    let wanted: Option<Uuid> = asked.rencana.parse().ok();
    let holds = |it: &&DevelopmentPlan| it.years().any(|year| year == this);
    let plan = plans
        .iter()
        .find(|it| Some(it.id) == wanted)
        .or_else(|| plans.iter().find(holds))
        .or(plans.first())
        .cloned();
    let Some(plan) = plan else {
        return Ok(Found {
            directory,
            plans,
            plan: None,
            year: this,
            parts: vec![],
        });
    };
    let typed = asked.tahun.trim().parse().ok();
    // what is planned now is the year to come
    let year = [typed, Some(this + 1), Some(this), Some(plan.last_year)];
    let year = year.into_iter().flatten();
    let year = year
        .clone()
        .find(|year| plan.years().any(|known| known == *year))
        .unwrap_or(plan.last_year);
    let all = document::documents(db, region, plan.id, year).await?;
    let responsible = tree::responsible(db, region, plan.id).await?;
    let titles = [
        (
            DocumentKind::AgencyStrategicPlan,
            format!("Renstra {}", plan.period()),
        ),
        (DocumentKind::AnnualPlan, format!("RKPD {year}")),
        (DocumentKind::AgencyWorkPlan, format!("Renja {year}")),
    ];
    let parts = titles.map(|titled| part(app, &directory, &all, titled, &responsible));
    Ok(Found {
        directory,
        plans,
        plan: Some(plan),
        year,
        parts: parts.into(),
    })
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListPlanTrees>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let found = found(&app, &grant, &asked).await?;
    let region = grant.region();
    let list = List {
        region,
        plan: found.plan.as_ref(),
        plans: &found.plans,
        year: found.year,
        parts: &found.parts,
        may_ask: may(&app, grant.actor(), region, WritePlanTree::CODE),
        stamp: found.directory.region.stamp(app.now()),
        directory: &found.directory,
    };
    Page::new(format!("Dokumen Rencana {}", found.year), &list)
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ListPlanTrees>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let found = found(&app, &grant, &asked).await?;
    let mut rows = Vec::new();
    for part in &found.parts {
        rows.extend(part.lines.iter().map(|line| DocumentLine {
            document: part.title.clone(),
            unit: line.unit.clone(),
            state: line.it.label().0,
            due: line.it.due().map(|due| due.date),
            sent: line.it.sent_name.clone(),
            basis: line.it.basis.clone(),
            set_on: line.it.set_on(),
        }));
        rows.extend(part.missing.iter().map(|unit| DocumentLine {
            document: part.title.clone(),
            unit: unit.clone(),
            state: "Belum diminta",
            due: None,
            sent: String::new(),
            basis: String::new(),
            set_on: None,
        }));
    }
    let name = format!("Dokumen Rencana {}", found.year);
    let book = books::documents(&name, &found.directory, app.now(), &rows);
    app.part::<Desk>().xlsx(book).await
}
