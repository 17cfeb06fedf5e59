//! Sending: what was written is frozen, and laid into the inboxes of those it is addressed to.

use government::evidence;
use platform::{
    Problem, Ref, Tx, Uuid,
    store::sql::{self, insert},
};
use serde_json::json;

use super::{
    OBLIGATIONS, PERIOD, PeriodReport, SENT, changed, notice,
    recipient::{self, Recipient},
};
use crate::rules;

/// Sends a unit's report as it is now; a second sending is a correction and takes the place of the
/// first in the inboxes. Returns the id of what was sent.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` when nobody asks for
/// it, nothing was written, or it is addressed to nobody.
pub async fn send(tx: &mut Tx, it: &PeriodReport, version: i64) -> Result<Uuid, Problem> {
    if !it.dropped.is_empty() {
        return Err(Problem::Refused(format!(
            "{} Laporan ini tidak perlu dikirim.",
            it.dropped
        )));
    }
    let rows = it.rows();
    if it.text.is_empty() && rows.is_empty() {
        return Err(Problem::Refused(
            "Laporan masih kosong. Tulis uraiannya atau isi barisnya; bila nihil, tulis \"Nihil\" \
             pada uraian."
                .into(),
        ));
    }
    let region = tx.region().clone();
    let recipients = recipient::recipients(tx.conn(), &region, it.report_id).await?;
    if recipients.is_empty() {
        return Err(Problem::Refused(
            "Laporan ini belum memiliki penerima. Minta sekretariat melengkapi Yth. laporan \
             berkala ini."
                .into(),
        ));
    }
    let touched = sql::run(
        tx.conn(),
        "update period_report set sendings = sendings + 1, \
         first_sent_at = coalesce(first_sent_at, $4), version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            region.as_str().into(),
            it.id.into(),
            version.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    let sent = tx.new_id();
    let number = it.sendings + 1;
    let named = |copies: bool| -> Vec<&str> {
        let all = recipients.iter().filter(|it| it.is_copy == copies);
        all.map(Recipient::title).collect()
    };
    let details = json!({
        "Laporan": it.title, "Periode": it.period_name(), "Pengiriman ke": number,
        "Yth.": named(false), "Tembusan": named(true), "Baris": rows.len(),
    });
    let receipt = tx.record(Ref::new(PERIOD, it.id), &details).await?;
    insert(
        tx.conn(),
        "sent_report",
        vec![
            ("region", region.as_str().into()),
            ("id", sent.into()),
            ("period_id", it.id.into()),
            ("number", number.into()),
            ("sent_at", tx.now().0.into()),
            ("sent_name", tx.stamp().label.clone().into()),
            ("receipt", receipt.into()),
            ("text", it.text.clone().into()),
            ("column_list", it.columns().join("\n").into()),
            (
                "row_count",
                i64::try_from(rows.len()).unwrap_or(i64::MAX).into(),
            ),
        ],
    )
    .await?;
    for (number, row) in (1_i64..).zip(&rows) {
        insert(
            tx.conn(),
            "sent_report_row",
            vec![
                ("region", region.as_str().into()),
                ("id", tx.new_id().into()),
                ("sent_id", sent.into()),
                ("number", number.into()),
                ("cells", serde_json::to_string(row)?.into()),
                ("words", rules::words(row).into()),
            ],
        )
        .await?;
    }
    deliver(tx, sent, &recipients).await?;
    for piece in evidence::of_subjects(tx.conn(), &region, PERIOD, &[it.id]).await? {
        evidence::reuse(tx, piece.id, Ref::new(SENT, sent)).await?;
    }
    notice::tell(tx, sent).await?;
    Ok(sent)
}

async fn deliver(tx: &Tx, sent: Uuid, recipients: &[Recipient]) -> Result<(), Problem> {
    for (order, to) in (1_i64..).zip(recipients) {
        insert(
            tx.conn(),
            "report_delivery",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", tx.new_id().into()),
                ("sent_id", sent.into()),
                ("order_number", order.into()),
                ("unit_id", to.unit_id.into()),
                ("post_id", to.post_id.into()),
                ("title", to.title().into()),
                ("is_copy", to.is_copy.into()),
            ],
        )
        .await?;
    }
    Ok(())
}
