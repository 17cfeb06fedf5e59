//! Attendance said by people themselves: the code that is open, and who came by it.

use platform::{App, Instant, Problem, Ref, RegionCode, Tx, Uuid, random, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use crate::{
    rules::{AttendanceStatus, Comer, KnownLine, OPEN_SECONDS, guest_key, line_of, still_waits},
    store::{
        MEETING,
        attendance::{AttendanceInput, insert_line},
    },
};

/// Where a guest's NIP is sealed.
pub const GUEST_NIP: &str = "attendance_check_in.nip";

/// The open attendance list of a meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenList {
    /// The meeting.
    pub meeting_id: Uuid,
    /// What its codes are made of.
    pub secret: String,
    /// Who opened it.
    pub opened_name: String,
    /// Until when it stays open, microseconds.
    pub until: i64,
}

/// Somebody who came by the code.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CheckIn {
    /// Id.
    pub id: Uuid,
    /// Whether somebody with an account.
    pub signed_in: bool,
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// Unit or institution.
    pub institution: String,
    /// NIP of a guest, sealed.
    pub nip_sealed: Option<String>,
    /// When, microseconds.
    pub at: i64,
    state: i16,
}

impl CheckIn {
    /// Whether it waits for the recorder.
    pub fn waits(&self) -> bool {
        self.state == 0
    }

    /// Whether it is on the list.
    pub fn counts(&self) -> bool {
        self.state == 1
    }
}

/// A line somebody may come for.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// Id.
    pub id: Uuid,
    unit_id: Option<Uuid>,
    name: String,
    office: String,
    institution: String,
    status: i16,
    is_group: bool,
}

impl Line {
    /// The unit, for units.
    pub fn unit(&self) -> Option<Uuid> {
        self.unit_id
    }

    /// Whether nobody is noted on it yet.
    pub fn waits(&self) -> bool {
        !self.is_group && still_waits(self.status)
    }

    /// Office and name, as far as they are known.
    pub fn words(&self) -> String {
        let parts = [self.office.as_str(), self.name.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    fn known(&self) -> KnownLine {
        KnownLine {
            unit: self.unit_id,
            name: self.name.clone(),
            office: self.office.clone(),
            institution: self.institution.clone(),
            status: self.status,
            is_group: self.is_group,
        }
    }
}

/// What became of a check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Noted.
    Noted,
    /// Was there already.
    Already,
}

/// Opens the attendance list of a meeting, with codes of its own; earlier ones end.
///
/// # Errors
/// When a statement fails.
pub async fn open_list(tx: &mut Tx, meeting: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into attendance_code (region, meeting_id, secret, opened_name, until) \
         values ($1, $2, $3, $4, $5) on conflict (region, meeting_id) \
         do update set secret = $3, opened_name = $4, until = $5",
        vec![
            tx.region().as_str().into(),
            meeting.into(),
            random::token().into(),
            tx.stamp().label.clone().into(),
            tx.now().plus_seconds(OPEN_SECONDS).0.into(),
        ],
    )
    .await?;
    let details = json!({ "Hadir lewat kode": "dibuka" });
    tx.record(Ref::new(MEETING, meeting), &details)
        .await
        .map(drop)
}

/// Closes it: no code of it opens anything any more.
///
/// # Errors
/// When a statement fails.
pub async fn close_list(tx: &mut Tx, meeting: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update attendance_code set until = $3 where region = $1 and meeting_id = $2",
        vec![
            tx.region().as_str().into(),
            meeting.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    let details = json!({ "Hadir lewat kode": "ditutup" });
    tx.record(Ref::new(MEETING, meeting), &details)
        .await
        .map(drop)
}

/// The attendance lists that are open now.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_lists<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: Instant,
) -> Result<Vec<OpenList>, Problem> {
    sql::all(
        conn,
        "select meeting_id, secret, opened_name, until from attendance_code \
         where region = $1 and until > $2",
        vec![region.as_str().into(), now.0.into()],
    )
    .await
}

/// Everybody who came by the code of a meeting, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn check_ins<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<CheckIn>, Problem> {
    sql::all(
        conn,
        "select id, signed_in, name, office, institution, nip_sealed, at, state \
         from attendance_check_in where region = $1 and meeting_id = $2 order by at, id",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}

/// The lines of the attendance list, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn lines<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<Line>, Problem> {
    sql::all(
        conn,
        "select id, unit_id, name, office, institution, status, is_group from attendance \
         where region = $1 and meeting_id = $2 order by order_number",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}

/// Notes that somebody with an account is there, on the list at once: as the person itself, or for
/// whoever is asked for on the line `instead_of`.
///
/// # Errors
/// `Problem::Refused` when that line is taken meanwhile.
pub async fn check_in(
    tx: &mut Tx,
    meeting: Uuid,
    who: Comer,
    unit_name: &str,
    instead_of: Option<Uuid>,
    note: &str,
) -> Result<Came, Problem> {
    let key = format!("akun:{}", tx.person());
    if add(tx, meeting, &key, &who, unit_name, None, 1).await? == Came::Already {
        tx.nothing_changed();
        return Ok(Came::Already);
    }
    let known = lines(tx.conn(), tx.region(), meeting).await?;
    let (line, status) = match instead_of {
        Some(id) => {
            let found = known.iter().find(|line| line.id == id && line.waits());
            let found = found.ok_or_else(|| {
                Problem::Refused(
                    "Kursi yang diwakili sudah diisi orang lain. Muat ulang halaman, lalu pilih \
                     lagi."
                        .into(),
                )
            })?;
            (Some(found), AttendanceStatus::Represented)
        }
        None => (place(&known, &who), AttendanceStatus::Present),
    };
    put_down(tx, meeting, line.map(|line| line.id), &who, status, note).await?;
    let details = json!({ "Hadir lewat kode": who.name, "Kehadiran": status.label() });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(Came::Noted)
}

