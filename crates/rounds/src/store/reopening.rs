//! Cells that are opened again by themselves: asked for, granted until a date or refused, corrected.

use futures_util::future::BoxFuture;
use government::{
    ObligationSource, Role,
    notice::{NewNotice, push},
    obligation::{self, Audience, ObligationKind, ObligationState, Owed},
    structure::Due,
};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{FILLING, Filling, OBLIGATIONS, REOPENING, changed, find_filling, version};
use crate::rules::{ReopeningError, ReopeningState, VersionKind, reopening};

/// A request for one indicator of a filling.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Reopening {
    /// Id.
    pub id: Uuid,
    /// The filling.
    pub filling_id: Uuid,
    /// The round.
    pub round_id: Uuid,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit_id: Uuid,
    unit_path: String,
    /// The unit that compiles the round, where it is recorded.
    pub desk_id: Option<Uuid>,
    /// The indicator.
    pub indicator_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    state: i16,
    /// Why it is asked for.
    pub reason: String,
    /// The person who asked.
    pub asked_by: Uuid,
    /// In words.
    pub asked_name: String,
    /// When, microseconds.
    pub asked_at: i64,
    /// What the compiling section says to it.
    pub note: String,
    /// Who decided.
    pub decided_name: String,
    /// When.
    pub decided_at: Option<i64>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    /// Who sent the correction.
    pub corrected_name: String,
    /// When.
    pub corrected_at: Option<i64>,
    /// Version.
    pub version: i64,
}

impl Reopening {
    /// How it stands.
    pub fn state(&self) -> ReopeningState {
        ReopeningState::from_code(self.state)
    }

    /// By when the cell must be corrected.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// Where the unit lies.
    pub fn place(&self) -> platform::Place {
        platform::Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    fn path(&self) -> String {
        format!("/buka-kembali/{}", self.id)
    }

    fn owed(&self) -> Vec<Owed> {
        let state = self.state();
        let one = |kind, unit, state, due, title| Owed {
            kind,
            subject: Ref::new(REOPENING, self.id),
            unit,
            title,
            measure: None,
            done: None,
            total: None,
            due,
            state,
            reason: String::new(),
            audience: Audience::Region,
            origin: (String::new(), self.round_id),
        };
        let mut owed = Vec::new();
        if let Some(desk) = self.desk_id {
            let decided = match state {
                ReopeningState::Asked => ObligationState::Open,
                _ => ObligationState::Fulfilled,
            };
            let title = format!("Permohonan buka kembali {}, {}", self.code, self.title);
            owed.push(one(DECIDE, desk, decided, None, title));
        }
        let corrected = match state {
            ReopeningState::Granted => ObligationState::Open,
            ReopeningState::Corrected => ObligationState::Fulfilled,
            ReopeningState::Asked | ReopeningState::Refused => return owed,
        };
        let title = format!("Klarifikasi {}, {}", self.code, self.title);
        owed.push(one(CORRECT, self.unit_id, corrected, self.due(), title));
        owed
    }
}

/// A request is decided on by the compiling section; what it grants is owed by the unit.
pub const REOPENINGS: ObligationSource = ObligationSource {
    kinds: &[
        ObligationKind {
            code: DECIDE,
            label: "Permohonan Buka Kembali",
            verb: "Putuskan",
            open: "Menunggu keputusan",
            reminded: false,
        },
        ObligationKind {
            code: CORRECT,
            label: "Klarifikasi Isian",
            verb: "Klarifikasi",
            open: "Belum diklarifikasi",
            reminded: true,
        },
    ],
    derive,
};

const DECIDE: &str = "data_round.reopening";
const CORRECT: &str = "data_round.clarification";

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Owed>, Problem>> {
    Box::pin(async move {
        let rows = match subject {
            Some(id) => asked(tx.conn(), tx.region(), "and n.id = $2", vec![id.into()]).await?,
            None => asked(tx.conn(), tx.region(), "", vec![]).await?,
        };
        Ok(rows.iter().flat_map(Reopening::owed).collect())
    })
}

const QUESTION: &str = "select n.id as id, n.filling_id as filling_id, f.round_id as round_id, \
    r.title as title, f.unit_id as unit_id, u.path as unit_path, d.unit_id as desk_id, \
    n.indicator_id as indicator_id, i.code as code, i.name as name, n.state as state, \
    n.reason as reason, n.asked_by as asked_by, n.asked_name as asked_name, \
    n.asked_at as asked_at, n.note as note, n.decided_name as decided_name, \
    n.decided_at as decided_at, n.due_date as due_date, n.due_minute as due_minute, \
    n.due_at as due_at, n.corrected_name as corrected_name, n.corrected_at as corrected_at, \
    n.version as version from cell_reopening n \
    join filling f on f.region = n.region and f.id = n.filling_id \
    join unit u on u.region = f.region and u.id = f.unit_id \
    join data_round r on r.region = f.region and r.id = f.round_id \
    join indicator i on i.region = n.region and i.id = n.indicator_id \
    left join round_desk d on d.region = f.region and d.round_id = f.round_id";

async fn asked<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    which: &str,
    more: Vec<Value>,
) -> Result<Vec<Reopening>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(more);
    let question = format!("{QUESTION} where n.region = $1 {which} order by n.asked_at, n.id");
    sql::all(conn, &question, values).await
}

