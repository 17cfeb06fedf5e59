//! The tables as the engine itself names them, so that none can be forgotten.

use platform::store::sql;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use crate::{
    error::Error,
    manifest::{Column, Kind},
};

/// Derived from others and rebuilt after a restore: its words stand in each engine's own index.
const DERIVED: &str = "search_entry";
/// The migrator's own list.
const STEPS: &str = "seaql_migrations";

#[derive(FromQueryResult)]
struct Found {
    table_name: String,
    column_name: String,
    data_type: String,
}

/// Every table with its columns, in the order of names; not what is derived and not the list of
/// migration steps.
///
/// # Errors
/// When the catalogue cannot be read or has a column of a kind this program does not know.
pub(crate) async fn tables<C: ConnectionTrait>(
    conn: &C,
) -> Result<Vec<(String, Vec<Column>)>, Error> {
    let question = match conn.get_database_backend() {
        DbBackend::Postgres => {
            "select c.table_name::text as table_name, c.column_name::text as column_name, \
             c.data_type::text as data_type \
             from information_schema.columns c join information_schema.tables t \
             on t.table_schema = c.table_schema and t.table_name = c.table_name \
             where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' \
             order by c.table_name, c.ordinal_position"
        }
        _ => {
            "select m.name as table_name, c.name as column_name, lower(c.type) as data_type \
             from sqlite_master m, pragma_table_info(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%' \
             and m.name not in (select name from pragma_table_list \
             where type in ('shadow', 'virtual')) \
             order by m.name, c.cid"
        }
    };
    let mut tables: Vec<(String, Vec<Column>)> = Vec::new();
    for found in sql::all::<Found, _>(conn, question, vec![]).await? {
        if found.table_name == DERIVED || found.table_name == STEPS {
            continue;
        }
        let column = Column {
            kind: kind(&found)?,
            name: found.column_name,
        };
        match tables.last_mut() {
            Some((name, columns)) if *name == found.table_name => columns.push(column),
            _ => tables.push((found.table_name, vec![column])),
        }
    }
    // engines list columns in the order they came, which migrations decide; names do not
    for (_, columns) in &mut tables {
        columns.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(tables)
}

fn kind(found: &Found) -> Result<Kind, Error> {
    Ok(match found.data_type.as_str() {
        "text" => Kind::Text,
        "smallint" => Kind::Small,
        "bigint" | "integer" => Kind::Big,
        "boolean" => Kind::Bool,
        "uuid" | "uuid_text" => Kind::Uuid,
        other => {
            return Err(Error::Refused(format!(
                "{}.{} is of a kind this program cannot archive: {other}",
                found.table_name, found.column_name
            )));
        }
    })
}

/// Whether no table holds a row.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn is_empty<C: ConnectionTrait>(conn: &C) -> Result<bool, Error> {
    for (table, _) in tables(conn).await? {
        let question = format!("select count(*) from (select 1 from {table} limit 1) as found");
        if sql::number(conn, &question, vec![]).await? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}
