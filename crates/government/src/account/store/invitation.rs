//! One-time invitation links: how a person gets a first password, or a new one.

use platform::{
    App, Problem, Ref, RegionCode, Tx, Uuid, random,
    store::sql::{self, insert},
};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{session, session::token_digest};

const LIFE_SECONDS: i64 = 7 * 24 * 3600;

/// Makes a link for a person; earlier links of the same person end. The token for the link.
///
/// # Errors
/// When a statement fails.
pub async fn invite(tx: &mut Tx, account: Uuid) -> Result<String, Problem> {
    let token = random::token();
    sql::run(
        tx.conn(),
        "update invitation set used_at = $3 \
         where region = $1 and account_id = $2 and used_at is null",
        vec![
            tx.region().as_str().into(),
            account.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    insert(
        tx.conn(),
        "invitation",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("account_id", account.into()),
            ("token_digest", token_digest(&token).into()),
            ("expires_at", tx.now().plus_seconds(LIFE_SECONDS).0.into()),
        ],
    )
    .await?;
    tx.record(
        Ref::new("government.account", account),
        &json!({ "Undangan": "dibuat" }),
    )
    .await?;
    Ok(token)
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    name: String,
    sign_in: String,
}

/// Whose link this is: id, name and sign-in name. `None` when it was used or is too old.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(
    app: &App,
    region: &RegionCode,
    token: &str,
) -> Result<Option<(Uuid, String, String)>, Problem> {
    let row: Option<Row> = sql::one(
        app.db().read(),
        "select i.account_id, a.name, a.sign_in from invitation i \
         join account a on a.region = i.region and a.id = i.account_id \
         where i.region = $1 and i.token_digest = $2 and i.used_at is null and i.expires_at > $3 \
         and a.active",
        vec![
            region.as_str().into(),
            token_digest(token).into(),
            app.now().0.into(),
        ],
    )
    .await?;
    Ok(row.map(|row| (row.account_id, row.name, row.sign_in)))
}

/// Uses a link: sets the password, ends all sessions. The hash is made before.
///
/// # Errors
/// `Problem::Refused` when the link was used in between.
pub async fn accept(
    app: &App,
    region: &RegionCode,
    account: Uuid,
    token: String,
    hash: String,
) -> Result<(), Problem> {
    app.db()
        .maintain(region, "account.password", move |tx| {
            Box::pin(async move {
                let used = sql::run(
                    tx.conn(),
                    "update invitation set used_at = $3 where region = $1 and token_digest = $2 \
                     and used_at is null and account_id = $4",
                    vec![
                        tx.region().as_str().into(),
                        token_digest(&token).into(),
                        tx.now().0.into(),
                        account.into(),
                    ],
                )
                .await?;
                if used == 0 {
                    return Err(Problem::Refused(
                        "Tautan ini sudah dipakai. Minta tautan baru kepada administrator.".into(),
                    ));
                }
                set_password(tx, account, hash).await?;
                session::end_all(tx, account, Uuid::nil()).await?;
                let details = json!({ "Kata sandi": "dibuat lewat undangan" });
                tx.record(Ref::new("government.account", account), &details)
                    .await?;
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// Stores the hash of a person's password.
///
/// # Errors
/// When the statement fails.
pub(super) async fn set_password(tx: &Tx, account: Uuid, hash: String) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update account set password = $3, version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), account.into(), hash.into()],
    )
    .await?;
    Ok(())
}
