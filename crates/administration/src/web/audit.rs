//! *Jejak Audit*: the latest rows of the chain, and its check.

use askama::Template;
use axum::extract::State;
use government::{Directories, history};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode,
    form::Filter,
    store::audit::{self, Break, Entry, Head},
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{ReadAccounts, ReadAudit},
    may,
};
use crate::references::ACCOUNT;

const PER_PAGE: i64 = 50;

/// From where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    sebelum: String,
}

struct Line {
    entry: history::Line,
    subject: String,
    path: Option<String>,
}

struct Verdict {
    whole: bool,
    title: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "administration/audit.html")]
struct AuditPage {
    frame: Frame,
    lines: Vec<Line>,
    first_page: bool,
    older: Option<i64>,
    verdict: Option<Verdict>,
}

/// The latest rows.
pub async fn show(
    grant: Grant<ReadAudit>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Page, Problem> {
    render(&app, &grant, query.sebelum.parse().unwrap_or(0), None).await
}

/// Checks the whole chain.
pub async fn verify(grant: Grant<ReadAudit>, State(app): State<App>) -> Result<Page, Problem> {
    let anchors = audit::anchors(&app.settings().anchors, grant.region());
    let found = check(&app, grant.region(), &anchors).await?;
    let verdict = in_words(&found, anchors.len());
    render(&app, &grant, 0, Some(verdict)).await
}

/// The chain grows while it is read; a head that differs is looked at again.
async fn check(
    app: &App,
    region: &RegionCode,
    anchors: &[Head],
) -> Result<Result<Head, Break>, Problem> {
    let mut found = audit::verify(app.db().read(), region, anchors).await?;
    for _ in 0..2 {
        if !matches!(found, Err(Break::HeadDiffers { .. })) {
            break;
        }
        found = audit::verify(app.db().read(), region, anchors).await?;
    }
    Ok(found)
}

fn in_words(found: &Result<Head, Break>, anchors: usize) -> Verdict {
    let text = match found {
        Ok(head) => {
            let anchored = match anchors {
                0 => "Belum ada catatan jangkar di luar basis data untuk dicocokkan.".into(),
                count => format!("Cocok dengan {count} catatan jangkar di luar basis data."),
            };
            return Verdict {
                whole: true,
                title: "Jejak audit utuh",
                text: format!(
                    "Panjang {} baris, semuanya bersambung. {anchored} Sidik baris terakhir: {}.",
                    head.length, head.hash
                ),
            };
        }
        Err(Break::Gap { expected, found }) => match found {
            Some(found) => format!("Baris {expected} tidak ada; yang ditemukan baris {found}."),
            None => format!("Baris {expected} tidak ada."),
        },
        Err(Break::NotLinked(number)) => {
            format!("Baris {number} tidak menyambung dengan baris sebelumnya.")
        }
        Err(Break::Changed(number)) => {
            format!("Isi baris {number} tidak sama dengan saat dicatat.")
        }
        Err(Break::HeadDiffers { length }) => {
            format!("Ujung jejak tidak sama dengan catatan panjangnya ({length} baris).")
        }
        Err(Break::AnchorDiffers { length }) => format!(
            "Catatan jangkar di luar basis data untuk baris {length} tidak cocok: baris itu hilang \
             atau berubah."
        ),
    };
    Verdict {
        whole: false,
        title: "Jejak audit terputus",
        text: format!(
            "{text} Jangan menghapus apa pun: simpan salinan basis data dan cadangannya, lalu \
             laporkan kepada Inspektorat dan pengelola sistem."
        ),
    }
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    before: i64,
    verdict: Option<Verdict>,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let entries = audit::latest(app.db().read(), grant.region(), before, PER_PAGE).await?;
    let older = entries
        .last()
        .map(|entry| entry.seq)
        .filter(|last| *last > 1);
    let sees_accounts = may(app, grant, ReadAccounts::CODE);
    // a link that leads to a refusal helps nobody
    let leads_on = |entry: &Entry| {
        !entry.subject_id.is_nil() && (sees_accounts || entry.subject_kind != ACCOUNT)
    };
    let lines = entries
        .iter()
        .map(|entry| Line {
            entry: history::line(app, &directory, entry),
            subject: kind_in_words(&entry.subject_kind).to_owned(),
            path: leads_on(entry)
                .then(|| app.path_of(&entry.subject_kind, entry.subject_id))
                .flatten(),
        })
        .collect();
    Page::new(
        "Jejak Audit",
        &AuditPage {
            frame: Frame::new(app, &directory),
            lines,
            first_page: before <= 0,
            older,
            verdict,
        },
    )
}

fn kind_in_words(kind: &str) -> &str {
    match kind {
        ACCOUNT => "Akun",
        "government.capacity" => "Jabatan atau penugasan",
        "government.post" => "Jabatan",
        "government.unit" => "Unit kerja",
        "government.region" => "Daerah",
        "government.calendar" => "Kalender",
        "government.follow_up" => "Tindak lanjut",
        "government.evidence" => "Data dukung",
        "directives.meeting" => "Rapat",
        "directives.point" => "Butir arahan",
        "platform.job" => "Pekerjaan sistem",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use platform::store::audit::{Break, Head};

    use super::in_words;

    #[test]
    fn the_check_says_where_it_breaks() {
        let whole = in_words(&Ok(Head { length: 12, hash: "ab".repeat(32) }), 2);
        assert!(whole.whole && whole.text.contains("12 baris") && whole.text.contains("2 catatan jangkar"));
        assert!(whole.text.contains(&"ab".repeat(32)));
        for (broken, said) in [
            (Break::Gap { expected: 7, found: Some(9) }, "Baris 7 tidak ada; yang ditemukan baris 9"),
            (Break::NotLinked(5), "Baris 5"),
            (Break::Changed(3), "Isi baris 3"),
            (Break::HeadDiffers { length: 4 }, "4 baris"),
            (Break::AnchorDiffers { length: 8 }, "baris 8"),
        ] {
            let verdict = in_words(&Err(broken), 0);
            assert!(!verdict.whole && verdict.text.contains(said), "{}", verdict.text);
        }
    }
}
