//! The second factor: six digits from an app on the phone. Available, not forced.

use platform::{App, Problem, Ref, Tx, Uuid, random, store::sql};
use serde_json::json;
use totp_rs::{Builder, Totp};

use super::session;

const CONTEXT: &str = "account.totp";

fn totp(secret: &[u8], name: &str) -> Result<Totp, Problem> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(name.replace(':', " "))
        .with_issuer(Some("Tuntas"))
        .build()
        .map_err(|error| Problem::internal(error.to_string()))
}

/// A new secret for a person: sealed for storing, and as text to type into the app.
///
/// # Errors
/// When sealing fails.
pub fn prepare(app: &App, name: &str) -> Result<(String, String, String), Problem> {
    let secret = random::bytes::<20>();
    let totp = totp(&secret, name)?;
    let sealed = app.keys().seal(CONTEXT, &random::hex(&secret))?;
    Ok((
        sealed,
        totp.secret().to_base32(),
        totp.to_url()
            .map_err(|e| Problem::internal(e.to_string()))?,
    ))
}

/// Checks six digits against a sealed secret. The step they belong to, if they are right and
/// were not used before.
pub(super) fn check(
    app: &App,
    sealed: &str,
    code: &str,
    last_step: i64,
) -> Result<Option<i64>, Problem> {
    let secret = app.keys().open_sealed(CONTEXT, sealed)?;
    let secret = random::unhex(&secret).ok_or_else(|| Problem::internal("totp secret"))?;
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let now = u64::try_from(app.now().unix_seconds()).unwrap_or(0);
    Ok(totp(&secret, "x")?
        .check(&digits, now)
        .and_then(|step| i64::try_from(step).ok())
        .filter(|step| *step > last_step))
}

pub(super) async fn used(tx: &Tx, account: Uuid, step: i64) -> Result<(), Problem> {
    let first = sql::run(
        tx.conn(),
        "update account set totp_last = $3 where region = $1 and id = $2 and totp_last < $3",
        vec![tx.region().as_str().into(), account.into(), step.into()],
    )
    .await?;
    if first == 1 {
        return Ok(());
    }
    Err(Problem::Refused(
        "Kode itu baru saja dipakai. Tunggu angka berikutnya, lalu masuk lagi.".into(),
    ))
}

/// Turns the second factor on, once the person has proved that the app shows the right digits.
///
/// # Errors
/// `Problem::Refused` for wrong digits.
pub fn confirm(app: &App, sealed: &str, code: &str) -> Result<i64, Problem> {
    check(app, sealed, code, 0)?.ok_or_else(|| {
        Problem::Refused(
            "Enam angka itu tidak cocok. Periksa jam di ponsel, lalu ketik angka yang terbaru."
                .into(),
        )
    })
}

/// Turns the second factor on. `used_step` is the step of the digits that confirmed it: it may not
/// be used again.
///
/// # Errors
/// When the statement fails.
pub async fn enable(
    tx: &mut Tx,
    account: Uuid,
    sealed: String,
    used_step: i64,
) -> Result<(), Problem> {
    set(tx, account, Some(sealed), used_step).await?;
    let details = json!({ "Kode dua langkah": "aktif" });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

/// Turns the second factor off.
///
/// # Errors
/// When the statement fails.
pub async fn disable(tx: &mut Tx, account: Uuid) -> Result<(), Problem> {
    set(tx, account, None, 0).await?;
    let details = json!({ "Kode dua langkah": "tidak aktif" });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}

async fn set(
    tx: &Tx,
    account: Uuid,
    sealed: Option<String>,
    used_step: i64,
) -> Result<(), Problem> {
    let on = sealed.is_some();
    sql::run(
        tx.conn(),
        "update account set totp_sealed = $3, totp_on = $4, totp_last = $5, version = version + 1 \
         where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            account.into(),
            sealed.into(),
            on.into(),
            used_step.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes the second factor of a person away, who lost the phone. All sessions of the person end.
///
/// # Errors
/// `Problem::Refused` when it is not on.
pub async fn take_away(tx: &mut Tx, account: Uuid, reason: &str) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update account set totp_sealed = null, totp_on = $3, totp_last = 0, version = version + 1 \
         where region = $1 and id = $2 and totp_on",
        vec![tx.region().as_str().into(), account.into(), false.into()],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Refused(
            "Kode dua langkah akun ini memang tidak aktif.".into(),
        ));
    }
    session::end_all(tx, account, Uuid::nil()).await?;
    let details = json!({ "Kode dua langkah": "dimatikan administrator", "Alasan": reason });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    Ok(())
}
