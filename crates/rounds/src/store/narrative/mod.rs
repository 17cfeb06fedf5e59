//! Written chapters of a report: what each unit writes for a round, and how it stands.

mod choice;
mod owed;
mod part;
mod review;

use government::{obligation, review::ReviewState, structure::Due};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{Round, changed};
use crate::rules::{Piece, outline};

pub use choice::{choices, keep_choices};
pub use owed::NARRATIVES;
pub use part::{Part, keep_part, parts_of_narratives};
pub use review::{NarrativeDecision, decide_narrative, send_narrative};

/// Kind of what a unit writes, in mentions, audit rows, review and obligations.
pub const NARRATIVE: &str = "rounds.narrative";
/// Kind of an LPPD put together of all chapters of a round, in audit rows.
pub const LPPD_BOOK: &str = "rounds.lppd_book";
/// Kind of an RLPPD of a round, in audit rows.
pub const RLPPD_BOOK: &str = "rounds.rlppd_book";

/// What a unit writes for a report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Narrative {
    /// Id.
    pub id: Uuid,
    /// The round its figures come from.
    pub round_id: Uuid,
    /// Title of the round.
    pub round_title: String,
    /// The list of indicators.
    pub list: String,
    /// The year it is about.
    pub year: i64,
    /// The report: "lppd".
    pub report: String,
    /// Whose.
    pub unit_id: Uuid,
    unit_path: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
    /// How often it was sent.
    pub edition: i64,
    /// Who wrote in it last.
    pub written_by: Option<Uuid>,
    /// Who sent it.
    pub sent_by: Option<Uuid>,
    /// Name of who sent it, or empty.
    pub sent_name: String,
    /// When.
    pub sent_at: Option<i64>,
    /// Name of who accepted it, or empty.
    pub verified_name: String,
    /// When.
    pub verified_at: Option<i64>,
    /// How many pieces have words.
    pub filled: i64,
    /// Of how many.
    pub pieces: i64,
    /// Version of the row.
    pub version: i64,
}

impl Narrative {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// "Naskah LPPD 2025".
    pub fn title(&self) -> String {
        let short = outline(&self.report).map_or("laporan", |it| &it.short);
        format!("Naskah {short} {}", self.year)
    }

    /// Where its review stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// Whether its unit writes in it.
    pub fn is_open(&self) -> bool {
        matches!(self.state(), ReviewState::Draft | ReviewState::Returned)
    }

    /// Refuses where its unit may not write.
    fn may_change(&self) -> Result<(), Problem> {
        match self.is_open() {
            true => Ok(()),
            false => Err(Problem::Refused(
                "Naskah ini sudah dikirim, jadi tidak berubah sampai dikembalikan atau dibuka \
                 kembali."
                    .into(),
            )),
        }
    }

    /// Words of its state, with the class of their mark.
    pub fn label(&self) -> (&'static str, &'static str) {
        match self.state() {
            ReviewState::Draft => ("Draf", "chip chip-belum"),
            ReviewState::Submitted => ("Menunggu verifikasi", "chip chip-menunggu"),
            ReviewState::Returned => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
            ReviewState::Verified | ReviewState::Final => ("Terverifikasi", "chip chip-tuntas"),
        }
    }

    /// By when it is sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }
}

const QUESTION: &str = "select n.id as id, n.round_id as round_id, r.title as round_title, \
    r.list as list, r.year as year, n.report as report, n.unit_id as unit_id, u.path as unit_path, \
    n.due_date as due_date, n.due_minute as due_minute, n.due_at as due_at, n.state as state, \
    n.edition as edition, n.written_by as written_by, n.sent_by as sent_by, \
    n.sent_name as sent_name, n.sent_at as sent_at, n.verified_name as verified_name, \
    n.verified_at as verified_at, (select count(*) from narrative_part p where p.region = n.region \
      and p.narrative_id = n.id and p.body <> '') as filled, (select count(*) from narrative_part p \
      where p.region = n.region and p.narrative_id = n.id) as pieces, n.version as version \
    from narrative n join data_round r on r.region = n.region and r.id = n.round_id \
    join unit u on u.region = n.region and u.id = n.unit_id";

/// What units write of a report for a round, in order of the units.
///
/// # Errors
/// When the database cannot be read.
pub async fn narratives<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
    report: &str,
) -> Result<Vec<Narrative>, Problem> {
    let question = format!(
        "{QUESTION} where n.region = $1 and n.round_id = $2 and n.report = $3 \
         order by u.number, n.id"
    );
    let values = vec![region.as_str().into(), round.into(), report.into()];
    sql::all(conn, &question, values).await
}

