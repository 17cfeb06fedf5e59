//! What units owe: their filling of a round, and the signature of their head after the review.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource,
    obligation::{Audience, ObligationKind, ObligationState, Owed},
    review::ReviewState,
    structure::Due,
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use super::FILLING;
use crate::rules::{Stand, Station};

/// Fillings are owed by their units, and signed by their heads.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[
        ObligationKind {
            code: FILL,
            label: "Periode Pengisian",
            verb: "Isi Data",
            open: "Belum dikirim",
            reminded: true,
        },
        ObligationKind {
            code: SIGN,
            label: "Tanda Tangan Isian",
            verb: "Tanda Tangani",
            open: "Belum TTD",
            reminded: true,
        },
    ],
    derive,
};

const FILL: &str = "data_round";
const SIGN: &str = "data_round.sign";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    round_id: Uuid,
    title: String,
    unit_id: Uuid,
    parent_id: Option<Uuid>,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    station: i16,
    state: i16,
    dropped: String,
}

impl Row {
    fn owed(&self) -> Vec<Owed> {
        let stand = Stand {
            station: Station::from_code(self.station),
            state: ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft),
        };
        let state = match (stand.station, stand.state) {
            _ if !self.dropped.is_empty() => ObligationState::Withdrawn,
            (_, ReviewState::Draft) => ObligationState::Open,
            (_, ReviewState::Returned) => ObligationState::Returned,
            (Station::Desk | Station::Review, ReviewState::Submitted) => ObligationState::Submitted,
            _ => ObligationState::Fulfilled,
        };
        let mut owed = vec![self.one(FILL, state, &self.title)];
        if stand.station == Station::Head && self.parent_id.is_none() && self.dropped.is_empty() {
            let state = match stand.state {
                ReviewState::Final => ObligationState::Fulfilled,
                _ => ObligationState::Open,
            };
            owed.push(self.one(SIGN, state, &format!("Tanda tangan {}", self.title)));
        }
        owed
    }

    fn one(&self, kind: &'static str, state: ObligationState, title: &str) -> Owed {
        Owed {
            kind,
            subject: Ref::new(FILLING, self.id),
            unit: self.unit_id,
            title: title.to_owned(),
            measure: None,
            done: None,
            total: None,
            due: Due::stored(
                Some(&self.due_date),
                Some(self.due_minute),
                Some(self.due_at),
            ),
            state,
            reason: match state {
                ObligationState::Withdrawn => self.dropped.clone(),
                _ => String::new(),
            },
            audience: Audience::Region,
            // the title says where it comes from: a work list has nothing to look up
            origin: (String::new(), self.round_id),
        }
    }
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let mut values: Vec<Value> = vec![tx.region().as_str().into()];
        let of_subject = subject.map_or("", |subject| {
            values.push(subject.into());
            " and f.id = $2"
        });
        let question = format!(
            "select f.id as id, f.round_id as round_id, r.title as title, f.unit_id as unit_id, \
             f.parent_id as parent_id, f.due_date as due_date, f.due_minute as due_minute, \
             f.due_at as due_at, f.station as station, f.state as state, f.dropped as dropped \
             from filling f \
             join data_round r on r.region = f.region and r.id = f.round_id \
             where f.region = $1{of_subject}"
        );
        let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
        Ok(rows.iter().flat_map(Row::owed).collect())
    })
}
