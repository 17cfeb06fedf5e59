//! To whom a standing report goes: a post, which whoever holds it reads, or a unit.

use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// To whom a standing report goes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Recipient {
    /// The unit, or the unit of the post.
    pub unit_id: Uuid,
    /// The post; `None`: the unit as such.
    pub post_id: Option<Uuid>,
    /// Gets a copy (*tembusan*).
    pub is_copy: bool,
    post_title: Option<String>,
    unit_name: String,
}

impl Recipient {
    /// As the letter names it: "Wali Kota", "Satuan Polisi Pamong Praja".
    pub fn title(&self) -> &str {
        self.post_title.as_deref().unwrap_or(&self.unit_name)
    }
}

/// A recipient as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientInput {
    /// The unit, or the unit of the post.
    pub unit: Uuid,
    /// The post; `None`: the unit as such.
    pub post: Option<Uuid>,
    /// Gets a copy.
    pub copy: bool,
    /// As the letter names it.
    pub title: String,
}

/// The recipients of a standing report in order, those addressed first.
///
/// # Errors
/// When the database cannot be read.
pub async fn recipients<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    report: Uuid,
) -> Result<Vec<Recipient>, Problem> {
    sql::all(
        conn,
        "select x.unit_id as unit_id, x.post_id as post_id, x.is_copy as is_copy, \
         p.title as post_title, u.name as unit_name from standing_report_recipient x \
         join unit u on u.region = x.region and u.id = x.unit_id \
         left join post p on p.region = x.region and p.id = x.post_id \
         where x.region = $1 and x.report_id = $2 order by x.order_number",
        vec![region.as_str().into(), report.into()],
    )
    .await
}

/// Puts these recipients in the place of those that were.
pub(super) async fn set(
    tx: &Tx,
    report: Uuid,
    recipients: &[RecipientInput],
) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from standing_report_recipient where region = $1 and report_id = $2",
        vec![tx.region().as_str().into(), report.into()],
    )
    .await?;
    for (order, it) in (1_i64..).zip(recipients) {
        insert(
            tx.conn(),
            "standing_report_recipient",
            vec![
                ("region", tx.region().as_str().into()),
                ("report_id", report.into()),
                ("order_number", order.into()),
                ("unit_id", it.unit.into()),
                ("post_id", it.post.into()),
                ("is_copy", it.copy.into()),
            ],
        )
        .await?;
    }
    Ok(())
}
