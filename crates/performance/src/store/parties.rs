//! Who would sign agreements on a day: a handful of statements for all of them.

use std::collections::HashMap;

use government::{
    Directory,
    account::signer_facts,
    posts::{Addressee, Target, expand},
    structure::Unit,
};
use platform::{Problem, Uuid, keys::Keys, words::folded};
use sea_orm::ConnectionTrait;
use time::Date;

use crate::rules::{Parties, Party, second_unit};

/// The parties of the agreements of these units on a day, by unit, without rank and NIP.
///
/// # Errors
/// When the database cannot be read.
pub async fn parties<C: ConnectionTrait>(
    conn: &C,
    directory: &Directory,
    units: &[Uuid],
    day: Date,
) -> Result<HashMap<Uuid, Parties>, Problem> {
    let pairs: Vec<(Uuid, Option<Uuid>)> = units
        .iter()
        .filter_map(|id| directory.unit(*id))
        .map(|unit| (unit.id(), second_unit(directory, unit, day)))
        .collect();
    let all = pairs
        .iter()
        .flat_map(|(unit, second)| [Some(*unit), *second]);
    let targets: Vec<Target> = all.flatten().map(Target::Unit).collect();
    let found = expand(conn, directory, &targets, day).await?;
    let of = |unit: Uuid| leading(directory, unit, &found);
    Ok(pairs
        .into_iter()
        .map(|(unit, second)| {
            let parties = Parties {
                first: of(unit),
                second: second.map(of),
            };
            (unit, parties)
        })
        .collect())
}

/// The party that leads a unit. Where several posts lead it, as head and deputy of the region do, the
/// one that bears the head's title.
fn leading(directory: &Directory, unit: Uuid, found: &[Addressee]) -> Party {
    let own = || found.iter().filter(|it| it.unit == unit);
    let head = folded(&directory.region.head_title);
    let chosen = own().find(|it| folded(&it.title) == head).or(own().next());
    let Some(it) = chosen else {
        return Party {
            office: directory
                .unit(unit)
                .map(Unit::short)
                .unwrap_or_default()
                .to_owned(),
            ..Party::default()
        };
    };
    let holder = it.holders.first();
    Party {
        post: it.post,
        account: holder.map(|it| it.account),
        office: it.office().to_owned(),
        name: holder.map(|it| it.name.clone()).unwrap_or_default(),
        ..Party::default()
    }
}

/// Puts rank and NIP into these parties, with one statement.
///
/// # Errors
/// When a sealed NIP cannot be opened.
pub async fn party_accounts<C: ConnectionTrait>(
    conn: &C,
    keys: &Keys,
    directory: &Directory,
    all: &mut [&mut Parties],
) -> Result<(), Problem> {
    let mut accounts: Vec<Uuid> = all
        .iter()
        .flat_map(|it| {
            [
                it.first.account,
                it.second.as_ref().and_then(|it| it.account),
            ]
        })
        .flatten()
        .collect();
    accounts.sort_unstable();
    accounts.dedup();
    let facts = signer_facts(conn, keys, &directory.region.code, &accounts).await?;
    let facts: HashMap<Uuid, _> = facts.into_iter().collect();
    let fill = |party: &mut Party| {
        if let Some(known) = party.account.and_then(|id| facts.get(&id)) {
            party.rank.clone_from(&known.rank);
            party.nip.clone_from(&known.nip);
        }
    };
    for it in all.iter_mut() {
        fill(&mut it.first);
        if let Some(second) = &mut it.second {
            fill(second);
        }
    }
    Ok(())
}