/// One request.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_reopening<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Reopening>, Problem> {
    let found = asked(conn, region, "and n.id = $2", vec![id.into()]).await?;
    Ok(found.into_iter().next())
}

/// The requests of a filling, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn reopenings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filling: Uuid,
) -> Result<Vec<Reopening>, Problem> {
    asked(conn, region, "and n.filling_id = $2", vec![filling.into()]).await
}

/// The requests of a round that are still open, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_reopenings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<Vec<Reopening>, Problem> {
    let which = "and f.round_id = $2 and n.state in ($3, $4)";
    let values = vec![
        round.into(),
        ReopeningState::Asked.code().into(),
        ReopeningState::Granted.code().into(),
    ];
    asked(conn, region, which, values).await
}

/// The indicators of a filling that may be written although it is locked.
///
/// # Errors
/// When the database cannot be read.
pub async fn reopened<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    it: &Filling,
) -> Result<Vec<Uuid>, Problem> {
    if !it.dropped.is_empty() {
        return Ok(vec![]);
    }
    sql::values(
        conn,
        "select indicator_id from cell_reopening \
         where region = $1 and filling_id = $2 and state = $3",
        vec![
            region.as_str().into(),
            it.id.into(),
            ReopeningState::Granted.code().into(),
        ],
    )
    .await
}

fn refused(error: ReopeningError) -> Problem {
    Problem::Refused(error.text())
}

