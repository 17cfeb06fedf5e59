//! What the auditor said of a recommendation: decided there, noted here with date and letter.

use government::{
    Role,
    follow_up::{self, Standing},
    notice::{NewNotice, push},
};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{AUDIT_ITEM, AuditItem, audit_units_of, conflict_unless};
use crate::rules::audit::{Status, regulation};

/// What was said, and when.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Said {
    /// Code of the status.
    pub status: String,
    /// Code of the reason, or empty.
    pub reason: String,
    /// Number of the auditor's letter.
    pub letter: String,
    date: String,
    /// More of it.
    pub note: String,
    /// When it was noted, microseconds.
    pub noted_at: i64,
    /// By whom.
    pub noted_name: String,
}

impl Said {
    /// The day of the letter.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.date)
    }

    /// The status in words.
    pub fn label(&self) -> &str {
        regulation()
            .status(&self.status)
            .map_or(&self.status, |it| &it.label)
    }

    /// The reason in words, or empty.
    pub fn why(&self) -> &str {
        regulation()
            .reason(&self.reason)
            .map_or(&self.reason, |it| &it.label)
    }
}

/// What a person notes.
#[derive(Clone, Debug)]
pub struct SaidInput {
    /// The status.
    pub status: &'static Status,
    /// Code of the reason, or empty.
    pub reason: String,
    /// Number of the auditor's letter.
    pub letter: String,
    /// Its day.
    pub day: Date,
    /// More of it.
    pub note: String,
}

/// Notes what the auditor said, tells the units, and ends follow-ups of what cannot be done.
///
/// # Errors
/// `Problem::Conflict` when the recommendation changed since it was read.
pub async fn note_status(
    tx: &mut Tx,
    item: &AuditItem,
    version: i64,
    input: &SaidInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update audit_item set status = $4, reason = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            item.id.into(),
            version.into(),
            input.status.code.clone().into(),
            input.reason.clone().into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    insert(
        tx.conn(),
        "audit_status",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("item_id", item.id.into()),
            ("status", input.status.code.clone().into()),
            ("reason", input.reason.clone().into()),
            ("letter", input.letter.clone().into()),
            ("date", date::iso(input.day).into()),
            ("note", input.note.clone().into()),
            ("noted_at", tx.now().0.into()),
            ("noted_name", tx.stamp().label.clone().into()),
        ],
    )
    .await?;
    let reason = regulation().reason(&input.reason).map(|it| &it.label);
    tx.record(
        Ref::new(AUDIT_ITEM, item.id),
        &json!({
            "Status": input.status.label, "Alasan": reason, "Surat": input.letter,
            "Tanggal": date::long(input.day), "Catatan": input.note,
        }),
    )
    .await?;
    if input.status.needs_reason {
        let why = format!("{} ({})", input.status.label, input.letter);
        let (conn, region) = (tx.conn(), tx.region());
        let works = follow_up::of_origins(conn, region, AUDIT_ITEM, &[item.id]).await?;
        for work in works.iter().filter(|it| it.status().is_open()) {
            follow_up::withdraw(tx, work, Standing::Impossible, &why).await?;
        }
    }
    let units = audit_units_of(tx.conn(), tx.region(), &[item.id]).await?;
    for unit in units.into_values().flatten() {
        let new = NewNotice {
            unit,
            roles: vec![Role::Head, Role::Operator, Role::Leader],
            text: format!("Status rekomendasi pemeriksaan: {}", input.status.label),
            path: format!("/rekomendasi-pemeriksaan/{}", item.id),
            once_key: None,
        };
        push(tx, new).await?;
    }
    Ok(())
}

/// All that was said of a recommendation, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn statuses<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    item: Uuid,
) -> Result<Vec<Said>, Problem> {
    sql::all(
        conn,
        "select status, reason, letter, date, note, noted_at, noted_name from audit_status \
         where region = $1 and item_id = $2 order by date desc, noted_at desc",
        vec![region.as_str().into(), item.into()],
    )
    .await
}
