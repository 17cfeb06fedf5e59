//! *Pekerjaan Sistem*: what the system does by itself, and what it gave up on.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Instant, Page, Problem, Ref, Uuid,
    form::Filter,
    store::job::{self, Job, state},
};
use serde_json::json;

use super::{
    Frame,
    actions::{ReadJobs, WriteJob},
    may,
    messages::{Message, sentence},
};

struct Line {
    id: Uuid,
    label: String,
    state: &'static str,
    chip: &'static str,
    at: String,
    attempts: i64,
    error: String,
    dead: bool,
}

#[derive(Template)]
#[template(path = "administration/jobs.html")]
struct JobsPage {
    frame: Frame,
    lines: Vec<Line>,
    dead: usize,
    waiting: usize,
    may_change: bool,
}

/// The latest jobs.
pub async fn show(
    grant: Grant<ReadJobs>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let jobs = job::overview(app.db().read(), grant.region()).await?;
    let count = |wanted: i16| jobs.iter().filter(|job| job.state == wanted).count();
    let (dead, waiting) = (count(state::DEAD), count(state::READY));
    let line = |job: Job| {
        let (state, chip) = in_words(job.state, job.attempts);
        Line {
            id: job.id,
            label: label(&app, &job.kind),
            state,
            chip,
            at: directory.region.stamp(Instant(job.run_at)),
            attempts: job.attempts,
            dead: job.state == state::DEAD,
            error: job.last_error,
        }
    };
    let page = JobsPage {
        frame: Frame::new(&app, &directory),
        lines: jobs.into_iter().map(line).collect(),
        dead,
        waiting,
        may_change: may(&app, &grant, "job.write"),
    };
    Ok(Page::new("Pekerjaan Sistem", &page)?.flash(sentence(&query.pesan)))
}

/// Puts a job that stopped back into the queue.
pub async fn revive(grant: Grant<WriteJob>, State(app): State<App>) -> Result<Redirect, Problem> {
    let found = grant.target().clone();
    let details = json!({ "Pekerjaan": label(&app, &found.kind) });
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                if !job::revive(tx, found.id).await? {
                    return Err(Problem::Refused(
                        "Pekerjaan ini tidak sedang berhenti, jadi tidak perlu diulangi.".into(),
                    ));
                }
                tx.record(Ref::new("platform.job", found.id), &details)
                    .await?;
                Ok(())
            })
        })
        .await?;
    app.db().wake(grant.region());
    let path = format!("/{}/pengaturan/pekerjaan?pesan=ulangi", grant.region());
    Ok(Redirect::to(&path))
}

fn label(app: &App, kind: &str) -> String {
    app.job(kind).map_or(kind, |known| known.label).to_owned()
}

fn in_words(stored: i16, attempts: i64) -> (&'static str, &'static str) {
    match stored {
        state::DONE => ("Selesai", "chip chip-tuntas"),
        state::DEAD => (
            "Berhenti setelah gagal berulang kali",
            "chip chip-terlambat",
        ),
        _ if attempts > 0 => ("Gagal, akan dicoba lagi", "chip chip-dikembalikan"),
        _ => ("Menunggu waktunya", "chip chip-menunggu"),
    }
}
