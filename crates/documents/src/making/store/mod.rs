//! Rows of long papers: how far each is, and the files that came of it.

use platform::{
    Instant, Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::MadeFile;

/// How long nobody hears of a work before another takes it up.
const SILENT: i64 = 120 * 1_000_000;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MakingState {
    /// It is being put together.
    Running,
    /// Its files are there.
    Done,
    /// It did not work out.
    Failed,
}

impl MakingState {
    const fn code(self) -> i16 {
        match self {
            Self::Running => 0,
            Self::Done => 1,
            Self::Failed => 2,
        }
    }
}

/// A long paper.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Making {
    /// Id.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// What it is made of: a year, a round.
    pub subject_id: Uuid,
    /// 1, and one more each time it is made of the same.
    pub number: i64,
    state: i16,
    /// How many pieces are in it so far.
    pub done: i64,
    /// Of how many.
    pub total: i64,
    /// Who asked for it.
    pub made_label: String,
    /// When, and so as of when it is.
    pub at: i64,
    touched_at: i64,
}

impl Making {
    /// Where it stands.
    pub fn state(&self) -> MakingState {
        match self.state {
            1 => MakingState::Done,
            2 => MakingState::Failed,
            _ => MakingState::Running,
        }
    }

    /// Whether whoever worked on it was not heard of for long: a node that went down.
    pub fn is_left(&self, now: Instant) -> bool {
        self.state() == MakingState::Running && now.0 - self.touched_at > SILENT
    }
}

const QUESTION: &str = "select id, kind, subject_id, number, state, done, total, made_label, at, touched_at \
    from long_paper where region = $1 and kind = $2";

/// What was made of a subject, the latest first, as far as a page shows it.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_subject<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    subject: Ref,
) -> Result<Vec<Making>, Problem> {
    let question = format!("{QUESTION} and subject_id = $3 order by number desc limit 5");
    let values = vec![
        region.as_str().into(),
        subject.kind.into(),
        subject.id.into(),
    ];
    sql::all(conn, &question, values).await
}

/// The long paper of a kind with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    id: Uuid,
) -> Result<Option<Making>, Problem> {
    let question = format!("{QUESTION} and id = $3");
    let values = vec![region.as_str().into(), kind.into(), id.into()];
    sql::one(conn, &question, values).await
}

/// Its files.
///
/// # Errors
/// When the database cannot be read.
pub async fn files<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<MadeFile>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        format: String,
        file_hash: String,
        name: String,
    }
    let question = "select format, file_hash, name from long_paper_file \
        where region = $1 and long_paper_id = $2";
    let rows: Vec<Row> = sql::all(conn, question, vec![region.as_str().into(), id.into()]).await?;
    let mut found: Vec<MadeFile> = rows
        .into_iter()
        .map(|row| MadeFile {
            format: row.format,
            file_hash: row.file_hash,
            name: row.name,
        })
        .collect();
    let order = ["pdf", "docx", "xlsx"];
    found.sort_by_key(|file| order.iter().position(|it| *it == file.format));
    Ok(found)
}

/// Begins one of so many pieces; `words` are its line in the history.
///
/// # Errors
/// When a statement fails.
pub async fn add(tx: &mut Tx, subject: Ref, words: &str, total: usize) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let (label, now) = (tx.stamp().label.clone(), tx.now().0);
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    let before = of_subject(tx.conn(), tx.region(), subject).await?;
    let number = before.first().map_or(0, |last| last.number) + 1;
    insert(
        tx.conn(),
        "long_paper",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("kind", subject.kind.into()),
            ("subject_id", subject.id.into()),
            ("number", number.into()),
            ("state", MakingState::Running.code().into()),
            ("done", 0_i64.into()),
            ("total", total.into()),
            ("made_label", label.into()),
            ("at", now.into()),
            ("touched_at", now.into()),
        ],
    )
    .await?;
    let details = json!({ "Disusun": words, "Versi": number, "Bagian": total });
    tx.record(Ref::new(subject.kind, id), &details).await?;
    Ok(id)
}

/// Notes how far it is.
///
/// # Errors
/// When the statement fails.
pub async fn touch(tx: &Tx, id: Uuid, done: usize) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update long_paper set done = $3, touched_at = $4 \
         where region = $1 and id = $2 and state = 0",
        vec![
            tx.region().as_str().into(),
            id.into(),
            i64::try_from(done).unwrap_or(i64::MAX).into(),
            tx.now().0.into(),
        ],
    )
    .await
    .map(drop)
}

/// Takes up a work that was left; `false`: somebody else did so already.
pub(super) async fn take_up(tx: &Tx, it: &Making) -> Result<bool, Problem> {
    let taken = sql::run(
        tx.conn(),
        "update long_paper set touched_at = $4 \
         where region = $1 and id = $2 and state = 0 and touched_at = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            it.touched_at.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    Ok(taken == 1)
}

/// Ends it with its files; without any, it did not work out.
///
/// # Errors
/// When a statement fails.
pub async fn end(tx: &Tx, id: Uuid, files: &[MadeFile]) -> Result<(), Problem> {
    let state = match files.is_empty() {
        true => MakingState::Failed,
        false => MakingState::Done,
    };
    let ended = sql::run(
        tx.conn(),
        "update long_paper set state = $3 where region = $1 and id = $2 and state = 0",
        vec![tx.region().as_str().into(), id.into(), state.code().into()],
    )
    .await?;
    // another node was quicker: its files stand
    if ended == 0 {
        return Ok(());
    }
    for file in files {
        insert(
            tx.conn(),
            "long_paper_file",
            vec![
                ("region", tx.region().as_str().into()),
                ("long_paper_id", id.into()),
                ("format", file.format.as_str().into()),
                ("file_hash", file.file_hash.as_str().into()),
                ("name", file.name.as_str().into()),
            ],
        )
        .await?;
    }
    Ok(())
}
