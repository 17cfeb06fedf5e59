//! Many rows of one table with few statements.

use sea_orm::{ConnectionTrait, Value};

use super::sql;
use crate::problem::Problem;

/// Most parameters of a statement: SQLite looks each numbered one up among all of them.
const PARAMETERS: usize = 1_000;

/// Rows that wait to be written, each with `N` columns.
pub struct Rows<const N: usize> {
    table: &'static str,
    columns: [&'static str; N],
    otherwise: String,
    rows: Vec<[Value; N]>,
}

impl<const N: usize> Rows<N> {
    /// No rows yet.
    pub fn new(table: &'static str, columns: [&'static str; N]) -> Self {
        Self {
            table,
            columns,
            otherwise: String::new(),
            rows: Vec::new(),
        }
    }

    /// A row that is there already, by the columns of this key, gets the values of the new one. One
    /// writing must not hold two rows of the same key.
    #[must_use]
    pub fn or_update(mut self, key: &[&str]) -> Self {
        let sets = self.columns.iter().filter(|column| !key.contains(column));
        let sets: Vec<String> = sets.map(|it| format!("{it} = excluded.{it}")).collect();
        self.otherwise = format!(
            " on conflict ({}) do update set {}",
            key.join(", "),
            sets.join(", ")
        );
        self
    }

    /// One more.
    pub fn push(&mut self, row: [Value; N]) {
        self.rows.push(row);
    }

    /// Writes those that wait; some fifty or more with each statement.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn write<C: ConnectionTrait>(&mut self, conn: &C) -> Result<(), Problem> {
        let most = PARAMETERS / N;
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let mut statement = String::new();
        let mut written = 0;
        while rows.len() > 0 {
            let count = rows.len().min(most);
            // all but the last are alike: a statement of a thousand places takes a while to spell
            if count != written {
                statement = self.statement(count);
                written = count;
            }
            let values: Vec<Value> = rows.by_ref().take(count).flatten().collect();
            sql::run(conn, &statement, values).await?;
        }
        Ok(())
    }

    /// The statement that writes so many rows.
    fn statement(&self, count: usize) -> String {
        let places: Vec<String> = (0..count)
            .map(|row| format!("({})", sql::places(row * N, N)))
            .collect();
        format!(
            "insert into {} ({}) values {}{}",
            self.table,
            self.columns.join(", "),
            places.join(", "),
            self.otherwise
        )
    }
}
