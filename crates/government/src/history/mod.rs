//! *Riwayat Perubahan*: the history of every record, read from the audit chain.

use askama::Template;
use platform::{
    App, Instant, Page, Problem, Ref, RegionCode, Uuid, date,
    right::ActionLabels,
    store::audit::{self, Entry},
};
use serde_json::Value;

use crate::structure::Directory;

/// A line of a history.
#[derive(Clone, Debug)]
pub struct Line {
    /// "Senin, 4 Maret 2024, 08.10 WIB".
    pub when: String,
    /// The instant for machines.
    pub stamp: String,
    /// What happened.
    pub what: String,
    /// Who did it, in which capacity.
    pub who: String,
    /// Details: field and value.
    pub details: Vec<(String, String)>,
    /// Number in the chain.
    pub number: i64,
    /// First digits of its hash.
    pub hash: String,
}

#[derive(Template)]
#[template(path = "government/history.html")]
struct HistoryPage<'a> {
    region: &'a RegionCode,
    title: &'a str,
    back: &'a str,
    lines: &'a [Line],
}

/// The page with the history of one record; `back` is its path behind the region.
///
/// # Errors
/// When the database cannot be read.
pub async fn page(
    app: &App,
    directory: &Directory,
    subject: Ref,
    title: &str,
    back: &str,
) -> Result<Page, Problem> {
    let entries = audit::of_subject(app.db().read(), &directory.region.code, subject).await?;
    let lines: Vec<_> = entries
        .iter()
        .rev()
        .map(|entry| line(app, directory, entry))
        .collect();
    Page::new(
        format!("Riwayat: {title}"),
        &HistoryPage {
            region: &directory.region.code,
            title,
            back,
            lines: &lines,
        },
    )
}

/// A row of the chain in words. Ids of units become names; empty values are left out.
pub fn line(app: &App, directory: &Directory, entry: &Entry) -> Line {
    let at = Instant(entry.at);
    let local = at.at_zone(directory.region.zone);
    let details = serde_json::from_str(&entry.payload).unwrap_or(Value::Null);
    let details = match details {
        Value::Object(fields) => fields
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), words(directory, value)?)))
            .collect(),
        _ => vec![],
    };
    Line {
        when: format!(
            "{}, {}",
            date::long(local.date()),
            date::time_of(at, directory.region.zone, &directory.region.zone_label)
        ),
        stamp: format!(
            "{}T{:02}:{:02}{:+03}:00",
            date::iso(local.date()),
            local.hour(),
            local.minute(),
            directory.region.zone
        ),
        what: app.part::<ActionLabels>().label(&entry.action).to_owned(),
        who: entry.actor_label.clone(),
        details,
        number: entry.seq,
        hash: entry.hash.chars().take(12).collect(),
    }
}

fn words(directory: &Directory, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(if *yes { "ya" } else { "tidak" }.into()),
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(match Uuid::parse_str(text) {
            Ok(id) => directory.unit(id)?.name.clone(),
            Err(_) => text.clone(),
        }),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(
            items
                .iter()
                .filter_map(|item| words(directory, item))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        other => Some(other.to_string()),
    }
}
