//! Rows of dispositions.

use platform::{
    Actor, Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use crate::{
    follow_up::{FollowUp, SUBJECT},
    notice,
};

/// Which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DispositionKind {
    /// *Disposisikan*: down.
    Down,
    /// *Teruskan*: on to somebody else.
    Onward,
    /// *Kirim ke Atasan*: up.
    Up,
}

impl DispositionKind {
    const ALL: [Self; 3] = [Self::Down, Self::Onward, Self::Up];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Down => 1,
            Self::Onward => 2,
            Self::Up => 3,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Down => "Didisposisikan",
            Self::Onward => "Diteruskan",
            Self::Up => "Dikirim ke atasan",
        }
    }
}

/// Who gets it.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The unit.
    pub unit: Uuid,
    /// The person; `None` for the unit as such.
    pub account: Option<Uuid>,
    /// In words.
    pub name: String,
}

/// A disposition to be made.
#[derive(Clone, Debug)]
pub struct NewDisposition {
    /// Which way.
    pub kind: DispositionKind,
    /// Unit of who gives it.
    pub from_unit: Uuid,
    /// Who gets it.
    pub to: Recipient,
    /// Instruction words.
    pub words: Vec<String>,
    /// The note.
    pub note: String,
    /// Date set within the unit.
    pub due: Option<Date>,
    /// Whether it is about the latest report.
    pub about_report: bool,
    /// The one it answers, which is closed by it.
    pub answers: Option<Disposition>,
}

/// A disposition.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Disposition {
    /// Id.
    pub id: Uuid,
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// Which way, as stored.
    pub kind: i16,
    /// Number of the report it is about.
    pub report_number: Option<i64>,
    /// Unit of who gave it.
    pub from_unit_id: Uuid,
    /// Who gave it.
    pub from_account_id: Uuid,
    /// In words.
    pub from_name: String,
    /// The unit it went to.
    pub to_unit_id: Uuid,
    /// The person it went to.
    pub to_account_id: Option<Uuid>,
    /// In words.
    pub to_name: String,
    /// Instruction words, one per line.
    pub words: String,
    /// The note.
    pub note: String,
    /// Date set within the unit.
    pub due_date: Option<String>,
    /// 0 open, 1 done, 2 passed on.
    pub state: i16,
    /// When it was given, microseconds.
    pub created_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// By whom, in words.
    pub closed_name: String,
    /// With which words.
    pub closing_note: String,
    /// Version.
    pub version: i64,
}

impl Disposition {
    /// "Didisposisikan".
    pub fn label(&self) -> &'static str {
        DispositionKind::ALL
            .into_iter()
            .find(|kind| kind.code() == self.kind)
            .map_or("Disposisi", DispositionKind::label)
    }

    /// Whether it is still on somebody's desk.
    pub fn is_open(&self) -> bool {
        self.state == OPEN
    }

    /// Date set within the unit.
    pub fn due(&self) -> Option<Date> {
        self.due_date.as_deref().and_then(date::parse)
    }

    /// Whether it lies on this person's desk: named, or given to the unit acted for.
    pub fn is_for(&self, actor: &Actor) -> bool {
        match self.to_account_id {
            Some(person) => person == actor.person,
            None => self.to_unit_id == actor.place.id,
        }
    }
}

const OPEN: i16 = 0;
const DONE: i16 = 1;
const PASSED_ON: i16 = 2;

const COLUMNS: &str = "d.id as id, d.follow_up_id as follow_up_id, d.kind as kind, \
    d.report_number as report_number, d.from_unit_id as from_unit_id, \
    d.from_account_id as from_account_id, d.from_name as from_name, d.to_unit_id as to_unit_id, \
    d.to_account_id as to_account_id, d.to_name as to_name, d.words as words, d.note as note, \
    d.due_date as due_date, d.state as state, d.created_at as created_at, \
    d.closed_at as closed_at, d.closed_name as closed_name, d.closing_note as closing_note, \
    d.version as version";

/// The dispositions of a follow-up, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_follow_up<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Vec<Disposition>, Problem> {
    let question = format!(
        "select {COLUMNS} from disposition d where d.region = $1 and d.follow_up_id = $2 \
         order by d.number desc"
    );
    let values = vec![region.as_str().into(), follow_up.into()];
    sql::all(conn, &question, values).await
}

/// One disposition, with the place of the unit it went to.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<(Disposition, Place)>, Problem> {
    struct Row(Disposition, String);
    impl FromQueryResult for Row {
        fn from_query_result(
            row: &sea_orm::QueryResult,
            prefix: &str,
        ) -> Result<Self, sea_orm::DbErr> {
            let disposition = Disposition::from_query_result(row, prefix)?;
            Ok(Self(disposition, row.try_get(prefix, "to_path")?))
        }
    }
    let question = format!(
        "select {COLUMNS}, u.path as to_path from disposition d \
         join unit u on u.region = d.region and u.id = d.to_unit_id \
         where d.region = $1 and d.id = $2"
    );
    let row: Option<Row> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(row.map(|Row(disposition, path)| {
        let id = disposition.to_unit_id;
        (disposition, Place { id, path })
    }))
}

