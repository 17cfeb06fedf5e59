//! Changes of a signed agreement: asked for on one of the grounds, decided by somebody else, and made
//! as a new version. Where officials changed, the agreement is issued again.

use figures::Exact;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{
    AGREEMENT, AGREEMENTS, Agreement,
    agreement::touch,
    line, lines_of, program, programs_of,
    version::{self, Origin},
};
use crate::rules::{OFFICIAL, VersionState, ground, remaining};

/// A request to revise.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Request {
    /// Id.
    pub id: Uuid,
    /// Code of the ground.
    pub ground: String,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub asked_at: i64,
    /// By whom.
    pub asked_by: Uuid,
    /// Their name.
    pub asked_name: String,
    state: i16,
    /// When it was decided.
    pub decided_at: Option<i64>,
    /// By whom, or empty.
    pub decided_name: String,
    /// What they said.
    pub note: String,
}

impl Request {
    /// Whether nobody decided yet.
    pub fn is_open(&self) -> bool {
        self.state == ASKED
    }

    /// Words on the screen.
    pub fn label(&self) -> &'static str {
        match self.state {
            ASKED => "Menunggu persetujuan",
            APPROVED => "Disetujui",
            _ => "Ditolak",
        }
    }

    /// Words of its ground.
    pub fn ground_label(&self) -> &str {
        ground(&self.ground).map_or("-", |it| &it.title)
    }
}

const ASKED: i16 = 0;
const APPROVED: i16 = 1;
const DECLINED: i16 = 2;

/// The requests for an agreement, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn requests<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> Result<Vec<Request>, Problem> {
    let question = "select id, ground, reason, asked_at, asked_by, asked_name, state, decided_at, \
        decided_name, note from agreement_request where region = $1 and agreement_id = $2 \
        order by asked_at desc, id desc";
    sql::all(
        conn,
        question,
        vec![region.as_str().into(), agreement.into()],
    )
    .await
}

fn only_signed(it: &Agreement) -> Result<(), Problem> {
    match it.state() {
        VersionState::Signed => Ok(()),
        _ => Err(Problem::Refused(
            "Revisi diajukan atas perjanjian yang sudah ditandatangani; versi terbaru masih dapat \
             diubah atau menunggu tanda tangan."
                .into(),
        )),
    }
}

/// Asks for a revision on a ground.
///
/// # Errors
/// `Problem::Refused` when it is not signed, waits for a decision already, or the ground is none;
/// `Problem::Conflict` when it changed.
pub async fn ask(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    ground: &str,
    reason: &str,
) -> Result<(), Problem> {
    only_signed(it)?;
    let Some(known) = crate::rules::ground(ground) else {
        return Err(Problem::Refused(
            "Perjanjian yang sudah ditandatangani hanya direvisi dengan salah satu dari tiga alasan \
             yang diakui."
                .into(),
        ));
    };
    let open = sql::number(
        tx.conn(),
        "select count(*) from agreement_request where region = $1 and agreement_id = $2 \
         and state = 0",
        vec![tx.region().as_str().into(), it.id.into()],
    )
    .await?;
    if open > 0 {
        return Err(Problem::Refused(
            "Pengajuan revisi yang sebelumnya masih menunggu persetujuan.".into(),
        ));
    }
    touch(tx, it, version).await?;
    let name = tx.stamp().label.clone();
    insert(
        tx.conn(),
        "agreement_request",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("agreement_id", it.id.into()),
            ("ground", ground.into()),
            ("reason", reason.into()),
            ("asked_at", tx.now().0.into()),
            ("asked_by", tx.person().into()),
            ("asked_name", name.into()),
            ("state", ASKED.into()),
            ("decided_name", "".into()),
            ("note", "".into()),
        ],
    )
    .await?;
    let details = json!({
        "Revisi diajukan": it.title(), "Dasar revisi": known.title, "Alasan": reason,
    });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Decides on a request: with approval a new version is there to be written.
