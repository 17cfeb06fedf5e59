//! Agreements, each with its latest version and the one that is signed.

use government::structure::Due;
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    keys::Keys,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{AGREEMENT, AGREEMENTS, changed};
use crate::rules::{Parties, VersionState, level_of};

/// An agreement of a unit for a year.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Agreement {
    /// Id.
    pub id: Uuid,
    /// The year it is for.
    pub year_id: Uuid,
    /// The year as a number.
    pub year: i64,
    /// Whose head promises.
    pub unit_id: Uuid,
    unit_path: String,
    /// Code of its level.
    pub level: String,
    /// The outcome IKK its unit owns, one a line.
    pub ikk_list: String,
    /// Why nobody asks for it any more, or empty.
    pub dropped: String,
    /// Its latest version.
    pub version_id: Uuid,
    /// Number of that version.
    pub number: i64,
    /// On which ground that version was made; empty for the first.
    pub ground: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    state: i16,
    /// Why it came back, or empty.
    pub note: String,
    /// The version that is signed and stands, if any.
    pub signed_id: Option<Uuid>,
    /// Its number.
    pub signed_number: Option<i64>,
    signed_on: Option<String>,
    /// The ceremony it was signed in.
    pub signing_id: Option<Uuid>,
    /// Where that was.
    pub signing_place: Option<String>,
    /// Who signed as first party.
    pub first_name: Option<String>,
    /// In which office.
    pub first_office: Option<String>,
    /// Who signed as second party, or empty.
    pub second_name: Option<String>,
    /// In which office.
    pub second_office: Option<String>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    /// Version of the row.
    pub version: i64,
}

impl Agreement {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Where its latest version stands.
    pub fn state(&self) -> VersionState {
        VersionState::from_code(self.state)
    }

    /// When the version that stands was signed.
    pub fn signed(&self) -> Option<Date> {
        self.signed_on.as_deref().and_then(date::parse)
    }

    /// Whether its latest version is signed, and so locked.
    pub fn is_locked(&self) -> bool {
        self.state() == VersionState::Signed
    }

    /// By when it is signed.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// "Perjanjian Kinerja 2026", with the number of a revision: "Perjanjian Kinerja Perubahan 1".
    pub fn title(&self) -> String {
        title(self.year, self.number)
    }
}

/// "Perjanjian Kinerja 2026", "Perjanjian Kinerja Perubahan ke-1 2026".
pub(super) fn title(year: i64, number: i64) -> String {
    match number {
        1 => format!("Perjanjian Kinerja {year}"),
        number => format!("Perjanjian Kinerja Perubahan ke-{} {year}", number - 1),
    }
}

const QUESTION: &str = "select a.id as id, a.year_id as year_id, y.year as year, \
    a.unit_id as unit_id, u.path as unit_path, a.level as level, a.ikk_list as ikk_list, \
    a.dropped as dropped, \
    v.id as version_id, v.number as number, v.ground as ground, v.reason as reason, \
    v.approver as approver, v.state as state, v.note as note, s.id as signed_id, \
    s.number as signed_number, s.signed_on as signed_on, s.signing_id as signing_id, \
    g.place as signing_place, \
    s.first_name as first_name, s.first_office as first_office, s.second_name as second_name, \
    s.second_office as second_office, y.due_date as due_date, y.due_minute as due_minute, \
    y.due_at as due_at, a.version as version from performance_agreement a \
    join agreement_year y on y.region = a.region and y.id = a.year_id \
    join unit u on u.region = a.region and u.id = a.unit_id \
    join agreement_version v on v.region = a.region and v.agreement_id = a.id \
      and v.number = (select max(x.number) from agreement_version x \
        where x.region = a.region and x.agreement_id = a.id) \
    left join agreement_version s on s.region = a.region and s.agreement_id = a.id \
      and s.number = (select max(x.number) from agreement_version x \
        where x.region = a.region and x.agreement_id = a.id and x.state = 3) \
    left join agreement_signing g on g.region = s.region and g.id = s.signing_id";

/// The agreements of a year, in order of their units.
///
/// # Errors
/// When the database cannot be read.
pub async fn agreements<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<Agreement>, Problem> {
    let question = format!("{QUESTION} where a.region = $1 and a.year_id = $2 order by u.number");
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// The agreement with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_agreement<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Agreement>, Problem> {
    let question = format!("{QUESTION} where a.region = $1 and a.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The agreement of a unit in a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn agreement_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
    unit: Uuid,
) -> Result<Option<Agreement>, Problem> {
    let question = format!("{QUESTION} where a.region = $1 and a.year_id = $2 and a.unit_id = $3");
    let values = vec![region.as_str().into(), year.into(), unit.into()];
    sql::one(conn, &question, values).await
}

/// The agreements of years before one that a person signed for their unit, the latest year first.
///
/// # Errors
/// When the database cannot be read.
pub async fn earlier_agreements<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
    account: Uuid,
) -> Result<Vec<Agreement>, Problem> {
    let question = format!(
        "{QUESTION} where a.region = $1 and y.year < $2 and exists (select 1 from agreement_version o \
         where o.region = a.region and o.agreement_id = a.id and o.state = 3 \
         and o.first_account = $3) order by y.year desc, u.number"
    );
    let values = vec![region.as_str().into(), year.into(), account.into()];
    sql::all(conn, &question, values).await
}

