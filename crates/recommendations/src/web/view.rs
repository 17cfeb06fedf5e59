//! Recommendations as pages, papers and workbooks show them.

use std::collections::HashMap;

use government::{
    Directory,
    follow_up::{self, Card, Count, FollowUp},
    structure::Affair,
};
use platform::{App, Problem, Uuid};

use crate::{
    rules::Course,
    store::{self, ITEM, Item, Repeat, Which},
};

/// Another recommendation, of another year.
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// "LKPJ 2020 nomor 3".
    pub name: String,
}

/// A recommendation with how it stands.
pub struct Line {
    /// The recommendation.
    pub item: Item,
    /// Name of who answers for it.
    pub lead: String,
    /// Names of the other units it concerns.
    pub others: Vec<String>,
    /// "1.03 Pekerjaan Umum dan Penataan Ruang", or empty.
    pub affair: String,
    /// How it stands.
    pub course: Course,
    /// How its follow-ups stand.
    pub count: Count,
    /// Its follow-ups.
    pub works: Vec<FollowUp>,
    /// They, in words.
    pub cards: Vec<Card>,
    /// What it repeats.
    pub repeats: Option<Link>,
    /// Where it was repeated.
    pub repeated: Vec<Link>,
}

impl Line {
    /// "1 dari 3 tuntas", or that there are none.
    pub fn progress(&self) -> String {
        match self.count.total {
            0 => "Belum ada".into(),
            total => format!("{} dari {total} tuntas", self.count.done),
        }
    }

    /// The dates of its open follow-ups with their marks, the most urgent first; empty without any.
    pub fn due(&self) -> String {
        let card = self
            .cards
            .iter()
            .filter(|card| !card.due.is_empty())
            .max_by_key(|card| card.late);
        card.map_or_else(String::new, |card| match card.mark.is_empty() {
            true => card.due.clone(),
            false => format!("{} · {}", card.due, card.mark),
        })
    }
}

/// These recommendations with how they stand: three statements.
pub(super) async fn lines(
    app: &App,
    directory: &Directory,
    found: Vec<Item>,
) -> Result<Vec<Line>, Problem> {
    let (db, region, now) = (app.db().read(), &directory.region.code, app.now());
    let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
    let mut works: HashMap<Uuid, Vec<FollowUp>> = HashMap::new();
    for work in follow_up::of_origins(db, region, ITEM, &ids).await? {
        works.entry(work.origin.1).or_default().push(work);
    }
    let mut units = store::units_of(db, region, &ids).await?;
    let repeats = store::repeats(db, region, &ids).await?;
    let all = found.into_iter().map(|item| {
        let works = works.remove(&item.id).unwrap_or_default();
        let count = Count::of(&works, now);
        let begun = works.iter().filter(|work| work.round.is_some()).count();
        let others = units.remove(&item.id).unwrap_or_default();
        Line {
            lead: directory.unit_name(item.lead_unit_id).to_owned(),
            others: others
                .into_iter()
                .filter(|unit| *unit != item.lead_unit_id)
                .map(|unit| directory.unit_name(unit).to_owned())
                .collect(),
            affair: Affair::of(&item.affair)
                .map(Affair::label)
                .unwrap_or_default(),
            course: Course::of(count, begun),
            count,
            cards: works
                .iter()
                .map(|work| Card::of(work, directory, now))
                .collect(),
            works,
            repeats: earlier(&repeats, item.id),
            repeated: later(&repeats, item.id),
            item,
        }
    });
    Ok(all.collect())
}

fn earlier(repeats: &[Repeat], id: Uuid) -> Option<Link> {
    let it = repeats.iter().find(|it| it.later_id == id)?;
    Some(Link {
        id: it.earlier_id,
        name: name(it.earlier_year, it.earlier_number),
    })
}

fn later(repeats: &[Repeat], id: Uuid) -> Vec<Link> {
    let mine = repeats.iter().filter(|it| it.earlier_id == id);
    mine.map(|it| Link {
        id: it.later_id,
        name: name(it.later_year, it.later_number),
    })
    .collect()
}

/// A recommendation in few words.
pub(super) fn name(year: i64, number: i64) -> String {
    format!("LKPJ {year} nomor {number}")
}

/// The recommendations of one decision.
pub(super) async fn of_decision(
    app: &App,
    directory: &Directory,
    decision: Uuid,
) -> Result<Vec<Line>, Problem> {
    let region = &directory.region.code;
    let found = store::items(app.db().read(), region, Which::Of(decision)).await?;
    lines(app, directory, found).await
}
