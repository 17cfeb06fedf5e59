//! Kinds of meetings a region added to those everybody has.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

/// A kind of meeting of a region's own.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OwnKind {
    /// Id.
    pub id: Uuid,
    /// What meetings of this kind store as their kind.
    pub key: String,
    /// "Rapat Fasilitasi Pelayanan Publik dan Tatalaksana".
    pub name: String,
    /// Whether new meetings can be of this kind.
    pub offered: bool,
}

/// The region's own kinds, by name; those no longer offered too: old meetings are of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn kinds<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<OwnKind>, Problem> {
    sql::all(
        conn,
        "select id, key, name, offered from meeting_kind where region = $1 order by name",
        vec![region.as_str().into()],
    )
    .await
}

/// Adds a kind.
///
/// # Errors
/// `Problem::Conflict` when the name is taken.
pub async fn add_kind(tx: &mut Tx, name: &str) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "meeting_kind",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("key", id.to_string().into()),
            ("name", name.into()),
            ("offered", true.into()),
        ],
    )
    .await?;
    let details = json!({ "Jenis rapat": name });
    tx.record(Ref::new("directives.kind", id), &details).await?;
    Ok(id)
}

/// Renames a kind, or stops or starts offering it for new meetings.
///
/// # Errors
/// `Problem::NotFound` when the kind is unknown; `Problem::Conflict` when the name is taken.
pub async fn set_kind(tx: &mut Tx, kind: &OwnKind) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update meeting_kind set name = $3, offered = $4 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            kind.id.into(),
            kind.name.clone().into(),
            kind.offered.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    let details = json!({ "Jenis rapat": kind.name, "Ditawarkan": kind.offered });
    tx.record(Ref::new("directives.kind", kind.id), &details)
        .await?;
    Ok(())
}
