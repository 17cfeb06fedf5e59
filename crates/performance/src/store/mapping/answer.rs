//! What the planning unit says of each IKK: which sub-activity serves it, or why none does.

use std::collections::HashSet;

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{MAPPING, Mapping};
use crate::{
    rules::tree::{IKK_LIST, MappingTally, coverage, mapping_tally},
    store::{changed, tree},
};

/// What is said of an IKK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This sub-activity serves it.
    Served(Uuid),
    /// None does, for this reason; empty takes a reason back.
    Reason(String),
    /// The sub-activities it was mapped to do not serve it after all.
    Released,
}

/// Why an IKK is not mapped.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MappingReason {
    /// Code of the IKK.
    pub code: String,
    /// The reason.
    pub body: String,
    /// Who wrote it.
    pub written_name: String,
    /// When.
    pub written_at: i64,
}

/// The reasons of a mapping.
///
/// # Errors
/// When the database cannot be read.
pub async fn mapping_reasons<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    mapping: Uuid,
) -> Result<Vec<MappingReason>, Problem> {
    let question = "select code, body, written_name, written_at from ikk_mapping_reason \
        where region = $1 and mapping_id = $2 order by code";
    sql::all(conn, question, vec![region.as_str().into(), mapping.into()]).await
}

/// How the IKK of a mapping stand now.
///
/// # Errors
/// When the database cannot be read.
pub async fn tally_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    it: &Mapping,
) -> Result<MappingTally, Problem> {
    let pack = regulations::pack(IKK_LIST).ok_or(Problem::NotFound)?;
    let covered = tree::covered_ikk(conn, region, it.plan_id, it.year).await?;
    let reasons = mapping_reasons(conn, region, it.id).await?;
    let reasons: HashSet<&str> = reasons.iter().map(|it| it.code.as_str()).collect();
    Ok(mapping_tally(&coverage(pack, &covered), &reasons))
}

/// Keeps what is said of some IKK, all of it or nothing.
///
/// # Errors
/// `Problem::Refused` when it was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_answers(
    tx: &mut Tx,
    it: &Mapping,
    version: i64,
    answers: &[(String, Answer)],
) -> Result<(), Problem> {
    if !it.is_open() {
        return Err(Problem::Refused(
            "Pemetaan ini sudah dikirim. Tunggu hasil pemeriksaannya.".into(),
        ));
    }
    let touched = sql::run(
        tx.conn(),
        "update ikk_mapping set written_by = $4, version = version + 1 \
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
    let mut said = serde_json::Map::new();
    for (code, answer) in answers {
        let words = match answer {
            Answer::Served(node) => {
                let served = tree::serve(tx, it.plan_id, *node, code).await?;
                forget(tx, it.id, code).await?;
                served
            }
            Answer::Reason(body) => {
                forget(tx, it.id, code).await?;
                if !body.is_empty() {
                    give(tx, it.id, code, body).await?;
                }
                body.clone()
            }
            Answer::Released => {
                let words = tree::release(tx, it.plan_id, it.year, code).await?;
                format!("Dilepas dari {words}")
            }
        };
        said.insert(code.clone(), words.into());
    }
    tx.record(
        Ref::new(MAPPING, it.id),
        &json!({ "Pemetaan dan alasan": said }),
    )
    .await?;
    Ok(())
}

async fn forget(tx: &Tx, mapping: Uuid, code: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from ikk_mapping_reason where region = $1 and mapping_id = $2 and code = $3",
        vec![tx.region().as_str().into(), mapping.into(), code.into()],
    )
    .await
    .map(drop)
}

async fn give(tx: &Tx, mapping: Uuid, code: &str, body: &str) -> Result<(), Problem> {
    let stamp = tx.stamp();
    insert(
        tx.conn(),
        "ikk_mapping_reason",
        vec![
            ("region", tx.region().as_str().into()),
            ("mapping_id", mapping.into()),
            ("code", code.into()),
            ("body", body.into()),
            ("written_name", stamp.label.clone().into()),
            ("written_at", stamp.now.0.into()),
        ],
    )
    .await
    .map(drop)
}
