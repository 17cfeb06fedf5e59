//! Signing in by NIP or sign-in name.

use platform::{App, Problem, Ref, RegionCode, Uuid, random, store::sql};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{
    capacities,
    device::{self, STRANGER},
    people::normal_nip,
    session::{self, token_digest},
    totp,
};
use crate::account::Passwords;

/// What a person typed, and from where.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// NIP or sign-in name.
    pub identifier: String,
    /// The password.
    pub password: String,
    /// The six digits, where the second factor is on.
    pub code: String,
    /// The device's own cookie, or empty.
    pub device: String,
    /// What the browser says it is.
    pub browser: String,
}

/// A person is in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the session cookie.
    pub token: String,
    /// Number of capacities to choose from.
    pub capacities: usize,
}

/// Why somebody is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Wrong name or password.
    Wrong,
    /// The password is right, the six digits are missing or wrong.
    CodeNeeded {
        /// Whether digits were sent.
        wrong: bool,
    },
    /// Too soon after wrong attempts.
    Wait {
        /// Seconds left.
        seconds: i64,
    },
    /// No post and no assignment today.
    NoCapacity,
}

#[derive(FromQueryResult)]
struct AccountRow {
    id: Uuid,
    name: String,
    sign_in: String,
    password: Option<String>,
    totp_sealed: Option<String>,
    totp_on: bool,
    totp_last: i64,
    known: i64,
}

/// Tries to sign in. Right answers leave an audit row, wrong ones a log line and a delay.
///
/// # Errors
/// When the database cannot be used. A refusal is `Ok(Err(_))`.
pub async fn sign_in(
    app: &App,
    region: &RegionCode,
    attempt: Attempt,
    zone: i8,
) -> Result<Result<SignedIn, Refusal>, Problem> {
    let now = app.now();
    let typed = attempt.identifier.trim().to_lowercase();
    let nip = normal_nip(&typed).map(|nip| app.keys().digest("account.nip", &nip));
    let device_digest = if attempt.device.is_empty() {
        String::new()
    } else {
        token_digest(&attempt.device)
    };
    let account: Option<AccountRow> = sql::one(
        app.db().read(),
        "select a.id, a.name, a.sign_in, a.password, a.totp_sealed, a.totp_on, a.totp_last, \
         (select count(*) from known_device d where d.region = a.region and d.account_id = a.id \
            and d.digest = $4) as known \
         from account a where a.region = $1 and a.active and (a.sign_in = $2 or a.nip_digest = $3)",
        vec![
            region.as_str().into(),
            typed.clone().into(),
            nip.into(),
            device_digest.clone().into(),
        ],
    )
    .await?;
    let known = account.as_ref().is_some_and(|a| a.known > 0);
    let key = account.as_ref().map_or_else(
        || app.keys().digest("sign_in.unknown", &typed),
        |a| a.sign_in.clone(),
    );
    let bucket = if known {
        device_digest.clone()
    } else {
        STRANGER.to_owned()
    };
    let (reserve_key, reserve_bucket) = (key.clone(), bucket.clone());
    let wait = app
        .db()
        .upkeep(region, move |tx| {
            Box::pin(async move { device::reserve(tx, &reserve_key, &reserve_bucket).await })
        })
        .await?;
    if let Some(seconds) = wait {
        return Ok(Err(Refusal::Wait { seconds }));
    }
    let stored = account.as_ref().and_then(|a| a.password.clone());
    let right = app
        .part::<Passwords>()
        .check(stored, attempt.password)
        .await?;
    let Some(account) = account.filter(|_| right) else {
        refused(region);
        return Ok(Err(Refusal::Wrong));
    };
    let mut totp_step = 0;
    if account.totp_on {
        let sealed = account.totp_sealed.as_deref().unwrap_or_default();
        match totp::check(app, sealed, &attempt.code, account.totp_last)? {
            Some(step) => totp_step = step,
            None => {
                let wrong = !attempt.code.trim().is_empty();
                if wrong {
                    refused(region);
                }
                return Ok(Err(Refusal::CodeNeeded { wrong }));
            }
        }
    }
    let today = now.at_zone(zone).date();
    let all = capacities(app.db().read(), region, account.id, today).await?;
    let Some(first) = all.first().cloned() else {
        return Ok(Err(Refusal::NoCapacity));
    };
    let token = random::token();
    let (given, browser) = (token.clone(), attempt.browser);
    let remember = (!known && !device_digest.is_empty()).then_some(device_digest);
    app.db()
        .maintain(region, "session.start", move |tx| {
            Box::pin(async move {
                session::start(tx, account.id, &first, &given, &browser).await?;
                device::forgive(tx, &key, &bucket).await?;
                if let Some(digest) = remember {
                    device::remember(tx, account.id, &digest).await?;
                }
                if totp_step > 0 {
                    totp::used(tx, account.id, totp_step).await?;
                }
                let details = json!({ "Nama": account.name, "Sebagai": first.title });
                tx.record(Ref::new("government.account", account.id), &details)
                    .await?;
                Ok(())
            })
        })
        .await?;
    Ok(Ok(SignedIn {
        token,
        capacities: all.len(),
    }))
}

fn refused(region: &RegionCode) {
    tracing::warn!(region = %region, "sign-in refused");
    metrics::counter!("tuntas_sign_in_refused").increment(1);
}
