//! Series of meetings, and the next meeting of one.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::{
    rules::{Rhythm, next_date},
    store::{AgendaInput, Meeting, MeetingInput, add_agenda, add_meeting},
};

/// A series of meetings.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Series {
    /// Id.
    pub id: Uuid,
    /// Short stable name.
    pub key: String,
    /// "Rakor Bulanan".
    pub name: String,
    /// Kind of its meetings.
    pub kind: String,
    /// `weekly`, `monthly`, `quarterly`.
    pub rhythm: String,
}

/// A series to be made.
#[derive(Clone, Debug)]
pub struct NewSeries {
    /// Short stable name.
    pub key: String,
    /// "Rakor Bulanan".
    pub name: String,
    /// Kind of its meetings.
    pub kind: String,
    /// `weekly`, `monthly`, `quarterly`.
    pub rhythm: String,
}

/// Makes a series.
///
/// # Errors
/// `Problem::Conflict` when the key is taken.
pub async fn add_series(tx: &mut Tx, new: &NewSeries) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "meeting_series",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("key", new.key.clone().into()),
            ("name", new.name.clone().into()),
            ("kind", new.kind.clone().into()),
            ("rhythm", new.rhythm.clone().into()),
        ],
    )
    .await?;
    tx.record(
        Ref::new("directives.series", id),
        &json!({ "Rangkaian": new.name }),
    )
    .await?;
    Ok(id)
}

/// The series of a region, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn series<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Series>, Problem> {
    sql::all(
        conn,
        "select id, key, name, kind, rhythm from meeting_series where region = $1 order by name",
        vec![region.as_str().into()],
    )
    .await
}

/// Makes the next meeting of the series after `meeting`, or finds it when it is there already.
/// It opens with the evaluation of what is still open.
///
/// # Errors
/// `Problem::Refused` when the meeting belongs to no series.
pub async fn next_meeting(tx: &mut Tx, meeting: &Meeting) -> Result<Uuid, Problem> {
    let (Some(series_id), Some(day)) = (meeting.series_id, meeting.day()) else {
        return Err(Problem::Refused(
            "Rapat ini tidak termasuk rangkaian, jadi tidak ada rapat berikutnya. Pilih rangkaian \
             pada \"Ubah\" lebih dulu."
                .into(),
        ));
    };
    let known: Option<Uuid> = sql::value(
        tx.conn(),
        "select id from meeting where region = $1 and series_id = $2 and date > $3 \
         order by date limit 1",
        vec![
            tx.region().as_str().into(),
            series_id.into(),
            meeting.date.clone().into(),
        ],
    )
    .await?;
    if let Some(known) = known {
        tx.nothing_changed();
        return Ok(known);
    }
    let series: Series = sql::one(
        tx.conn(),
        "select id, key, name, kind, rhythm from meeting_series where region = $1 and id = $2",
        vec![tx.region().as_str().into(), series_id.into()],
    )
    .await?
    .ok_or(Problem::NotFound)?;
    let date = next_date(day, Rhythm::from_code(&series.rhythm));
    let input = MeetingInput {
        series_id: Some(series_id),
        kind: meeting.kind.clone(),
        title: format!(
            "{} {} {}",
            series.name,
            date::month(date.month()),
            date.year()
        ),
        date,
        start: meeting.start_minute,
        end: meeting.end_minute,
        place: meeting.place.clone(),
        chair_name: meeting.chair_name.clone(),
        chair_office: meeting.chair_office.clone(),
        chair_role: meeting.chair_role.clone(),
        organiser: meeting.organiser_unit_id,
        reporter_name: meeting.reporter_name.clone(),
        reporter_office: meeting.reporter_office.clone(),
        purpose: String::new(),
        legal_bases: meeting.legal_bases.clone(),
        recorder_name: meeting.recorder_name.clone(),
        recorder_office: meeting.recorder_office.clone(),
        remarks: String::new(),
        source: String::new(),
        participants_stated: None,
    };
    let id = add_meeting(tx, &input).await?;
    let first = AgendaInput {
        topic: "Evaluasi Tindak Lanjut Rakor Lalu".into(),
        presenter: meeting.reporter_office.clone(),
        material: String::new(),
    };
    add_agenda(tx, id, &first).await?;
    Ok(id)
}
