//! Counts the statements of a task: pages promise a fixed handful, and tests hold them to it.

use std::{cell::Cell, future::Future};

tokio::task_local! {
    static STATEMENTS: Cell<u32>;
}

/// Notes one statement, when somebody counts.
pub(super) fn one() {
    let _ = STATEMENTS.try_with(|count| count.set(count.get() + 1));
}

/// Statements of this task so far; 0 when nobody counts.
pub fn so_far() -> u32 {
    STATEMENTS.try_with(Cell::get).unwrap_or(0)
}

/// Runs `work` and counts its statements.
pub async fn counted<F: Future>(work: F) -> (F::Output, u32) {
    STATEMENTS
        .scope(Cell::new(0), async {
            let output = work.await;
            (output, so_far())
        })
        .await
}
