//! Who was asked to come, and who came.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::{
    rules::AttendanceStatus,
    store::{MEETING, meeting::changed},
};

/// A line of the attendance list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Attendance {
    /// The unit, for units.
    pub unit_id: Option<Uuid>,
    /// Name of the person, or of a group.
    pub name: String,
    /// Office.
    pub office: String,
    /// Institution, for guests.
    pub institution: String,
    /// Status as stored.
    pub status: i16,
    /// Whether the line stands for a group ("seluruh camat").
    pub is_group: bool,
    /// A note.
    pub note: String,
}

impl Attendance {
    /// Whether somebody came.
    pub fn status(&self) -> AttendanceStatus {
        AttendanceStatus::from_code(self.status)
    }
}

/// A line to be kept.
#[derive(Clone, Debug)]
pub struct AttendanceInput {
    /// The unit, for units.
    pub unit: Option<Uuid>,
    /// Name of the person, or of a group.
    pub name: String,
    /// Office.
    pub office: String,
    /// Institution, for guests.
    pub institution: String,
    /// Whether somebody came.
    pub status: AttendanceStatus,
    /// Whether the line stands for a group.
    pub is_group: bool,
    /// A note.
    pub note: String,
}

/// Replaces the attendance list of a meeting that still has the version it was typed on.
///
/// # Errors
/// `Problem::Conflict` when the meeting changed since it was read.
pub async fn change_attendance(
    tx: &mut Tx,
    meeting: Uuid,
    version: i64,
    lines: Vec<AttendanceInput>,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update meeting set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![tx.region().as_str().into(), meeting.into(), version.into()],
    )
    .await?;
    changed(touched)?;
    set_attendance(tx, meeting, lines).await
}

/// Puts these on the attendance list as invited, behind those who are on it. Who is on it already,
/// the same office of the same unit or the same institution and name, is left as it is. The number
/// of those added.
///
/// # Errors
/// When a statement fails.
pub async fn invite(
    tx: &mut Tx,
    meeting: Uuid,
    lines: Vec<AttendanceInput>,
) -> Result<usize, Problem> {
    let known = attendance(tx.conn(), tx.region(), meeting).await?;
    let on_it = |line: &AttendanceInput| {
        known.iter().any(|it| {
            let same_place = it.unit_id == line.unit && it.institution == line.institution;
            same_place && it.office == line.office && (line.unit.is_some() || it.name == line.name)
        })
    };
    let new: Vec<AttendanceInput> = lines.into_iter().filter(|line| !on_it(line)).collect();
    let count = new.len();
    if count == 0 {
        tx.nothing_changed();
        return Ok(0);
    }
    let last = sql::number(
        tx.conn(),
        "select coalesce(max(order_number), 0) from attendance \
         where region = $1 and meeting_id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    for (order, line) in (last + 1..).zip(new) {
        insert_line(tx, meeting, order, line).await?;
    }
    sql::run(
        tx.conn(),
        "update meeting set version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    tx.record(Ref::new(MEETING, meeting), &json!({ "Diundang": count }))
        .await?;
    Ok(count)
}

/// Puts a line onto the list.
///
/// # Errors
/// When the statement fails.
pub(super) async fn insert_line(
    tx: &Tx,
    meeting: Uuid,
    order: i64,
    line: AttendanceInput,
) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "attendance",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("meeting_id", meeting.into()),
            ("unit_id", line.unit.into()),
            ("name", line.name.into()),
            ("office", line.office.into()),
            ("institution", line.institution.into()),
            ("status", line.status.code().into()),
            ("is_group", line.is_group.into()),
            ("note", line.note.into()),
            ("order_number", order.into()),
        ],
    )
    .await
}

/// Replaces the attendance list of a meeting, whatever its version (loading data).
///
/// # Errors
/// When a statement fails.
pub async fn set_attendance(
    tx: &mut Tx,
    meeting: Uuid,
    lines: Vec<AttendanceInput>,
) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from attendance where region = $1 and meeting_id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    let count = |status| lines.iter().filter(|line| line.status == status).count();
    let details = json!({
        "Diundang": lines.len(), "Hadir": count(AttendanceStatus::Present),
        "Diwakili": count(AttendanceStatus::Represented),
        "Tidak hadir": count(AttendanceStatus::Absent),
    });
    for (order, line) in (1_i64..).zip(lines) {
        insert_line(tx, meeting, order, line).await?;
    }
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(())
}

/// The attendance list of a meeting, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn attendance<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<Attendance>, Problem> {
    sql::all(
        conn,
        "select unit_id, name, office, institution, status, is_group, note from attendance \
         where region = $1 and meeting_id = $2 order by order_number",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}
