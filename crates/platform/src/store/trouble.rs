//! What heals by itself or by an administrator, and is nobody's mistake: the engine is away,
//! starting, stopping, full, or may only be read.
//!
//! When an engine restarts, every connection of the pool is dead and nobody has told it. The first
//! request that finds out says so here, and every connection that has lain idle since before is
//! looked at once before it is used: one person is asked to try again, and not one for each
//! connection.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use sea_orm::{
    DbErr, RuntimeErr,
    sqlx::{self, Connection, Postgres, pool::PoolOptions},
};

use crate::clock;

/// A connection that lay idle longer is looked at anyway.
const IDLE: Duration = Duration::from_secs(30);

/// When the last trouble was found, in microseconds since this process began to count; 0 for never.
static LAST_TROUBLE: AtomicU64 = AtomicU64::new(0);

/// Whether this is such trouble; if so, connections idle since before are looked at.
pub(super) fn is_trouble(error: &DbErr) -> bool {
    let trouble = is_out_of_reach(error);
    if trouble {
        LAST_TROUBLE.store(micros_since_began().max(1), Ordering::SeqCst);
    }
    trouble
}

/// Looks at connections that were last used before trouble.
pub(super) fn looking(pool: PoolOptions<Postgres>) -> PoolOptions<Postgres> {
    pool.before_acquire(|connection, about| {
        Box::pin(async move {
            if is_doubtful(
                about.idle_for,
                micros_since_began(),
                LAST_TROUBLE.load(Ordering::SeqCst),
            ) {
                connection.ping().await?;
            }
            Ok(true)
        })
    })
}

/// Whether a connection idle for so long may have died with the trouble of `last` (0 for none).
fn is_doubtful(idle: Duration, now: u64, last: u64) -> bool {
    let used = now.saturating_sub(u64::try_from(idle.as_micros()).unwrap_or(u64::MAX));
    used <= last && last > 0 || idle > IDLE
}

fn micros_since_began() -> u64 {
    u64::try_from(clock::running().as_micros()).unwrap_or(u64::MAX)
}

fn is_out_of_reach(error: &DbErr) -> bool {
    let (DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    let RuntimeErr::SqlxError(inner) = inner else {
        return matches!(error, DbErr::Conn(_));
    };
    match inner.as_ref() {
        sqlx::Error::Database(told) => told.code().is_some_and(|code| is_engines_trouble(&code)),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        _ => false,
    }
}

/// SQLite: input/output error, full, read-only, with whatever stands in the upper bits. PostgreSQL
/// has codes of five places: connection (08), resources such as the disk (53), operator (57P),
/// read-only (25006).
fn is_engines_trouble(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 8 | 10 | 13),
        _ => ["08", "53", "57P", "25006"]
            .iter()
            .any(|begin| code.starts_with(begin)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{is_doubtful, is_engines_trouble};

    #[test]
    fn trouble_of_the_engine_is_told_from_mistakes() {
        for code in [
            "8", "10", "13", "1032", "3082", "57P01", "53100", "08006", "25006",
        ] {
            assert!(is_engines_trouble(code), "{code}");
        }
        // a duplicate, a missing table, a broken reference, a wrong type
        for code in ["19", "1", "2067", "787", "23505", "42P01", "22P02", "40001"] {
            assert!(!is_engines_trouble(code), "{code}");
        }
    }

    #[test]
    fn connections_idle_since_before_the_trouble_are_looked_at_once() {
        let second = 1_000_000;
        let idle = |seconds| Duration::from_secs(seconds);
        assert!(!is_doubtful(idle(5), 20 * second, 0), "no trouble yet");
        assert!(is_doubtful(idle(5), 20 * second, 16 * second));
        assert!(
            !is_doubtful(idle(3), 20 * second, 16 * second),
            "used since"
        );
        assert!(
            is_doubtful(idle(25), 20 * second, 16 * second),
            "older than the count"
        );
        assert!(is_doubtful(idle(31), 90 * second, 16 * second), "long idle");
    }
}
