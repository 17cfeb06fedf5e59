//! What every unit that has to do with one origin (a point, a recommendation) contributed to it, and
//! which did nothing.

use askama::Template;
use axum::extract::State;
use government::{
    Directories,
    follow_up::{self, Card, Contribution},
};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid};

use super::actions::ReadContributions;

struct Line {
    unit: Uuid,
    name: String,
    parts: String,
    what: String,
    nothing: bool,
}

#[derive(Template)]
#[template(path = "work/contributions.html")]
struct Contributions<'a> {
    region: &'a RegionCode,
    card: Card,
    origin: Option<(String, String)>,
    lines: Vec<Line>,
    nothing: usize,
}

/// "memimpin 1, mendukung 2".
fn parts(all: &[&Contribution]) -> String {
    let leads = all.iter().filter(|one| one.leads).count();
    let parts = [
        ("Penanggung jawab", leads),
        ("Pendukung", all.len() - leads),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    words.join(", ")
}

/// "2 laporan, 3 data dukung", or "Belum ada".
fn what(all: &[&Contribution]) -> String {
    let sum = |count: fn(&Contribution) -> i64| all.iter().map(|one| count(one)).sum::<i64>();
    let parts = [
        ("laporan", sum(|one| one.reports)),
        ("data dukung", sum(|one| one.pieces)),
        ("disposisi selesai", sum(|one| one.done)),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    if words.is_empty() {
        "Belum ada".into()
    } else {
        words.join(", ")
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadContributions>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let origin = (it.origin.0.as_str(), it.origin.1);
    let all = follow_up::contributions(app.db().read(), region, origin).await?;
    let mut units: Vec<Uuid> = all.iter().map(|one| one.unit_id).collect();
    units.sort_unstable();
    units.dedup();
    let mut lines: Vec<Line> = units
        .into_iter()
        .map(|unit| {
            let own: Vec<&Contribution> = all.iter().filter(|one| one.unit_id == unit).collect();
            Line {
                unit,
                name: directory.unit_name(unit).to_owned(),
                parts: parts(&own),
                what: what(&own),
                nothing: own.iter().all(|one| one.is_nothing()),
            }
        })
        .collect();
    lines.sort_by(|a, b| b.nothing.cmp(&a.nothing).then_with(|| a.name.cmp(&b.name)));
    let mention = app
        .resolve(region, [it.origin.clone()])
        .await?
        .remove(&it.origin.1);
    let page = Contributions {
        region,
        card: Card::of(it, &directory, app.now()),
        origin: mention.map(|mention| (mention.title, format!("/{region}{}", mention.path))),
        nothing: lines.iter().filter(|line| line.nothing).count(),
        lines,
    };
    Page::new("Kontribusi semua unit", &page)
}
