//! Rows of address lists (*daftar alamat*): named lists of units and posts, each for a time.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use crate::{
    posts::Period,
    structure::{Entry, Group, KeptList},
};

const LIST: &str = "government.list";

/// A member to be added: one of the two is meant.
#[derive(Clone, Copy, Debug)]
pub enum NewEntry {
    /// A unit, through whoever leads it.
    Unit(Uuid),
    /// A post.
    Post(Uuid),
}

#[derive(FromQueryResult)]
struct Row {
    group_id: Uuid,
    key: String,
    name: String,
    version: i64,
    entry_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    post_id: Option<Uuid>,
    from_date: Option<String>,
    until_date: Option<String>,
}

/// The lists of a region with their members, whenever.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Group>, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select g.id as group_id, g.key as key, g.name as name, g.version as version, \
         m.id as entry_id, coalesce(m.unit_id, p.unit_id) as unit_id, m.post_id as post_id, \
         m.from_date as from_date, m.until_date as until_date from unit_group g \
         left join unit_group_entry m on m.region = g.region and m.group_id = g.id \
         left join post p on p.region = m.region and p.id = m.post_id \
         where g.region = $1 order by g.name, g.id, m.id",
        vec![region.as_str().into()],
    )
    .await?;
    let mut lists: Vec<(String, String, KeptList, Vec<Entry>)> = Vec::new();
    for row in rows {
        let stored = KeptList {
            id: row.group_id,
            version: row.version,
        };
        if lists.last().is_none_or(|(.., it, _)| it.id != stored.id) {
            lists.push((row.key, row.name, stored, vec![]));
        }
        let day = |text: Option<String>| text.as_deref().and_then(date::parse);
        if let (Some(id), Some(unit), Some((.., entries))) =
            (row.entry_id, row.unit_id, lists.last_mut())
        {
            entries.push(Entry {
                id,
                unit,
                post: row.post_id,
                period: Period {
                    from: day(row.from_date),
                    until: day(row.until_date),
                },
            });
        }
    }
    Ok(lists
        .into_iter()
        .map(|(key, name, stored, entries)| Group::listed(key, name, stored, entries))
        .collect())
}

/// Makes an empty list. `key` is its short stable name.
///
/// # Errors
/// `Problem::Conflict` when the key is taken.
pub async fn add_list(tx: &mut Tx, key: &str, name: &str) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "unit_group",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("key", key.into()),
            ("name", name.into()),
        ],
    )
    .await?;
    tx.touch_directory();
    tx.record(Ref::new(LIST, id), &json!({ "Daftar": name }))
        .await?;
    Ok(id)
}

/// Gives a list another name.
///
/// # Errors
/// `Problem::Conflict` when the list changed since it was read.
pub async fn rename_list(tx: &mut Tx, list: KeptList, name: &str) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update unit_group set name = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            list.id.into(),
            list.version.into(),
            name.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Daftar ini baru saja diubah orang lain. Periksa isinya, lalu ulangi.".into(),
        ));
    }
    tx.touch_directory();
    tx.record(Ref::new(LIST, list.id), &json!({ "Daftar": name }))
        .await?;
    Ok(())
}

/// Adds members from a day on. Who belongs to the list on that day or later already is left alone.
/// Returns how many were added.
///
/// # Errors
/// When a statement fails.
pub async fn add_entries(
    tx: &mut Tx,
    list: Uuid,
    entries: &[NewEntry],
    from: Option<Date>,
) -> Result<usize, Problem> {
    let mut added = Vec::new();
    for entry in entries {
        let (column, member) = match entry {
            NewEntry::Unit(id) => ("unit_id", *id),
            NewEntry::Post(id) => ("post_id", *id),
        };
        let known = sql::number(
            tx.conn(),
            &format!(
                "select count(*) from unit_group_entry where region = $1 and group_id = $2 \
                 and {column} = $3 and coalesce(until_date, '9999') >= $4"
            ),
            vec![
                tx.region().as_str().into(),
                list.into(),
                member.into(),
                from.map_or("0000".to_owned(), date::iso).into(),
            ],
        )
        .await?;
        if known > 0 {
            continue;
        }
        insert(
            tx.conn(),
            "unit_group_entry",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", tx.new_id().into()),
                ("group_id", list.into()),
                (column, member.into()),
                ("from_date", from.map(date::iso).into()),
            ],
        )
        .await?;
        added.push(member);
    }
    if added.is_empty() {
        tx.nothing_changed();
        return Ok(0);
    }
    tx.touch_directory();
    let details = json!({
        "Anggota ditambahkan": added.len(), "Unit": added, "Mulai": from.map(date::medium),
    });
    tx.record(Ref::new(LIST, list), &details).await?;
    Ok(added.len())
}

/// Lets a member belong to the list for the last time on `last`.
///
/// # Errors
/// `Problem::NotFound` when the list has no such member.
pub async fn end_entry(tx: &mut Tx, list: Uuid, entry: &Entry, last: Date) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update unit_group_entry set until_date = $4 \
         where region = $1 and group_id = $2 and id = $3",
        vec![
            tx.region().as_str().into(),
            list.into(),
            entry.id.into(),
            date::iso(last).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    tx.touch_directory();
    let details = json!({ "Anggota berakhir": entry.unit, "Hari terakhir": date::medium(last) });
    tx.record(Ref::new(LIST, list), &details).await?;
    Ok(())
}
