//! Which indicators stand in the summary for the public: chosen by who writes it, while it is written.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, may::covers};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use regulations::ChapterTable;
use serde::Deserialize;

use super::living;
use crate::{
    rules::{ResultLine, chooses, stands_in},
    store::{self, Narrative},
    web::actions::{ReadNarrative, WriteNarrative},
};

/// What is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    kode: Vec<String>,
    versi: String,
}

/// An indicator that can be chosen.
struct Line {
    it: ResultLine,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "rounds/narrative_choices.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Narrative,
    /// By affair.
    affairs: Vec<(String, Vec<Line>)>,
    count: usize,
    /// Whether this report has a table of chosen indicators.
    has_table: bool,
    may_write: bool,
    errors: &'a FormErrors,
}

/// The indicators that can be chosen: those of affairs, without the counts below them.
fn offered(all: Vec<ResultLine>) -> Vec<ResultLine> {
    use values::rules::IndicatorKind::Output;
    let of = |it: &ResultLine| stands_in(ChapterTable::Affairs, it.kind()) && it.kind() != Output;
    all.into_iter().filter(of).collect()
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Narrative,
    (chosen, errors): (&[String], &FormErrors),
) -> Result<Page, Problem> {
    let all = offered(living(app, directory, (&it.list, it.year)).await?);
    let has_table = chooses(&it.report);
    let mut affairs: Vec<(String, Vec<Line>)> = Vec::new();
    for line in all {
        let line = Line {
            chosen: chosen.contains(&line.code),
            it: line,
        };
        match affairs.last_mut() {
            Some((affair, lines)) if *affair == line.it.affair => lines.push(line),
            _ => affairs.push((line.it.affair.clone(), vec![line])),
        }
    }
    let own = covers(app, actor, directory, it.unit_id, WriteNarrative::CODE);
    let view = View {
        region: &directory.region.code,
        affairs,
        count: chosen.len(),
        has_table,
        may_write: has_table && it.is_open() && own,
        errors,
        it,
    };
    Page::new(format!("Indikator yang dimuat, {}", it.title()), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadNarrative>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let chosen = store::choices(app.db().read(), grant.region(), it.id).await?;
    let errors = FormErrors::new();
    page(&app, grant.actor(), &directory, it, (&chosen, &errors)).await
}

/// Keeps what is ticked.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn keep(
    grant: Grant<WriteNarrative>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let there = offered(living(&app, &directory, (&it.list, it.year)).await?);
    let mut codes = typing.kode.clone();
    codes.retain(|code| there.iter().any(|line| line.code == *code));
    codes.sort();
    codes.dedup();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if codes.is_empty() {
        errors.add("", "Pilih paling sedikit satu indikator.");
    }
    if !errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let kept = codes.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::keep_choices(tx, &target, version, &kept).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/naskah-laporan/{}", grant.region(), it.id);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let now = store::find_narrative(app.db().read(), grant.region(), it.id).await?;
    let it = now.unwrap_or(it);
    let page = page(&app, grant.actor(), &directory, &it, (&codes, &errors)).await?;
    Ok(Err(page.with_status(status)))
}
