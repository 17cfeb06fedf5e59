//! Between the engine's cells and those of the archive.

use sea_orm::{QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    error::Error,
    manifest::{Column, Kind},
    rows::Row,
};

/// The row that the engine gave.
pub(super) fn row(row: &QueryResult, columns: &[Column]) -> Result<Row, Error> {
    let cell = |(at, column): (usize, &Column)| -> Result<Json, Error> {
        Ok(match column.kind {
            Kind::Text => row.try_get_by_index::<Option<String>>(at)?.into(),
            Kind::Small => row.try_get_by_index::<Option<i16>>(at)?.into(),
            Kind::Big => row.try_get_by_index::<Option<i64>>(at)?.into(),
            Kind::Bool => row.try_get_by_index::<Option<bool>>(at)?.into(),
            Kind::Uuid => row
                .try_get_by_index::<Option<Uuid>>(at)?
                .map(|id| id.to_string())
                .into(),
        })
    };
    let cells = columns.iter().enumerate().map(cell);
    Ok(Row(cells.collect::<Result<_, _>>()?))
}

/// The cells as values of a statement.
pub(super) fn values(row: &Row, columns: &[Column]) -> Vec<Value> {
    row.0
        .iter()
        .zip(columns)
        .map(|(cell, column)| value(cell, column.kind).unwrap_or_else(|| empty(column.kind)))
        .collect()
}

/// The value of a cell that is not empty, if it is of that kind.
fn value(cell: &Json, kind: Kind) -> Option<Value> {
    Some(match kind {
        Kind::Text => cell.as_str()?.into(),
        Kind::Small => i16::try_from(cell.as_i64()?).ok()?.into(),
        Kind::Big => cell.as_i64()?.into(),
        Kind::Bool => cell.as_bool()?.into(),
        Kind::Uuid => Uuid::parse_str(cell.as_str()?).ok()?.into(),
    })
}

fn empty(kind: Kind) -> Value {
    match kind {
        Kind::Text => None::<String>.into(),
        Kind::Small => None::<i16>.into(),
        Kind::Big => None::<i64>.into(),
        Kind::Bool => None::<bool>.into(),
        Kind::Uuid => None::<Uuid>.into(),
    }
}
