//! The server: listening, draining, the job runner, the daily rounds, metrics.

mod daily;
pub mod mail;
pub mod metrics;
pub mod public;
mod run;

use std::sync::atomic::{AtomicBool, Ordering};

pub use daily::{NAMED_FILES, anchor_all, named_files, round, sweep_files};
pub use run::serve;

/// Whether the server takes new work. Kept in the app.
#[derive(Debug, Default)]
pub struct Readiness {
    stopping: AtomicBool,
}

impl Readiness {
    /// Says that the server is about to stop.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether it takes new work.
    pub fn is_ready(&self) -> bool {
        !self.stopping.load(Ordering::SeqCst)
    }
}