/// Notes that a guest says to be there; it waits for the recorder.
///
/// # Errors
/// When the database cannot be written.
pub async fn check_in_guest(
    app: &App,
    region: &RegionCode,
    meeting: Uuid,
    who: Comer,
    nip_sealed: Option<String>,
) -> Result<Came, Problem> {
    let written = app.db().maintain(region, "attendance.guest", move |tx| {
        Box::pin(async move {
            let key = guest_key(&who.name, &who.institution);
            let came = add(tx, meeting, &key, &who, &who.institution, nip_sealed, 0).await?;
            if came == Came::Already {
                tx.nothing_changed();
                return Ok(came);
            }
            let details = json!({ "Hadir lewat kode": "menunggu konfirmasi pencatat" });
            tx.record(Ref::new(MEETING, meeting), &details).await?;
            Ok(came)
        })
    });
    Ok(written.await?.value)
}

async fn add(
    tx: &Tx,
    meeting: Uuid,
    key: &str,
    who: &Comer,
    institution: &str,
    nip_sealed: Option<String>,
    state: i16,
) -> Result<Came, Problem> {
    let values: Vec<Value> = vec![
        tx.region().as_str().into(),
        tx.new_id().into(),
        meeting.into(),
        key.into(),
        who.unit.is_some().into(),
        who.name.clone().into(),
        who.office.clone().into(),
        institution.into(),
        nip_sealed.into(),
        tx.now().0.into(),
        state.into(),
    ];
    let fresh = sql::run(
        tx.conn(),
        "insert into attendance_check_in (region, id, meeting_id, person_key, signed_in, name, \
         office, institution, nip_sealed, at, state) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (region, meeting_id, person_key) do nothing",
        values,
    )
    .await?;
    Ok(if fresh == 1 {
        Came::Noted
    } else {
        Came::Already
    })
}

fn place<'a>(known: &'a [Line], who: &Comer) -> Option<&'a Line> {
    let all: Vec<KnownLine> = known.iter().map(Line::known).collect();
    line_of(&all, who).and_then(|at| known.get(at))
}

/// Writes somebody onto a line, or onto a new one at the end. The list is another version then, so
/// that a sheet opened before does not take the line off again.
async fn put_down(
    tx: &Tx,
    meeting: Uuid,
    line: Option<Uuid>,
    who: &Comer,
    status: AttendanceStatus,
    note: &str,
) -> Result<(), Problem> {
    match line {
        Some(id) => {
            let values: Vec<Value> = vec![
                tx.region().as_str().into(),
                id.into(),
                who.name.clone().into(),
                who.office.clone().into(),
                status.code().into(),
                note.into(),
            ];
            sql::run(
                tx.conn(),
                "update attendance set name = $3, office = case when $4 = '' then office else $4 end, \
                 status = $5, note = case when note = '' then $6 else note || '; ' || $6 end \
                 where region = $1 and id = $2",
                values,
            )
            .await?;
        }
        None => {
            let last = sql::number(
                tx.conn(),
                "select coalesce(max(order_number), 0) from attendance \
                 where region = $1 and meeting_id = $2",
                vec![tx.region().as_str().into(), meeting.into()],
            )
            .await?;
            let line = AttendanceInput {
                unit: who.unit,
                name: who.name.clone(),
                office: who.office.clone(),
                institution: who.institution.clone(),
                status,
                is_group: false,
                note: note.to_owned(),
            };
            insert_line(tx, meeting, last + 1, line).await?;
        }
    }
    sql::run(
        tx.conn(),
        "update meeting set version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await
    .map(drop)
}

/// Puts guests who wait onto the list, or turns them away. How many.
///
/// # Errors
/// When a statement fails.
pub async fn decide_guests(
    tx: &mut Tx,
    meeting: Uuid,
    chosen: &[Uuid],
    confirm: bool,
    note: impl Fn(Instant) -> String + Send,
) -> Result<usize, Problem> {
    let waiting = check_ins(tx.conn(), tx.region(), meeting).await?;
    let waiting = waiting.into_iter().filter(CheckIn::waits);
    let mut count = 0;
    for guest in waiting.filter(|guest| chosen.contains(&guest.id)) {
        sql::run(
            tx.conn(),
            "update attendance_check_in set state = $3 where region = $1 and id = $2",
            vec![
                tx.region().as_str().into(),
                guest.id.into(),
                i16::from(if confirm { 1_i8 } else { 2 }).into(),
            ],
        )
        .await?;
        if confirm {
            let who = Comer {
                unit: None,
                name: guest.name.clone(),
                office: guest.office.clone(),
                institution: guest.institution.clone(),
            };
            let known = lines(tx.conn(), tx.region(), meeting).await?;
            let line = place(&known, &who).map(|line| line.id);
            let note = note(Instant(guest.at));
            put_down(tx, meeting, line, &who, AttendanceStatus::Present, &note).await?;
        }
        count += 1;
    }
    if count == 0 {
        tx.nothing_changed();
        return Ok(0);
    }
    let word = if confirm { "dikonfirmasi" } else { "ditolak" };
    let details = json!({ "Hadir lewat kode": word, "Jumlah": count });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(count)
}
