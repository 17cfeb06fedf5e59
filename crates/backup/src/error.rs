//! What can go wrong, for a person at a terminal.

use platform::{Problem, store::error::DbErr};

/// Why an archive could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error("database: {0}")]
    Database(#[from] Problem),
    /// A file or folder cannot be used.
    #[error("{path}: {error}")]
    Io {
        /// Which one.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The archive is damaged.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// It could be done, and is refused so that nothing is lost.
    #[error("{0}")]
    Refused(String),
}

impl Error {
    /// An error of the system about `path`.
    pub(crate) fn io(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |error| Self::Io {
            path: path.display().to_string(),
            error,
        }
    }
}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Database(error.into())
    }
}
