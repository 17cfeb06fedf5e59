//! Tables of a pack, row by row, so that what is wrong is named by its line.

use figures::{Direction, Exact, Quarterly};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::files::{Files, ReadError};

/// A TOML file.
pub(crate) fn document<T: DeserializeOwned>(files: &Files, name: &str) -> Result<T, ReadError> {
    let error = |line, words: String| ReadError {
        file: name.to_owned(),
        line,
        words,
    };
    let text = files
        .get(name)
        .ok_or_else(|| error(None, "tidak ada".into()))?;
    toml::from_str(text).map_err(|problem| {
        let line = problem.span().and_then(|span| text.get(..span.start));
        let line = line.map(|before| 1 + before.matches('\n').count() as u64);
        error(line, problem.message().to_owned())
    })
}

/// A CSV file; none is an empty table.
pub(crate) fn table<T: DeserializeOwned>(files: &Files, name: &str) -> Result<Vec<T>, ReadError> {
    let text = files.get(name).unwrap_or_default();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.deserialize() {
        rows.push(row.map_err(|problem: csv::Error| ReadError {
            file: name.to_owned(),
            line: problem.position().map(csv::Position::line),
            words: match problem.kind() {
                csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
                _ => problem.to_string(),
            },
        })?);
    }
    Ok(rows)
}

/// A cell that says `yes` or nothing; anything else is refused.
pub(crate) fn yes<'de, D: Deserializer<'de>>(cell: D) -> Result<bool, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "" => Ok(false),
        "yes" => Ok(true),
        other => Err(serde::de::Error::custom(format!(
            "`{other}`: tulis yes atau kosongkan"
        ))),
    }
}

/// A cell with several names, `;` between them.
pub(crate) fn several<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(cell)?;
    let names = text.split(';').map(str::trim).filter(|it| !it.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// The word of a direction.
pub(crate) fn direction<'de, D: Deserializer<'de>>(cell: D) -> Result<Direction, D::Error> {
    let word = String::deserialize(cell)?;
    let known = Direction::ALL.map(Direction::word).join(", ");
    Direction::of_word(&word)
        .ok_or_else(|| serde::de::Error::custom(format!("`{word}`: tulis salah satu dari {known}")))
}

/// The word of a direction, where one stands.
pub(crate) fn maybe_direction<'de, D: Deserializer<'de>>(
    cell: D,
) -> Result<Option<Direction>, D::Error> {
    direction(cell).map(Some)
}

/// An exact number written as text, so that no binary fraction comes in between.
pub(crate) fn exact<'de, D: Deserializer<'de>>(text: D) -> Result<Exact, D::Error> {
    let text = String::deserialize(text)?;
    text.parse().map_err(|_| {
        serde::de::Error::custom(format!(
            "`{text}` bukan angka: pecahan ditulis dengan titik"
        ))
    })
}

/// An exact number, where one stands.
pub(crate) fn maybe_exact<'de, D: Deserializer<'de>>(text: D) -> Result<Option<Exact>, D::Error> {
    exact(text).map(Some)
}

/// The word of what quarters say.
pub(crate) fn quarterly<'de, D: Deserializer<'de>>(cell: D) -> Result<Quarterly, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "accumulated" => Ok(Quarterly::Accumulated),
        "mean" => Ok(Quarterly::Mean),
        "end_position" => Ok(Quarterly::EndPosition),
        "yearly" => Ok(Quarterly::YearlyOnly),
        other => Err(serde::de::Error::custom(format!(
            "`{other}`: tulis salah satu dari accumulated, mean, end_position, yearly"
        ))),
    }
}
