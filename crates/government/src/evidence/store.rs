//! Rows of evidence.

use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    audience::Audience,
    evidence::{NewEvidence, SUBJECT},
};

/// A piece of evidence with one record it serves.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Evidence {
    /// The record it serves.
    pub subject_id: Uuid,
    /// Id.
    pub id: Uuid,
    /// `file` or `link`.
    pub kind: String,
    /// What it shows.
    pub title: String,
    /// SHA-256 of the file.
    pub file_hash: Option<String>,
    /// Name of the file on the sender's side.
    pub file_name: Option<String>,
    /// What the file is.
    pub media_type: Option<String>,
    /// Length of the file in bytes.
    pub size: Option<i64>,
    /// The link.
    pub url: Option<String>,
    /// Unit that added it.
    pub unit_id: Uuid,
    /// Path of that unit.
    pub unit_path: String,
    /// Who added it.
    pub added_name: String,
    /// When, microseconds.
    pub added_at: i64,
    audience: i16,
}

impl Evidence {
    /// Whether a browser may show it as a picture.
    pub fn is_picture(&self) -> bool {
        self.media_type
            .as_deref()
            .is_some_and(|kind| kind.starts_with("image/"))
    }

    /// Place of the unit that added it.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Who may see it.
    pub fn audience(&self) -> Audience {
        Audience::from_code(self.audience)
    }

    /// "1,2 MB" of a file.
    pub fn size_text(&self) -> String {
        match self.size.unwrap_or(0) {
            bytes @ 0..=999 => format!("{bytes} B"),
            bytes @ 1_000..=999_999 => format!("{} kB", bytes / 1_000),
            bytes => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        }
    }
}

const COLUMNS: &str = "e.id as id, e.kind as kind, e.title as title, e.file_hash as file_hash, \
    e.file_name as file_name, e.media_type as media_type, e.size as size, e.url as url, \
    e.unit_id as unit_id, t.path as unit_path, e.added_name as added_name, e.added_at as added_at, \
    e.audience as audience";

/// Adds evidence of a unit to a record. The file was synced before.
///
/// # Errors
/// When a statement fails.
pub async fn add(
    tx: &mut Tx,
    unit: Uuid,
    subject: Ref,
    evidence: NewEvidence,
) -> Result<Uuid, Problem> {
    add_for(tx, unit, subject, evidence, Audience::Region).await
}

/// As `add`, to be seen by these.
///
/// # Errors
/// When a statement fails.
pub async fn add_for(
    tx: &mut Tx,
    unit: Uuid,
    subject: Ref,
    evidence: NewEvidence,
    audience: Audience,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("unit_id", unit.into()),
        ("added_by", tx.person().into()),
        ("added_name", tx.stamp().label.clone().into()),
        ("added_at", tx.now().0.into()),
        ("audience", audience.code().into()),
    ];
    match evidence {
        NewEvidence::File { title, name, file } => row.extend([
            ("kind", "file".into()),
            ("title", title.into()),
            ("file_hash", file.hash.into()),
            ("file_name", name.into()),
            ("media_type", file.media_type.into()),
            ("size", i64::try_from(file.size).unwrap_or(i64::MAX).into()),
        ]),
        NewEvidence::Link { title, url } => row.extend([
            ("kind", "link".into()),
            ("title", title.into()),
            ("url", url.into()),
        ]),
    }
    insert(tx.conn(), "evidence", row).await?;
    tx.touch(Ref::new(SUBJECT, id));
    reuse(tx, id, subject).await?;
    Ok(id)
}

/// Lets evidence serve one more record; once is enough.
///
/// # Errors
/// When the statement fails.
pub async fn reuse(tx: &Tx, evidence: Uuid, subject: Ref) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into evidence_use (region, subject_kind, subject_id, evidence_id) \
         values ($1, $2, $3, $4) \
         on conflict (region, subject_kind, subject_id, evidence_id) do nothing",
        vec![
            tx.region().as_str().into(),
            subject.kind.into(),
            subject.id.into(),
            evidence.into(),
        ],
    )
    .await
    .map(drop)
}

/// The evidence of several records of one kind, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_subjects<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    subjects: &[Uuid],
) -> Result<Vec<Evidence>, Problem> {
    if subjects.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), kind.into()];
    values.extend(subjects.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select x.subject_id as subject_id, {COLUMNS} from evidence_use x \
         join evidence e on e.region = x.region and e.id = x.evidence_id \
         join unit t on t.region = e.region and t.id = e.unit_id \
         where x.region = $1 and x.subject_kind = $2 and x.subject_id in ({}) \
         order by e.added_at, e.id",
        places(2, subjects.len())
    );
    sql::all(conn, &question, values).await
}

/// One piece of evidence.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Evidence>, Problem> {
    let question = format!(
        "select e.id as subject_id, {COLUMNS} from evidence e \
         join unit t on t.region = e.region and t.id = e.unit_id \
         where e.region = $1 and e.id = $2"
    );
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The latest evidence a unit added that everybody may see, to be used again; none that an archive brought
/// for years before the region began here.
///
/// # Errors
/// When the database cannot be read.
pub async fn recent_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
    limit: i64,
) -> Result<Vec<Evidence>, Problem> {
    let question = format!(
        "select e.id as subject_id, {COLUMNS} from evidence e \
         join unit t on t.region = e.region and t.id = e.unit_id \
         where e.region = $1 and e.unit_id = $2 and e.audience = 0 \
         and e.origin = '' order by e.added_at desc limit $3"
    );
    let values = vec![region.as_str().into(), unit.into(), limit.into()];
    sql::all(conn, &question, values).await
}
