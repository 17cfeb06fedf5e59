//! Meetings.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use crate::{
    rules::{MeetingKind, MeetingState},
    store::MEETING,
};

/// A meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Meeting {
    /// Id.
    pub id: Uuid,
    /// The series it belongs to.
    pub series_id: Option<Uuid>,
    /// Kind as stored.
    pub kind: String,
    /// Its name, where the kind is the region's own.
    pub own_kind: Option<String>,
    /// Title.
    pub title: String,
    /// Day, as stored.
    pub date: String,
    /// Minutes after midnight.
    pub start_minute: Option<i64>,
    /// Minutes after midnight.
    pub end_minute: Option<i64>,
    /// Place.
    pub place: String,
    /// Who chairs.
    pub chair_name: String,
    /// In which office: "Plt. Wali Kota".
    pub chair_office: String,
    /// `memimpin` or `menghadiri`.
    pub chair_role: String,
    /// Who organises.
    pub organiser_unit_id: Option<Uuid>,
    /// Who reported, or empty.
    pub reporter_name: String,
    /// In which office.
    pub reporter_office: String,
    /// What for, or empty.
    pub purpose: String,
    /// What it rests on, a regulation a line, or empty.
    pub legal_bases: String,
    /// Who takes the minutes, or empty.
    pub recorder_name: String,
    /// In which office.
    pub recorder_office: String,
    /// A remark.
    pub remarks: String,
    /// Where the facts come from, for recorded meetings.
    pub source: String,
    /// Number of participants where only the number is stated.
    pub participants_stated: Option<i64>,
    /// State as stored.
    pub state: i16,
    /// Version.
    pub version: i64,
}

impl Meeting {
    /// The day.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.date)
    }

    /// State.
    pub fn state(&self) -> MeetingState {
        MeetingState::from_code(self.state)
    }

    /// The kind in words.
    pub fn kind_label(&self) -> &str {
        MeetingKind::label_of(&self.kind, self.own_kind.as_deref())
    }

    /// "Selasa, 17 Mei 2022, 08.30-11.00 WIB".
    pub fn when(&self, zone_label: &str) -> String {
        let day = self.day().map(date::long).unwrap_or_default();
        match (self.start_minute, self.end_minute) {
            (Some(start), Some(end)) => {
                format!(
                    "{day}, {}-{} {zone_label}",
                    date::minute(start),
                    date::minute(end)
                )
            }
            (Some(start), None) => format!("{day}, {} {zone_label}", date::minute(start)),
            _ => day,
        }
    }

    /// Chair with office: "dr. Susanti Dewayani, Sp.A (Plt. Wali Kota)".
    pub fn chair(&self) -> String {
        match (self.chair_name.as_str(), self.chair_office.as_str()) {
            ("", office) => office.to_owned(),
            (name, "") => name.to_owned(),
            (name, office) => format!("{name} ({office})"),
        }
    }
}

const COLUMNS: &str = "m.id, m.series_id, m.kind, k.name as own_kind, m.title, m.date, \
    m.start_minute, m.end_minute, m.place, m.chair_name, m.chair_office, m.chair_role, \
    m.organiser_unit_id, m.reporter_name, m.reporter_office, m.purpose, m.legal_bases, \
    m.recorder_name, m.recorder_office, m.remarks, m.source, m.participants_stated, m.state, \
    m.version";
const FROM: &str = "from meeting m left join meeting_kind k on k.region = m.region \
    and k.key = m.kind";

/// What a person enters of a meeting.
#[derive(Clone, Debug)]
pub struct MeetingInput {
    /// The series it belongs to.
    pub series_id: Option<Uuid>,
    /// Kind as stored.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Day.
    pub date: Date,
    /// Minutes after midnight.
    pub start: Option<i64>,
    /// Minutes after midnight.
    pub end: Option<i64>,
    /// Place.
    pub place: String,
    /// Who chairs.
    pub chair_name: String,
    /// In which office.
    pub chair_office: String,
    /// `memimpin` or `menghadiri`.
    pub chair_role: String,
    /// Who organises.
    pub organiser: Option<Uuid>,
    /// Who reported.
    pub reporter_name: String,
    /// In which office.
    pub reporter_office: String,
    /// What for.
    pub purpose: String,
    /// What it rests on, a regulation a line.
    pub legal_bases: String,
    /// Who takes the minutes.
    pub recorder_name: String,
    /// In which office.
    pub recorder_office: String,
    /// A remark.
    pub remarks: String,
    /// Where the facts come from.
    pub source: String,
    /// Number of participants where only the number is stated.
    pub participants_stated: Option<i64>,
}

fn columns(input: &MeetingInput) -> Vec<(&'static str, Value)> {
    vec![
        ("series_id", input.series_id.into()),
        ("kind", input.kind.clone().into()),
        ("title", input.title.clone().into()),
        ("date", date::iso(input.date).into()),
        ("start_minute", input.start.into()),
        ("end_minute", input.end.into()),
        ("place", input.place.clone().into()),
        ("chair_name", input.chair_name.clone().into()),
        ("chair_office", input.chair_office.clone().into()),
        ("chair_role", input.chair_role.clone().into()),
        ("organiser_unit_id", input.organiser.into()),
        ("reporter_name", input.reporter_name.clone().into()),
        ("reporter_office", input.reporter_office.clone().into()),
        ("purpose", input.purpose.clone().into()),
        ("legal_bases", input.legal_bases.clone().into()),
        ("recorder_name", input.recorder_name.clone().into()),
        ("recorder_office", input.recorder_office.clone().into()),
        ("remarks", input.remarks.clone().into()),
        ("source", input.source.clone().into()),
        ("participants_stated", input.participants_stated.into()),
    ]
}

