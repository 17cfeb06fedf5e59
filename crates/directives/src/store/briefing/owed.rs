//! What units owe of a meeting's material: their row, until they confirmed it.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    structure::Due,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::BRIEFING_ROW;
use crate::{rules::BriefingState, store::MEETING};

/// Rows of material are owed by their units.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Bahan Rakor",
        verb: "Isi Bahan",
        open: "Belum dikirim",
        reminded: false,
    }],
    derive,
};

const KIND: &str = "briefing";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    unit_id: Uuid,
    meeting_id: Uuid,
    title: String,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    state: i16,
    confirmed_at: Option<i64>,
}

impl Row {
    fn owed(self) -> Owed {
        let released = BriefingState::from_code(self.state) == BriefingState::Released;
        let state = match (self.confirmed_at, released) {
            (Some(_), _) => ObligationState::Fulfilled,
            (None, true) => ObligationState::Withdrawn,
            (None, false) => ObligationState::Open,
        };
        let reason = match state {
            ObligationState::Withdrawn => "Bahan dirilis tanpa konfirmasi unit.",
            _ => "",
        };
        Owed {
            kind: KIND,
            subject: Ref::new(BRIEFING_ROW, self.id),
            unit: self.unit_id,
            title: format!("Bahan untuk {}", self.title),
            measure: None,
            done: None,
            total: None,
            due: Due::stored(
                Some(&self.due_date),
                Some(self.due_minute),
                Some(self.due_at),
            ),
            state,
            reason: reason.into(),
            audience: Audience::Region,
            origin: (MEETING.to_owned(), self.meeting_id),
        }
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and r.id = $2"
        });
        let question = format!(
            "select r.id as id, r.unit_id as unit_id, r.meeting_id as meeting_id, \
             m.title as title, b.due_date as due_date, b.due_minute as due_minute, \
             b.due_at as due_at, b.state as state, r.confirmed_at as confirmed_at \
             from briefing_row r \
             join briefing b on b.region = r.region and b.meeting_id = r.meeting_id \
             join meeting m on m.region = r.region and m.id = r.meeting_id \
             where r.region = $1{of_subject}"
        );
        let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(Row::owed).collect())
    })
}
