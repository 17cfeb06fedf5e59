//! Devices and delays. Wrong passwords make the next attempt wait longer: per account for each
//! device that signed in before, and once for all devices that never did. So a stranger who
//! guesses slows only strangers down, and nobody is ever locked out.

use platform::{
    Instant, Problem, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Name of the bucket of all devices that never signed in to the account.
pub(super) const STRANGER: &str = "-";

#[derive(FromQueryResult)]
pub(super) struct Delay {
    pub failures: i64,
    pub until_at: i64,
}

pub(super) async fn delay<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    account_key: &str,
    device: &str,
) -> Result<Option<Delay>, Problem> {
    sql::one(
        conn,
        "select failures, until_at from sign_in_delay \
         where region = $1 and account_key = $2 and device = $3",
        vec![region.as_str().into(), account_key.into(), device.into()],
    )
    .await
}

/// Seconds to wait after so many failures: 0, 0, 0, 1, 2, 4 ... at most five minutes.
pub(super) fn wait_seconds(failures: i64) -> i64 {
    match failures {
        ..=3 => 0,
        n => (1_i64 << (n - 4).min(9)).min(300),
    }
}

pub(super) async fn note_failure(
    tx: &Tx,
    account_key: &str,
    device: &str,
    failures: i64,
) -> Result<(), Problem> {
    let until: Instant = tx.now().plus_seconds(wait_seconds(failures));
    sql::run(
        tx.conn(),
        "insert into sign_in_delay (region, account_key, device, failures, until_at) \
         values ($1, $2, $3, $4, $5) on conflict (region, account_key, device) \
         do update set failures = excluded.failures, until_at = excluded.until_at",
        vec![
            tx.region().as_str().into(),
            account_key.into(),
            device.into(),
            failures.into(),
            until.0.into(),
        ],
    )
    .await?;
    Ok(())
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
