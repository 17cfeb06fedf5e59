//! *Laporkan ke Asisten / Sekda*: what is late or stuck is reported further up, by the daily round
//! after the days the region set, or by hand. It holds for the date it was reported for: a new
//! date begins anew.

use platform::{
    Problem, Ref, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use crate::{
    follow_up::{FollowUp, SUBJECT},
    notice,
};

/// How far up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The coordinating assistant.
    Assistant,
    /// The regional secretary.
    Secretary,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 2] = [Self::Assistant, Self::Secretary];

    /// The stored number; 1 is the head of the unit, whom the daily round tells first.
    pub const fn code(self) -> i16 {
        match self {
            Self::Assistant => 2,
            Self::Secretary => 3,
        }
    }

    /// The level behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assistant => "asisten",
            Self::Secretary => "sekda",
        }
    }

    /// The level behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Assistant => "Asisten",
            Self::Secretary => "Sekretaris Daerah",
        }
    }
}

/// A follow-up that was reported further up and is still owed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Escalated {
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// How far up, as stored.
    pub level: i16,
    /// When, microseconds.
    pub at: i64,
    /// By whom; empty for the daily round.
    pub by_name: String,
    /// With which words.
    pub note: String,
}

impl Escalated {
    /// How far up.
    pub fn level(&self) -> Level {
        Level::from_code(self.level).unwrap_or(Level::Assistant)
    }
}

/// Reports a follow-up further up by hand.
///
/// # Errors
/// `Problem::Refused` without words, for what is not open, or when it was reported so far already.
pub async fn escalate(
    tx: &mut Tx,
    follow_up: &FollowUp,
    level: Level,
    note: &str,
) -> Result<(), Problem> {
    if note.trim().is_empty() {
        return Err(Problem::Refused(
            "Tulis apa yang perlu diketahui atau diputuskan.".into(),
        ));
    }
    if !follow_up.status().is_open() {
        return Err(Problem::Refused(format!(
            "Tindak lanjut ini berstatus \"{}\", jadi tidak dilaporkan lagi.",
            follow_up.status().label()
        )));
    }
    if follow_up.audience.is_limited() {
        return Err(Problem::Refused(
            "Tindak lanjut ini hanya untuk unit penanggung jawab dan pemeriksa, jadi tidak dilaporkan ke \
             Asisten atau Sekda."
                .into(),
        ));
    }
    let by = tx.stamp().label.clone();
    let due = follow_up.due.map_or(0, |due| due.at.0);
    if !add(tx, follow_up.id, level, due, &by, note).await? {
        return Err(Problem::Refused(format!(
            "Sudah dilaporkan ke {} untuk batas waktu ini.",
            level.label()
        )));
    }
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({ "Dilaporkan ke": level.label(), "Catatan": note }),
    )
    .await?;
    notice::tell_escalation(tx, follow_up.id, level, note).await
}

/// Notes that a follow-up was reported up; whether it had not been before.
pub(crate) async fn add(
    tx: &Tx,
    follow_up: Uuid,
    level: Level,
    due_at: i64,
    by_name: &str,
    note: &str,
) -> Result<bool, Problem> {
    let known = sql::number(
        tx.conn(),
        "select count(*) from escalation where region = $1 and follow_up_id = $2 and level = $3 \
         and due_at = $4",
        vec![
            tx.region().as_str().into(),
            follow_up.into(),
            level.code().into(),
            due_at.into(),
        ],
    )
    .await?;
    if known > 0 {
        return Ok(false);
    }
    let row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("follow_up_id", follow_up.into()),
        ("level", level.code().into()),
        ("due_at", due_at.into()),
        ("at", tx.now().0.into()),
        ("by_name", by_name.into()),
        ("note", note.into()),
    ];
    insert(tx.conn(), "escalation", row).await?;
    Ok(true)
}
