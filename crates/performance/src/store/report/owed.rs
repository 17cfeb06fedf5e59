//! What units owe: the report of a year, chapter by chapter.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::Value;

use super::{QUESTION, REPORT, Report};
use crate::rules::chapters;

/// A report is owed by its unit until another person confirmed it.
pub const REPORTS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: KIND,
        label: "Laporan Kinerja",
        verb: "Lengkapi Laporan",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive,
};

const KIND: &str = "performance_report";

fn owed(it: Report) -> Owed {
    let state = match it.state() {
        ReviewState::Verified | ReviewState::Final => ObligationState::Fulfilled,
        _ if !it.dropped.is_empty() => ObligationState::Withdrawn,
        ReviewState::Draft => ObligationState::Open,
        ReviewState::Submitted => ObligationState::Submitted,
        ReviewState::Returned => ObligationState::Returned,
    };
    Owed {
        kind: KIND,
        subject: Ref::new(REPORT, it.id),
        unit: it.unit_id,
        title: it.title(),
        measure: Some("bab".into()),
        done: Some(it.filled.to_string()),
        total: Some(chapters().len().to_string()),
        due: it.due(),
        reason: match state {
            ObligationState::Withdrawn => it.dropped.clone(),
            _ => String::new(),
        },
        state,
        audience: Audience::Region,
        origin: (String::new(), it.agreement_id),
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and p.id = $2"
        });
        let question = format!("{QUESTION} where p.region = $1{of_subject}");
        let rows: Vec<Report> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(owed).collect())
    })
}
