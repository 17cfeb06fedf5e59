//! What can go wrong on the way to an answer, in words a person can act on.

use std::{error::Error, fmt};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

/// Why a request was not done. Every kind has its own status and its own page.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in (or the session ended). 303 to the sign-in page for reading, 401 else.
    NotSignedIn {
        /// Path of the sign-in page.
        sign_in: String,
        /// Whether a redirect is the right answer (a page was asked for).
        redirect: bool,
    },
    /// Signed in, but without this right. 403.
    Forbidden(String),
    /// No such page or record, or not one of this region. 404.
    NotFound,
    /// Somebody else changed the record in between. 409.
    Conflict(String),
    /// The same form came a second time. 303 to where the first sending led.
    Repeated(String),
    /// The request is understood and refused by a rule. 422; the text says what to do.
    Refused(String),
    /// The request itself is malformed. 400.
    Malformed(String),
    /// Something sent is too large. 413.
    TooLarge(String),
    /// Too many attempts; the text says when to come back. 429.
    TooMany {
        /// What the person reads.
        message: String,
        /// Seconds until the next attempt may succeed.
        retry_after: i64,
    },
    /// The system cannot do it just now (starting, stopping, database away). 503.
    Unavailable(String),
    /// Our fault. 500; the details go to the log, the person gets a number to quote.
    Internal(Box<dyn Error + Send + Sync>),
}

/// What the shell shows of a problem; travels in the response's extensions.
#[derive(Clone, Debug)]
pub struct ProblemPage {
    /// Heading: what happened.
    pub title: &'static str,
    /// What to do now.
    pub message: String,
}

impl Problem {
    /// An internal problem from any error.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// Status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Repeated(_) => StatusCode::SEE_OTHER,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the person reads.
    pub fn page(&self) -> ProblemPage {
        let (title, message) = match self {
            Self::NotSignedIn { .. } => (
                "Anda belum masuk",
                "Sesi Anda sudah berakhir. Masuk kembali, lalu ulangi; isian yang tersimpan di \
                 perangkat ini akan muncul lagi."
                    .to_owned(),
            ),
            Self::Forbidden(text) => ("Tidak berwenang", text.clone()),
            Self::NotFound => (
                "Halaman tidak ditemukan",
                "Alamat ini tidak ada, atau catatannya bukan milik daerah ini. Periksa kembali \
                 tautannya atau mulai dari Beranda."
                    .to_owned(),
            ),
            Self::Conflict(text) => ("Sudah diubah orang lain", text.clone()),
            Self::Repeated(_) => (
                "Sudah terkirim",
                "Kiriman yang sama sudah diterima sebelumnya dan dihitung satu kali.".to_owned(),
            ),
            Self::Refused(text) => ("Belum dapat diproses", text.clone()),
            Self::Malformed(text) => ("Kiriman tidak dapat dibaca", text.clone()),
            Self::TooLarge(text) => ("Terlalu besar", text.clone()),
            Self::TooMany { message, .. } => ("Tunggu sebentar", message.clone()),
            Self::Unavailable(text) => ("Sedang tidak tersedia", text.clone()),
            Self::Internal(_) => (
                "Terjadi kesalahan pada sistem",
                "Tidak ada yang tersimpan dari langkah terakhir. Coba sekali lagi; bila terulang, \
                 sampaikan nomor di bawah ini kepada administrator."
                    .to_owned(),
            ),
        };
        ProblemPage { title, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(error) => write!(f, "internal: {error}"),
            other => {
                let page = other.page();
                write!(f, "{}: {}", page.title, page.message)
            }
        }
    }
}

impl Error for Problem {}

impl From<sea_error::DbErr> for Problem {
    fn from(error: sea_error::DbErr) -> Self {
        crate::store::problem_of(error)
    }
}

use crate::store::error as sea_error;

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Self::NotSignedIn {
            sign_in,
            redirect: true,
        } = &self
        {
            return Redirect::to(sign_in).into_response();
        }
        if let Self::Repeated(path) = &self {
            return Redirect::to(path).into_response();
        }
        if let Self::Internal(error) = &self {
            tracing::error!(error = %error, "internal problem");
        }
        let mut response = self.status().into_response();
        if let Self::TooMany { retry_after, .. } = &self
            && let Ok(value) = retry_after.to_string().parse()
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response.extensions_mut().insert(self.page());
        response
    }
}
