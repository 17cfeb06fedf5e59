//! Reading everything as it stood at one instant, while others go on writing.

use futures_util::TryStreamExt;
use platform::{Db, store::sql};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, FromQueryResult, IsolationLevel, Statement,
    StreamTrait, TransactionOptions, TransactionTrait,
};

use super::{cells, tables};
use crate::{
    error::Error,
    manifest::{Column, RegionHead},
    rows::Row,
};

/// A transaction that reads and sees nothing of what comes later.
pub(crate) struct Snapshot(DatabaseTransaction);

#[derive(FromQueryResult)]
struct HeadRow {
    region: String,
    audit_length: i64,
    audit_head: String,
}

impl Snapshot {
    /// Takes the snapshot.
    pub(crate) async fn take(db: &Db) -> Result<Self, Error> {
        let options = match db.engine() {
            platform::store::Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            platform::store::Engine::Sqlite => TransactionOptions::default(),
        };
        let snapshot = Self(db.read().begin_with_options(options).await?);
        // SQLite takes its snapshot with the first question, not with `begin`
        snapshot.regions().await?;
        Ok(snapshot)
    }

    /// The tables.
    pub(crate) async fn tables(&self) -> Result<Vec<(String, Vec<Column>)>, Error> {
        tables(&self.0).await
    }

    /// Migration steps the tables have seen.
    pub(crate) async fn steps(&self) -> Result<Vec<String>, Error> {
        let question = "select version from seaql_migrations order by version";
        Ok(sql::values(&self.0, question, vec![]).await?)
    }

    /// The regions and the heads of their chains.
    pub(crate) async fn regions(&self) -> Result<Vec<RegionHead>, Error> {
        let question = "select region, audit_length, audit_head from region_clock order by region";
        let rows: Vec<HeadRow> = sql::all(&self.0, question, vec![]).await?;
        let head = |row: HeadRow| RegionHead {
            region: row.region,
            length: row.audit_length,
            head: row.audit_head,
        };
        Ok(rows.into_iter().map(head).collect())
    }

    /// Hands every row of a table to `each`.
    pub(crate) async fn rows(
        &self,
        table: &str,
        columns: &[Column],
        mut each: impl FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let question = format!("select {} from \"{table}\"", names.join(", "));
        let statement =
            Statement::from_string(ConnectionTrait::get_database_backend(&self.0), question);
        let mut rows = self.0.stream_raw(statement).await?;
        while let Some(row) = rows.try_next().await? {
            each(cells::row(&row, columns)?)?;
        }
        Ok(())
    }

    /// The first column of every row of a question.
    pub(crate) async fn values(&self, question: &str) -> Result<Vec<String>, Error> {
        Ok(sql::values(&self.0, question, vec![]).await?)
    }
}