/// Makes an empty agreement of each unit that has none in the year yet; how many were made.
///
/// # Errors
/// When a statement fails.
pub async fn add_agreements(
    tx: &mut Tx,
    year: Uuid,
    units: &[&government::structure::Unit],
) -> Result<usize, Problem> {
    let known: Vec<Uuid> = sql::values(
        tx.conn(),
        "select unit_id from performance_agreement where region = $1 and year_id = $2",
        vec![tx.region().as_str().into(), year.into()],
    )
    .await?;
    let mut made = 0;
    for unit in units.iter().filter(|unit| !known.contains(&unit.id())) {
        let id = tx.new_id();
        insert(
            tx.conn(),
            "performance_agreement",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", id.into()),
                ("year_id", year.into()),
                ("unit_id", unit.id().into()),
                ("level", level_of(unit.kind).into()),
                ("ikk_list", "".into()),
                ("dropped", "".into()),
                ("version", 1_i64.into()),
            ],
        )
        .await?;
        super::version::add(tx, id, 1, &super::version::Origin::default()).await?;
        government::obligation::settle(tx, &AGREEMENTS, id).await?;
        let details = json!({ "Unit": unit.name, "Tingkat": level_of(unit.kind) });
        tx.record(Ref::new(AGREEMENT, id), &details).await?;
        made += 1;
    }
    Ok(made)
}

/// What somebody reads who would change what is signed, or sent.
fn locked(it: &Agreement) -> Option<Problem> {
    if !it.dropped.is_empty() {
        return Some(Problem::Refused(it.dropped.clone()));
    }
    match it.state() {
        VersionState::Signed => {
            let day = it.signed().map(date::long).unwrap_or_default();
            Some(Problem::Refused(format!(
                "Perjanjian ini terkunci sejak ditandatangani pada {day}. Target hanya berubah melalui \
                 revisi dengan salah satu dari tiga alasan yang diakui, sebagai versi baru."
            )))
        }
        VersionState::Sent => Some(Problem::Refused(
            "Perjanjian ini sudah dikirim dan siap ditandatangani. Minta dikembalikan dulu bila masih \
             ada yang harus diubah."
                .into(),
        )),
        VersionState::Draft | VersionState::Returned => None,
    }
}

/// Counts the version of an agreement up, if it is still as it was seen and may be written.
///
/// # Errors
/// `Problem::Refused` when it is signed or sent; `Problem::Conflict` when it changed.
pub(super) async fn touch_open(tx: &Tx, it: &Agreement, version: i64) -> Result<(), Problem> {
    match locked(it) {
        Some(problem) => Err(problem),
        None => touch(tx, it, version).await,
    }
}

/// Counts the version of an agreement up, if it is still as it was seen.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub(super) async fn touch(tx: &Tx, it: &Agreement, version: i64) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update performance_agreement set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![tx.region().as_str().into(), it.id.into(), version.into()],
    )
    .await?;
    changed(touched)
}

/// Changes level and owned IKK of an agreement that is not signed.
///
/// # Errors
/// As `touch_open`.
pub async fn update_agreement(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    level: &str,
    ikk_list: &str,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    sql::run(
        tx.conn(),
        "update performance_agreement set level = $3, ikk_list = $4 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            level.into(),
            ikk_list.into(),
        ],
    )
    .await?;
    let details = json!({ "Tingkat": level, "IKK hasil yang diampu": ikk_list });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// The parties of a signed version, as they were on the day.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// The version.
    pub version: Uuid,
    /// Its agreement.
    pub agreement: Uuid,
    /// The parties.
    pub parties: Parties,
}

/// Where sealed parties belong.
pub(super) const SEALED: &str = "agreement_version.parties";

/// The parties of all signed versions of a year that stand, or of these.
///
/// # Errors
/// When they cannot be opened.
pub async fn frozen<C: ConnectionTrait>(
    conn: &C,
    keys: &Keys,
    region: &RegionCode,
    versions: &[Uuid],
) -> Result<Vec<Frozen>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        agreement_id: Uuid,
        parties_sealed: String,
    }
    if versions.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(versions.iter().map(|id| sea_orm::Value::from(*id)));
    let question = format!(
        "select id, agreement_id, parties_sealed from agreement_version where region = $1 \
         and parties_sealed is not null and id in ({})",
        sql::places(1, versions.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    rows.into_iter()
        .map(|row| {
            let json = keys.open_sealed(SEALED, &row.parties_sealed)?;
            Ok(Frozen {
                version: row.id,
                agreement: row.agreement_id,
                parties: serde_json::from_str(&json)?,
            })
        })
        .collect()
}
