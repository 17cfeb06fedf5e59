//! Persons, their posts and assignments.

use platform::{
    App, Problem, Ref, RegionCode, Tx, Uuid, date,
    keys::Keys,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{invitation, session};
use crate::role::Role;

/// A person to be entered.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name with degrees on both sides.
    pub name: String,
    /// Short name to sign in with, lower case.
    pub sign_in: String,
    /// 18 digits, or empty.
    pub nip: String,
    /// WhatsApp number, or empty.
    pub wa: String,
    /// Code of the grade, or empty.
    pub grade: String,
    /// Hash of a first password; without one the person needs an invitation.
    pub password: Option<String>,
}

/// An assignment by decree or letter.
#[derive(Clone, Debug)]
pub struct NewAssignment {
    /// The person.
    pub account: Uuid,
    /// The unit it is for.
    pub unit: Uuid,
    /// Role.
    pub role: Role,
    /// "Operator Dinas Kesehatan".
    pub title: String,
    /// Number of the decree.
    pub decree: String,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known.
    pub until: Option<Date>,
}

/// Reads a NIP however it is written; `None` when it is not 18 digits.
pub fn normal_nip(typed: &str) -> Option<String> {
    let only = |c: char| c.is_ascii_digit() || c == ' ' || c == '.' || c == '-';
    if !typed.chars().all(only) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 18).then_some(digits)
}

/// A NIP as papers print it, grouped 8-6-1-3.
pub fn format_nip(nip: &str) -> String {
    match (nip.get(..8), nip.get(8..14), nip.get(14..15), nip.get(15..)) {
        (Some(a), Some(b), Some(c), Some(d)) => format!("{a} {b} {c} {d}"),
        _ => nip.to_owned(),
    }
}

/// A NIP with only its last three digits.
pub fn mask_nip(nip: &str) -> String {
    format!("•••••••• •••••• • {}", nip.get(15..).unwrap_or_default())
}

/// The name without degrees in front, for sorting: "dr. Susanti Dewayani, Sp.A" under S.
pub(super) fn sort_name(name: &str) -> String {
    let bare = name.split(',').next().unwrap_or(name);
    bare.split_whitespace()
        .skip_while(|word| word.ends_with('.'))
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Enters a person.
///
/// # Errors
/// `Problem::Conflict` when the sign-in name or NIP is taken.
pub async fn add_account(tx: &mut Tx, keys: &Keys, new: NewAccount) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let nip = normal_nip(&new.nip);
    let sealed = |context: &str, text: &str| -> Result<Option<String>, Problem> {
        if text.is_empty() {
            return Ok(None);
        }
        keys.seal(context, text).map(Some)
    };
    insert(
        tx.conn(),
        "account",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("sort_name", sort_name(&new.name).into()),
            ("name", new.name.clone().into()),
            ("sign_in", new.sign_in.to_lowercase().into()),
            (
                "nip_digest",
                nip.as_deref().map(|n| keys.digest("account.nip", n)).into(),
            ),
            (
                "nip_sealed",
                sealed("account.nip", nip.as_deref().unwrap_or_default())?.into(),
            ),
            ("wa_sealed", sealed("account.wa", &new.wa)?.into()),
            ("grade", new.grade.into()),
            ("password", new.password.into()),
            ("totp_on", false.into()),
            ("totp_last", 0_i64.into()),
            ("active", true.into()),
            ("notices_seen_at", tx.now().0.into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let details = json!({
        "Nama": new.name, "Nama masuk": new.sign_in,
        "NIP (sidik)": nip.map(|n| keys.digest("audit", &n)),
    });
    tx.record(Ref::new("government.account", id), &details)
        .await?;
    Ok(id)
}

/// Gives a person an assignment.
///
/// # Errors
/// When a statement fails.
pub async fn add_assignment(tx: &mut Tx, new: NewAssignment) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "assignment",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("account_id", new.account.into()),
            ("unit_id", new.unit.into()),
            ("role", new.role.code().into()),
            ("title", new.title.clone().into()),
            ("decree", new.decree.clone().into()),
            ("from_date", new.from.map(date::iso).into()),
            ("until_date", new.until.map(date::iso).into()),
        ],
    )
    .await?;
    let details = json!({ "Penugasan": new.title, "Peran": new.role.label(), "Dasar": new.decree });
    tx.record(Ref::new("government.account", new.account), &details)
        .await?;
    Ok(id)
}

/// Lets a person in, or no longer; all sessions end with it.
///
/// # Errors
/// `Problem::NotFound` when the account is unknown.
pub async fn set_active(tx: &mut Tx, account: Uuid, active: bool) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update account set active = $3, version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), account.into(), active.into()],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    if !active {
        session::end_all(tx, account, Uuid::nil()).await?;
    }
    let details = json!({ "Akun": if active { "aktif" } else { "nonaktif" } });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

