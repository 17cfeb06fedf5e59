//! Points of meetings, kept as spoken.

use government::follow_up::FollowUpKind;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use crate::{
    rules::Raiser,
    store::{POINT, meeting::changed, raiser},
};

/// A point.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Point {
    /// Id.
    pub id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The item of the agenda it belongs to.
    pub agenda_item_id: Option<Uuid>,
    /// Number within the meeting, from 1.
    pub number: i64,
    /// Who said it.
    pub speaker: String,
    /// In which office.
    pub office: String,
    /// Kind as stored.
    pub kind: i16,
    /// To whom, in the words spoken.
    pub addressees: String,
    /// What was said.
    pub text: String,
    /// Version.
    pub version: i64,
    raiser_institution_id: Option<Uuid>,
    raiser_team_id: Option<Uuid>,
    /// Name of the institution or team that raised it, or empty.
    pub raiser: String,
    /// Title of the meeting.
    pub meeting_title: String,
    /// Day of the meeting, as stored.
    pub meeting_date: String,
}

impl Point {
    /// How binding it is.
    pub fn kind(&self) -> FollowUpKind {
        FollowUpKind::from_code(self.kind).unwrap_or(FollowUpKind::Mandatory)
    }

    /// The institution or team that raised it.
    pub fn raiser(&self) -> Option<Raiser> {
        Raiser::of(self.raiser_institution_id, self.raiser_team_id)
    }

    /// "Nama, Wali Kota; asal Badan Pusat Statistik".
    pub fn said_by(&self) -> String {
        let speaker = [self.speaker.as_str(), self.office.as_str()];
        let speaker: Vec<&str> = speaker.into_iter().filter(|it| !it.is_empty()).collect();
        let speaker = speaker.join(", ");
        match (speaker.is_empty(), self.raiser.is_empty()) {
            (_, true) => speaker,
            (true, false) => format!("asal {}", self.raiser),
            (false, false) => format!("{speaker}; asal {}", self.raiser),
        }
    }
}

const COLUMNS: &str = "p.id as id, p.meeting_id as meeting_id, p.agenda_item_id as agenda_item_id, \
    p.number as number, p.speaker as speaker, p.office as office, p.kind as kind, \
    p.addressees as addressees, p.text as text, p.version as version, \
    m.title as meeting_title, m.date as meeting_date";

/// Points with their meeting and who raised them, up to the condition.
fn question() -> String {
    format!(
        "select {COLUMNS}, {} from point p \
         join meeting m on m.region = p.region and m.id = p.meeting_id {}",
        raiser::COLUMNS,
        raiser::joined(raiser::POINT, "p")
    )
}

/// What a person enters of a point.
#[derive(Clone, Debug)]
pub struct PointInput {
    /// The item of the agenda it belongs to.
    pub agenda_item: Option<Uuid>,
    /// Who said it.
    pub speaker: String,
    /// In which office.
    pub office: String,
    /// How binding it is.
    pub kind: FollowUpKind,
    /// The institution or team that raised it.
    pub raiser: Option<Raiser>,
    /// To whom, in the words spoken.
    pub addressees: String,
    /// What was said.
    pub text: String,
}

fn details(number: i64, input: &PointInput, raiser: &str) -> serde_json::Value {
    json!({
        "Butir": number, "Jenis": input.kind.label(), "Disampaikan oleh": input.speaker,
        "Asal": raiser,
        "Ditujukan kepada": input.addressees, "Isi": input.text,
    })
}

/// Adds a point at the end of a meeting.
///
/// # Errors
/// `Problem::Refused` when the agenda item is of another meeting.
pub async fn add_point(tx: &mut Tx, meeting: Uuid, input: &PointInput) -> Result<Uuid, Problem> {
    own_agenda(tx, meeting, input).await?;
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from point where region = $1 and meeting_id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    insert(
        tx.conn(),
        "point",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("meeting_id", meeting.into()),
            ("agenda_item_id", input.agenda_item.into()),
            ("number", number.into()),
            ("speaker", input.speaker.clone().into()),
            ("office", input.office.clone().into()),
            ("kind", input.kind.code().into()),
            ("addressees", input.addressees.clone().into()),
            ("text", input.text.clone().into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let raiser = raiser::set(tx, raiser::POINT, id, input.raiser).await?;
    tx.record(Ref::new(POINT, id), &details(number, input, &raiser))
        .await?;
    Ok(id)
}

/// Changes a point.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_point(
    tx: &mut Tx,
    point: &Point,
    version: i64,
    input: &PointInput,
) -> Result<(), Problem> {
    own_agenda(tx, point.meeting_id, input).await?;
    let touched = sql::run(
        tx.conn(),
        "update point set agenda_item_id = $4, speaker = $5, office = $6, kind = $7, \
         addressees = $8, text = $9, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            point.id.into(),
            version.into(),
            input.agenda_item.into(),
            input.speaker.clone().into(),
            input.office.clone().into(),
            input.kind.code().into(),
            input.addressees.clone().into(),
            input.text.clone().into(),
        ],
    )
    .await?;
    changed(touched)?;
    let raiser = raiser::set(tx, raiser::POINT, point.id, input.raiser).await?;
    let details = details(point.number, input, &raiser);
    tx.record(Ref::new(POINT, point.id), &details).await?;
    Ok(())
}

async fn own_agenda(tx: &Tx, meeting: Uuid, input: &PointInput) -> Result<(), Problem> {
    let Some(item) = input.agenda_item else {
        return Ok(());
    };
    let own = sql::number(
        tx.conn(),
        "select count(*) from agenda_item where region = $1 and id = $2 and meeting_id = $3",
        vec![tx.region().as_str().into(), item.into(), meeting.into()],
    )
    .await?;
    if own == 1 {
        return Ok(());
    }
    Err(Problem::Refused(
        "Agenda yang dipilih bukan agenda rapat ini.".into(),
    ))
}

/// The point with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_point<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Point>, Problem> {
    let question = format!("{} where p.region = $1 and p.id = $2", question());
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The points of a meeting, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn points<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<Point>, Problem> {
    let question = format!(
        "{} where p.region = $1 and p.meeting_id = $2 order by p.number",
        question()
    );
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}

/// How the follow-ups of a meeting stand.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct MeetingCount {
    /// The meeting.
    pub meeting_id: Uuid,
    /// In all, without withdrawn ones.
    pub total: i64,
    /// Fulfilled.
    pub done: i64,
    /// Owed and past due.
    pub late: i64,
}

/// Counts the follow-ups of several meetings with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn meeting_counts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meetings: &[Uuid],
    now: i64,
) -> Result<Vec<MeetingCount>, Problem> {
    if meetings.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), now.into(), POINT.into()];
    values.extend(meetings.iter().map(|id| Value::from(*id)));
    // `cross join`: SQLite takes the points first and not the whole region's obligations
    let question = format!(
        "select p.meeting_id as meeting_id, cast(count(*) as bigint) as total, \
         cast(sum(case when o.state = 3 then 1 else 0 end) as bigint) as done, \
         cast(sum(case when o.state in (0, 2) and o.due_at <= $2 then 1 else 0 end) as bigint) as late \
         from point p cross join obligation o where o.region = p.region and o.origin_kind = $3 \
         and o.origin_id = p.id and o.kind = 'follow_up' and o.state <> 4 \
         and p.region = $1 and p.meeting_id in ({}) group by p.meeting_id",
        sql::places(3, meetings.len())
    );
    sql::all(conn, &question, values).await
}
