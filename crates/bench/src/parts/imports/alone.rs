//! What an import is held against: the library reading the workbooks, and the database inserting the rows
//! that came of them, each without anything of ours around it.

use anyhow::{Context, ensure};
use calamine::{Reader, Xlsx};
use platform::store::sql;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, TransactionTrait};

use super::Workbook;
use crate::{
    data::{CELLS, COMING},
    machine,
    place::{Engine, Place},
};

/// Seconds in which the library reads all of them, one after the other.
pub fn library(all: &[Workbook]) -> anyhow::Result<f64> {
    let began = machine::now();
    for book in all {
        let mut book: Xlsx<_> = calamine::open_workbook(&book.path)?;
        let sheet = book.worksheet_range_at(0).transpose()?;
        let rows = sheet.map_or(0, |sheet| sheet.height());
        ensure!(rows > CELLS, "{rows} rows");
    }
    Ok(began.elapsed().as_secs_f64())
}

/// The tables the import wrote its rows into, and which of their rows it wrote.
const WRITTEN: [(&str, &str); 3] = [
    (
        "figure",
        "join indicator i on i.region = t.region and i.id = t.indicator_id",
    ),
    (
        "figure_revision",
        "join figure f on f.region = t.region and f.id = t.figure_id \
         join indicator i on i.region = t.region and i.id = f.indicator_id",
    ),
    (
        "indicator_result",
        "join indicator i on i.region = t.region and i.id = t.indicator_id",
    ),
];

/// Seconds in which the database copies those rows into empty tables with the same keys, indexes and
/// references, in one transaction.
pub async fn database(place: &Place) -> anyhow::Result<f64> {
    let conn = Database::connect(&place.url).await?;
    for (table, _) in WRITTEN {
        like(place.engine, &conn, table).await?;
    }
    let began = machine::now();
    let transaction = conn.begin().await?;
    for (table, which) in WRITTEN {
        let statement = format!(
            "insert into {table}_alone select t.* from {table} t {which} where i.year = {COMING}"
        );
        transaction.execute_unprepared(&statement).await?;
    }
    transaction.commit().await?;
    let took = began.elapsed().as_secs_f64();
    conn.close().await?;
    Ok(took)
}

/// Makes an empty table like another.
async fn like(engine: Engine, conn: &DatabaseConnection, table: &str) -> anyhow::Result<()> {
    let statements = match engine {
        Engine::Sqlite => {
            let question = "select sql from sqlite_master where tbl_name = $1 and sql is not null \
                order by type desc";
            let made: Vec<String> = sql::values(conn, question, vec![table.into()]).await?;
            made.iter().map(|it| renamed(it, table)).collect()
        }
        Engine::Postgres => {
            let mut all = vec![format!(
                "create table {table}_alone (like {table} including all)"
            )];
            let question = "select pg_get_constraintdef(oid) from pg_constraint \
                where conrelid = cast($1 as text)::regclass and contype = 'f'";
            let references: Vec<String> = sql::values(conn, question, vec![table.into()]).await?;
            let add = |it: &String| format!("alter table {table}_alone add {it}");
            all.extend(references.iter().map(add));
            all
        }
    };
    for statement in statements {
        conn.execute_unprepared(&statement)
            .await
            .with_context(|| statement.clone())?;
    }
    Ok(())
}

/// The statement that made a table, or an index of it, for its copy.
fn renamed(made: &str, table: &str) -> String {
    let quoted = format!("\"{table}\"");
    let (from, to) = match made.contains(&quoted) {
        true => (quoted, format!("\"{table}_alone\"")),
        false => (format!(" {table} "), format!(" {table}_alone ")),
    };
    let made = made.replacen(&from, &to, 1);
    made.replacen("INDEX \"", "INDEX \"alone_", 1)
        .replacen("index ", "index alone_", 1)
}
