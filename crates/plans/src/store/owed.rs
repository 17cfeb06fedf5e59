//! What units owe: a plan that was begun is to be finished and sent, one that came back again.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::PLAN;

/// Plans are owed by their units from the day they are begun.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Rencana Aksi",
        verb: "Lengkapi Rencana",
        open: "Belum dikirim",
        reminded: false,
    }],
    derive,
};

const KIND: &str = "action_plan";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    unit_id: Uuid,
    title: String,
    state: i16,
}

impl Row {
    fn owed(self) -> Owed {
        Owed {
            kind: KIND,
            subject: Ref::new(PLAN, self.id),
            unit: self.unit_id,
            title: self.title,
            measure: None,
            done: None,
            total: None,
            due: None,
            state: match ReviewState::from_code(self.state) {
                Some(ReviewState::Submitted) => ObligationState::Submitted,
                Some(ReviewState::Returned) => ObligationState::Returned,
                Some(ReviewState::Verified | ReviewState::Final) => ObligationState::Fulfilled,
                Some(ReviewState::Draft) | None => ObligationState::Open,
            },
            reason: String::new(),
            audience: Audience::Region,
            origin: (String::new(), self.id),
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
            "select id, unit_id, title, state from action_plan where region = $1{of_subject}"
        );
        let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(Row::owed).collect())
    })
}
