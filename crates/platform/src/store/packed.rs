//! Many rows of a question in one text.
//!
//! SQLite reads in a thread of its own, and the driver hands each row over by itself and wakes who asked
//! for it: that costs several times what reading the row does. Where a page needs hundreds of rows, or
//! a comparison hundreds of thousands, the engine puts them together, and they cross at once. Text goes
//! with its length in bytes before it, so whatever stands in it reads back as it is.

use std::str::FromStr;

use sea_orm::{ConnectionTrait, DbBackend, Value};
use uuid::Uuid;

use super::sql;
use crate::problem::Problem;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// An id.
    Id,
}

/// A column, as the question names it, with what it holds.
pub type Column = (&'static str, Kind);

/// Something that is read out of packed rows.
pub trait Unpack: Sized {
    /// Its columns.
    fn columns() -> Vec<Column>;

    /// Reads it; in the order of its columns.
    ///
    /// # Errors
    /// When the row is of another shape.
    fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem>;
}

/// All rows of `select ... from {from} order by {order}`; in any order where none is asked for.
///
/// # Errors
/// When the statement fails or a row is not of the shape `T`.
pub async fn all<T: Unpack, C: ConnectionTrait>(
    conn: &C,
    from: &str,
    order: Option<&str>,
    values: Vec<Value>,
) -> Result<Vec<T>, Problem> {
    let packing = packing(conn, &T::columns());
    let order = order.map_or_else(String::new, |order| format!(" order by {order}"));
    let question = format!("select string_agg({packing}, ''{order}) from {from}");
    let text: Option<Option<String>> = sql::value(conn, &question, values).await?;
    let text = text.flatten().unwrap_or_default();
    let mut packed = Packed::new(&text);
    let mut rows = Vec::new();
    while !packed.is_done() {
        rows.push(T::unpack(&mut packed)?);
    }
    Ok(rows)
}

/// The expression that packs these columns of one row.
pub fn packing<C: ConnectionTrait>(conn: &C, columns: &[Column]) -> String {
    let sqlite = conn.get_database_backend() == DbBackend::Sqlite;
    let parts = columns.iter().map(|(column, kind)| match kind {
        Kind::Text => format!("octet_length({column}), ':', {column}"),
        // stored as bytes there
        Kind::Id if sqlite => format!("hex({column}), ':'"),
        Kind::Number | Kind::Flag | Kind::Id => format!("{column}, ':'"),
    });
    // a column without a value adds nothing, neither its length nor itself
    format!("concat({})", parts.collect::<Vec<_>>().join(", "))
}

/// Packed rows that are being read, field by field.
#[derive(Clone, Debug)]
pub struct Packed<'a>(&'a str);

impl<'a> Packed<'a> {
    /// From the beginning of a packed text.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Whether everything was read.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands before the next colon.
    fn word(&mut self) -> Result<&'a str, Problem> {
        let (word, rest) = self.0.split_once(':').ok_or_else(broken)?;
        self.0 = rest;
        Ok(word)
    }

    /// A text, where there is one.
    ///
    /// # Errors
    /// When there is something else.
    pub fn maybe_text(&mut self) -> Result<Option<&'a str>, Problem> {
        let Some(length) = self.maybe_number()? else {
            return Ok(None);
        };
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        Ok(Some(text))
    }

    /// A text.
    ///
    /// # Errors
    /// When there is none.
    pub fn text(&mut self) -> Result<&'a str, Problem> {
        self.maybe_text()?.ok_or_else(broken)
    }

    /// A number, where there is one.
    ///
    /// # Errors
    /// When there is something else, or it does not fit.
    pub fn maybe_number<N: FromStr>(&mut self) -> Result<Option<N>, Problem> {
        match self.word()? {
            "" => Ok(None),
            word => word.parse().map(Some).map_err(|_| broken()),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// When there is none, or it does not fit.
    pub fn number<N: FromStr>(&mut self) -> Result<N, Problem> {
        self.maybe_number()?.ok_or_else(broken)
    }

    /// Yes or no, as either engine writes it.
    ///
    /// # Errors
    /// When there is neither.
    pub fn flag(&mut self) -> Result<bool, Problem> {
        match self.word()? {
            "1" | "t" => Ok(true),
            "0" | "f" => Ok(false),
            _ => Err(broken()),
        }
    }

    /// An id, where there is one.
    ///
    /// # Errors
    /// When there is something else.
    pub fn maybe_id(&mut self) -> Result<Option<Uuid>, Problem> {
        match self.word()? {
            "" => Ok(None),
            word => Uuid::parse_str(word).map(Some).map_err(|_| broken()),
        }
    }

    /// An id.
    ///
    /// # Errors
    /// When there is none.
    pub fn id(&mut self) -> Result<Uuid, Problem> {
        self.maybe_id()?.ok_or_else(broken)
    }
}

fn broken() -> Problem {
    Problem::internal("a packed row is of another shape")
}

#[cfg(test)]
mod tests {
    use super::{Packed, Uuid};

    #[test]
    fn fields_read_back_whatever_stands_in_them() {
        let mut row = Packed::new("7:a:b;é3:5:t:0::018f4c4e-0000-7000-8000-000000000001:");
        assert_eq!(row.text().expect("a text"), "a:b;é3");
        assert_eq!(row.maybe_text().expect("no text"), None);
        assert_eq!(row.number::<i16>().expect("a number"), 5);
        assert!(row.flag().expect("yes"));
        assert!(!row.flag().expect("no"));
        assert_eq!(row.maybe_id().expect("no id"), None);
        let id = Uuid::from_u128(0x018f_4c4e_0000_7000_8000_0000_0000_0001);
        assert_eq!(row.id().expect("an id"), id);
        assert!(row.is_done());
    }

    #[test]
    fn a_row_of_another_shape_is_refused() {
        assert!(Packed::new("").text().is_err());
        assert!(Packed::new(":").text().is_err());
        assert!(Packed::new("9:short").text().is_err());
        // a length that ends within a letter
        assert!(Packed::new("1:é").text().is_err());
        assert!(Packed::new("x:").number::<i64>().is_err());
        assert!(Packed::new(":").flag().is_err());
        assert!(Packed::new("70000:").number::<i16>().is_err());
    }
}
