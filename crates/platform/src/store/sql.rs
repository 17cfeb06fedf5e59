//! Short hands for statements written out. Parameters are `$1`, `$2`, ... on both engines.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement, TryGetable, Value};

use crate::problem::Problem;

fn statement<C: ConnectionTrait>(conn: &C, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), sql, values)
}

/// All rows of a question.
///
/// # Errors
/// When the statement fails or a row is not of the shape `T`.
pub async fn all<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, Problem> {
    let rows = conn.query_all_raw(statement(conn, sql, values)).await?;
    Ok(rows
        .iter()
        .map(|row| T::from_query_result(row, ""))
        .collect::<Result<_, DbErr>>()?)
}

/// The first row of a question, if any.
///
/// # Errors
/// As `all`.
pub async fn one<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, Problem> {
    let row = conn.query_one_raw(statement(conn, sql, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The first column of the first row, if any.
///
/// # Errors
/// When the statement fails or the column is of another type.
pub async fn value<T: TryGetable, C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, Problem> {
    let row: Option<QueryResult> = conn.query_one_raw(statement(conn, sql, values)).await?;
    Ok(row.map(|row| row.try_get_by_index::<T>(0)).transpose()?)
}

/// The first column of every row.
///
/// # Errors
/// As `value`.
pub async fn values<T: TryGetable, C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, Problem> {
    let rows = conn.query_all_raw(statement(conn, sql, values)).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index::<T>(0))
        .collect::<Result<_, DbErr>>()?)
}

/// A count or another whole number: the first column of the first row, 0 without rows.
///
/// # Errors
/// As `value`.
pub async fn number<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<i64, Problem> {
    let row = conn.query_one_raw(statement(conn, sql, values)).await?;
    let Some(row) = row else { return Ok(0) };
    // a literal is int4 on PostgreSQL, a count int8
    match row.try_get_by_index::<i64>(0) {
        Ok(number) => Ok(number),
        Err(_) => Ok(i64::from(row.try_get_by_index::<i32>(0)?)),
    }
}

/// A setting as a word, whatever its type.
pub(super) async fn word<C: ConnectionTrait>(conn: &C, sql: &str) -> Result<String, Problem> {
    let row = conn
        .query_one_raw(Statement::from_string(conn.get_database_backend(), sql))
        .await?
        .ok_or_else(|| Problem::internal(format!("`{sql}` answers nothing")))?;
    match row.try_get_by_index::<String>(0) {
        Ok(word) => Ok(word.to_lowercase()),
        Err(_) => Ok(row.try_get_by_index::<i64>(0)?.to_string()),
    }
}

/// Does something; returns how many rows it touched.
///
/// # Errors
/// When the statement fails.
pub async fn run<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64, Problem> {
    Ok(conn
        .execute_raw(statement(conn, sql, values))
        .await?
        .rows_affected())
}

/// Inserts one row: each column beside its value.
///
/// # Errors
/// When the statement fails.
pub async fn insert<C: ConnectionTrait>(
    conn: &C,
    table: &str,
    row: Vec<(&str, Value)>,
) -> Result<(), Problem> {
    let (columns, values): (Vec<&str>, Vec<Value>) = row.into_iter().unzip();
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "insert into {table} ({}) values ({})",
        columns.join(", "),
        places.join(", ")
    );
    run(conn, &sql, values).await?;
    Ok(())
}

/// `$3, $4, $5`: places for `count` values after the first `after`.
pub fn places(after: usize, count: usize) -> String {
    (after + 1..=after + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
