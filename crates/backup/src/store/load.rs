//! Filling empty tables in one transaction: all of it is there afterwards, or nothing.

use platform::{Db, store::sql};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Statement, TransactionTrait,
    Value,
};

use super::cells;
use crate::{error::Error, manifest::Column, rows::Row};

/// Values in one statement at most; SQLite takes 32,766, PostgreSQL 65,535.
const VALUES: usize = 30_000;
/// Rows in one statement at most.
const ROWS: usize = 500;

/// A transaction that fills tables.
pub(crate) struct Load {
    conn: DatabaseTransaction,
    /// Foreign keys to be put back: table, name, definition.
    foreign: Vec<ForeignKey>,
}

#[derive(FromQueryResult)]
struct ForeignKey {
    table_name: String,
    name: String,
    definition: String,
}

impl Load {
    /// Begins. Rows come table by table, so references are looked at when all are there.
    pub(crate) async fn begin(db: &Db) -> Result<Self, Error> {
        let conn = db.migrator().begin().await?;
        let mut foreign: Vec<ForeignKey> = Vec::new();
        if conn.get_database_backend() == DbBackend::Postgres {
            let question = "select conrelid::regclass::text as table_name, \
                 conname::text as name, pg_get_constraintdef(oid) as definition \
                 from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace \
                 order by 1, 2";
            foreign = sql::all(&conn, question, vec![]).await?;
            for key in &foreign {
                let drop = format!(
                    "alter table {} drop constraint \"{}\"",
                    key.table_name, key.name
                );
                conn.execute_unprepared(&drop).await?;
            }
        } else {
            conn.execute_unprepared("pragma defer_foreign_keys = on")
                .await?;
        }
        Ok(Self { conn, foreign })
    }

    /// Most rows that `insert` takes at once.
    pub(crate) fn at_once(columns: &[Column]) -> usize {
        (VALUES / columns.len().max(1)).clamp(1, ROWS)
    }

    /// Inserts rows.
    pub(crate) async fn insert(
        &self,
        table: &str,
        columns: &[Column],
        rows: &[Row],
    ) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let places: Vec<String> = (0..rows.len())
            .map(|n| format!("({})", sql::places(n * columns.len(), columns.len())))
            .collect();
        let statement = format!(
            "insert into \"{table}\" ({}) values {}",
            names.join(", "),
            places.join(", ")
        );
        let values: Vec<Value> = rows
            .iter()
            .flat_map(|row| cells::values(row, columns))
            .collect();
        let statement =
            Statement::from_sql_and_values(self.conn.get_database_backend(), statement, values);
        self.conn.execute_raw(statement).await?;
        Ok(())
    }

    /// Looks at the references and keeps everything.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        for key in &self.foreign {
            let add = format!(
                "alter table {} add constraint \"{}\" {}",
                key.table_name, key.name, key.definition
            );
            self.conn.execute_unprepared(&add).await?;
        }
        self.conn.commit().await?;
        Ok(())
    }
}
