//! The only place of xtask that asks what time it is.
#![expect(
    clippy::disallowed_methods,
    reason = "the ban protects the program's injected clock; a build tool measures real time"
)]

use std::time::{Duration, Instant, SystemTime};

/// A running stopwatch.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts counting.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// What has passed since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// How long ago `then` was; nothing if it lies in the future.
pub fn age(then: SystemTime) -> Duration {
    SystemTime::now().duration_since(then).unwrap_or_default()
}

/// Seconds with one decimal, as every list of xtask prints them.
pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
