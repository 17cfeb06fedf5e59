//! Money paid in on a recommendation.

use government::{
    Audience,
    evidence::{self, NewEvidence},
};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{AUDIT_ITEM, AuditItem};
use crate::rules::audit::money;

/// Kind of a payment, for its evidence.
pub const PAYMENT: &str = "recommendations.audit_payment";

/// Money paid in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Payment {
    /// Id.
    pub id: Uuid,
    /// How much, in sen.
    pub amount_sen: i64,
    date: String,
    /// More of it.
    pub note: String,
    /// When it was noted, microseconds.
    pub noted_at: i64,
    /// By whom.
    pub noted_name: String,
}

impl Payment {
    /// The day of payment.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.date)
    }

    /// "Rp1.250.000".
    pub fn amount(&self) -> String {
        money(self.amount_sen)
    }
}

/// What a person notes.
#[derive(Clone, Debug)]
pub struct PaymentInput {
    /// How much, in sen.
    pub amount_sen: i64,
    /// The day of payment.
    pub day: Date,
    /// More of it.
    pub note: String,
}

/// Notes a payment with its proof, which those see who see the recommendation. The proof lies
/// with the first unit concerned, which paid.
///
/// # Errors
/// When a statement fails.
pub async fn add_payment(
    tx: &mut Tx,
    item: &AuditItem,
    unit: Uuid,
    input: &PaymentInput,
    proofs: Vec<NewEvidence>,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "audit_payment",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("item_id", item.id.into()),
            ("amount_sen", input.amount_sen.into()),
            ("date", date::iso(input.day).into()),
            ("note", input.note.clone().into()),
            ("noted_at", tx.now().0.into()),
            ("noted_name", tx.stamp().label.clone().into()),
        ],
    )
    .await?;
    let count = proofs.len();
    for proof in proofs {
        let of = Ref::new(PAYMENT, id);
        evidence::add_for(tx, unit, of, proof, Audience::Audit).await?;
    }
    tx.record(
        Ref::new(AUDIT_ITEM, item.id),
        &json!({
            "Setoran": money(input.amount_sen), "Tanggal": date::long(input.day),
            "Keterangan": input.note, "Data dukung": count,
        }),
    )
    .await?;
    Ok(id)
}

/// All payments on a recommendation, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn payments<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    item: Uuid,
) -> Result<Vec<Payment>, Problem> {
    sql::all(
        conn,
        "select id, amount_sen, date, note, noted_at, noted_name from audit_payment \
         where region = $1 and item_id = $2 order by date desc, noted_at desc",
        vec![region.as_str().into(), item.into()],
    )
    .await
}