///
/// # Errors
/// `Problem::Refused` when it is decided already, or by who asked; `Problem::Conflict` when the
/// agreement changed.
pub async fn decide(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    request: &Request,
    approve: bool,
    note: &str,
    one_person: bool,
) -> Result<(), Problem> {
    only_signed(it)?;
    if !request.is_open() {
        return Err(Problem::Refused("Pengajuan ini sudah diputuskan.".into()));
    }
    if request.asked_by == tx.person() && !one_person {
        return Err(Problem::Refused(
            "Revisi ini Anda ajukan sendiri, jadi orang lain yang harus memutuskannya.".into(),
        ));
    }
    touch(tx, it, version).await?;
    let name = tx.stamp().label.clone();
    sql::run(
        tx.conn(),
        "update agreement_request set state = $3, decided_at = $4, decided_name = $5, note = $6 \
         where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            request.id.into(),
            if approve { APPROVED } else { DECLINED }.into(),
            tx.now().0.into(),
            name.clone().into(),
            note.into(),
        ],
    )
    .await?;
    let details = json!({
        "Revisi": if approve { "Disetujui" } else { "Ditolak" },
        "Dasar revisi": request.ground_label(), "Alasan": request.reason, "Catatan": note,
    });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    match approve {
        true => {
            let origin = Origin {
                ground: request.ground.clone(),
                reason: request.reason.clone(),
                approver: name,
                approved_at: Some(tx.now().0),
            };
            next(tx, it, &origin).await
        }
        false => Ok(()),
    }
}

/// Issues an agreement again because its officials changed.
///
/// # Errors
/// `Problem::Refused` when it is not signed; `Problem::Conflict` when it changed.
pub async fn reissue(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    reason: &str,
) -> Result<(), Problem> {
    only_signed(it)?;
    touch(tx, it, version).await?;
    let origin = Origin {
        ground: OFFICIAL.into(),
        reason: reason.into(),
        approver: tx.stamp().label.clone(),
        approved_at: Some(tx.now().0),
    };
    let details = json!({ "Diterbitkan kembali": it.title(), "Alasan": reason });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    next(tx, it, &origin).await
}

/// Makes the next version as a copy of the one that stands. After a change of officials every target
/// that is added up says what the predecessor reached of it.
async fn next(tx: &mut Tx, it: &Agreement, origin: &Origin) -> Result<(), Problem> {
    let region = tx.region().clone();
    let lines = lines_of(tx.conn(), &region, it.version_id).await?;
    let programs = programs_of(tx.conn(), &region, &[it.version_id]).await?;
    let reached = reached(tx, it).await?;
    let to = version::add(tx, it.id, it.number + 1, origin).await?;
    let official = origin.ground == OFFICIAL;
    line::copy(tx, &lines, to, |line| {
        let of_line = reached.iter().filter(|(key, _)| *key == line.key);
        let of_line: Vec<Exact> = of_line.map(|(_, number)| number.clone()).collect();
        match official {
            true => remaining(line.input.kind, line.input.target, &of_line).map(|it| it.before),
            false => line.before.clone(),
        }
    })
    .await?;
    program::copy(tx, &programs, to).await?;
    government::obligation::settle(tx, &AGREEMENTS, it.id).await
}

/// What was reported and sent of every line so far.
async fn reached(tx: &Tx, it: &Agreement) -> Result<Vec<(Uuid, Exact)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        line_key: Uuid,
        amount: String,
    }
    let rows: Vec<Row> = sql::all(
        tx.conn(),
        "select r.line_key as line_key, r.amount as amount from agreement_result r \
         join agreement_quarter q on q.region = r.region and q.id = r.quarter_id \
         where r.region = $1 and q.agreement_id = $2 and q.sent_at is not null \
         and r.amount is not null",
        vec![tx.region().as_str().into(), it.id.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.line_key, row.amount.parse().ok()?)))
        .collect())
}
