//! Rows of notices.

use platform::{Actor, Problem, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::role::Role;

/// A notice to be given.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// To the people of this unit...
    pub unit: Uuid,
    /// ...who act in one of these roles.
    pub roles: Vec<Role>,
    /// What it says.
    pub text: String,
    /// Where it leads, behind the region.
    pub path: String,
    /// At most one notice per key.
    pub once_key: Option<String>,
}

/// A notice as its reader sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Where it leads, behind the region.
    pub path: String,
    /// When, microseconds.
    pub at: i64,
    /// Whether it came after the reader last looked.
    pub fresh: bool,
}

/// Gives a notice; whether it was given, or had been before.
///
/// # Errors
/// When the statement fails.
pub async fn push(tx: &Tx, new: NewNotice) -> Result<bool, Problem> {
    let roles: String = new
        .roles
        .iter()
        .map(|role| format!(",{}", role.code()))
        .collect();
    sql::run(
        tx.conn(),
        "insert into notice (region, id, unit_id, roles, text, path, at, once_key) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (region, once_key) do nothing",
        vec![
            tx.region().as_str().into(),
            tx.new_id().into(),
            new.unit.into(),
            format!("{roles},").into(),
            new.text.into(),
            new.path.into(),
            tx.now().0.into(),
            new.once_key.into(),
        ],
    )
    .await
    .map(|rows| rows == 1)
}

/// Gives a notice to one person, whatever capacity that person acts in.
///
/// # Errors
/// When the statement fails.
pub async fn push_to_person(tx: &Tx, person: Uuid, text: &str, path: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into notice (region, id, account_id, roles, text, path, at) \
         values ($1, $2, $3, '', $4, $5, $6)",
        vec![
            tx.region().as_str().into(),
            tx.new_id().into(),
            person.into(),
            text.into(),
            path.into(),
            tx.now().0.into(),
        ],
    )
    .await
    .map(drop)
}

/// The latest notices of the capacity somebody acts in, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn mine<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
    limit: i64,
) -> Result<Vec<Notice>, Problem> {
    sql::all(
        conn,
        "select n.text as text, n.path as path, n.at as at, n.at > a.notices_seen_at as fresh \
         from account a join notice n on n.region = a.region and \
           (n.account_id = a.id or (n.unit_id = $3 and n.roles like '%,' || $4 || ',%')) \
         where a.region = $1 and a.id = $2 order by n.at desc limit $5",
        vec![
            region.as_str().into(),
            actor.person.into(),
            actor.place.id.into(),
            actor.role.clone().into(),
            limit.into(),
        ],
    )
    .await
}

/// Notes that a person has looked.
///
/// # Errors
/// When the statement fails.
pub async fn mark_seen(tx: &Tx, person: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update account set notices_seen_at = $3 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            person.into(),
            tx.now().0.into(),
        ],
    )
    .await
    .map(drop)
}

/// Units whose people act in one of these roles.
pub(in crate::notice) async fn units_with_roles(
    tx: &Tx,
    roles: &[Role],
) -> Result<Vec<Uuid>, Problem> {
    let mut values = vec![tx.region().as_str().into()];
    values.extend(roles.iter().map(|role| sea_orm::Value::from(role.code())));
    let places = sql::places(1, roles.len());
    let question = format!(
        "select unit_id from post where region = $1 and role in ({places}) \
         union select unit_id from assignment where region = $1 and role in ({places})"
    );
    sql::values(tx.conn(), &question, values).await
}
