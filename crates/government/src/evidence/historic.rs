//! Evidence of years before the region began here: many files at once, by the archive they came in. Nobody
//! is offered them for what a unit gives itself.

use platform::{Problem, Ref, Tx, Uuid, files::StoredFile, store::Rows};

use super::SUBJECT;
use crate::audience::Audience;

/// A file of an archive that lies safely on the disk already.
#[derive(Clone, Debug)]
pub struct HistoricPiece {
    /// The unit whose record it serves.
    pub unit: Uuid,
    /// Its name, which is its title too.
    pub name: String,
    /// Where it lies.
    pub file: StoredFile,
}

/// Adds evidence that came in an archive, everybody may see it. The ids, in their order.
///
/// # Errors
/// When a statement fails.
pub async fn add_historic(
    tx: &mut Tx,
    archive: &str,
    pieces: Vec<HistoricPiece>,
) -> Result<Vec<Uuid>, Problem> {
    let mut rows = Rows::new(
        "evidence",
        [
            "region",
            "id",
            "unit_id",
            "added_by",
            "added_name",
            "added_at",
            "audience",
            "kind",
            "title",
            "file_hash",
            "file_name",
            "media_type",
            "size",
            "origin",
        ],
    );
    let mut ids = Vec::with_capacity(pieces.len());
    for it in pieces {
        let id = tx.new_id();
        rows.push([
            tx.region().as_str().into(),
            id.into(),
            it.unit.into(),
            tx.person().into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
            Audience::Region.code().into(),
            "file".into(),
            it.name.as_str().into(),
            it.file.hash.into(),
            it.name.into(),
            it.file.media_type.into(),
            i64::try_from(it.file.size).unwrap_or(i64::MAX).into(),
            archive.into(),
        ]);
        ids.push(id);
    }
    rows.write(tx.conn()).await?;
    for id in &ids {
        tx.touch(Ref::new(SUBJECT, *id));
    }
    Ok(ids)
}

/// Lets evidence serve records of a kind it does not serve yet: the record, and the piece.
///
/// # Errors
/// When a statement fails.
pub async fn use_many(tx: &Tx, kind: &str, uses: &[(Uuid, Uuid)]) -> Result<(), Problem> {
    let columns = ["region", "subject_kind", "subject_id", "evidence_id"];
    let mut rows = Rows::new("evidence_use", columns);
    for (subject, piece) in uses {
        rows.push([
            tx.region().as_str().into(),
            kind.into(),
            (*subject).into(),
            (*piece).into(),
        ]);
    }
    rows.write(tx.conn()).await
}
