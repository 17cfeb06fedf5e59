//! Records of standing reports to act on.

use std::{collections::HashMap, sync::Arc};

use government::Directory;
use platform::{Problem, Tx, Uuid, date};
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

/// One of every kind, by the name its id has in paths: a standing report, a period that was sent
/// with a row.
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
    Ok(HashMap::from([
        ("standing", standing),
        ("period", period),
        ("sent", sent),
        ("report_row", report_row),
    ]))
}
