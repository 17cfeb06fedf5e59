//! What a unit fills in for a round, and how it stands.

use std::collections::HashSet;

use government::{review::ReviewState, structure::Due};
use platform::{Instant, Place, Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::rules::{Ending, Seen, Stand, Station};

/// A unit's filling, with the round it belongs to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Filling {
    /// Id.
    pub id: Uuid,
    /// The round.
    pub round_id: Uuid,
    /// Its title.
    pub title: String,
    /// Its list of indicators.
    pub list: String,
    /// Its year.
    pub year: i64,
    closed_at: Option<i64>,
    /// The unit.
    pub unit_id: Uuid,
    unit_path: String,
    /// The filling of the unit above it is a part of.
    pub parent_id: Option<Uuid>,
    /// The unit above that collects it.
    pub parent_unit: Option<Uuid>,
    parent_path: Option<String>,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    station: i16,
    state: i16,
    /// How often it was sent back.
    pub returns: i64,
    /// Who sent it.
    pub sent_by: Option<Uuid>,
    /// In words.
    pub sent_name: String,
    /// When it was first sent, microseconds.
    pub sent_at: Option<i64>,
    /// When the head signed.
    pub signed_at: Option<i64>,
    /// Who signed, in words.
    pub signed_name: String,
    /// Number of its last sending in the audit chain.
    pub receipt: i64,
    /// Why nobody asks this unit any more, or empty.
    pub dropped: String,
    /// Why the signature of its head may follow later, where the compiling section said so.
    pub later_note: Option<String>,
    /// Who said so.
    pub later_name: Option<String>,
    /// Why its date was put off, or empty.
    pub extension_note: String,
    /// Who put it off.
    pub extension_name: String,
    /// Version.
    pub version: i64,
}

impl Filling {
    /// How it stands.
    pub fn stand(&self) -> Stand {
        Stand {
            station: Station::from_code(self.station),
            state: ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft),
        }
    }

    /// In words.
    pub fn label(&self) -> &'static str {
        match self.ending() {
            Ending::SignsLater => Ending::SignsLater.label(),
            _ => self.stand().label(self.is_part()),
        }
    }

    /// How it stands at the end of the review.
    pub fn ending(&self) -> Ending {
        Ending::of(self.stand(), self.later_note.is_some())
    }

    /// Whether the head's signature stands for the figures as they are.
    pub fn is_signed(&self) -> bool {
        self.stand().state == ReviewState::Final
    }

    /// Whether it goes to the unit above and no further.
    pub fn is_part(&self) -> bool {
        self.parent_id.is_some()
    }

    /// Whether the unit may write figures.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.dropped.is_empty() && self.stand().is_open()
    }

    /// Whether the round takes no figures any more.
    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// When it must be sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(
            Some(&self.due_date),
            Some(self.due_minute),
            Some(self.due_at),
        )
    }

    /// How it stands to somebody who takes a step on many.
    pub fn seen(&self, person: Uuid, one_person_both_steps: bool, now: Instant) -> Seen {
        Seen {
            stand: self.stand(),
            is_open: self.is_open(),
            past_due: self.due().is_some_and(|due| now >= due.at),
            own: self.sent_by == Some(person),
            one_person_both_steps,
        }
    }

    /// Where it lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Where the unit lies that collects it.
    pub fn parent_place(&self) -> Option<Place> {
        Some(Place {
            id: self.parent_unit?,
            path: self.parent_path.clone()?,
        })
    }
}

const QUESTION: &str = "select f.id as id, f.round_id as round_id, r.title as title, \
    r.list as list, r.year as year, r.closed_at as closed_at, f.unit_id as unit_id, \
    u.path as unit_path, f.parent_id as parent_id, p.unit_id as parent_unit, \
    pu.path as parent_path, f.due_date as due_date, f.due_minute as due_minute, \
    f.due_at as due_at, f.station as station, f.state as state, f.returns as returns, \
    f.sent_by as sent_by, f.sent_name as sent_name, f.sent_at as sent_at, \
    f.signed_at as signed_at, f.signed_name as signed_name, f.receipt as receipt, \
    f.dropped as dropped, l.note as later_note, l.made_name as later_name, \
    f.extension_note as extension_note, f.extension_name as extension_name, \
    f.version as version from filling f \
    join data_round r on r.region = f.region and r.id = f.round_id \
    join unit u on u.region = f.region and u.id = f.unit_id \
    left join late_signature l on l.region = f.region and l.filling_id = f.id \
    left join filling p on p.region = f.region and p.id = f.parent_id \
    left join unit pu on pu.region = p.region and pu.id = p.unit_id";

/// One filling.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_filling<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Filling>, Problem> {
    let question = format!("{QUESTION} where f.region = $1 and f.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The fillings of a round, in order of the units; parts stand among them.
///
/// # Errors
/// When the database cannot be read.
pub async fn fillings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<Vec<Filling>, Problem> {
    let question = format!("{QUESTION} where f.region = $1 and f.round_id = $2 order by u.number");
    sql::all(conn, &question, vec![region.as_str().into(), round.into()]).await
}

/// Years and units whose figures of a list are in a round and were sent or closed: nothing is put beside
/// them any more.
///
/// # Errors
/// When the database cannot be read.
pub async fn shut_of_list<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<HashSet<(i64, Uuid)>, Problem> {
    let all = fillings_of_list(conn, region, list).await?;
    let shut = all.iter().filter(|it| !it.is_open());
    Ok(shut.map(|it| (it.year, it.unit_id)).collect())
}

/// The fillings of a list in all rounds.
///
/// # Errors
/// When the database cannot be read.
pub async fn fillings_of_list<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<Vec<Filling>, Problem> {
    let question = format!("{QUESTION} where f.region = $1 and r.list = $2");
    sql::all(conn, &question, vec![region.as_str().into(), list.into()]).await
}

/// The parts that units below fill in for a filling.
///
/// # Errors
/// When the database cannot be read.
pub async fn parts_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    parent: Uuid,
) -> Result<Vec<Filling>, Problem> {
    let question = format!("{QUESTION} where f.region = $1 and f.parent_id = $2 order by u.number");
    let values: Vec<Value> = vec![region.as_str().into(), parent.into()];
    sql::all(conn, &question, values).await
}
