//! Start is refused unless the writer reads back that acknowledged writes survive a power cut.

use sea_orm::{DatabaseConnection, DbBackend};

use crate::{problem::Problem, store::sql};

/// Reads the settings back from the engine itself.
///
/// # Errors
/// `Problem::Unavailable` naming the setting that does not hold.
pub async fn verify(writer: &DatabaseConnection) -> Result<(), Problem> {
    let checks: &[(&str, &str, &[&str])] = match writer.get_database_backend() {
        DbBackend::Sqlite => &[
            ("pragma synchronous", "synchronous", &["2", "3"]),
            ("pragma journal_mode", "journal_mode", &["wal"]),
            ("pragma foreign_keys", "foreign_keys", &["1"]),
        ],
        _ => &[
            ("show fsync", "fsync", &["on"]),
            ("show full_page_writes", "full_page_writes", &["on"]),
            (
                "show synchronous_commit",
                "synchronous_commit",
                &["on", "local", "remote_write", "remote_apply"],
            ),
        ],
    };
    for (question, name, good) in checks {
        let answer = sql::word(writer, question).await?;
        if !good.contains(&answer.as_str()) {
            return Err(Problem::Unavailable(format!(
                "the database would lose acknowledged writes: {name} is {answer}, must be {}",
                good.join(" or ")
            )));
        }
    }
    Ok(())
}
