//! What units owe: their agreement of the year, and what they reached after each quarter.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    structure::Due,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::{AGREEMENT, QUARTER, agreement::title};
use crate::rules::{Quarter, VersionState};

/// Agreements are owed by their units until they are signed.
pub const AGREEMENTS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: "agreement",
        label: "Perjanjian Kinerja",
        verb: "Lengkapi Perjanjian",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive: agreements,
};

/// What was reached in a quarter is owed by the unit of the agreement.
pub const QUARTERS: ObligationSource = ObligationSource {
    kinds: &[ObligationKind {
        code: "agreement_quarter",
        label: "Realisasi PK",
        verb: "Isi Realisasi",
        open: "Belum dikirim",
        reminded: true,
    }],
    derive: quarters,
};

fn reason(state: ObligationState, dropped: String) -> String {
    match state {
        ObligationState::Withdrawn => dropped,
        _ => String::new(),
    }
}

#[derive(FromQueryResult)]
struct AgreementRow {
    id: Uuid,
    year_id: Uuid,
    unit_id: Uuid,
    year: i64,
    number: i64,
    state: i16,
    dropped: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
}

impl AgreementRow {
    fn owed(self) -> Owed {
        // the date is that of the first version; a revision has none
        let due = Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
            .filter(|_| self.number == 1);
        let state = match VersionState::from_code(self.state) {
            VersionState::Signed => ObligationState::Fulfilled,
            _ if !self.dropped.is_empty() => ObligationState::Withdrawn,
            VersionState::Draft => ObligationState::Open,
            VersionState::Sent => ObligationState::Submitted,
            VersionState::Returned => ObligationState::Returned,
        };
        Owed {
            kind: "agreement",
            subject: Ref::new(AGREEMENT, self.id),
            unit: self.unit_id,
            title: title(self.year, self.number),
            measure: None,
            done: None,
            total: None,
            due,
            reason: reason(state, self.dropped),
            state,
            audience: Audience::Region,
            // the title says where it comes from: a work list has nothing to look up
            origin: (String::new(), self.year_id),
        }
    }
}

fn agreements(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and a.id = $2"
        });
        let question = format!(
            "select a.id as id, a.year_id as year_id, a.unit_id as unit_id, y.year as year, \
             v.number as number, v.state as state, a.dropped as dropped, y.due_date as due_date, \
             y.due_minute as due_minute, y.due_at as due_at from performance_agreement a \
             join agreement_year y on y.region = a.region and y.id = a.year_id \
             join agreement_version v on v.region = a.region and v.agreement_id = a.id \
             and v.number = (select max(x.number) from agreement_version x \
             where x.region = a.region and x.agreement_id = a.id) where a.region = $1{of_subject}"
        );
        let rows: Vec<AgreementRow> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(AgreementRow::owed).collect())
    })
}

#[derive(FromQueryResult)]
struct QuarterRow {
    id: Uuid,
    agreement_id: Uuid,
    unit_id: Uuid,
    year: i64,
    quarter: i64,
    dropped: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    sent_at: Option<i64>,
    noted_at: Option<i64>,
}

impl QuarterRow {
    fn owed(self) -> Owed {
        let year = i32::try_from(self.year).unwrap_or(0);
        let quarter = Quarter::of(year, self.quarter).map_or_else(String::new, Quarter::name);
        let state = match (self.sent_at, self.noted_at) {
            (Some(_), _) => ObligationState::Fulfilled,
            (None, _) if !self.dropped.is_empty() => ObligationState::Withdrawn,
            (None, Some(_)) => ObligationState::Returned,
            (None, None) => ObligationState::Open,
        };
        Owed {
            kind: "agreement_quarter",
            subject: Ref::new(QUARTER, self.id),
            unit: self.unit_id,
            title: format!("Realisasi Perjanjian Kinerja {quarter}"),
            measure: None,
            done: None,
            total: None,
            due: Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at),
            reason: reason(state, self.dropped),
            state,
            audience: Audience::Region,
            origin: (String::new(), self.agreement_id),
        }
    }
}

fn quarters(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and q.id = $2"
        });
        let question = format!(
            "select q.id as id, q.agreement_id as agreement_id, a.unit_id as unit_id, \
             y.year as year, q.quarter as quarter, a.dropped as dropped, q.due_date as due_date, \
             q.due_minute as due_minute, q.due_at as due_at, q.sent_at as sent_at, \
             q.noted_at as noted_at from agreement_quarter q \
             join performance_agreement a on a.region = q.region and a.id = q.agreement_id \
             join agreement_year y on y.region = a.region and y.id = a.year_id \
             where q.region = $1{of_subject}"
        );
        let rows: Vec<QuarterRow> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.into_iter().map(QuarterRow::owed).collect())
    })
}
