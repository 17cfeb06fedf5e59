//! What was said of a follow-up in a meeting. It moves nothing: a follow-up is done when its report
//! is verified.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::{
    follow_up::{FollowUp, SUBJECT},
    notice::{NewNotice, push},
    role::Role,
    structure::Due,
};

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is done.
    Done,
    /// It is being worked on.
    Working,
    /// Something stands in the way.
    Hindered,
}

impl Said {
    /// All, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Done, Self::Working, Self::Hindered];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Done => 1,
            Self::Working => 2,
            Self::Hindered => 3,
        }
    }

    /// What is behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }

    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "selesai",
            Self::Working => "proses",
            Self::Hindered => "terkendala",
        }
    }

    /// What is behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Done => "Selesai",
            Self::Working => "Dalam proses",
            Self::Hindered => "Terkendala",
        }
    }
}

/// A report by word of mouth.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OralReport {
    /// The follow-up.
    pub follow_up_id: Uuid,
    year: i64,
    serial: i64,
    /// What is to be done.
    pub task: String,
    /// Who leads.
    pub lead_unit_id: Uuid,
    said: i16,
    /// With which words; may be empty.
    pub note: String,
    due_date: Option<String>,
    /// When it was noted, microseconds.
    pub at: i64,
    /// Who noted it.
    pub by_name: String,
}

impl OralReport {
    /// What was said.
    pub fn said(&self) -> Said {
        Said::from_code(self.said).unwrap_or(Said::Working)
    }

    /// "TL-12/2026".
    pub fn number(&self) -> String {
        format!("TL-{}/{}", self.serial, self.year)
    }

    /// The new date that was named.
    pub fn due(&self) -> Option<time::Date> {
        self.due_date.as_deref().and_then(date::parse)
    }
}

/// Notes what was said of a follow-up in `meeting`. Who said "done" is asked for report and proof.
///
/// # Errors
/// When a statement fails.
pub async fn add_oral(
    tx: &mut Tx,
    follow_up: &FollowUp,
    meeting: Ref,
    said: Said,
    note: &str,
    due: Option<Due>,
) -> Result<(), Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "oral_report",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("meeting_kind", meeting.kind.into()),
            ("meeting_id", meeting.id.into()),
            ("follow_up_id", follow_up.id.into()),
            ("said", said.code().into()),
            ("note", note.into()),
            ("due_date", due.map(|due| date::iso(due.date)).into()),
            ("at", tx.now().0.into()),
            ("by_name", tx.stamp().label.clone().into()),
        ],
    )
    .await?;
    if said == Said::Done {
        let new = NewNotice {
            unit: follow_up.lead,
            roles: vec![Role::Head, Role::Operator, Role::Leader],
            text: format!(
                "Disebut selesai dalam rapat; kirim laporan dan data dukungnya: {}",
                follow_up.task
            ),
            path: format!("/tindak-lanjut/{}", follow_up.id),
            once_key: Some(format!("oral:{id}")),
        };
        push(tx, new).await?;
    }
    let details = json!({
        "Lapor lisan": said.label(), "Keterangan": note,
        "Tanggal baru": due.map(|due| date::long(due.date)),
    });
    tx.record(Ref::new(SUBJECT, follow_up.id), &details).await?;
    Ok(())
}

/// What was said in a meeting, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn oral_reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<OralReport>, Problem> {
    sql::all(
        conn,
        "select o.follow_up_id as follow_up_id, f.year as year, f.serial as serial, \
         f.task as task, f.lead_unit_id as lead_unit_id, o.said as said, o.note as note, \
         o.due_date as due_date, o.at as at, o.by_name as by_name from oral_report o \
         join follow_up f on f.region = o.region and f.id = o.follow_up_id \
         where o.region = $1 and o.meeting_id = $2 order by o.at, o.id",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}
