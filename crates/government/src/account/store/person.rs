//! What is known of a person: name, NIP, number, grade. A person need not sign in: someone who is
//! only assigned or a member of a team is entered without an account.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    keys::Keys,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::people::{format_nip, normal_nip, sort_name};
use crate::posts::Grade;

/// What is entered of a person. NIP and number are kept as they are where `None`.
#[derive(Clone, Debug, Default)]
pub struct PersonInput {
    /// Name with degrees on both sides.
    pub name: String,
    /// 18 digits; empty: the person has none.
    pub nip: Option<String>,
    /// WhatsApp number; empty: unknown.
    pub wa: Option<String>,
    /// Code of the grade, or empty.
    pub grade: String,
}

/// A person as forms show it; the sealed fields stay closed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PersonCard {
    /// Id.
    pub id: Uuid,
    /// Name with degrees.
    pub name: String,
    /// Name to sign in with; of no use to a person without an account.
    pub sign_in: String,
    /// Whether a NIP is stored.
    pub has_nip: bool,
    /// Whether a number is stored.
    pub has_wa: bool,
    /// Code of the grade, or empty.
    pub grade: String,
    /// Whether the person has an account.
    pub signs_in: bool,
    /// Version.
    pub version: i64,
}

const CARD: &str = "select id, name, sign_in, nip_sealed is not null as has_nip, \
    wa_sealed is not null as has_wa, grade, signs_in, version from account";

/// What a signature block prints of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignerFacts {
    /// Name with degrees.
    pub name: String,
    /// "Pembina Tingkat I (IV/b)", or empty.
    pub rank: String,
    /// Grouped 8-6-1-3, or empty.
    pub nip: String,
}

/// Enters a person without an account.
///
/// # Errors
/// `Problem::Conflict` when the NIP is another's.
pub async fn add_person(tx: &mut Tx, keys: &Keys, new: PersonInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        // nobody can type it: sign-in names begin with a letter
        ("sign_in", format!("~{id}").into()),
        ("signs_in", false.into()),
        ("totp_on", false.into()),
        ("totp_last", 0_i64.into()),
        ("active", true.into()),
        ("notices_seen_at", tx.now().0.into()),
        ("created_at", tx.now().0.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(keys, &new)?);
    insert(tx.conn(), "account", row).await?;
    note(tx, keys, id, &new).await?;
    Ok(id)
}

/// Changes what is known of a person.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read, or the NIP is another's.
pub async fn change_person(
    tx: &mut Tx,
    keys: &Keys,
    account: Uuid,
    version: i64,
    new: PersonInput,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), account.into(), version.into()];
    let mut sets = String::new();
    for (name, value) in columns(keys, &new)? {
        values.push(value);
        sets += &format!("{name} = ${}, ", values.len());
    }
    let touched = sql::run(
        tx.conn(),
        &format!(
            "update account set {sets}version = version + 1 \
             where region = $1 and id = $2 and version = $3"
        ),
        values,
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Data orang ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    tx.touch_directory();
    note(tx, keys, account, &new).await
}

/// Gives a person without an account one; an invitation comes next.
///
/// # Errors
/// `Problem::Conflict` when the sign-in name is taken.
pub async fn give_account(tx: &mut Tx, account: Uuid, sign_in: &str) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update account set sign_in = $3, signs_in = true, version = version + 1 \
         where region = $1 and id = $2 and not signs_in",
        vec![tx.region().as_str().into(), account.into(), sign_in.into()],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Refused("Orang ini sudah mempunyai akun.".into()));
    }
    let details = json!({ "Akun": "dibuat", "Nama masuk": sign_in });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

fn columns(keys: &Keys, new: &PersonInput) -> Result<Vec<(&'static str, Value)>, Problem> {
    let mut columns: Vec<(&'static str, Value)> = vec![
        ("name", new.name.clone().into()),
        ("sort_name", sort_name(&new.name).into()),
        ("grade", new.grade.clone().into()),
    ];
    let sealed = |context: &str, text: &str| match text {
        "" => Ok(None),
        text => keys.seal(context, text).map(Some),
    };
    if let Some(typed) = &new.nip {
        let nip = normal_nip(typed);
        let digest = nip.as_deref().map(|nip| keys.digest("account.nip", nip));
        columns.push(("nip_digest", digest.into()));
        let nip = sealed("account.nip", nip.as_deref().unwrap_or_default())?;
        columns.push(("nip_sealed", nip.into()));
    }
    if let Some(wa) = &new.wa {
        columns.push(("wa_sealed", sealed("account.wa", wa)?.into()));
    }
    Ok(columns)
}

async fn note(tx: &mut Tx, keys: &Keys, account: Uuid, new: &PersonInput) -> Result<(), Problem> {
    let nip = new.nip.as_deref().and_then(normal_nip);
    let details = json!({
        "Nama": new.name, "Golongan": new.grade,
        "NIP (sidik)": nip.map(|nip| keys.digest("audit", &nip)),
        "Nomor WhatsApp": new.wa.as_ref().map(|_| "diisi"),
    });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

/// The person with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn person_card<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    account: Uuid,
) -> Result<Option<PersonCard>, Problem> {
    let question = format!("{CARD} where region = $1 and id = $2");
    sql::one(
        conn,
        &question,
        vec![region.as_str().into(), account.into()],
    )
    .await
}

/// Persons meant by what was typed: a sign-in name or a NIP means one, part of a name perhaps more.
///
/// # Errors
/// When the database cannot be read.
pub async fn look_up<C: ConnectionTrait>(
    conn: &C,
    keys: &Keys,
    region: &RegionCode,
    typed: &str,
) -> Result<Vec<PersonCard>, Problem> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(vec![]);
    }
    let nip = normal_nip(&typed).map(|nip| keys.digest("account.nip", &nip));
    let exact = format!("{CARD} where region = $1 and (sign_in = $2 or nip_digest = $3)");
    let values = vec![region.as_str().into(), typed.clone().into(), nip.into()];
    let found: Vec<PersonCard> = sql::all(conn, &exact, values).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let like = format!("%{}%", typed.replace(['%', '_', '\\'], ""));
    let part = format!(
        "{CARD} where region = $1 and (sort_name like $2 or lower(name) like $2) \
         order by sort_name limit 6"
    );
    sql::all(conn, &part, vec![region.as_str().into(), like.into()]).await
}

/// What signature blocks print of these persons, by id, with one statement.
///
/// # Errors
/// When a sealed NIP cannot be opened.
pub async fn signer_facts<C: ConnectionTrait>(
    conn: &C,
    keys: &Keys,
    region: &RegionCode,
    accounts: &[Uuid],
) -> Result<Vec<(Uuid, SignerFacts)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        nip_sealed: Option<String>,
        grade: String,
    }
    if accounts.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(accounts.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select id, name, nip_sealed, grade from account where region = $1 and id in ({})",
        sql::places(1, accounts.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    rows.into_iter()
        .map(|row| {
            let nip = match row.nip_sealed {
                Some(sealed) => format_nip(&keys.open_sealed("account.nip", &sealed)?),
                None => String::new(),
            };
            let facts = SignerFacts {
                name: row.name,
                rank: Grade::of(&row.grade).map_or_else(String::new, Grade::printed),
                nip,
            };
            Ok((row.id, facts))
        })
        .collect()
}
