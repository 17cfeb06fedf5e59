//! The audit chain: per region, every row carries the hash of the one before it, over the bytes
//! as stored. A changed, removed or reordered row breaks the chain; a cut tail shows against the
//! head kept in `region_clock` and against anchors kept outside the database.

use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    clock::Instant,
    problem::Problem,
    random::hex,
    reference::Ref,
    region::RegionCode,
    store::{Stamp, sql},
};

/// Length and last hash of a region's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of rows.
    pub length: i64,
    /// Hash of the last row; of nothing, 64 zeros.
    pub hash: String,
}

impl Head {
    /// The head of an empty chain.
    pub fn start() -> Self {
        Self {
            length: 0,
            hash: "0".repeat(64),
        }
    }
}

/// A row of the chain.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// The account, or nothing for the system.
    pub person: Option<Uuid>,
    /// The capacity, or nothing for the system.
    pub capacity: Option<Uuid>,
    /// Name and capacity in words at that moment.
    pub actor_label: String,
    /// Code of the action.
    pub action: String,
    /// Kind of the subject.
    pub subject_kind: String,
    /// Id of the subject.
    pub subject_id: Uuid,
    /// Details, JSON as stored.
    pub payload: String,
    /// Hash of the row before.
    pub prev: String,
    /// Hash of this row.
    pub hash: String,
}

const COLUMNS: &str =
    "seq, at, person, capacity, actor_label, action, subject_kind, subject_id, payload, prev, hash";

impl Entry {
    /// The hash this row must carry: over the previous hash and every stored field, each preceded
    /// by its length, so that no two rows can be read as the same bytes.
    pub fn expected_hash(&self, region: &str) -> String {
        let mut digest = Sha256::new();
        let mut field = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        field(self.prev.as_bytes());
        field(region.as_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.at.to_be_bytes());
        for id in [self.person, self.capacity] {
            field(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        }
        for text in [&self.actor_label, &self.action, &self.subject_kind] {
            field(text.as_bytes());
        }
        field(self.subject_id.as_bytes());
        field(self.payload.as_bytes());
        hex(&digest.finalize())
    }
}

pub(super) async fn append(
    conn: &DatabaseTransaction,
    head: &mut Head,
    stamp: &Stamp,
    action: &str,
    subject: Ref,
    details: &serde_json::Value,
) -> Result<i64, Problem> {
    let mut entry = Entry {
        seq: head.length + 1,
        at: stamp.now.0,
        person: stamp.person,
        capacity: stamp.capacity,
        actor_label: stamp.label.clone(),
        action: action.to_owned(),
        subject_kind: subject.kind.to_owned(),
        subject_id: subject.id,
        payload: details.to_string(),
        prev: head.hash.clone(),
        hash: String::new(),
    };
    entry.hash = entry.expected_hash(stamp.region.as_str());
    *head = Head {
        length: entry.seq,
        hash: entry.hash.clone(),
    };
    sql::run(
        conn,
        "insert into audit (region, seq, at, person, capacity, actor_label, action, \
         subject_kind, subject_id, payload, prev, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        vec![
            stamp.region.as_str().into(),
            entry.seq.into(),
            entry.at.into(),
            entry.person.into(),
            entry.capacity.into(),
            entry.actor_label.into(),
            entry.action.into(),
            entry.subject_kind.into(),
            entry.subject_id.into(),
            entry.payload.into(),
            entry.prev.into(),
            entry.hash.into(),
        ],
    )
    .await?;
    Ok(entry.seq)
}

/// The rows about one record, oldest first.
///
/// # Errors
/// When the statement fails.
pub async fn of_subject<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    subject: Ref,
) -> Result<Vec<Entry>, Problem> {
    let question = format!(
        "select {COLUMNS} from audit where region = $1 and subject_kind = $2 and subject_id = $3 \
         order by seq"
    );
    let values = vec![
        region.as_str().into(),
        subject.kind.into(),
        subject.id.into(),
    ];
    sql::all(conn, &question, values).await
}

/// The latest rows of a region, newest first, from before row `before` (0: from the end).
///
/// # Errors
/// When the statement fails.
pub async fn latest<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    before: i64,
    limit: i64,
) -> Result<Vec<Entry>, Problem> {
    let question = format!(
        "select {COLUMNS} from audit where region = $1 and seq < $2 order by seq desc limit $3"
    );
    let before = if before <= 0 { i64::MAX } else { before };
    let values = vec![region.as_str().into(), before.into(), limit.into()];
    sql::all(conn, &question, values).await
}

/// What is wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// A number is missing or out of order: rows were removed or moved.
    Gap {
        /// The number that should come here.
        expected: i64,
        /// The number that does, or nothing at the end.
        found: Option<i64>,
    },
    /// The row does not continue the one before it.
    NotLinked(i64),
    /// The row's content is not what was hashed.
    Changed(i64),
    /// The rows end before or beside the head kept in `region_clock`.
    HeadDiffers {
        /// Length the head tells.
        length: i64,
    },
    /// An anchor outside the database knows a row that is gone or different.
    AnchorDiffers {
        /// Length the anchor tells.
        length: i64,
    },
}

