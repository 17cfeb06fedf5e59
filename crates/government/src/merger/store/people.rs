//! Who works in a unit: posts and assignments end with it, and each person gets an assignment in
//! the unit that takes over, so that nobody is locked out.

use std::collections::HashSet;

use platform::{Problem, Ref, Tx, Uuid, date, store::sql};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use super::values;
use crate::{
    account::{Acting, NewAssignment, add_assignment},
    merger::{Merger, Moving, UnitMove},
    posts,
    role::Role,
};

/// Holders of its posts and assignments to it.
pub const MOVE: UnitMove = UnitMove {
    label: "Pejabat dan penugasan",
    find: |tx, merger| Box::pin(find(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
};

const ACCOUNT: &str = "government.account";

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    name: String,
    title: String,
    acting: String,
    role: String,
    from_date: Option<String>,
    until_date: Option<String>,
}

impl Row {
    fn title(&self) -> String {
        match Acting::from_code(&self.acting) {
            Some(acting) => acting.title(&self.title),
            None => self.title.clone(),
        }
    }
}

/// `$2` the unit, `$3` its last day: whoever would be there longer.
fn mine(tx: &Tx, merger: &Merger) -> Vec<Value> {
    values(tx, merger.from.id(), date::iso(merger.last))
}

async fn rows(tx: &Tx, merger: &Merger) -> Result<Vec<Row>, Problem> {
    sql::all(
        tx.conn(),
        "select h.account_id as account_id, c.name as name, p.title as title, \
         h.acting as acting, p.role as role, h.from_date as from_date, \
         h.until_date as until_date from holder h \
         join post p on p.region = h.region and p.id = h.post_id \
         join account c on c.region = h.region and c.id = h.account_id \
         where h.region = $1 and p.unit_id = $2 and coalesce(h.until_date, '9999') > $3 \
         union all \
         select a.account_id, c.name, a.title, '', a.role, a.from_date, a.until_date \
         from assignment a join account c on c.region = a.region and c.id = a.account_id \
         where a.region = $1 and a.unit_id = $2 and coalesce(a.until_date, '9999') > $3 \
         order by 2, 3",
        mine(tx, merger),
    )
    .await
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    Ok(rows(tx, merger)
        .await?
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new(ACCOUNT, row.account_id),
            title: format!("{}: {}", row.name, row.title()),
            path: format!("/pengaturan/unit/{}/jabatan", merger.from.id()),
            version: 0,
        })
        .collect())
}

async fn hand_over(tx: &mut Tx, merger: &Merger, _: &[Moving]) -> Result<(), Problem> {
    let people = rows(tx, merger).await?;
    for statement in [
        "update holder set until_date = $3, version = version + 1 where region = $1 \
         and coalesce(until_date, '9999') > $3 \
         and post_id in (select id from post where region = $1 and unit_id = $2)",
        "update post set until_date = $3 where region = $1 and unit_id = $2 \
         and coalesce(until_date, '9999') > $3",
        "update assignment set until_date = $3 where region = $1 and unit_id = $2 \
         and coalesce(until_date, '9999') > $3",
        "update assignment_letter set until_date = $3 where region = $1 and unit_id = $2 \
         and coalesce(until_date, '9999') > $3",
    ] {
        sql::run(tx.conn(), statement, mine(tx, merger)).await?;
    }
    let ended: Vec<Uuid> = sql::values(
        tx.conn(),
        "select id from post where region = $1 and unit_id = $2 and until_date = $3 order by id",
        mine(tx, merger),
    )
    .await?;
    let details = json!({ "Berakhir": date::medium(merger.last), "Dasar": merger.sentence() });
    for post in ended {
        tx.record(Ref::new(posts::POST, post), &details).await?;
    }
    let mut given = HashSet::new();
    for row in people {
        let Some(role) = Role::from_code(&row.role) else {
            continue;
        };
        let role = match role {
            Role::Head => merger.heads_become,
            role => role,
        };
        let day = |text: &Option<String>| text.as_deref().and_then(date::parse);
        let first = merger.first();
        let from = day(&row.from_date).map_or(first, |from| from.max(first));
        let until = day(&row.until_date);
        // one person on several posts needs one capacity of each kind
        if given.insert((row.account_id, role, from, until)) {
            let keeps = NewAssignment {
                account: row.account_id,
                unit: merger.to.id(),
                role,
                title: format!("{} (dari {})", row.title(), merger.from.short()),
                decree: merger.basis.clone(),
                from: Some(from),
                until,
            };
            add_assignment(tx, keeps).await?;
        }
    }
    Ok(())
}
