//! What was reported and sent of the lines of agreements, over the quarters of a year.

use std::collections::{HashMap, HashSet};

use figures::{Amount, Figure, State};
use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::rules::reported;

/// What was sent, by line and quarter; drafts are not in it.
#[derive(Clone, Debug, Default)]
pub struct Reported {
    sent: HashSet<(Uuid, i64)>,
    figures: HashMap<(Uuid, i64), Figure>,
}

impl Reported {
    /// Whether an agreement's quarter was sent.
    pub fn is_sent(&self, agreement: Uuid, quarter: u8) -> bool {
        self.sent.contains(&(agreement, i64::from(quarter)))
    }

    /// The last quarter of an agreement that was sent; 0 when none was.
    pub fn last(&self, agreement: Uuid) -> u8 {
        (1..=4)
            .rev()
            .find(|quarter| self.is_sent(agreement, *quarter))
            .unwrap_or(0)
    }

    /// A line's figures up to a quarter. A quarter that was not sent is not filled in; `None` stands for a
    /// quarter that was sent before the line was there.
    pub fn up_to(&self, agreement: Uuid, line: Uuid, quarter: u8) -> Vec<Option<Figure>> {
        let of = |number: u8| {
            let found = self.figures.get(&(line, i64::from(number))).cloned();
            match self.is_sent(agreement, number) {
                true => found,
                false => Some(Figure::NotFilled),
            }
        };
        (1..=quarter).map(of).collect()
    }
}

#[derive(FromQueryResult)]
struct Row {
    agreement_id: Uuid,
    quarter: i64,
    line_key: Option<Uuid>,
    state: Option<i16>,
    amount: Option<String>,
}

async fn read<C: ConnectionTrait>(
    conn: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Reported, Problem> {
    let question = format!(
        "select q.agreement_id as agreement_id, q.quarter as quarter, r.line_key as line_key, \
         r.state as state, r.amount as amount from agreement_quarter q \
         join performance_agreement a on a.region = q.region and a.id = q.agreement_id \
         left join agreement_result r on r.region = q.region and r.quarter_id = q.id \
         where q.region = $1 and q.sent_at is not null and {wheres}"
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    let mut all = Reported::default();
    for row in rows {
        all.sent.insert((row.agreement_id, row.quarter));
        if let Some(line) = row.line_key {
            let state = row.state.and_then(State::of_code);
            let amount: Option<Amount> = row.amount.and_then(|it| it.parse().ok());
            let figure = reported(state.unwrap_or(State::NotFilled), amount);
            all.figures.insert((line, row.quarter), figure);
        }
    }
    Ok(all)
}

/// What was sent of an agreement.
///
/// # Errors
/// When the database cannot be read.
pub async fn reported_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> Result<Reported, Problem> {
    read(
        conn,
        "a.id = $2",
        vec![region.as_str().into(), agreement.into()],
    )
    .await
}

/// What was sent of all agreements of a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn reported_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Reported, Problem> {
    read(
        conn,
        "a.year_id = $2",
        vec![region.as_str().into(), year.into()],
    )
    .await
}

/// What was sent of these agreements, of whatever years.
///
/// # Errors
/// When the database cannot be read.
pub async fn reported_of_all<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreements: &[Uuid],
) -> Result<Reported, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(agreements.iter().map(|id| Value::from(*id)));
    let these = match agreements.is_empty() {
        true => return Ok(Reported::default()),
        false => format!("a.id in ({})", sql::places(1, agreements.len())),
    };
    read(conn, &these, values).await
}
