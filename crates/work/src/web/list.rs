//! *Tindak Lanjut*: all follow-ups, with filters in the address.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Card},
    structure::Unit,
};
use platform::{
    App, Grant, Instant, Page, Problem, RegionCode, Uuid,
    form::{Filter, query},
};
use serde::Deserialize;

use super::{actions::ListFollowUps, bulk::steps_of};

/// The filter in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    status: String,
    unit: String,
    kelompok: String,
    q: String,
    tahun: String,
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
    steps: Vec<(&'static str, &'static str)>,
}

impl List<'_> {
    const TABS: [(&'static str, &'static str); 9] = [
        ("", "Semua"),
        ("terlambat", "Terlambat"),
        ("terbuka", "Belum tuntas"),
        ("eskalasi", "Dilaporkan ke atasan"),
        ("lengkapi", "Perlu dilengkapi"),
        ("menunggu", "Menunggu verifikasi"),
        ("kembali", "Dikembalikan"),
        ("tuntas", "Tuntas"),
        ("batal", "Dibatalkan"),
    ];

    fn link(&self, status: &str, page: i64) -> String {
        query(&[
            ("status", status),
            ("unit", &self.asked.unit),
            ("kelompok", &self.asked.kelompok),
            ("q", &self.asked.q),
            ("tahun", &self.asked.tahun),
            ("halaman", &page.to_string()),
        ])
    }

    fn book(&self) -> String {
        query(&[
            ("status", &self.asked.status),
            ("unit", &self.asked.unit),
            ("kelompok", &self.asked.kelompok),
            ("q", &self.asked.q),
            ("tahun", &self.asked.tahun),
        ])
    }
}

impl Asked {
    /// The filter a list was shown with.
    pub(super) fn of(status: &str, unit: &str, group: &str, q: &str) -> Self {
        Self {
            status: status.to_owned(),
            unit: unit.to_owned(),
            kelompok: group.to_owned(),
            q: q.to_owned(),
            tahun: String::new(),
            halaman: String::new(),
        }
    }

    /// The filter in words, a line each.
    pub(super) fn words(&self, directory: &Directory) -> Vec<String> {
        let tab = List::TABS.iter().find(|(value, _)| *value == self.status);
        let mut lines = vec![format!(
            "Saringan: {}",
            tab.map_or("Semua", |(_, words)| words)
        )];
        let unit = Uuid::parse_str(&self.unit).ok();
        lines.extend(unit.map(|id| format!("Unit: {}", directory.unit_name(id))));
        let group = directory.group(&self.kelompok);
        lines.extend(group.map(|group| format!("Kelompok: {}", group.name)));
        lines.extend(Some(self.until_words()).filter(|words| !words.is_empty()));
        if !self.q.trim().is_empty() {
            lines.push(format!("Memuat kata: {}", self.q.trim()));
        }
        lines
    }

    /// The last day of the year that is asked for.
    pub(super) fn until(&self) -> Option<time::Date> {
        let year = self.tahun.parse().ok()?;
        time::Date::from_calendar_date(year, time::Month::December, 31).ok()
    }

    /// "Masih terbuka sampai 31 Desember 2024", or empty.
    fn until_words(&self) -> String {
        self.until()
            .map(|day| format!("Masih terbuka sampai {}", platform::date::medium(day)))
            .unwrap_or_default()
    }

    /// What is asked, as of `now`.
    pub(super) fn filter(
        &self,
        directory: &Directory,
        now: Instant,
        page: i64,
        rows: i64,
    ) -> follow_up::Filter {
        let today = directory.region.today(now);
        let group = directory.group(&self.kelompok);
        follow_up::Filter {
            among: group.map(|group| {
                let members = group.members(&directory.units, today);
                members.into_iter().map(Unit::id).collect()
            }),
            unit: Uuid::parse_str(&self.unit).ok(),
            below: None,
            status: match self.until() {
                Some(_) if self.status.is_empty() => "terbuka".into(),
                _ => self.status.clone(),
            },
            until: self.until(),
            words: self
                .q
                .chars()
                .filter(|c| !c.is_control())
                .take(100)
                .collect(),
            now: now.0,
            page,
            rows,
        }
    }
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
    let filter = asked.filter(&directory, now, page, 0);
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
        steps: if grant.actor().region == *grant.region() {
            steps_of(&app, grant.actor())
        } else {
            vec![]
        },
        directory: &directory,
        asked: &asked,
    };
    Page::new("Tindak Lanjut", &view)
}
