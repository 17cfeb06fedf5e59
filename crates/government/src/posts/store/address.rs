//! Whom a list means on a day: units and posts become the posts that lead them and whoever holds
//! those, Plt. and Plh. said as such. A letter goes to a post, and its holder reads it.

use std::collections::HashSet;

use platform::{Problem, Uuid};
use sea_orm::ConnectionTrait;
use time::Date;

use super::{Post, holding_now, posts};
use crate::{account::Acting, structure::Directory};

/// What is addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A list or a group, by its key: `semua-kecamatan`.
    List(String),
    /// A unit, which means the post that leads it.
    Unit(Uuid),
    /// A post.
    Post(Uuid),
}

/// Somebody who holds an addressed post on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Id of the holding.
    pub holding: Uuid,
    /// The person.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// "Plt. Direktur RSUD".
    pub title: String,
    /// How the post is held.
    pub acting: Acting,
}

/// An addressed post on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The unit.
    pub unit: Uuid,
    /// The post; `None` for a unit without a post that leads it.
    pub post: Option<Uuid>,
    /// Title of the post, or the unit's name where there is none.
    pub title: String,
    /// Who holds it: acting holders first, since they do the work. Empty: vacant.
    pub holders: Vec<Present>,
}

impl Addressee {
    /// The office as a letter writes it: "Plt. Direktur RSUD" when an acting holder is there.
    pub fn office(&self) -> &str {
        self.holders
            .first()
            .map_or(&self.title, |first| &first.title)
    }
}

/// Expands targets on `date` with two statements, in the order of the targets; a list in the order
/// of its units. Nobody is named twice, and what no longer exists on that day is left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn expand<C: ConnectionTrait>(
    conn: &C,
    directory: &Directory,
    targets: &[Target],
    date: Date,
) -> Result<Vec<Addressee>, Problem> {
    let region = &directory.region.code;
    let all = posts(conn, region).await?;
    let held = holding_now(conn, region, date).await?;
    let mut named = HashSet::new();
    let mut addressees = Vec::new();
    for (unit, post) in meant(directory, targets, date) {
        let chosen = all
            .iter()
            .filter(|it| it.exists_on(date))
            .filter(|it| match post {
                Some(id) => it.id == id,
                None => it.unit == unit && it.heads,
            });
        let mut found = false;
        for it in chosen {
            found = true;
            if named.insert(it.id) {
                addressees.push(addressee(it, &held));
            }
        }
        let name = directory.unit(unit).map(|unit| unit.name.clone());
        if let Some(title) = name
            && !found
            && post.is_none()
            && named.insert(unit)
        {
            addressees.push(Addressee {
                unit,
                post: None,
                title,
                holders: vec![],
            });
        }
    }
    Ok(addressees)
}

/// Units, each perhaps narrowed to one post.
fn meant(directory: &Directory, targets: &[Target], date: Date) -> Vec<(Uuid, Option<Uuid>)> {
    let mut all = Vec::new();
    for target in targets {
        match target {
            Target::List(key) => {
                let members = directory
                    .group(key)
                    .map(|group| group.entries(&directory.units, date))
                    .unwrap_or_default();
                all.extend(members);
            }
            Target::Unit(id) => all.extend(
                directory
                    .unit(*id)
                    .filter(|unit| unit.exists_on(date))
                    .map(|unit| (unit.id(), None)),
            ),
            // its unit does not matter: the post is chosen by its id
            Target::Post(id) => all.push((Uuid::nil(), Some(*id))),
        }
    }
    all
}

fn addressee(post: &Post, held: &[super::Holding]) -> Addressee {
    let mut holders: Vec<Present> = held
        .iter()
        .filter(|held| held.post == post.id)
        .map(|held| Present {
            holding: held.id,
            account: held.account,
            name: held.name.clone(),
            title: held.acting.title(&post.title),
            acting: held.acting,
        })
        .collect();
    holders.sort_by_key(|present| present.acting == Acting::Definitive);
    Addressee {
        unit: post.unit,
        post: Some(post.id),
        title: post.title.clone(),
        holders,
    }
}