/// The one with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_narrative<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Narrative>, Problem> {
    let question = format!("{QUESTION} where n.region = $1 and n.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The unit that compiles a round.
///
/// # Errors
/// When the database cannot be read.
pub async fn desk_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<Option<Uuid>, Problem> {
    let question = "select unit_id from round_desk where region = $1 and round_id = $2";
    let found = sql::values(conn, question, vec![region.as_str().into(), round.into()]).await?;
    Ok(found.into_iter().next())
}

/// How many units were asked in each round, and how many of them were accepted.
///
/// # Errors
/// When the database cannot be read.
pub async fn narrative_counts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    report: &str,
) -> Result<Vec<(Uuid, i64, i64)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        round_id: Uuid,
        asked: i64,
        accepted: i64,
    }
    let question = "select round_id, count(*) as asked, count(verified_at) as accepted \
        from narrative where region = $1 and report = $2 group by round_id";
    let rows: Vec<Row> =
        sql::all(conn, question, vec![region.as_str().into(), report.into()]).await?;
    let one = |row: Row| (row.round_id, row.asked, row.accepted);
    Ok(rows.into_iter().map(one).collect())
}

/// The pieces a unit was not asked for yet.
pub fn new_pieces<'a>(
    there: &[Narrative],
    parts: &[Part],
    unit: Uuid,
    pieces: &'a [Piece],
) -> Vec<&'a Piece> {
    let has = |piece: &&Piece| {
        parts.iter().any(|part| {
            let own = |it: &Narrative| it.id == part.narrative_id && it.unit_id == unit;
            there.iter().any(own)
                && (&part.chapter, &part.affair) == (&piece.chapter, &piece.affair)
        })
    };
    pieces.iter().filter(|piece| !has(piece)).collect()
}

/// Asks units for the pieces nobody has been asked for yet, by a date; how many pieces are new. A piece that
/// comes to a unit that writes already is put behind what it has; where that was sent, it gets a new one.
///
/// # Errors
/// When a statement fails.
pub async fn add_narratives(
    tx: &mut Tx,
    round: &Round,
    report: &str,
    due: Option<Due>,
    wanted: &[(Uuid, Vec<Piece>)],
) -> Result<usize, Problem> {
    let there = narratives(tx.conn(), tx.region(), round.id, report).await?;
    let ids: Vec<Uuid> = there.iter().map(|it| it.id).collect();
    let parts = parts_of_narratives(tx.conn(), tx.region(), &ids).await?;
    let mut made = 0;
    for (unit, pieces) in wanted {
        let new = new_pieces(&there, &parts, *unit, pieces);
        if new.is_empty() {
            continue;
        }
        let mut own = there.iter().filter(|it| it.unit_id == *unit);
        let (id, first) = match own.find(|it| it.is_open()) {
            Some(open) => {
                let own = parts.iter().filter(|part| part.narrative_id == open.id);
                (open.id, own.map(|part| part.number).max().unwrap_or(0) + 1)
            }
            None => (add(tx, round.id, report, *unit, due).await?, 1),
        };
        for (number, piece) in (first..).zip(&new) {
            insert(
                tx.conn(),
                "narrative_part",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("narrative_id", id.into()),
                    ("number", number.into()),
                    ("chapter", piece.chapter.as_str().into()),
                    ("affair", piece.affair.as_str().into()),
                    ("body", "".into()),
                    ("written_name", "".into()),
                ],
            )
            .await?;
        }
        obligation::settle(tx, &NARRATIVES, id).await?;
        let details = json!({
            "Naskah diminta": due.map(|it| date::long(it.date)).unwrap_or_default(),
            "Bagian": new.len(),
        });
        tx.record(Ref::new(NARRATIVE, id), &details).await?;
        made += new.len();
    }
    Ok(made)
}

async fn add(
    tx: &Tx,
    round: Uuid,
    report: &str,
    unit: Uuid,
    due: Option<Due>,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "narrative",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("round_id", round.into()),
            ("report", report.into()),
            ("unit_id", unit.into()),
            ("due_date", due.map(|it| date::iso(it.date)).into()),
            ("due_minute", due.map(|it| it.minute).into()),
            ("due_at", due.map(|it| it.at.0).into()),
            ("state", ReviewState::Draft.code().into()),
            ("edition", 0_i64.into()),
            ("sent_name", "".into()),
            ("verified_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    Ok(id)
}

/// Counts the version up, if it is still as it was seen.
async fn touch(tx: &Tx, it: &Narrative, version: i64) -> Result<(), Problem> {
    let values: Vec<Value> = vec![tx.region().as_str().into(), it.id.into(), version.into()];
    let touched = sql::run(
        tx.conn(),
        "update narrative set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        values,
    )
    .await?;
    changed(touched)
}
