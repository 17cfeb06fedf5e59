//! The ceremony in which agreements are signed (*Penandatanganan PK*), and signing itself, which locks.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    keys::Keys,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use std::sync::Arc;
use time::Date;

use super::{
    AGREEMENT, AGREEMENTS, Agreement, SIGNING,
    agreement::{SEALED, touch},
    quarter,
};
use crate::rules::{Parties, VersionState};

/// A ceremony.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Signing {
    /// Id.
    pub id: Uuid,
    /// The year whose agreements are signed.
    pub year_id: Uuid,
    /// As a number.
    pub year: i64,
    held_on: String,
    /// Where.
    pub place: String,
    /// Kind of the meeting it is part of, or empty.
    pub meeting_kind: String,
    /// The meeting it is part of.
    pub meeting_id: Option<Uuid>,
    /// How many versions were signed in it.
    pub signed: i64,
}

impl Signing {
    /// The day.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.held_on)
    }
}

/// What a person enters of a ceremony.
#[derive(Clone, Debug)]
pub struct SigningInput {
    /// The year.
    pub year: Uuid,
    /// The day.
    pub day: Date,
    /// Where.
    pub place: String,
    /// The meeting it is part of.
    pub meeting: Option<Ref>,
}

const QUESTION: &str = "select s.id as id, s.year_id as year_id, y.year as year, \
    s.held_on as held_on, s.place as place, s.meeting_kind as meeting_kind, \
    s.meeting_id as meeting_id, (select count(*) from agreement_version v \
    where v.region = s.region and v.signing_id = s.id) as signed from agreement_signing s \
    join agreement_year y on y.region = s.region and y.id = s.year_id";

/// The ceremonies of a year, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn signings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<Signing>, Problem> {
    let question =
        format!("{QUESTION} where s.region = $1 and s.year_id = $2 order by s.held_on, s.id");
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// The ceremony with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_signing<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Signing>, Problem> {
    let question = format!("{QUESTION} where s.region = $1 and s.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Notes a ceremony.
///
/// # Errors
/// When a statement fails.
pub async fn add_signing(tx: &mut Tx, input: &SigningInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let kind = input.meeting.as_ref().map_or("", |it| it.kind);
    insert(
        tx.conn(),
        "agreement_signing",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("year_id", input.year.into()),
            ("held_on", date::iso(input.day).into()),
            ("place", input.place.clone().into()),
            ("meeting_kind", kind.into()),
            ("meeting_id", input.meeting.as_ref().map(|it| it.id).into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let details = json!({
        "Penandatanganan PK": date::long(input.day), "Tempat": input.place,
    });
    tx.record(Ref::new(SIGNING, id), &details).await?;
    Ok(id)
}

/// What is signed by whom, made ready before the transaction: sealing is no SQL.
pub struct Ready {
    agreement: Agreement,
    seen: i64,
    parties: Parties,
    sealed: String,
}

impl Ready {
    /// The latest version of an agreement, as it was seen, with its parties.
    ///
    /// # Errors
    /// When they cannot be sealed.
    pub fn new(
        keys: &Keys,
        agreement: Agreement,
        seen: i64,
        parties: Parties,
    ) -> Result<Self, Problem> {
        let sealed = keys.seal(SEALED, &serde_json::to_string(&parties)?)?;
        Ok(Self {
            agreement,
            seen,
            parties,
            sealed,
        })
    }
}

/// What somebody reads who would have an agreement signed that cannot be.
fn refused(unit: &str, it: &Ready) -> Option<Problem> {
    let vacant = |party: &crate::rules::Party| party.account.is_none();
    let empty = match &it.parties.second {
        _ if vacant(&it.parties.first) => Some(&it.parties.first),
        Some(second) if vacant(second) => Some(second),
        _ => None,
    };
    if it.agreement.state() != VersionState::Sent {
        return Some(Problem::Refused(format!(
            "{unit}: perjanjian ini belum dikirim atau sudah ditandatangani. Belum ada yang dicatat."
        )));
    }
    empty.map(|party| {
        Problem::Refused(format!(
            "{unit}: jabatan {} kosong pada hari penandatanganan. Catat pejabat atau Plt./Plh.-nya \
             lebih dulu. Belum ada yang dicatat.",
            party.office
        ))
    })
}

/// Notes that these were signed in a ceremony on `day`: all of them, or none.
///
/// # Errors
/// `Problem::Refused` names the first that cannot be signed; `Problem::Conflict` when one changed since
/// it was seen.
pub async fn sign(
    tx: &mut Tx,
    directory: &Arc<government::Directory>,
    signing: &Signing,
    day: Date,
    ready: &[Ready],
) -> Result<(), Problem> {
    for it in ready {
        let unit = directory.unit_name(it.agreement.unit_id);
        if let Some(problem) = refused(unit, it) {
            return Err(problem);
        }
        touch(tx, &it.agreement, it.seen).await?;
        let second = it.parties.second.clone().unwrap_or_default();
        sql::run(
            tx.conn(),
            "update agreement_version set state = $3, signing_id = $4, signed_on = $5, \
             parties_sealed = $6, first_account = $7, first_office = $8, first_name = $9, \
             second_account = $10, second_office = $11, second_name = $12 \
             where region = $1 and id = $2",
            vec![
                tx.region().as_str().into(),
                it.agreement.version_id.into(),
                VersionState::Signed.code().into(),
                signing.id.into(),
                date::iso(day).into(),
                it.sealed.clone().into(),
                it.parties.first.account.into(),
                it.parties.first.office.clone().into(),
                it.parties.first.name.clone().into(),
                second.account.into(),
                second.office.clone().into(),
                second.name.clone().into(),
            ],
        )
        .await?;
        government::obligation::settle(tx, &AGREEMENTS, it.agreement.id).await?;
        let details = json!({
            "Ditandatangani": it.agreement.title(), "Pada": date::long(day),
            "Tempat": signing.place,
            "Pihak pertama": format!("{}, {}", it.parties.first.name, it.parties.first.office),
            "Pihak kedua": match second.name.as_str() {
                "" => String::new(),
                name => format!("{name}, {}", second.office),
            },
        });
        tx.record(Ref::new(AGREEMENT, it.agreement.id), &details)
            .await?;
    }
    quarter::begin_now(tx, directory).await?;
    let details = json!({ "Perjanjian ditandatangani": ready.len() });
    tx.record(Ref::new(SIGNING, signing.id), &details).await?;
    Ok(())
}
