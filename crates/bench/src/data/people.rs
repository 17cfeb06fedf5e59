//! People who can sign in, and sessions that are open already.

use government::{
    Role,
    account::{Acting, NewAccount, NewAssignment, add_account, add_assignment},
    posts::{NewHolder, Period, add_holder, add_post},
};
use platform::{App, Clock, Problem, Tx, Uuid, clock::SystemClock, random, store::sql};
use sha2::{Digest, Sha256};

/// Everybody of a region.
pub struct People {
    /// The units, in their order.
    pub units: Vec<Uuid>,
    /// Account and words of the heads, in the order of their units; nil where there is none.
    pub heads: Vec<(Uuid, String)>,
    /// Account and words of the verifier.
    pub verifier: (Uuid, String),
}

/// Name to sign in with of the head of an agency, counted from 0.
pub fn head(number: usize) -> String {
    format!("kepala-{:02}", number + 1)
}

/// Name of the verifier.
pub fn verifier() -> String {
    "verifikator".to_owned()
}

/// Name of the head of region.
pub fn head_of_region() -> String {
    "wali-kota".to_owned()
}

/// The session's token of a person: known beforehand, so that no run begins with signing in.
fn token(region: &str, sign_in: &str) -> String {
    random::hex(&Sha256::digest(
        format!("bench {region} {sign_in}").as_bytes(),
    ))
}

/// The session's cookie of a person.
pub fn cookie(region: &str, sign_in: &str) -> String {
    format!("tuntas={region}~{}", token(region, sign_in))
}

/// Enters heads, verifier and head of region, each with an open session.
pub async fn enter(
    app: &App,
    tx: &mut Tx,
    units: Vec<Uuid>,
    heads: usize,
    hash: &str,
) -> Result<People, Problem> {
    let mut people = People {
        heads: vec![(Uuid::nil(), "Sistem".to_owned()); units.len()],
        verifier: (Uuid::nil(), String::new()),
        units,
    };
    for number in 0..heads {
        let name = format!("Nama Kepala {:02}, S.E., M.Si.", number + 1);
        let sign_in = head(number);
        let account = account(app, tx, &name, &sign_in, hash).await?;
        let title = format!("Kepala Dinas Urusan Pemerintahan Nomor {:02}", number + 1);
        let holder = NewHolder {
            post: add_post(tx, people.units[number], &title, Role::Head).await?,
            account,
            acting: Acting::Definitive,
            period: Period::default(),
            source: String::new(),
        };
        let holder = add_holder(tx, holder).await?;
        session(tx, &sign_in, account, (1, holder)).await?;
        people.heads[number] = (account, format!("{name} ({title})"));
    }
    let last = people.units.len() - 1;
    for (sign_in, name, role, unit) in [
        (verifier(), "Nama Verifikator", Role::Verifier, last),
        (head_of_region(), "Nama Wali Kota", Role::Leader, last - 1),
    ] {
        let account = account(app, tx, name, &sign_in, hash).await?;
        let assignment = NewAssignment {
            account,
            unit: people.units[unit],
            role,
            title: role.label().to_owned(),
            decree: "ukur".into(),
            from: None,
            until: None,
        };
        let assignment = add_assignment(tx, assignment).await?;
        session(tx, &sign_in, account, (2, assignment)).await?;
        if role == Role::Verifier {
            people.verifier = (account, format!("{name} ({})", role.label()));
        }
    }
    Ok(people)
}

async fn account(
    app: &App,
    tx: &mut Tx,
    name: &str,
    sign_in: &str,
    hash: &str,
) -> Result<Uuid, Problem> {
    let new = NewAccount {
        name: name.to_owned(),
        sign_in: sign_in.to_owned(),
        nip: String::new(),
        wa: String::new(),
        grade: String::new(),
        password: Some(hash.to_owned()),
    };
    add_account(tx, app.keys(), new).await
}

/// A session that stays open for years: the database is kept.
async fn session(
    tx: &Tx,
    sign_in: &str,
    account: Uuid,
    (kind, capacity): (i16, Uuid),
) -> Result<(), Problem> {
    let region = tx.region().as_str();
    let token = token(region, sign_in);
    let until = SystemClock.now().plus_seconds(10 * 366 * 24 * 3600);
    sql::insert(
        tx.conn(),
        "session",
        vec![
            ("region", region.into()),
            ("id", tx.new_id().into()),
            (
                "token_digest",
                random::hex(&Sha256::digest(token.as_bytes())).into(),
            ),
            ("account_id", account.into()),
            ("capacity_kind", kind.into()),
            ("capacity_id", capacity.into()),
            ("device", "bench".into()),
            ("created_at", tx.now().0.into()),
            ("expires_at", until.0.into()),
        ],
    )
    .await
}
