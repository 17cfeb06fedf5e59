//! What a unit says in its work plan otherwise than the tree does.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{DOCUMENT, PlanDocument};
use crate::{
    rules::document::{Said, Say},
    store::changed,
};

/// A figure of a unit.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OwnValue {
    /// Code of the node.
    pub code: String,
    /// Name of its indicator; empty for money.
    pub indicator: String,
    /// The year.
    pub year: i64,
    /// The figure in canonical text, money in sen; `None` where the unit says that there is none.
    pub value: Option<String>,
    /// Why.
    pub reason: String,
}

/// What a unit wrote.
///
/// # Errors
/// When the database cannot be read.
pub async fn own_values<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    document: Uuid,
) -> Result<Vec<OwnValue>, Problem> {
    let question = "select code, indicator, year, value, reason from plan_document_value \
        where region = $1 and document_id = $2 order by code, indicator, year";
    let values = vec![region.as_str().into(), document.into()];
    sql::all(conn, question, values).await
}

/// The same by what it is about.
pub(super) async fn said<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    document: Uuid,
) -> Result<Said, Problem> {
    let all = own_values(conn, region, document).await?;
    let all = all.into_iter();
    Ok(all
        .map(|it| {
            let say = Say {
                value: it.value,
                reason: it.reason,
                of: None,
            };
            ((it.code, it.indicator, it.year), vec![say])
        })
        .collect())
}

/// Keeps what a unit says of some figures: `Some` is said instead of the tree, `None` is what the tree has.
///
/// # Errors
/// `Problem::Refused` when the document was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_values(
    tx: &mut Tx,
    it: &PlanDocument,
    version: i64,
    values: &[(OwnValue, bool)],
) -> Result<(), Problem> {
    if !it.is_open() {
        return Err(Problem::Refused(
            "Dokumen ini sudah dikirim, jadi tidak berubah sampai dikembalikan atau dibuka kembali."
                .into(),
        ));
    }
    let touched = sql::run(
        tx.conn(),
        "update plan_document set written_by = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            tx.person().into(),
        ],
    )
    .await?;
    changed(touched)?;
    let mut own = 0;
    for (value, is_own) in values {
        forget(tx, it.id, value).await?;
        if *is_own {
            give(tx, it.id, value).await?;
            own += 1;
        }
    }
    government::obligation::settle(tx, &super::DOCUMENTS, it.id).await?;
    // a draft is seen by those who may write it: the chain tells only that it changed
    let details = json!({
        "Dokumen": it.title(), "Angka unit disimpan": own,
        "Angka kembali menurut RPJMD": values.len().saturating_sub(own),
    });
    tx.record(Ref::new(DOCUMENT, it.id), &details).await?;
    Ok(())
}

async fn forget(tx: &Tx, document: Uuid, it: &OwnValue) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from plan_document_value where region = $1 and document_id = $2 and code = $3 \
         and indicator = $4 and year = $5",
        vec![
            tx.region().as_str().into(),
            document.into(),
            it.code.clone().into(),
            it.indicator.clone().into(),
            it.year.into(),
        ],
    )
    .await
    .map(drop)
}

async fn give(tx: &Tx, document: Uuid, it: &OwnValue) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "plan_document_value",
        vec![
            ("region", tx.region().as_str().into()),
            ("document_id", document.into()),
            ("code", it.code.clone().into()),
            ("indicator", it.indicator.clone().into()),
            ("year", it.year.into()),
            ("value", it.value.clone().into()),
            ("reason", it.reason.clone().into()),
        ],
    )
    .await
    .map(drop)
}
