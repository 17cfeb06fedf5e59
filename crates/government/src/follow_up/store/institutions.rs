//! Institutions outside the regional government that support a follow-up: named, and owing nothing.

use platform::{Problem, Ref, Tx, Uuid, store::sql::insert};
use serde_json::json;

use crate::{follow_up::SUBJECT, structure::Institution};

/// Says which institutions support a follow-up that was just opened.
///
/// # Errors
/// When a statement fails.
pub async fn support_by(
    tx: &mut Tx,
    follow_up: Uuid,
    institutions: &[Institution],
) -> Result<(), Problem> {
    if institutions.is_empty() {
        return Ok(());
    }
    for institution in institutions {
        insert(
            tx.conn(),
            "follow_up_institution",
            vec![
                ("region", tx.region().as_str().into()),
                ("follow_up_id", follow_up.into()),
                ("institution_id", institution.id.into()),
            ],
        )
        .await?;
    }
    let names: Vec<&str> = institutions.iter().map(|it| it.name.as_str()).collect();
    let details = json!({ "Lembaga pendukung": names.join("; ") });
    tx.record(Ref::new(SUBJECT, follow_up), &details).await?;
    Ok(())
}
