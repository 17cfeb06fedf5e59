//! What was sent: its text, its rows, who got it and who opened it.

use askama::Template;
use axum::extract::State;
use documents::register::{self, view::Card};
use government::may::covers;
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, form::Filter};
use serde::Deserialize;

use super::{
    actions::{AddLetterPaper, Letter, ReadSent},
    period::stamp,
};
use crate::store::{self, Delivery, FieldCheck, SENT, SentReport, SentRow};

/// Rows of the page.
const MOST_SHOWN: i64 = 300;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    cari: String,
}

#[derive(Template)]
#[template(path = "reporting/sent.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a SentReport,
    deliveries: &'a [Delivery],
    columns: Vec<String>,
    rows: &'a [SentRow],
    checks: Vec<&'a FieldCheck>,
    evidence: Vec<Evidence>,
    asked: &'a Asked,
    full: bool,
    papers: Vec<Card>,
    may_paper: bool,
}

/// The page. Who has it in the inbox has opened it from now on.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn show(
    grant: Grant<ReadSent>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region, db) = (&grant.target().sent, grant.region(), app.db().read());
    let deliveries = opened(&app, &grant).await?;
    let rows = store::rows(db, region, it.id, &asked.cari, MOST_SHOWN).await?;
    let checks = store::checks_of_sent(db, region, it.id).await?;
    let evidence = evidence::of_subjects(db, region, SENT, &[it.id]).await?;
    let may_paper = covers(
        &app,
        grant.actor(),
        &directory,
        it.unit_id,
        AddLetterPaper::CODE,
    );
    let papers = match may_paper {
        true => register::of_subject(db, region, Ref::new(SENT, it.id)).await?,
        false => vec![],
    };
    let view = View {
        papers: Card::latest(&papers, &format!("/laporan-terkirim/{}", it.id)),
        may_paper,
        region,
        directory: &directory,
        it,
        deliveries: &deliveries,
        columns: it.columns(),
        checks: checks
            .iter()
            .filter(|check| rows.iter().any(|row| row.id == check.row_id))
            .collect(),
        full: i64::try_from(rows.len()).is_ok_and(|count| count >= MOST_SHOWN),
        rows: &rows,
        evidence,
        asked: &asked,
    };
    Page::new(format!("{}, {}", it.title, it.period_name()), &view)
}

/// Notes that who asks opened it, where it was delivered to them; to whom it was delivered then.
async fn opened(app: &App, grant: &Grant<ReadSent>) -> Result<Vec<Delivery>, Problem> {
    let Letter { deliveries, .. } = grant.target();
    let (actor, mut seen) = (grant.actor(), deliveries.clone());
    let name = format!("{} ({})", actor.name, actor.title);
    let mine = |it: &&mut Delivery| it.mine && it.place.id == actor.place.id;
    for delivery in seen.iter_mut().filter(mine) {
        if delivery.openings.iter().any(|(_, who)| *who == name) {
            continue;
        }
        let (id, person, label) = (delivery.id, actor.person, name.clone());
        app.db()
            .upkeep(grant.region(), move |tx| {
                Box::pin(async move { store::open(tx, id, person, &label).await })
            })
            .await?;
        delivery.openings.push((app.now().0, name.clone()));
    }
    Ok(seen)
}