/// Sets a new password of one's own; other sessions end.
///
/// # Errors
/// When a statement fails.
pub async fn change_password(
    tx: &mut Tx,
    account: Uuid,
    session_kept: Uuid,
    hash: String,
) -> Result<(), Problem> {
    invitation::set_password(tx, account, hash).await?;
    session::end_all(tx, account, session_kept).await?;
    let details = json!({ "Kata sandi": "diganti" });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

/// A person in the administrator's list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AccountRow {
    /// Id.
    pub id: Uuid,
    /// Name with degrees.
    pub name: String,
    /// Name to sign in with.
    pub sign_in: String,
    /// Whether a NIP is stored; it is shown masked.
    pub nip_sealed: Option<String>,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the second factor is on.
    pub totp_on: bool,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// Whether the person has an account; without one nobody is invited.
    pub signs_in: bool,
    /// Code of the grade, or empty.
    pub grade: String,
    /// Version, for changes.
    pub version: i64,
}

/// Persons of a region, by name, whose name, sign-in name or title contains `part`; with `active`
/// only those who may (or may not) sign in.
///
/// # Errors
/// When the database cannot be read.
pub async fn accounts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    part: &str,
    active: Option<bool>,
    limit: i64,
) -> Result<Vec<AccountRow>, Problem> {
    let like = format!("%{}%", part.to_lowercase().replace(['%', '_', '\\'], ""));
    let gather = match conn.get_database_backend() {
        sea_orm::DbBackend::Sqlite => "group_concat(t.title, char(10))",
        _ => "string_agg(t.title, chr(10))",
    };
    let only = match active {
        None => "",
        Some(true) => " and x.active",
        Some(false) => " and not x.active",
    };
    let question = format!(
        "select * from (select a.id, a.name, a.sort_name, a.sign_in, a.nip_sealed, a.active, a.totp_on, \
         a.password is not null as has_password, a.signs_in, a.grade, a.version, \
         coalesce((select {gather} from ( \
            select case when h.acting = '' then '' else upper(substr(h.acting, 1, 1)) || substr(h.acting, 2) || '. ' end || p.title as title \
              from holder h join post p on p.region = h.region and p.id = h.post_id \
              where h.region = a.region and h.account_id = a.id \
            union all select g.title from assignment g \
              where g.region = a.region and g.account_id = a.id) t), '') as titles \
         from account a where a.region = $1) x \
         where (x.sort_name like $2 or x.sign_in like $2 or lower(x.titles) like $2){only} \
         order by x.sort_name limit $3"
    );
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), like.into(), limit.into()],
    )
    .await
}

/// The account with this sign-in name.
///
/// # Errors
/// When the database cannot be read.
pub async fn account_by_sign_in<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    sign_in: &str,
) -> Result<Option<(Uuid, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    let row: Option<Row> = sql::one(
        conn,
        "select id, name from account where region = $1 and sign_in = $2",
        vec![region.as_str().into(), sign_in.into()],
    )
    .await?;
    Ok(row.map(|row| (row.id, row.name)))
}

/// Opens the NIP of a person, and writes down who read it.
///
/// # Errors
/// When the sealed text cannot be opened.
pub async fn reveal_nip(app: &App, tx: &mut Tx, account: Uuid) -> Result<String, Problem> {
    let sealed: Option<String> = sql::value(
        tx.conn(),
        "select nip_sealed from account where region = $1 and id = $2 and nip_sealed is not null",
        vec![tx.region().as_str().into(), account.into()],
    )
    .await?;
    tx.record(
        Ref::new("government.account", account),
        &json!({ "Dilihat": "NIP" }),
    )
    .await?;
    match sealed {
        Some(sealed) => app.keys().open_sealed("account.nip", &sealed),
        None => Ok(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{format_nip, mask_nip, normal_nip, sort_name};

    #[test]
    fn a_nip_is_read_however_it_is_written() {
        for typed in [
            "19860926 201505 1 001",
            "198609262015051001",
            "19860926.201505.1.001",
            "19860926 201505 1001",
        ] {
            assert_eq!(
                normal_nip(typed).as_deref(),
                Some("198609262015051001"),
                "{typed}"
            );
        }
        assert_eq!(normal_nip("1986092620150510"), None);
        assert_eq!(normal_nip("sekda"), None);
        assert_eq!(format_nip("198609262015051001"), "19860926 201505 1 001");
        assert!(!mask_nip("198609262015051001").contains("1986"));
    }

    #[test]
    fn names_sort_without_degrees() {
        assert_eq!(sort_name("dr. Susanti Dewayani, Sp.A"), "susanti dewayani");
        assert_eq!(sort_name("Subehi"), "subehi");
        assert_eq!(sort_name("Drs. H. Qomaru Zaman, MA"), "qomaru zaman");
    }
}
