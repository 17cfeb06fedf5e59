//! *Tindak Lanjut*: all follow-ups, with filters in the address.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Card},
};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid, form::Filter};
use serde::Deserialize;

use super::actions::ListFollowUps;

/// The filter in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    status: String,
    unit: String,
    q: String,
    halaman: String,
}

#[derive(Template)]
#[template(path = "work/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    asked: &'a Asked,
    cards: Vec<Card>,
    total: i64,
    page: i64,
    pages: i64,
    first: i64,
    last: i64,
    stamp: String,
}

impl List<'_> {
    const TABS: [(&'static str, &'static str); 8] = [
        ("", "Semua"),
        ("terlambat", "Terlambat"),
        ("terbuka", "Belum tuntas"),
        ("lengkapi", "Perlu dilengkapi"),
        ("menunggu", "Menunggu verifikasi"),
        ("kembali", "Dikembalikan"),
        ("tuntas", "Tuntas"),
        ("batal", "Dibatalkan"),
    ];

    fn link(&self, status: &str, page: i64) -> String {
        let words = percent(&self.asked.q);
        format!(
            "?status={status}&unit={}&q={words}&halaman={page}",
            percent(&self.asked.unit)
        )
    }
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListFollowUps>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let now = app.now();
    let page = asked.halaman.parse::<i64>().unwrap_or(1).clamp(1, 100_000);
    let filter = follow_up::Filter {
        unit: Uuid::parse_str(&asked.unit).ok(),
        below: None,
        status: asked.status.clone(),
        words: asked
            .q
            .chars()
            .filter(|c| !c.is_control())
            .take(100)
            .collect(),
        now: now.0,
        page,
    };
    let found = follow_up::list(app.db().read(), grant.region(), &filter).await?;
    let cards: Vec<_> = found
        .rows
        .iter()
        .map(|row| Card::of(row, &directory, now))
        .collect();
    let first = (page - 1) * found.per_page;
    let view = List {
        region: grant.region(),
        first: if cards.is_empty() { 0 } else { first + 1 },
        last: first + i64::try_from(cards.len()).unwrap_or(0),
        pages: (found.total + found.per_page - 1) / found.per_page,
        total: found.total,
        page,
        cards,
        stamp: directory.region.stamp(now),
        directory: &directory,
        asked: &asked,
    };
    Page::new("Tindak Lanjut", &view)
}
