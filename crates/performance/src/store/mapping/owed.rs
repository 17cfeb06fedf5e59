//! What the planning unit owes: the mapping of a year, until another person found it right.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::Value;

use super::{MAPPING, Mapping, QUESTION};

/// The mapping of the IKK is owed by the unit that was asked for it.
pub const MAPPINGS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Pemetaan IKK",
        verb: "Lengkapi Pemetaan",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive,
};

const KIND: &str = "ikk_mapping";

fn owed(it: &Mapping) -> Owed {
    Owed {
        kind: KIND,
        subject: Ref::new(MAPPING, it.id),
        unit: it.unit_id,
        title: format!("Lengkapi pemetaan IKK ke sub kegiatan {}", it.year),
        // how many are left follows from the tree, which this row would have to be told of
        measure: None,
        done: None,
        total: None,
        due: it.due(),
        state: match it.state() {
            ReviewState::Draft => ObligationState::Open,
            ReviewState::Submitted => ObligationState::Submitted,
            ReviewState::Returned => ObligationState::Returned,
            ReviewState::Verified | ReviewState::Final => ObligationState::Fulfilled,
        },
        reason: String::new(),
        audience: Audience::Region,
        origin: (String::new(), it.plan_id),
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and m.id = $2"
        });
        let question = format!("{QUESTION} where m.region = $1{of_subject}");
        let rows: Vec<Mapping> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.iter().map(owed).collect())
    })
}
