//! Everybody of a region at once, for lists that come in as a whole.

use std::collections::HashSet;

use platform::{Problem, RegionCode, Uuid, keys::Keys, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A person as a list is compared with.
#[derive(Clone, Debug)]
pub struct Rostered {
    /// Id.
    pub id: Uuid,
    /// Name with degrees.
    pub name: String,
    /// Name to sign in with; empty without an account.
    pub sign_in: String,
    /// Digest of the NIP, if there is one.
    pub nip_digest: Option<String>,
    /// WhatsApp number, or empty.
    pub wa: String,
    /// Code of the grade, or empty.
    pub grade: String,
    /// Version.
    pub version: i64,
}

/// Everybody of a region, with the sealed numbers opened: the caller shows none of them.
///
/// # Errors
/// When a sealed number cannot be opened.
pub async fn roster<C: ConnectionTrait>(
    conn: &C,
    keys: &Keys,
    region: &RegionCode,
) -> Result<Vec<Rostered>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        sign_in: String,
        signs_in: bool,
        nip_digest: Option<String>,
        wa_sealed: Option<String>,
        grade: String,
        version: i64,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select id, name, sign_in, signs_in, nip_digest, wa_sealed, grade, version from account \
         where region = $1 order by sort_name, id",
        vec![region.as_str().into()],
    )
    .await?;
    rows.into_iter()
        .map(|row| {
            let wa = match row.wa_sealed {
                Some(sealed) => keys.open_sealed("account.wa", &sealed)?,
                None => String::new(),
            };
            Ok(Rostered {
                id: row.id,
                name: row.name,
                sign_in: if row.signs_in {
                    row.sign_in
                } else {
                    String::new()
                },
                nip_digest: row.nip_digest,
                wa,
                grade: row.grade,
                version: row.version,
            })
        })
        .collect()
}

/// Who has which assignment in which unit, by title, from which day (stored, or empty).
///
/// # Errors
/// When the database cannot be read.
pub async fn all_assignments<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<HashSet<(Uuid, Uuid, String, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: Uuid,
        unit_id: Uuid,
        title: String,
        from_date: Option<String>,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select account_id, unit_id, title, from_date from assignment where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let from = row.from_date.unwrap_or_default();
            (row.account_id, row.unit_id, row.title, from)
        })
        .collect())
}
