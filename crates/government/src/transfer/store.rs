//! Facts for a plan, and applying it in one transaction.

use std::collections::{HashMap, HashSet};

use platform::{Problem, Ref, RegionCode, Tx, Uuid, date, keys::Keys, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::rules::{Facts, Person, Plan, Row, eve, plan};
use crate::{
    account::{Acting, normal_nip},
    handover::{self, Ending},
    posts::{Holding, NewHolder, Period, Post, add_holder, all_holdings, posts},
    structure::{Directory, Due},
};

/// A decree.
#[derive(Clone, Debug)]
pub struct Decree {
    /// Number and date.
    pub number: String,
    /// The first day of the new posts.
    pub effective: Date,
    /// By when what is left is handed over; until then somebody left without any post reads on in
    /// the old unit.
    pub hand_over_until: Date,
}

/// What lies with a person and with a unit while the decree is prepared.
#[derive(Debug, Default)]
pub struct Load {
    /// Obligations still owed, by unit.
    pub units: HashMap<Uuid, i64>,
    /// Dispositions still open, by person.
    pub dispositions: HashMap<Uuid, i64>,
}

/// What facts are made of. A decree in a workbook states its day itself, so this is read before
/// the day is known.
#[derive(Debug, Default)]
pub struct Sources {
    persons: HashMap<String, Vec<Person>>,
    /// All posts.
    pub posts: Vec<Post>,
    holdings: Vec<Holding>,
}

impl Sources {
    /// What is known on the day before `effective`.
    pub fn on(&self, keys: &Keys, directory: &Directory, rows: &[Row], effective: Date) -> Facts {
        let mut known = Facts {
            persons: self.persons.clone(),
            posts: self.posts.clone(),
            holdings: self.holdings.clone(),
            ..Facts::default()
        };
        for nip in rows.iter().filter_map(|row| normal_nip(&row.person)) {
            let digest = keys.digest("account.nip", &nip);
            known.digests.insert(nip, digest);
        }
        for unit in directory.working_units(effective) {
            for name in [&unit.name, &unit.abbreviation, &unit.key] {
                if !name.is_empty() {
                    known.units.insert(name.to_lowercase(), unit.id());
                }
            }
        }
        known.posts.retain(|post| post.exists_on(effective));
        // whoever holds a post on the eve and would go on holding it
        known.holdings.retain(|held| {
            let goes_on = held.period.until.is_none_or(|until| effective <= until);
            goes_on && held.period.covers(eve(effective))
        });
        known
    }
}

/// Persons, posts and holdings, with three statements however many rows there are.
///
/// # Errors
/// When the database cannot be read.
pub async fn sources<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Sources, Problem> {
    #[derive(FromQueryResult)]
    struct PersonRow {
        id: Uuid,
        name: String,
        sign_in: String,
        nip_digest: Option<String>,
    }
    let all: Vec<PersonRow> = sql::all(
        conn,
        "select id, name, sign_in, nip_digest from account where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    let mut known = Sources {
        posts: posts(conn, region).await?,
        holdings: all_holdings(conn, region).await?,
        ..Sources::default()
    };
    for row in all {
        let person = Person {
            id: row.id,
            name: row.name.clone(),
        };
        let names = [
            Some(row.sign_in),
            Some(row.name.to_lowercase()),
            row.nip_digest,
        ];
        for name in names.into_iter().flatten() {
            known.persons.entry(name).or_default().push(person.clone());
        }
    }
    Ok(known)
}

/// Open work of units and persons, with two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn loads<C: ConnectionTrait>(conn: &C, region: &RegionCode) -> Result<Load, Problem> {
    #[derive(FromQueryResult)]
    struct CountRow {
        id: Uuid,
        count: i64,
    }
    let count = |rows: Vec<CountRow>| rows.into_iter().map(|row| (row.id, row.count)).collect();
    let units = sql::all(
        conn,
        "select unit_id as id, count(*) as count from obligation \
         where region = $1 and state in (0, 1, 2) group by unit_id",
        vec![region.as_str().into()],
    )
    .await?;
    let dispositions = sql::all(
        conn,
        "select to_account_id as id, count(*) as count from disposition \
         where region = $1 and state = 0 and to_account_id is not null group by to_account_id",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(Load {
        units: count(units),
        dispositions: count(dispositions),
    })
}

/// Applies the rows of a decree: all of them or nothing. Everything is judged anew inside the
/// transaction. Every post left gets its *Serah Terima Tugas*; who would hold nothing on the first
/// day reads on in the old unit until the stated day. Returns how many people moved.
///
/// # Errors
/// `Problem::Refused` when a row cannot be applied as things stand now.
pub async fn apply(
    tx: &mut Tx,
    keys: &Keys,
    directory: &Directory,
    rows: &[Row],
    decree: &Decree,
) -> Result<usize, Problem> {
    let sources = sources(tx.conn(), tx.region()).await?;
    let known = sources.on(keys, directory, rows, decree.effective);
    let Plan { moves, troubles } = plan(rows, &known);
    if let Some(first) = troubles.first() {
        return Err(Problem::Refused(format!(
            "Baris {}, {}: {}",
            first.row, first.column, first.text
        )));
    }
    let mut left: Vec<Holding> = Vec::new();
    let mut ended = HashSet::new();
    for it in &moves {
        for held in it.leaves.iter().chain(&it.relieved) {
            if ended.insert(held.id) {
                end(tx, held, eve(decree.effective), &decree.number).await?;
                left.push(held.clone());
            }
        }
    }
    for it in &moves {
        let Some(post) = &it.takes else { continue };
        let new = NewHolder {
            post: post.id,
            account: it.person.id,
            acting: Acting::Definitive,
            period: Period {
                from: Some(decree.effective),
                until: None,
            },
            source: decree.number.clone(),
        };
        add_holder(tx, new).await?;
    }
    let zone = directory.region.zone;
    for held in left {
        let Some(post) = known.posts.iter().find(|post| post.id == held.post) else {
            continue;
        };
        let ending = Ending {
            post,
            held: &held,
            last: eve(decree.effective),
            basis: &decree.number,
            due: Some(Due::new(decree.hand_over_until, None, zone)),
        };
        handover::ended(tx, &ending).await?;
        handover::keep_reading(tx, &ending, decree.hand_over_until).await?;
    }
    tx.touch_directory();
    let details = json!({
        "Mutasi": decree.number, "Berlaku": date::medium(decree.effective), "Orang": moves.len(),
    });
    tx.record(Ref::new("government.transfer", tx.new_id()), &details)
        .await?;
    Ok(moves.len())
}

async fn end(tx: &mut Tx, held: &Holding, last: Date, decree: &str) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update holder set until_date = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            held.id.into(),
            held.version.into(),
            date::iso(last).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Data pejabat baru saja diubah orang lain. Periksa pratinjau sekali lagi.".into(),
        ));
    }
    let details = json!({
        "Pejabat": held.name, "Berakhir": date::medium(last), "Dasar": decree,
    });
    tx.record(Ref::new(crate::posts::POST, held.post), &details)
        .await?;
    Ok(())
}
