//! What a unit brings: results, its line of the budget table, and its word that it is right.

use figures::{Amount, Money};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{BRIEFING_ROW, OBLIGATIONS};
use crate::{
    rules::{BriefingState, Budget},
    store::{MEETING, meeting::changed},
};

/// A unit's row.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UnitRow {
    /// Id.
    pub id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    ceiling: Option<i64>,
    financial: Option<String>,
    physical: Option<String>,
    /// Results of the work done, or empty.
    pub results: String,
    /// Address of the proof, or empty.
    pub link: String,
    /// When it was confirmed, microseconds.
    pub confirmed_at: Option<i64>,
    /// By whom.
    pub confirmed_name: String,
    /// Version.
    pub version: i64,
    unit_path: String,
    briefing_state: i16,
    /// Title of the meeting.
    pub meeting_title: String,
}

impl UnitRow {
    /// Its line of the budget table.
    pub fn budget(&self) -> Budget {
        let percent =
            |stored: &Option<String>| -> Option<Amount> { stored.as_deref()?.parse().ok() };
        Budget {
            ceiling: self.ceiling.and_then(Money::of_sen),
            financial: percent(&self.financial),
            physical: percent(&self.physical),
        }
    }

    /// Where it lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Whether it can still be changed.
    pub fn is_open(&self) -> bool {
        BriefingState::from_code(self.briefing_state) == BriefingState::Collecting
    }
}

/// What a person enters of a row.
#[derive(Clone, Debug)]
pub struct RowInput {
    /// Its line of the budget table.
    pub budget: Budget,
    /// Results of the work done.
    pub results: String,
    /// Address of the proof.
    pub link: String,
}

const QUESTION: &str = "select r.id as id, r.meeting_id as meeting_id, r.unit_id as unit_id, \
    r.ceiling as ceiling, r.financial as financial, r.physical as physical, \
    r.results as results, r.link as link, r.confirmed_at as confirmed_at, \
    r.confirmed_name as confirmed_name, r.version as version, u.path as unit_path, \
    b.state as briefing_state, m.title as meeting_title from briefing_row r \
    join unit u on u.region = r.region and u.id = r.unit_id \
    join briefing b on b.region = r.region and b.meeting_id = r.meeting_id \
    join meeting m on m.region = r.region and m.id = r.meeting_id";

/// The rows of a meeting, in order of the units.
///
/// # Errors
/// When the database cannot be read.
pub async fn unit_rows<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<UnitRow>, Problem> {
    let question =
        format!("{QUESTION} where r.region = $1 and r.meeting_id = $2 order by u.number");
    let values = vec![region.as_str().into(), meeting.into()];
    sql::all(conn, &question, values).await
}

/// The row with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_row<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<UnitRow>, Problem> {
    let question = format!("{QUESTION} where r.region = $1 and r.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Adds empty rows for the units that have none.
pub(super) async fn add_missing(tx: &Tx, meeting: Uuid, units: &[Uuid]) -> Result<(), Problem> {
    let known = unit_rows(tx.conn(), tx.region(), meeting).await?;
    for unit in units {
        if known.iter().any(|row| row.unit_id == *unit) {
            continue;
        }
        insert(
            tx.conn(),
            "briefing_row",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", tx.new_id().into()),
                ("meeting_id", meeting.into()),
                ("unit_id", (*unit).into()),
                ("results", "".into()),
                ("link", "".into()),
                ("confirmed_name", "".into()),
                ("version", 1_i64.into()),
            ],
        )
        .await?;
    }
    Ok(())
}

fn refuse_released(row: &UnitRow) -> Result<(), Problem> {
    if row.is_open() {
        return Ok(());
    }
    Err(Problem::Refused(
        "Bahan rapat ini sudah dirilis, jadi tidak dapat diubah lagi. Sampaikan perubahan kepada \
         sekretariat rapat."
            .into(),
    ))
}

fn budget_values(budget: &Budget) -> [Value; 3] {
    [
        budget.ceiling.map(Money::sen).into(),
        budget.financial.map(Amount::stored).into(),
        budget.physical.map(Amount::stored).into(),
    ]
}

fn budget_words(budget: &Budget) -> String {
    let words = |value: Option<String>| value.unwrap_or_else(|| "tidak disebut".into());
    format!(
        "pagu {}, keuangan {}, fisik {}",
        words(budget.ceiling.map(|money| format!("Rp {money}"))),
        words(budget.financial.map(|percent| format!("{percent} %"))),
        words(budget.physical.map(|percent| format!("{percent} %"))),
    )
}

