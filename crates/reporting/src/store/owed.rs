//! What units owe: a report for each period that began.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    structure::Due,
};
use platform::{Problem, Ref, Tx, Uuid, date, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::PERIOD;
use crate::rules::Period;

/// Reports on periods are owed by their units.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Laporan Berkala",
        verb: "Isi Laporan",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive,
};

const KIND: &str = "standing_report";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    report_id: Uuid,
    unit_id: Uuid,
    title: String,
    first_day: String,
    last_day: String,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    sendings: i64,
    dropped: String,
}

impl Row {
    fn owed(self) -> Owed {
        let state = match (self.sendings, self.dropped.as_str()) {
            (1.., _) => ObligationState::Fulfilled,
            (_, "") => ObligationState::Open,
            _ => ObligationState::Withdrawn,
        };
        let days = date::parse(&self.first_day).zip(date::parse(&self.last_day));
        let period = days.map(|(first, last)| Period { first, last }.name());
        Owed {
            kind: KIND,
            subject: Ref::new(PERIOD, self.id),
            unit: self.unit_id,
            title: format!("{}, {}", self.title, period.unwrap_or_default()),
            measure: None,
            done: None,
            total: None,
            due: Due::stored(
                Some(&self.due_date),
                Some(self.due_minute),
                Some(self.due_at),
            ),
            reason: match state {
                ObligationState::Withdrawn => self.dropped,
                _ => String::new(),
            },
            state,
            audience: Audience::Region,
            // the title says where it comes from: a work list has nothing to look up
            origin: (String::new(), self.report_id),
        }
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and p.id = $2"
        });
        let question = format!(
            "select p.id as id, p.report_id as report_id, p.unit_id as unit_id, \
             r.title as title, p.first_day as first_day, p.last_day as last_day, \
             p.due_date as due_date, p.due_minute as due_minute, p.due_at as due_at, \
             p.sendings as sendings, p.dropped as dropped from period_report p \
             join standing_report r on r.region = p.region and r.id = p.report_id \
             where p.region = $1{of_subject}"
        );
        let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(Row::owed).collect())
    })
}
