//! What units owe: the words of their pieces, until another person found them right.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::Value;

use super::{NARRATIVE, Narrative, QUESTION};

/// What is written is owed by its unit.
pub const NARRATIVES: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Naskah Laporan",
        verb: "Tulis Naskah",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive,
};

const KIND: &str = "narrative";

fn owed(it: &Narrative) -> Owed {
    Owed {
        kind: KIND,
        subject: Ref::new(NARRATIVE, it.id),
        unit: it.unit_id,
        title: it.title(),
        measure: Some("bagian".into()),
        done: Some(it.filled.to_string()),
        total: Some(it.pieces.to_string()),
        due: it.due(),
        reason: String::new(),
        state: match it.state() {
            ReviewState::Draft => ObligationState::Open,
            ReviewState::Submitted => ObligationState::Submitted,
            ReviewState::Returned => ObligationState::Returned,
            ReviewState::Verified | ReviewState::Final => ObligationState::Fulfilled,
        },
        audience: Audience::Region,
        origin: (String::new(), it.round_id),
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and n.id = $2"
        });
        let question = format!("{QUESTION} where n.region = $1{of_subject}");
        let rows: Vec<Narrative> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.iter().map(owed).collect())
    })
}
