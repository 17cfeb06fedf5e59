//! Records of standing reports and priorities to act on.

use std::{collections::HashMap, sync::Arc};

use government::Directory;
use platform::{Problem, Tx, Uuid, date};
use priorities::store::PriorityInput;
use reporting::{
    rules::{Counting, Rhythm, Timing},
    store::{self, RecipientInput, StandingInput},
};

/// A monthly report of `unit` since October 2026 with two columns, addressed to the unit itself.
///
/// # Panics
/// Never: the date is one.
pub fn standing_input(unit: Uuid) -> StandingInput {
    StandingInput {
        title: "Laporan Uji".into(),
        purpose: String::new(),
        basis: String::new(),
        rhythm: Rhythm::Monthly,
        timing: Timing {
            counting: Counting::Working,
            days: 5,
        },
        columns: vec!["Nomor".into(), "Nama".into()],
        first: date::parse("2026-10-01").expect("a date"),
        last: None,
        units: vec![unit],
        recipients: vec![RecipientInput {
            unit,
            post: None,
            copy: false,
            title: "Unit".into(),
        }],
    }
}

/// A priority that `unit` owns.
///
/// # Panics
/// Never: the date is one.
pub fn priority_input(unit: Uuid) -> PriorityInput {
    PriorityInput {
        title: "Prioritas Uji".into(),
        description: String::new(),
        basis: String::new(),
        unit,
        due: date::parse("2026-12-31").expect("a date"),
    }
}

/// One of every kind, by the name its id has in paths: a standing report, a period that was sent
/// with a row, a priority.
///
/// # Errors
/// When a statement fails.
pub async fn report_subjects(
    tx: &mut Tx,
    directory: &Arc<Directory>,
    unit: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let region = tx.region().clone();
    let standing = store::add_standing(tx, &standing_input(unit)).await?;
    store::begin_now(tx, directory, Some(standing)).await?;
    let periods = store::periods(tx.conn(), &region, standing, 1).await?;
    let period = periods.first().expect("just begun").id;
    let it = |found: Option<store::PeriodReport>| found.expect("just begun");
    let begun = it(store::find_period(tx.conn(), &region, period).await?);
    let row = vec!["1".to_owned(), "Nama Uji".to_owned()];
    store::keep_rows(tx, &begun, begun.version, &[row]).await?;
    let filled = it(store::find_period(tx.conn(), &region, period).await?);
    let sent = store::send(tx, &filled, filled.version).await?;
    let rows = store::rows(tx.conn(), &region, sent, "", 1).await?;
    let report_row = rows.first().expect("just sent").id;
    let priority = priorities::store::add_priority(tx, 2026, &priority_input(unit)).await?;
    Ok(HashMap::from([
        ("priority", priority),
        ("standing", standing),
        ("period", period),
        ("sent", sent),
        ("report_row", report_row),
    ]))
}