/// Checks a region's whole chain against itself, its head and the anchors.
///
/// # Errors
/// When a statement fails. A broken chain is `Ok(Err(_))`'s first break.
pub async fn verify<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    anchors: &[Head],
) -> Result<Result<Head, Break>, Problem> {
    const PIECE: i64 = 2_000;
    let mut at = Head::start();
    let mut seen_anchors = 0;
    loop {
        let question = format!(
            "select {COLUMNS} from audit where region = $1 and seq > $2 order by seq limit $3"
        );
        let values = vec![region.as_str().into(), at.length.into(), PIECE.into()];
        let entries: Vec<Entry> = sql::all(conn, &question, values).await?;
        let done = entries.is_empty();
        for entry in entries {
            if let Some(broken) = step(&at, &entry, region) {
                return Ok(Err(broken));
            }
            at = Head {
                length: entry.seq,
                hash: entry.hash,
            };
            for anchor in anchors.iter().filter(|anchor| anchor.length == at.length) {
                seen_anchors += 1;
                if anchor.hash != at.hash {
                    return Ok(Err(Break::AnchorDiffers { length: at.length }));
                }
            }
        }
        if done {
            break;
        }
    }
    if seen_anchors < anchors.len() {
        let length = anchors.iter().map(|a| a.length).max().unwrap_or(0);
        return Ok(Err(Break::AnchorDiffers { length }));
    }
    let kept: Option<KeptHead> = sql::one(
        conn,
        "select audit_length, audit_head from region_clock where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    match kept {
        Some(kept) if kept.audit_length == at.length && kept.audit_head == at.hash => Ok(Ok(at)),
        Some(kept) => Ok(Err(Break::HeadDiffers {
            length: kept.audit_length,
        })),
        None => Ok(Err(Break::HeadDiffers { length: 0 })),
    }
}

#[derive(FromQueryResult)]
struct KeptHead {
    audit_length: i64,
    audit_head: String,
}

fn step(at: &Head, entry: &Entry, region: &RegionCode) -> Option<Break> {
    if entry.seq != at.length + 1 {
        return Some(Break::Gap {
            expected: at.length + 1,
            found: Some(entry.seq),
        });
    }
    if entry.prev != at.hash {
        return Some(Break::NotLinked(entry.seq));
    }
    (entry.hash != entry.expected_hash(region.as_str())).then_some(Break::Changed(entry.seq))
}

/// Where a region's anchors are kept: a text file beside the database, and meant to be copied away.
pub fn anchor_file(folder: &Path, region: &RegionCode) -> PathBuf {
    folder.join(format!("{region}.anchors"))
}

/// Notes the head of a chain outside the database.
///
/// # Errors
/// When the file cannot be written.
pub fn anchor(
    folder: &Path,
    region: &RegionCode,
    head: &Head,
    now: Instant,
) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::create_dir_all(folder)?;
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(anchor_file(folder, region))?;
    writeln!(file, "{} {} {}", head.length, head.hash, now.0)?;
    file.sync_all()
}

/// The anchors noted for a region. Lines that are none are passed over.
pub fn anchors(folder: &Path, region: &RegionCode) -> Vec<Head> {
    let text = std::fs::read_to_string(anchor_file(folder, region)).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let mut parts = line.split_whitespace();
            Some(Head {
                length: parts.next()?.parse().ok()?,
                hash: parts.next()?.to_owned(),
            })
        })
        .filter(|head| head.length > 0)
        .collect()
}

/// Takes away from every role but the owner the right to change or remove rows of the chain, where
/// the engine knows roles. Run by the role that owns the tables, after it has made them.
///
/// # Errors
/// When the statement fails.
pub async fn only_grows(db: &super::Db) -> Result<(), Problem> {
    if db.engine() == super::Engine::Postgres {
        let statement = "do $$ declare other record; begin \
             for other in select distinct grantee from information_schema.role_table_grants \
             where table_schema = current_schema() and table_name = 'audit' \
             and grantee <> current_user and grantee <> 'PUBLIC' loop \
             execute format('revoke update, delete, truncate on audit from %I', other.grantee); \
             execute format('revoke insert, update, delete, truncate on seaql_migrations from %I', \
             other.grantee); \
             end loop; end $$";
        db.migrator().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Length and hash of a region's chain, as its clock has them.
///
/// # Errors
/// When the statement fails.
pub async fn head<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Option<(i64, String)>, Problem> {
    let kept: Option<KeptHead> = sql::one(
        conn,
        "select audit_length, audit_head from region_clock where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(kept.map(|kept| (kept.audit_length, kept.audit_head)))
}
