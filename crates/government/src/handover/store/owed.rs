//! A handover is owed by the unit of the post, and goes with it when the unit is merged.

use futures_util::future::BoxFuture;
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::{OPEN, RECEIVED};
use crate::{
    handover::SUBJECT,
    merger::{self, Merger, Moving, UnitMove},
    obligation::{Audience, ObligationKind, ObligationSource, ObligationState, Owed, settle},
    posts::POST,
    structure::Due,
};

const KIND: &str = "handover";

/// What handovers make units owe.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Serah Terima Tugas",
        verb: "Buka Serah Terima",
        reminded: false,
        open: "Belum diterima",
    }],
    derive,
};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    post_id: Uuid,
    unit_id: Uuid,
    title: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
}

impl Row {
    fn owed(self) -> Owed {
        let (state, reason) = match self.state {
            OPEN => (ObligationState::Open, ""),
            RECEIVED => (ObligationState::Fulfilled, ""),
            _ => (
                ObligationState::Withdrawn,
                "Masa jabatannya ternyata berlanjut.",
            ),
        };
        Owed {
            kind: KIND,
            subject: Ref::new(SUBJECT, self.id),
            unit: self.unit_id,
            title: format!("Serah Terima Tugas {}", self.title),
            measure: None,
            done: None,
            total: None,
            due: Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at),
            state,
            reason: reason.into(),
            audience: Audience::Region,
            origin: (POST.to_owned(), self.post_id),
        }
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and id = $2"
        });
        let question = format!(
            "select id, post_id, unit_id, title, due_date, due_minute, due_at, state \
             from handover where region = $1{of_subject}"
        );
        let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(Row::owed).collect())
    })
}

/// Open handovers go with the unit.
pub fn moves() -> UnitMove {
    UnitMove {
        label: "Serah terima yang belum diterima",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = format!(
        "select id, title, version from handover where region = $1 and unit_id = $2 \
         and state = {OPEN} order by last_date, title, id"
    );
    let mine = vec![merger.from.id().into()];
    merger::titled(tx, &question, mine, SUBJECT, |id| {
        format!("/serah-terima/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update handover set unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and unit_id = $4";
    merger::give(tx, merger, items, statement).await?;
    for item in items {
        settle(tx, &OBLIGATIONS, item.subject.id).await?;
    }
    Ok(())
}