fn details(input: &MeetingInput) -> serde_json::Value {
    json!({
        "Judul": input.title, "Hari/tanggal": date::long(input.date), "Tempat": input.place,
        "Pimpinan": format!("{} {}", input.chair_name, input.chair_office).trim().to_owned(),
    })
}

/// Enters a meeting.
///
/// # Errors
/// When a statement fails.
pub async fn add_meeting(tx: &mut Tx, input: &MeetingInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("state", 0_i16.into()),
        ("created_at", tx.now().0.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "meeting", row).await?;
    tx.record(Ref::new(MEETING, id), &details(input)).await?;
    Ok(id)
}

/// Changes a meeting.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_meeting(
    tx: &mut Tx,
    meeting: &Meeting,
    version: i64,
    input: &MeetingInput,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![
        tx.region().as_str().into(),
        meeting.id.into(),
        version.into(),
    ];
    let mut sets = Vec::new();
    for (column, value) in columns(input) {
        values.push(value);
        sets.push(format!("{column} = ${}", values.len()));
    }
    let statement = format!(
        "update meeting set {}, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        sets.join(", ")
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    tx.record(Ref::new(MEETING, meeting.id), &details(input))
        .await?;
    Ok(())
}

/// Moves a meeting on: prepared, going on, over.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn set_state(tx: &mut Tx, meeting: &Meeting, state: MeetingState) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update meeting set state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            meeting.id.into(),
            meeting.version.into(),
            state.code().into(),
        ],
    )
    .await?;
    changed(touched)?;
    tx.record(
        Ref::new(MEETING, meeting.id),
        &json!({ "Status": state.label() }),
    )
    .await?;
    Ok(())
}

pub(super) fn changed(touched: u64) -> Result<(), Problem> {
    if touched == 1 {
        return Ok(());
    }
    Err(Problem::Conflict(
        "Catatan ini baru saja diubah orang lain, jadi perubahan Anda belum disimpan. Buka lagi \
         halamannya untuk melihat isi terakhir, lalu ulangi bila masih perlu."
            .into(),
    ))
}

/// The meeting with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Meeting>, Problem> {
    let question = format!("select {COLUMNS} {FROM} where m.region = $1 and m.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The meeting of the same series before `meeting`.
///
/// # Errors
/// When the database cannot be read.
pub async fn previous<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: &Meeting,
) -> Result<Option<Meeting>, Problem> {
    let question = format!(
        "select {COLUMNS} {FROM} where m.region = $1 and m.series_id = $2 and m.date < $3 \
         order by m.date desc limit 1"
    );
    let values = vec![
        region.as_str().into(),
        meeting.series_id.into(),
        meeting.date.clone().into(),
    ];
    sql::one(conn, &question, values).await
}

/// A meeting in the list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// Id.
    pub id: Uuid,
    /// Kind as stored.
    pub kind: String,
    /// Its name, where the kind is the region's own.
    pub own_kind: Option<String>,
    /// Title.
    pub title: String,
    /// Day, as stored.
    pub date: String,
    /// Place.
    pub place: String,
    /// State as stored.
    pub state: i16,
    /// How many points.
    pub points: i64,
}

/// Meetings of a region, newest first, `per_page` a page, from page 1.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    words: &str,
    page: i64,
    per_page: i64,
) -> Result<(Vec<Listed>, i64), Problem> {
    let like = format!(
        "%{}%",
        words.trim().to_lowercase().replace(['%', '_', '\\'], " ")
    );
    let offset = (page.max(1) - 1).saturating_mul(per_page);
    let question = format!(
        "select m.id, m.kind, k.name as own_kind, m.title, m.date, m.place, m.state, \
         (select count(*) from point p where p.region = m.region and p.meeting_id = m.id) as points \
         {FROM} where m.region = $1 and lower(m.title) like $2 \
         order by m.date desc, m.id desc limit {per_page} offset {offset}"
    );
    let values = vec![region.as_str().into(), like.into()];
    let rows = sql::all(conn, &question, values.clone()).await?;
    let total = sql::number(
        conn,
        "select count(*) from meeting m where m.region = $1 and lower(m.title) like $2",
        values,
    )
    .await?;
    Ok((rows, total))
}

/// A meeting in the calendar.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Held {
    /// Id.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Day, as stored.
    pub date: String,
    /// Begin, in minutes after midnight.
    pub start_minute: Option<i64>,
    /// Place.
    pub place: String,
}

/// Meetings of a stretch of days (stored words, both ends included), in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn held_between<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    from: &str,
    to: &str,
) -> Result<Vec<Held>, Problem> {
    sql::all(
        conn,
        "select id, title, date, start_minute, place from meeting \
         where region = $1 and date >= $2 and date <= $3 \
         order by date, case when start_minute is null then 1 else 0 end, start_minute, id",
        vec![region.as_str().into(), from.into(), to.into()],
    )
    .await
}
