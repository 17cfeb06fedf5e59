//! Waiting without sleeping longer than needed: look again and again until it is there.

use std::time::Duration;

use anyhow::anyhow;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::Outcome;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is looked for.
const PACE: Duration = Duration::from_millis(40);

/// Looks until `look` finds something. An error is a "not yet" as well: a page that is just being
/// replaced has no elements to ask.
///
/// # Errors
/// When nothing is found in time; the text says `what` was looked for and what stood in the way.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let mut last = String::from("it is not there");
    let found = timeout(PATIENCE, async {
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            pace.tick().await;
            match look().await {
                Ok(Some(found)) => return found,
                Ok(None) => {}
                Err(error) => last = format!("{error:#}"),
            }
        }
    })
    .await;
    found.map_err(|_| anyhow!("waited for {what}: {last}"))
}
