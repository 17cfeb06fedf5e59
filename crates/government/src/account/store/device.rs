//! Devices and delays. Wrong passwords make the next attempt wait longer: per account for each
//! device that signed in before, and once for all devices that never did. So a stranger who
//! guesses slows only strangers down, and nobody is ever locked out.

use platform::{
    Problem, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{FromQueryResult, Value};

/// Name of the bucket of all devices that never signed in to the account.
pub(super) const STRANGER: &str = "-";

/// Seconds to wait after so many failures: 0, 0, 0, 1, 2, 4 ... at most five minutes.
pub(super) fn wait_seconds(failures: i64) -> i64 {
    match failures {
        ..=3 => 0,
        n => (1_i64 << (n - 4).min(9)).min(300),
    }
}

/// Reserves one attempt before the password is looked at: counts it as failed and sets the wait.
/// Right answers are forgiven afterwards. So a hundred attempts at once are still one after the
/// other. The seconds to wait, when it is too soon.
pub(super) async fn reserve(
    tx: &Tx,
    account_key: &str,
    device: &str,
) -> Result<Option<i64>, Problem> {
    let key = || -> Vec<Value> {
        vec![
            tx.region().as_str().into(),
            account_key.into(),
            device.into(),
        ]
    };
    let mut values = key();
    values.push(tx.now().0.into());
    let reserved = sql::run(
        tx.conn(),
        "insert into sign_in_delay (region, account_key, device, failures, until_at) \
         values ($1, $2, $3, 1, 0) on conflict (region, account_key, device) \
         do update set failures = sign_in_delay.failures + 1 where sign_in_delay.until_at <= $4",
        values,
    )
    .await?;
    let row: Option<Delay> = sql::one(
        tx.conn(),
        "select failures, until_at from sign_in_delay \
         where region = $1 and account_key = $2 and device = $3",
        key(),
    )
    .await?;
    let delay = row.ok_or_else(|| Problem::internal("a delay vanished"))?;
    if reserved == 0 {
        return Ok(Some((delay.until_at - tx.now().0) / 1_000_000 + 1));
    }
    let mut values = key();
    let until = tx.now().plus_seconds(wait_seconds(delay.failures));
    values.push(until.0.into());
    sql::run(
        tx.conn(),
        "update sign_in_delay set until_at = $4 \
         where region = $1 and account_key = $2 and device = $3",
        values,
    )
    .await?;
    Ok(None)
}

#[derive(FromQueryResult)]
struct Delay {
    failures: i64,
    until_at: i64,
}

pub(super) async fn forgive(tx: &Tx, account_key: &str, device: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from sign_in_delay where region = $1 and account_key = $2 and device = $3",
        vec![
            tx.region().as_str().into(),
            account_key.into(),
            device.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn remember(tx: &Tx, account: Uuid, digest: &str) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "known_device",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("account_id", account.into()),
            ("digest", digest.into()),
        ],
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::wait_seconds;

    #[test]
    fn the_wait_grows_and_stays_bearable() {
        let waits: Vec<_> = (1..=14).map(wait_seconds).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(wait_seconds(i64::MAX), 300);
    }
}
