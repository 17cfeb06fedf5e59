//! Files of lists that are being taken in: each is kept by its hash with what was understood of it,
//! so that closing the browser or the program loses nothing. Nothing of the list itself is kept
//! before all of it is right.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    clock::Instant,
    problem::Problem,
    region::RegionCode,
    store::{Tx, sql},
};

/// Days that an import nobody finished is kept, with its file: whoever began it on a Friday finds it
/// after a week of leave.
pub const UNFINISHED_DAYS: i64 = 14;

/// States of an import as stored.
pub mod state {
    /// The file is there and is being read.
    pub const READING: i16 = 0;
    /// It was read; what was understood is there to be looked at.
    pub const READ: i16 = 1;
    /// Everything in it was kept.
    pub const KEPT: i16 = 2;
    /// It was read and something in it is wrong: it is mended in the workbook and sent again.
    pub const REFUSED: i16 = 3;
}

/// An import.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ImportJob {
    /// Id.
    pub id: Uuid,
    /// What kind of list.
    pub kind: String,
    /// The record it belongs to; nil for lists of the region.
    pub subject_id: Uuid,
    /// SHA-256 of the file.
    pub file_hash: String,
    /// Its name on the sender's side.
    pub file_name: String,
    /// One of `state`.
    pub state: i16,
    /// What was understood, JSON.
    pub preview: String,
    /// Who sent it.
    pub made_label: String,
    /// When, microseconds.
    pub at: i64,
}

/// A file to be taken in.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// Its id.
    pub id: Uuid,
    /// What kind of list.
    pub kind: &'static str,
    /// The record it belongs to; nil for lists of the region.
    pub subject: Uuid,
    /// SHA-256 of the file, which lies safely on the disk.
    pub hash: String,
    /// Its name on the sender's side.
    pub name: String,
    /// Who sent it.
    pub made_by: Uuid,
    /// Who sent it, in words.
    pub made_label: String,
}

/// Notes a file that is to be taken in.
///
/// # Errors
/// When the statement fails.
pub async fn add(tx: &Tx, new: NewImport) -> Result<(), Problem> {
    sql::insert(
        tx.conn(),
        "import_job",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", new.id.into()),
            ("kind", new.kind.into()),
            ("subject_id", new.subject.into()),
            ("file_hash", new.hash.into()),
            ("file_name", new.name.into()),
            ("state", state::READING.into()),
            ("preview", "".into()),
            ("made_by", new.made_by.into()),
            ("made_label", new.made_label.into()),
            ("at", tx.now().0.into()),
        ],
    )
    .await
}

/// Keeps what was understood of a file whose list is not kept yet, and whether it may be.
///
/// # Errors
/// When the statement fails.
pub async fn understood(tx: &Tx, id: Uuid, preview: &str, good: bool) -> Result<(), Problem> {
    let state = if good { state::READ } else { state::REFUSED };
    sql::run(
        tx.conn(),
        "update import_job set state = $4, preview = $3 \
         where region = $1 and id = $2 and state <> 2",
        vec![
            tx.region().as_str().into(),
            id.into(),
            preview.into(),
            state.into(),
        ],
    )
    .await
    .map(drop)
}

/// Marks an import as kept, in the transaction that keeps its list.
///
/// # Errors
/// `Problem::Conflict` when it is kept already.
pub async fn kept(tx: &Tx, id: Uuid) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update import_job set state = 2 where region = $1 and id = $2 and state = 1",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    match touched {
        1 => Ok(()),
        _ => Err(Problem::Conflict(
            "Impor ini sudah tersimpan. Muat ulang halaman untuk melihat hasilnya.".into(),
        )),
    }
}

const COLUMNS: &str = "id, kind, subject_id, file_hash, file_name, state, preview, made_label, at";

/// One import of a kind and record.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    subject: Uuid,
    id: Uuid,
) -> Result<Option<ImportJob>, Problem> {
    let question = format!(
        "select {COLUMNS} from import_job \
         where region = $1 and id = $2 and kind = $3 and subject_id = $4"
    );
    let values = vec![
        region.as_str().into(),
        id.into(),
        kind.into(),
        subject.into(),
    ];
    sql::one(conn, &question, values).await
}

/// The latest imports of a kind and record.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    subject: Uuid,
) -> Result<Vec<ImportJob>, Problem> {
    let question = format!(
        "select {COLUMNS} from import_job \
         where region = $1 and kind = $2 and subject_id = $3 order by at desc limit 5"
    );
    let values = vec![region.as_str().into(), kind.into(), subject.into()];
    sql::all(conn, &question, values).await
}

/// Forgets imports nobody finished; their files go with the daily sweep. How many.
///
/// # Errors
/// When the statement fails.
pub async fn sweep(tx: &Tx, before: Instant) -> Result<u64, Problem> {
    sql::run(
        tx.conn(),
        "delete from import_job where region = $1 and state <> 2 and at < $2",
        vec![tx.region().as_str().into(), before.0.into()],
    )
    .await
}
