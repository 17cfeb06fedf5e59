//! Opening follow-ups.

use figures::Amount;
use platform::{
    Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::Value;
use serde_json::json;
use time::Date;

use crate::{
    audience::Audience,
    follow_up::{
        SUBJECT,
        rules::{FollowUpKind, Terms, missing_terms},
        store::owed,
        store::terms,
    },
    notice,
    structure::Due,
};

/// Measure, target and date, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsInput {
    /// What is counted.
    pub measure: Option<String>,
    /// How many.
    pub target: Option<Amount>,
    /// By when.
    pub due: Option<Due>,
}

/// A follow-up to be opened, for one lead.
#[derive(Clone, Debug)]
pub struct NewFollowUp {
    /// Where it comes from.
    pub origin: Ref,
    /// What is to be done.
    pub task: String,
    /// How binding it is.
    pub kind: FollowUpKind,
    /// Who leads.
    pub lead: Uuid,
    /// Who supports.
    pub supporters: Vec<Uuid>,
    /// Measure, target and date.
    pub terms: TermsInput,
    /// Whether complete terms lock at once: who opens it may also agree to it.
    pub agreed: bool,
    /// The local date, for the year of its number.
    pub today: Date,
}

/// Opens a follow-up: the row, its supporters, its first terms, what is owed, and the notices.
///
/// # Errors
/// When a statement fails.
pub async fn open(tx: &mut Tx, new: NewFollowUp) -> Result<Uuid, Problem> {
    open_for(tx, new, Audience::Region).await
}

/// As `open`, to be seen by these.
///
/// # Errors
/// When a statement fails.
pub async fn open_for(tx: &mut Tx, new: NewFollowUp, audience: Audience) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let year = i64::from(new.today.year());
    let serial = next_serial(tx, year).await?;
    let complete = missing_terms(
        new.kind,
        new.terms.measure.as_deref(),
        new.terms.target,
        new.terms.due,
    )
    .is_empty();
    let state = match (complete && new.kind != FollowUpKind::Appeal, new.agreed) {
        (true, true) => Terms::Locked,
        (true, false) => Terms::Proposed,
        (false, _) => Terms::Incomplete,
    };
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("year", year.into()),
        ("serial", serial.into()),
        ("origin_kind", new.origin.kind.into()),
        ("origin_id", new.origin.id.into()),
        ("task", new.task.clone().into()),
        ("kind", new.kind.code().into()),
        ("lead_unit_id", new.lead.into()),
        ("terms", state.code().into()),
        ("standing", 0_i16.into()),
        ("standing_reason", "".into()),
        ("round", 0_i16.into()),
        ("audience", audience.code().into()),
        ("created_at", tx.now().0.into()),
        ("created_by", tx.person().into()),
        ("version", 1_i64.into()),
    ];
    row.extend(terms::columns(&new.terms));
    insert(tx.conn(), "follow_up", row).await?;
    let mut supporters = new.supporters;
    supporters.sort_unstable();
    supporters.dedup();
    supporters.retain(|unit| *unit != new.lead);
    for unit in &supporters {
        insert(
            tx.conn(),
            "follow_up_supporter",
            vec![
                ("region", tx.region().as_str().into()),
                ("follow_up_id", id.into()),
                ("unit_id", (*unit).into()),
            ],
        )
        .await?;
    }
    let given = new.terms != TermsInput::default();
    if given && new.kind != FollowUpKind::Appeal {
        terms::first(tx, id, &new.terms, state).await?;
    }
    owed::settle_all(tx, id).await?;
    tx.record(
        Ref::new(SUBJECT, id),
        &json!({
            "Nomor": format!("TL-{serial}/{year}"), "Tindak lanjut": new.task,
            "Jenis": new.kind.label(), "Penanggung jawab": new.lead, "Pendukung": supporters,
            "Satuan": new.terms.measure, "Target": new.terms.target.map(|t| t.to_string()),
            "Batas waktu": new.terms.due.map(|d| date::long(d.date)),
        }),
    )
    .await?;
    if new.kind != FollowUpKind::Appeal {
        notice::tell_follow_up(tx, notice::Event::Opened, id).await?;
    }
    Ok(id)
}

async fn next_serial(tx: &Tx, year: i64) -> Result<i64, Problem> {
    sql::number(
        tx.conn(),
        "select coalesce(max(serial), 0) + 1 from follow_up where region = $1 and year = $2",
        vec![tx.region().as_str().into(), year.into()],
    )
    .await
}
