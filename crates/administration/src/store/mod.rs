//! The few questions the lower floors do not answer: who is named by a path, and what a person
//! needs to see of the own account.

use platform::{App, Problem, RegionCode, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

/// A person named by a path.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Person {
    /// Id of the account.
    pub id: Uuid,
    /// Name with degrees.
    pub name: String,
    /// Name to sign in with.
    pub sign_in: String,
    /// Whether the person may sign in.
    pub active: bool,
}

/// What a person sees and proves of the own account.
#[derive(Clone, FromQueryResult)]
pub struct Own {
    /// Name to sign in with.
    pub sign_in: String,
    /// Hash of the password.
    pub password: Option<String>,
    /// Whether the second factor is on.
    pub totp_on: bool,
}

/// A job named by a path.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FoundJob {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
}

/// The person with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn person(app: &App, region: &RegionCode, id: Uuid) -> Result<Option<Person>, Problem> {
    sql::one(
        app.db().read(),
        "select id, name, sign_in, active from account where region = $1 and id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await
}

/// The own account.
///
/// # Errors
/// `Problem::NotFound` when it is gone.
pub async fn own(app: &App, region: &RegionCode, person: Uuid) -> Result<Own, Problem> {
    sql::one(
        app.db().read(),
        "select sign_in, password, totp_on from account where region = $1 and id = $2",
        vec![region.as_str().into(), person.into()],
    )
    .await?
    .ok_or(Problem::NotFound)
}

/// The open session with this id, if it is the person's own.
///
/// # Errors
/// When the database cannot be read.
pub async fn own_session(
    app: &App,
    region: &RegionCode,
    person: Uuid,
    session: Uuid,
) -> Result<Option<Uuid>, Problem> {
    sql::value(
        app.db().read(),
        "select id from session where region = $1 and account_id = $2 and id = $3 \
         and ended_at is null",
        vec![region.as_str().into(), person.into(), session.into()],
    )
    .await
}

/// The job with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn job(app: &App, region: &RegionCode, id: Uuid) -> Result<Option<FoundJob>, Problem> {
    sql::one(
        app.db().read(),
        "select id, kind from job where region = $1 and id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await
}

/// Names of persons, all at once.
///
/// # Errors
/// When the database cannot be read.
pub async fn names(
    app: &App,
    region: &RegionCode,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select id, name from account where region = $1 and id in ({})",
        sql::places(1, ids.len())
    );
    let rows: Vec<Row> = sql::all(app.db().read(), &question, values).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
