//! What follows from a follow-up: the lead owes it, the supporters help, and while measure or
//! date are not agreed the lead owes those.

use futures_util::future::BoxFuture;
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, QueryResult, Value};

use crate::{
    follow_up::{
        FollowUp, SUBJECT,
        rules::{FollowUpKind, Standing, Status, Terms},
        store::read::{COLUMNS, FROM, Row},
    },
    obligation::{ObligationKind, ObligationSource, ObligationState, Owed, settle},
};

/// Owed by the lead.
pub const KIND_LEAD: &str = "follow_up";
/// Owed by supporters.
pub const KIND_SUPPORT: &str = "follow_up.support";
/// Measure and date still to be agreed.
pub const KIND_TERMS: &str = "follow_up.terms";

/// What follow-ups make units owe.
pub const OBLIGATIONS: ObligationSource = ObligationSource {
    kinds: &[
        ObligationKind {
            code: KIND_LEAD,
            label: "Tindak Lanjut",
            verb: "Laporkan",
            open: "Belum ditindaklanjuti",
            reminded: true,
        },
        ObligationKind {
            code: KIND_SUPPORT,
            label: "Dukungan",
            verb: "Lihat",
            open: "Belum ditindaklanjuti",
            reminded: false,
        },
        ObligationKind {
            code: KIND_TERMS,
            label: "Target Perlu Dilengkapi",
            verb: "Usulkan Target",
            open: "Perlu dilengkapi",
            reminded: false,
        },
    ],
    derive,
};

/// Brings all that is owed from one follow-up up to date.
pub(super) async fn settle_all(tx: &Tx, follow_up: Uuid) -> Result<(), Problem> {
    settle(tx, &OBLIGATIONS, follow_up).await
}

/// A follow-up with one of its supporters (one row each), and whether a change of its terms
/// waits for a decision.
struct Joined {
    follow_up: FollowUp,
    supporter: Option<Uuid>,
    change_waits: bool,
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            follow_up: Row::from_query_result(row, prefix)?.read().follow_up,
            supporter: row.try_get(prefix, "supporter")?,
            change_waits: row.try_get(prefix, "change_waits")?,
        })
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
            "select {COLUMNS}, s.unit_id as supporter, \
             exists (select 1 from follow_up_terms t where t.region = f.region \
                and t.follow_up_id = f.id and t.state = 1) as change_waits \
             {FROM} left join follow_up_supporter s \
             on s.region = f.region and s.follow_up_id = f.id \
             where f.region = $1{of_subject} order by f.id"
        );
        let rows: Vec<Joined> = sql::all(tx.conn(), &question, values).await?;
        Ok(all_owed(&rows))
    })
}

fn all_owed(rows: &[Joined]) -> Vec<Owed> {
    let mut all = Vec::new();
    let mut before = None;
    for row in rows {
        let follow_up = &row.follow_up;
        if follow_up.kind == FollowUpKind::Appeal {
            continue;
        }
        if before != Some(follow_up.id) {
            before = Some(follow_up.id);
            all.push(owed(
                follow_up,
                KIND_LEAD,
                follow_up.lead,
                lead_state(follow_up),
            ));
            if let Some(state) = terms_state(follow_up, row.change_waits) {
                all.push(owed(follow_up, KIND_TERMS, follow_up.lead, state));
            }
        }
        if let Some(unit) = row.supporter {
            all.push(owed(
                follow_up,
                KIND_SUPPORT,
                unit,
                support_state(follow_up),
            ));
        }
    }
    all
}

/// State of what the lead owes.
fn lead_state(follow_up: &FollowUp) -> ObligationState {
    match follow_up.status() {
        status if !status.counts() => ObligationState::Withdrawn,
        Status::Done => ObligationState::Fulfilled,
        Status::Waiting => ObligationState::Submitted,
        Status::Returned => ObligationState::Returned,
        _ => ObligationState::Open,
    }
}

/// Supporters are done when the lead is; a round of review is the lead's alone.
fn support_state(follow_up: &FollowUp) -> ObligationState {
    match lead_state(follow_up) {
        state @ (ObligationState::Fulfilled | ObligationState::Withdrawn) => state,
        _ => ObligationState::Open,
    }
}

/// State of the terms, while there is something to agree.
fn terms_state(follow_up: &FollowUp, change_waits: bool) -> Option<ObligationState> {
    if follow_up.standing != Standing::Active {
        return None;
    }
    match follow_up.terms {
        Terms::Incomplete => Some(ObligationState::Open),
        Terms::Proposed => Some(ObligationState::Submitted),
        Terms::Locked => change_waits.then_some(ObligationState::Submitted),
    }
}

/// Measure, target and date are owed only once they are agreed: before, nothing can be late.
fn owed(follow_up: &FollowUp, kind: &'static str, unit: Uuid, state: ObligationState) -> Owed {
    let agreed = follow_up.terms == Terms::Locked;
    let total = follow_up.target.filter(|_| agreed && kind != KIND_TERMS);
    Owed {
        kind,
        subject: Ref::new(SUBJECT, follow_up.id),
        unit,
        title: follow_up.task.clone(),
        measure: follow_up.measure.clone().filter(|_| total.is_some()),
        done: follow_up
            .done
            .filter(|_| total.is_some())
            .map(figures::Amount::stored),
        total: total.map(figures::Amount::stored),
        due: follow_up.due.filter(|_| total.is_some()),
        state,
        reason: match follow_up.standing {
            Standing::Active => String::new(),
            _ => follow_up.standing_reason.clone(),
        },
        audience: follow_up.audience,
        origin: follow_up.origin.clone(),
    }
}
