//! Rows of a filling being written: typed, pasted, imported, or summed up from parts.

use std::collections::HashMap;

use figures::{Exact, State};
use platform::{Problem, Ref, Tx, Uuid};
use serde_json::json;
use values::{
    rules::Entry,
    store::{self as figures_store, Asked, Cell, CellInput},
};

use super::{FILLING, Filling, reopened};

/// Whose element a filling may write: its own, or that of the unit it collects for.
fn may_write(it: &Filling, asked: &Asked, letter: &str) -> bool {
    let unit = it.parent_unit.unwrap_or(it.unit_id);
    asked
        .elements_of(unit)
        .any(|element| element.letter == letter)
}

/// Keeps rows; a filling that was sent takes only those that were opened again. Each changed cell gets a revision, and the results that follow from them are computed
/// anew. How many cells changed.
///
/// # Errors
/// `Problem::Refused` when the filling takes no figures now, `Problem::Conflict` when a cell changed
/// meanwhile; nothing is kept then.
pub async fn save_rows(
    tx: &mut Tx,
    it: &Filling,
    asked: &[Asked],
    rows: &[CellInput],
) -> Result<usize, Problem> {
    let reopened = match it.is_open() {
        true => vec![],
        false => reopened(tx.conn(), tx.region(), it).await?,
    };
    if !it.is_open() && reopened.is_empty() {
        return Err(Problem::Refused(
            "Isian ini sedang tidak dapat diubah: sudah dikirim atau pengisian ditutup. Minta \
             dikembalikan, atau ajukan permohonan buka kembali untuk indikatornya."
                .into(),
        ));
    }
    let by_id: HashMap<Uuid, &Asked> = asked.iter().map(|it| (it.indicator.id, it)).collect();
    for row in rows {
        let Some(asked) = by_id.get(&row.indicator) else {
            return Err(Problem::NotFound);
        };
        if !may_write(it, asked, &row.letter) {
            return Err(Problem::Refused(
                "Unsur ini diisi perangkat daerah lain.".into(),
            ));
        }
    }
    let stage = match it.is_open() {
        true => it.stand().stage(),
        false => "Klarifikasi",
    };
    let mut changed: Vec<&Asked> = Vec::new();
    let mut told = serde_json::Map::new();
    for row in figures_store::keep(tx, it.unit_id, rows, stage).await? {
        let Some(asked) = by_id.get(&row.indicator) else {
            continue;
        };
        // a workbook holds all cells: those that read as they stand are no change
        if !it.is_open() && !reopened.contains(&row.indicator) {
            return Err(Problem::Refused(format!(
                "{} tidak dibuka kembali, jadi tidak dapat diubah. Tidak ada yang disimpan.",
                asked.indicator.code
            )));
        }
        told.insert(
            format!("{} {}", asked.indicator.code, row.letter),
            told_of(&row.entry),
        );
        if changed
            .last()
            .is_none_or(|last| last.indicator.id != row.indicator)
        {
            changed.push(asked);
        }
    }
    if told.is_empty() {
        tx.nothing_changed();
        return Ok(0);
    }
    let count = told.len();
    if !it.is_part() {
        changed.sort_by_key(|it| it.indicator.id);
        changed.dedup_by_key(|it| it.indicator.id);
        figures_store::compute(tx, &changed).await?;
    }
    tx.record(Ref::new(FILLING, it.id), &told.into()).await?;
    Ok(count)
}

fn told_of(entry: &Entry) -> serde_json::Value {
    match &entry.amount {
        Some(amount) => json!(amount),
        None => json!(entry.state.label()),
    }
}

/// Sums the parts that units below sent into the unit's own cells: known amounts are added up, and
/// the sum is provisional while a part is missing or not accepted. Cells no part answers stay as
/// they are. How many cells changed.
///
/// # Errors
/// As `save_rows`.
pub async fn sum_parts(
    tx: &mut Tx,
    it: &Filling,
    asked: &[Asked],
    parts: &[Filling],
) -> Result<usize, Problem> {
    let ids: Vec<Uuid> = asked.iter().map(|it| it.indicator.id).collect();
    let cells = figures_store::cells(tx.conn(), tx.region(), &ids).await?;
    let accepted = |unit: Uuid| {
        parts
            .iter()
            .any(|part| part.unit_id == unit && !part.stand().is_open())
    };
    let mut rows = Vec::new();
    for one in asked {
        for element in one.elements_of(it.unit_id) {
            let given: Vec<&Cell> = cells
                .iter()
                .filter(|cell| {
                    cell.indicator_id == one.indicator.id
                        && cell.letter == element.letter
                        && parts.iter().any(|part| part.unit_id == cell.unit_id)
                })
                .collect();
            if let Some((amount, complete)) = sum(&given, parts.len(), accepted) {
                rows.push(CellInput {
                    indicator: one.indicator.id,
                    letter: element.letter.clone(),
                    entry: Entry {
                        state: State::Known,
                        amount: Some(amount),
                        provisional: !complete,
                        reason: format!("Jumlah dari {} dari {} unit", given.len(), parts.len()),
                        ..Entry::empty()
                    },
                    version: None,
                });
            }
        }
    }
    save_rows(tx, it, asked, &rows).await
}

/// The sum of what is known, and whether every part gave a final answer. What is not relevant or not
/// carried out in one unit adds nothing and is an answer.
fn sum(given: &[&Cell], parts: usize, accepted: impl Fn(Uuid) -> bool) -> Option<(String, bool)> {
    let amounts: Vec<Exact> = given
        .iter()
        .filter(|cell| cell.given() == State::Known)
        .filter_map(|cell| cell.amount.as_deref()?.parse().ok())
        .collect();
    if amounts.is_empty() {
        return None;
    }
    let complete = given.len() == parts
        && given.iter().all(|cell| {
            values::rules::is_complete(cell.given()) && !cell.provisional && accepted(cell.unit_id)
        });
    let total = amounts
        .iter()
        .fold(Exact::ZERO, |sum, amount| &sum + amount);
    let places = total.places().unwrap_or(0);
    Some((total.plain(places), complete))
}
