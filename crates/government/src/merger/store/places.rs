//! Where a unit stands: the units below it, address lists, and teams it answers for.

use platform::{
    Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::FromQueryResult;

use super::{UNIT, give, note, values};
use crate::{
    merger::{Merger, Moving, UnitMove},
    structure::keep_structure,
};

const LIST: &str = "government.list";
const TEAM: &str = "government.team";

/// Units below it that still exist, with everything below them.
pub const CHILDREN: UnitMove = UnitMove {
    label: "Unit di bawahnya",
    find: |tx, merger| Box::pin(children(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(move_children(tx, merger, items)),
};

/// Address lists it is on, as a unit or with one of its posts.
pub const LISTS: UnitMove = UnitMove {
    label: "Daftar alamat",
    find: |tx, merger| Box::pin(lists(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(move_lists(tx, merger, items)),
};

/// Teams that owe through it.
pub const TEAMS: UnitMove = UnitMove {
    label: "Tim yang diwakili",
    find: |tx, merger| Box::pin(teams(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(move_teams(tx, merger, items)),
};

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    key: String,
    name: String,
    version: i64,
}

async fn named(
    tx: &Tx,
    merger: &Merger,
    question: &str,
    kind: &'static str,
    path: fn(&Named) -> String,
) -> Result<Vec<Moving>, Problem> {
    let mine = values(tx, merger.from.id(), date::iso(merger.last));
    let rows: Vec<Named> = sql::all(tx.conn(), question, mine).await?;
    Ok(rows
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new(kind, row.id),
            path: path(&row),
            title: row.name,
            version: row.version,
        })
        .collect())
}

async fn children(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, key, name, cast(0 as bigint) as version from unit \
        where region = $1 and parent_id = $2 and coalesce(active_until, '9999') > $3 \
        order by number";
    let path = |row: &Named| format!("/pengaturan/unit#unit-{}", row.id);
    named(tx, merger, question, UNIT, path).await
}

async fn move_children(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    #[derive(FromQueryResult)]
    struct Below {
        id: Uuid,
        path: String,
    }
    for item in items {
        let child = item.subject.id;
        sql::run(
            tx.conn(),
            "update unit set parent_id = $3 where region = $1 and id = $2",
            values(tx, child, merger.to.id()),
        )
        .await?;
        let subtree: Vec<Below> = sql::all(
            tx.conn(),
            "select b.id as id, b.path as path from unit b join unit c \
             on c.region = b.region and c.id = $2 \
             where b.region = $1 and b.path like c.path || '%'",
            vec![tx.region().as_str().into(), child.into()],
        )
        .await?;
        for below in subtree {
            let rest = below
                .path
                .strip_prefix(&merger.from.place.path)
                .ok_or_else(|| Problem::internal("a unit below another has a foreign path"))?;
            let path = format!("{}{rest}", merger.to.place.path);
            sql::run(
                tx.conn(),
                "update unit set path = $3 where region = $1 and id = $2",
                values(tx, below.id, path),
            )
            .await?;
        }
        let stood = Some(merger.from.id());
        keep_structure(tx, child, stood, Some(merger.last), &merger.basis).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

async fn lists(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select g.id as id, g.key as key, g.name as name, g.version as version \
        from unit_group g where g.region = $1 and exists (select 1 from unit_group_entry e \
        left join post p on p.region = e.region and p.id = e.post_id \
        where e.region = g.region and e.group_id = g.id \
        and coalesce(e.unit_id, p.unit_id) = $2 and coalesce(e.until_date, '9999') > $3) \
        order by g.name, g.id";
    let path = |row: &Named| format!("/pengaturan/daftar-alamat/{}", row.key);
    named(tx, merger, question, LIST, path).await
}

async fn move_lists(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let last = date::iso(merger.last);
    for item in items {
        let list = item.subject.id;
        let mut mine = values(tx, merger.from.id(), last.clone());
        mine.push(list.into());
        sql::run(
            tx.conn(),
            "update unit_group_entry set until_date = $3 where region = $1 and group_id = $4 \
             and coalesce(until_date, '9999') > $3 and (unit_id = $2 or post_id in \
             (select id from post where region = $1 and unit_id = $2))",
            mine,
        )
        .await?;
        let mut its = values(tx, merger.to.id(), last.clone());
        its.push(list.into());
        let there = sql::number(
            tx.conn(),
            "select count(*) from unit_group_entry where region = $1 and group_id = $4 \
             and unit_id = $2 and coalesce(until_date, '9999') > $3",
            its,
        )
        .await?;
        if there == 0 {
            insert(
                tx.conn(),
                "unit_group_entry",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("id", tx.new_id().into()),
                    ("group_id", list.into()),
                    ("unit_id", merger.to.id().into()),
                    ("from_date", date::iso(merger.first()).into()),
                ],
            )
            .await?;
        }
        sql::run(
            tx.conn(),
            "update unit_group set version = version + 1 where region = $1 and id = $2",
            vec![tx.region().as_str().into(), list.into()],
        )
        .await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

async fn teams(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, '' as key, name, version from team where region = $1 \
        and home_unit_id = $2 and coalesce(until_date, '9999') > $3 order by name, id";
    let path = |row: &Named| format!("/pengaturan/tim/{}", row.id);
    named(tx, merger, question, TEAM, path).await
}

async fn move_teams(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update team set home_unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and home_unit_id = $4";
    give(tx, merger, items, statement).await
}