/// What lies on somebody's desk.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mine {
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// What is to be done.
    pub task: String,
    /// Who gave it.
    pub from_name: String,
    /// Instruction words, one per line.
    pub words: String,
    /// The note.
    pub note: String,
    /// Date set within the unit.
    pub due_date: Option<String>,
}

impl Mine {
    /// Date set within the unit.
    pub fn due(&self) -> Option<Date> {
        self.due_date.as_deref().and_then(date::parse)
    }
}

/// What lies on the desk of the person who acts, and of the unit acted for; the nearest date first.
///
/// # Errors
/// When the database cannot be read.
pub async fn mine<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
) -> Result<Vec<Mine>, Problem> {
    let columns = "d.follow_up_id as follow_up_id, f.task as task, d.from_name as from_name, \
        d.words as words, d.note as note, d.due_date as due_date";
    let from = "from disposition d join follow_up f on f.region = d.region \
        and f.id = d.follow_up_id and f.standing = 0 and f.fulfilled_at is null";
    // a question per index: of the person, and of the unit
    let question = format!(
        "select {columns} {from} where d.region = $1 and d.to_account_id = $2 and d.state = 0 \
         union all \
         select {columns} {from} where d.region = $1 and d.to_unit_id = $3 and d.state = 0 \
         and d.to_account_id is null \
         order by 6 nulls last, 2 limit 100"
    );
    let values = vec![
        region.as_str().into(),
        actor.person.into(),
        actor.place.id.into(),
    ];
    sql::all(conn, &question, values).await
}

/// Gives a follow-up to somebody; the disposition it answers is closed as passed on. What the
/// unit owes does not change.
///
/// # Errors
/// `Problem::Refused` for a follow-up that is no longer open; `Problem::Conflict` when the answered
/// one was closed meanwhile.
pub async fn pass(tx: &mut Tx, follow_up: &FollowUp, new: NewDisposition) -> Result<Uuid, Problem> {
    if !follow_up.status().is_open() {
        return Err(Problem::Refused(format!(
            "Tindak lanjut ini berstatus \"{}\", jadi tidak didisposisikan lagi.",
            follow_up.status().label()
        )));
    }
    if follow_up.audience.is_limited() && new.to.unit != follow_up.lead {
        return Err(Problem::Refused(
            "Tindak lanjut ini hanya untuk unit penanggung jawab dan pemeriksa, jadi didisposisikan di \
             dalam unit itu saja."
                .into(),
        ));
    }
    if let Some(answered) = &new.answers {
        end(tx, answered, PASSED_ON, &new.note).await?;
    }
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from disposition \
         where region = $1 and follow_up_id = $2",
        vec![tx.region().as_str().into(), follow_up.id.into()],
    )
    .await?;
    let report: Option<i64> = if new.about_report {
        let values = vec![tx.region().as_str().into(), follow_up.id.into()];
        let latest = "select max(number) from progress_report \
            where region = $1 and follow_up_id = $2";
        Some(sql::number(tx.conn(), latest, values).await?)
    } else {
        None
    };
    insert(
        tx.conn(),
        "disposition",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("follow_up_id", follow_up.id.into()),
            ("number", number.into()),
            ("kind", new.kind.code().into()),
            ("report_number", report.into()),
            ("from_unit_id", new.from_unit.into()),
            ("from_account_id", tx.person().into()),
            ("from_name", tx.stamp().label.clone().into()),
            ("to_unit_id", new.to.unit.into()),
            ("to_account_id", new.to.account.into()),
            ("to_name", new.to.name.clone().into()),
            ("words", new.words.join("\n").into()),
            ("note", new.note.into()),
            ("due_date", new.due.map(date::iso).into()),
            ("state", OPEN.into()),
            ("created_at", tx.now().0.into()),
            ("closed_name", "".into()),
            ("closing_note", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    // the history is read by the whole region: the note stays within the unit
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({
            "Disposisi": new.kind.label(), "Kepada": new.to.name, "Laporan ke": report,
            "Tenggat di unit": new.due.map(date::long),
        }),
    )
    .await?;
    notice::tell_disposition(tx, id).await?;
    Ok(id)
}

/// Takes a disposition off the desk: it is done.
///
/// # Errors
/// `Problem::Conflict` when it was closed meanwhile.
pub async fn close(tx: &mut Tx, disposition: &Disposition, note: &str) -> Result<(), Problem> {
    end(tx, disposition, DONE, note).await?;
    tx.record(
        Ref::new(SUBJECT, disposition.follow_up_id),
        &json!({ "Disposisi": "Selesai", "Kepada": disposition.to_name }),
    )
    .await?;
    Ok(())
}

async fn end(tx: &Tx, disposition: &Disposition, state: i16, note: &str) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update disposition set state = $4, closed_at = $5, closed_name = $6, closing_note = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3 and state = 0",
        vec![
            tx.region().as_str().into(),
            disposition.id.into(),
            disposition.version.into(),
            state.into(),
            tx.now().0.into(),
            tx.stamp().label.clone().into(),
            note.into(),
        ],
    )
    .await?;
    if touched == 1 {
        return Ok(());
    }
    Err(Problem::Conflict(
        "Disposisi ini sudah diselesaikan atau diteruskan. Periksa keadaan terakhirnya di bawah."
            .into(),
    ))
}
