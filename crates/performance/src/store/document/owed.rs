//! What units owe: a document of the plan, until it was set.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::Value;

use super::{DOCUMENT, PlanDocument, QUESTION};

/// Each document is owed by the unit that was asked for it.
pub const DOCUMENTS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Dokumen Rencana",
        verb: "Susun Dokumen",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive,
};

const KIND: &str = "plan_document";

fn owed(it: &PlanDocument) -> Owed {
    Owed {
        kind: KIND,
        subject: Ref::new(DOCUMENT, it.id),
        unit: it.unit_id,
        title: format!("Susun dan kirim {}", it.title()),
        measure: None,
        done: None,
        total: None,
        due: it.due(),
        state: match (it.dropped.is_empty(), it.state()) {
            (false, _) => ObligationState::Withdrawn,
            (_, ReviewState::Draft) => ObligationState::Open,
            (_, ReviewState::Submitted) => ObligationState::Submitted,
            (_, ReviewState::Returned) => ObligationState::Returned,
            (_, ReviewState::Verified | ReviewState::Final) => ObligationState::Fulfilled,
        },
        reason: it.dropped.clone(),
        audience: Audience::Region,
        origin: (String::new(), it.plan_id),
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and d.id = $2"
        });
        let question = format!("{QUESTION} where d.region = $1{of_subject}");
        let rows: Vec<PlanDocument> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.iter().map(owed).collect())
    })
}