/// Writes what a unit brings. Its confirmation falls: it was of something else.
///
/// # Errors
/// `Problem::Conflict` when the row changed since it was read; `Problem::Refused` when the
/// material was released.
pub async fn write_row(
    tx: &mut Tx,
    row: &UnitRow,
    version: i64,
    input: &RowInput,
) -> Result<(), Problem> {
    refuse_released(row)?;
    let mut values: Vec<Value> = vec![
        tx.region().as_str().into(),
        row.id.into(),
        version.into(),
        input.results.clone().into(),
        input.link.clone().into(),
    ];
    values.extend(budget_values(&input.budget));
    let touched = sql::run(
        tx.conn(),
        "update briefing_row set results = $4, link = $5, ceiling = $6, financial = $7, \
         physical = $8, confirmed_at = null, confirmed_name = '', version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        values,
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &OBLIGATIONS, row.id).await?;
    let details = json!({
        "Hasil kerja": input.results, "Data dukung": input.link,
        "Anggaran": budget_words(&input.budget),
    });
    tx.record(Ref::new(BRIEFING_ROW, row.id), &details).await?;
    Ok(())
}

/// Takes the row of a unit that was merged into another into the row of the other, which it has for
/// the same meeting: figures of two units are not added up, they are kept in words. What was
/// confirmed was something else, so the unit is asked again.
pub(in crate::store) async fn take_in(
    tx: &mut Tx,
    own: Uuid,
    other: Uuid,
    name: &str,
) -> Result<(), Problem> {
    let region = tx.region().clone();
    let mine = find_row(tx.conn(), &region, own)
        .await?
        .ok_or(Problem::NotFound)?;
    let theirs = find_row(tx.conn(), &region, other)
        .await?
        .ok_or(Problem::NotFound)?;
    let mut brought = vec![];
    if !theirs.results.is_empty() {
        brought.push(theirs.results.clone());
    }
    if !theirs.link.is_empty() {
        brought.push(theirs.link.clone());
    }
    if theirs.budget() != Budget::default() {
        brought.push(format!("Anggaran: {}", budget_words(&theirs.budget())));
    }
    if !brought.is_empty() {
        let added = format!("{name}:\n{}", brought.join("\n"));
        let results = match mine.results.as_str() {
            "" => added,
            words => format!("{words}\n\n{added}"),
        };
        let input = RowInput {
            budget: mine.budget(),
            results,
            link: mine.link.clone(),
        };
        write_row(tx, &mine, mine.version, &input).await?;
    }
    sql::run(
        tx.conn(),
        "delete from briefing_row where region = $1 and id = $2",
        vec![region.as_str().into(), other.into()],
    )
    .await?;
    Ok(())
}

/// Confirms what a unit brings.
///
/// # Errors
/// As `write_row`.
pub async fn confirm_row(tx: &mut Tx, row: &UnitRow, version: i64) -> Result<(), Problem> {
    refuse_released(row)?;
    let touched = sql::run(
        tx.conn(),
        "update briefing_row set confirmed_at = $4, confirmed_name = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            row.id.into(),
            version.into(),
            tx.now().0.into(),
            tx.stamp().label.clone().into(),
        ],
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &OBLIGATIONS, row.id).await?;
    let details = json!({ "Bahan rakor": "dikonfirmasi" });
    tx.record(Ref::new(BRIEFING_ROW, row.id), &details).await?;
    Ok(())
}

/// Keeps a pasted budget table: a line for each of these rows. Where a line changes what a unit
/// confirmed, the unit is asked again.
///
/// # Errors
/// As `write_row`.
pub async fn keep_budget(
    tx: &mut Tx,
    meeting: Uuid,
    lines: &[(UnitRow, Budget)],
) -> Result<(), Problem> {
    let mut kept = 0;
    for (row, budget) in lines {
        refuse_released(row)?;
        if row.budget() == *budget {
            continue;
        }
        kept += 1;
        let mut values: Vec<Value> = vec![
            tx.region().as_str().into(),
            row.id.into(),
            row.version.into(),
        ];
        values.extend(budget_values(budget));
        let touched = sql::run(
            tx.conn(),
            "update briefing_row set ceiling = $4, financial = $5, physical = $6, \
             confirmed_at = null, confirmed_name = '', version = version + 1 \
             where region = $1 and id = $2 and version = $3",
            values,
        )
        .await?;
        changed(touched)?;
        government::obligation::settle(tx, &OBLIGATIONS, row.id).await?;
        let details = json!({ "Anggaran": budget_words(budget) });
        tx.record(Ref::new(BRIEFING_ROW, row.id), &details).await?;
    }
    let details = json!({ "Tabel anggaran": format!("{} baris, {kept} berubah", lines.len()) });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(())
}
