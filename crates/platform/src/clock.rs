//! Instants and clocks. The clock is always passed in, so that a test or a played year decides
//! what "now" is; `clippy.toml` bans reading the time anywhere else.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use time::{OffsetDateTime, UtcOffset};

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// One second in the unit of an instant.
    pub const SECOND: i64 = 1_000_000;

    /// This instant moved by whole seconds (negative: earlier).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(Self::SECOND)))
    }

    /// Whole seconds since 1970, rounded down.
    pub fn unix_seconds(self) -> i64 {
        self.0.div_euclid(Self::SECOND)
    }

    /// Date and time of this instant at a fixed offset of `zone` hours from UTC.
    /// Instants outside the years -9999..9999 are clamped to 1970.
    pub fn at_zone(self, zone: i8) -> OffsetDateTime {
        let offset = UtcOffset::from_hms(zone, 0, 0).unwrap_or(UtcOffset::UTC);
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(offset)
    }
}

/// Where "now" comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the time"
    )]
    fn now(&self) -> Instant {
        let nanos = OffsetDateTime::now_utc().unix_timestamp_nanos() / 1000;
        Instant(i64::try_from(nanos).unwrap_or(i64::MAX))
    }
}

/// A clock that stands where it is put and ticks one microsecond a reading, so that what happens
/// in order is also stamped in order. For tests and for playing a year of meetings.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// A clock standing at `at`.
    pub fn new(at: Instant) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Puts the clock to `at`.
    pub fn set(&self, at: Instant) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves the clock by whole seconds.
    pub fn advance(&self, seconds: i64) {
        self.0
            .fetch_add(seconds * Instant::SECOND, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// How long this process has been counting: only grows, whatever is done to the machine's clock. For
/// comparing moments of connections, never for what people read.
pub(crate) fn running() -> Duration {
    static BEGAN: LazyLock<std::time::Instant> = LazyLock::new(began);
    BEGAN.elapsed()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the steady clock"
)]
fn began() -> std::time::Instant {
    std::time::Instant::now()
}
