//! Drill-down: the names behind the numbers of one unit.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{KIND_LEAD, KIND_SUPPORT, KIND_TERMS},
    obligation::{self, Listed, ObligationState},
    structure::{Mark, Unit},
};
use platform::{App, Grant, Page, Problem, RegionCode};

use super::actions::ReadUnit;

const LIMIT: i64 = 300;

struct Line {
    path: String,
    title: String,
    origin: String,
    chip: &'static str,
    state: &'static str,
    due: String,
    due_class: &'static str,
    progress: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "cockpit/unit.html")]
struct View<'a> {
    region: &'a RegionCode,
    unit: &'a Unit,
    stamp: String,
    lead: Vec<Line>,
    terms: Vec<Line>,
    support: Vec<Line>,
    late: usize,
    full: bool,
}

fn line(app: &App, directory: &Directory, origin: String, row: &Listed) -> Line {
    let now = app.now();
    let today = directory.region.today(now);
    let owed = row.state != ObligationState::Submitted.code();
    let mark = row
        .due()
        .filter(|_| owed)
        .map(|due| due.mark(now, today, &directory.calendar));
    let late = mark.is_some_and(Mark::is_late);
    let (chip, state) = match (row.kind.as_str(), ObligationState::from_code(row.state)) {
        (KIND_TERMS, Some(ObligationState::Submitted)) => {
            ("chip chip-diusulkan", "Target diusulkan")
        }
        (KIND_TERMS, _) => ("chip chip-lengkapi", "Perlu dilengkapi"),
        (_, Some(ObligationState::Submitted)) => ("chip chip-menunggu", "Menunggu verifikasi"),
        (_, Some(ObligationState::Returned)) => ("chip chip-dikembalikan", "Dikembalikan"),
        _ if row.total.is_none() => ("chip chip-diusulkan", "Menunggu kesepakatan target"),
        _ if late => ("chip chip-terlambat", "Terlambat"),
        _ if row.done.is_some() => ("chip chip-proses", "Dalam proses"),
        _ => ("chip chip-belum", "Belum ditindaklanjuti"),
    };
    let date = row
        .due()
        .map(|due| due.text(&directory.region.zone_label))
        .unwrap_or_default();
    let words = mark.map(Mark::text).unwrap_or_default();
    Line {
        path: app
            .path_of(&row.subject_kind, row.subject_id)
            .unwrap_or_default(),
        title: row.title.clone(),
        due: if words.is_empty() {
            date
        } else {
            format!("{date} · {}", words.to_lowercase())
        },
        due_class: mark.map_or("due", Mark::class),
        progress: row.progress(),
        origin,
        chip,
        state,
        late,
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadUnit>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (unit, region) = (grant.target(), grant.region());
    let rows = obligation::of_unit(app.db().read(), region, unit.id(), LIMIT).await?;
    let full = i64::try_from(rows.len()).unwrap_or(0) >= LIMIT;
    let origins = rows
        .iter()
        .map(|row| (row.origin_kind.clone(), row.origin_id));
    let mentions = app.resolve(region, origins).await?;
    let lines = |kind: &str| -> Vec<Line> {
        rows.iter()
            .filter(|row| row.kind == kind)
            .map(|row| {
                let origin = mentions
                    .get(&row.origin_id)
                    .map(|mention| mention.title.clone())
                    .unwrap_or_default();
                line(&app, &directory, origin, row)
            })
            .collect()
    };
    let lead = lines(KIND_LEAD);
    let view = View {
        late: lead.iter().filter(|line| line.late).count(),
        terms: lines(KIND_TERMS),
        support: lines(KIND_SUPPORT),
        stamp: directory.region.stamp(app.now()),
        lead,
        region,
        unit,
        full,
    };
    Page::new(&unit.name, &view)
}