/// Asks for an indicator to be opened again.
///
/// # Errors
/// `Problem::Refused` in words when it cannot be asked for.
pub async fn ask(
    tx: &mut Tx,
    it: &Filling,
    indicator: Uuid,
    reason: &str,
) -> Result<Uuid, Problem> {
    let there = reopenings(tx.conn(), tx.region(), it.id).await?;
    let open = there
        .iter()
        .any(|one| one.indicator_id == indicator && one.state().is_open());
    reopening::ask(it.stand(), it.is_part(), open).map_err(refused)?;
    if !it.dropped.is_empty() {
        return Err(Problem::Refused(it.dropped.clone()));
    }
    let id = tx.new_id();
    insert(
        tx.conn(),
        "cell_reopening",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("filling_id", it.id.into()),
            ("indicator_id", indicator.into()),
            ("state", ReopeningState::Asked.code().into()),
            ("reason", reason.into()),
            ("asked_by", tx.person().into()),
            ("asked_name", tx.stamp().label.as_str().into()),
            ("asked_at", tx.now().0.into()),
            ("note", "".into()),
            ("decided_name", "".into()),
            ("corrected_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let made = find_reopening(tx.conn(), tx.region(), id).await?;
    let made = made.ok_or(Problem::NotFound)?;
    let details = json!({ "Permohonan buka kembali": made.code, "Alasan": reason });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    tx.touch(Ref::new(REOPENING, id));
    obligation::settle(tx, &REOPENINGS, id).await?;
    Ok(id)
}

/// What the compiling section decides.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Until when the cell is to be corrected; nothing refuses the request.
    pub due: Option<Due>,
    /// What it says to it; a refusal says why.
    pub note: String,
}

/// Decides on a request, and tells the unit.
///
/// # Errors
/// `Problem::Refused` in words, `Problem::Conflict` when it changed meanwhile.
pub async fn decide(
    tx: &mut Tx,
    it: &Reopening,
    version: i64,
    decision: &Decision,
    one_person_both_steps: bool,
) -> Result<(), Problem> {
    let who = (it.asked_by, tx.person());
    reopening::decide(it.state(), who, one_person_both_steps).map_err(refused)?;
    let state = match decision.due {
        Some(_) => ReopeningState::Granted,
        None => ReopeningState::Refused,
    };
    let due = decision.due;
    let touched = sql::run(
        tx.conn(),
        "update cell_reopening set state = $4, note = $5, decided_name = $6, decided_at = $7, \
         due_date = $8, due_minute = $9, due_at = $10, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            state.code().into(),
            decision.note.as_str().into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
            due.map(|due| date::iso(due.date)).into(),
            due.map(|due| due.minute).into(),
            due.map(|due| due.at.0).into(),
        ],
    )
    .await?;
    changed(touched)?;
    let details = json!({
        "Permohonan buka kembali": it.code, "Keputusan": state.label(), "Catatan": decision.note,
        "Batas waktu": due.map(|due| date::iso(due.date)),
    });
    tx.record(Ref::new(FILLING, it.filling_id), &details)
        .await?;
    tx.touch(Ref::new(REOPENING, it.id));
    obligation::settle(tx, &REOPENINGS, it.id).await?;
    let text = match due {
        Some(due) => format!(
            "{} dibuka kembali sampai {}: {}",
            it.code,
            date::long(due.date),
            it.title
        ),
        None => format!(
            "Permohonan buka kembali {} ditolak: {}",
            it.code, decision.note
        ),
    };
    let notice = NewNotice {
        unit: it.unit_id,
        roles: vec![Role::Head, Role::Operator],
        text,
        path: it.path(),
        once_key: None,
    };
    push(tx, notice).await.map(drop)
}

/// Sends the correction: kept as a version, back to where the filling stood; a signature given before
/// it is asked for anew.
///
/// # Errors
/// `Problem::Refused` in words, `Problem::Conflict` when it changed meanwhile.
pub async fn correct(tx: &mut Tx, it: &Reopening, version: i64, note: &str) -> Result<(), Problem> {
    let filling = find_filling(tx.conn(), tx.region(), it.filling_id).await?;
    let filling = filling.ok_or(Problem::NotFound)?;
    let stand = reopening::correct(it.state(), filling.stand()).map_err(refused)?;
    let touched = sql::run(
        tx.conn(),
        "update cell_reopening set state = $4, corrected_name = $5, corrected_at = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            ReopeningState::Corrected.code().into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    changed(touched)?;
    version::keep(tx, &filling, VersionKind::Clarified).await?;
    sql::run(
        tx.conn(),
        "update filling set station = $3, state = $4, version = version + 1 \
         where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            filling.id.into(),
            stand.station.code().into(),
            stand.state.code().into(),
        ],
    )
    .await?;
    let details = json!({
        "Klarifikasi": it.code, "Status": stand.label(filling.is_part()), "Catatan": note,
    });
    tx.record(Ref::new(FILLING, filling.id), &details).await?;
    tx.touch(Ref::new(REOPENING, it.id));
    obligation::settle(tx, &REOPENINGS, it.id).await?;
    obligation::settle(tx, &OBLIGATIONS, filling.id).await
}
