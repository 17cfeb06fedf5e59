//! Forms: everything arrives as text, is read field by field, and what is wrong is said beside the
//! field in Indonesian while everything typed stays where it was.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use time::Date;

use crate::{date, problem::Problem};

/// What is wrong with a form: field name to sentence. The empty name stands for the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors(BTreeMap<&'static str, String>);

impl FormErrors {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes what is wrong with `field`; the first sentence about a field stays.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.entry(field).or_insert_with(|| message.into());
    }

    /// The sentence about `field`, or an empty text.
    pub fn of(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Whether anything is wrong.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// All sentences, for the summary above the form.
    pub fn all(&self) -> impl Iterator<Item = (&&'static str, &String)> {
        self.0.iter()
    }

    /// A text: trimmed, at most `max` characters, without characters no database keeps.
    /// Line breaks are one `\n`.
    pub fn text(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        let text = typed.trim().replace("\r\n", "\n");
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            self.add(
                field,
                "Ada karakter yang tidak terbaca di isian ini. Hapus, lalu ketik ulang.",
            );
            return String::new();
        }
        let length = text.chars().count();
        if length > max {
            self.add(
                field,
                format!("Paling banyak {max} karakter; yang diketik {length} karakter."),
            );
        }
        text
    }

    /// A text that may not be empty.
    pub fn required(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        let text = self.text(field, typed, max);
        if text.is_empty() {
            self.add(field, "Wajib diisi.");
        }
        text
    }

    /// A date, or `None` where the field is empty.
    pub fn date(&mut self, field: &'static str, typed: &str) -> Option<Date> {
        if typed.trim().is_empty() {
            return None;
        }
        let read = date::parse(typed).filter(|d| (1990..=2100).contains(&d.year()));
        if read.is_none() {
            self.add(field, "Tulis tanggal seperti 17/5/2022 (hari/bulan/tahun).");
        }
        read
    }

    /// A time of day in minutes after midnight, or `None` where the field is empty.
    pub fn minute(&mut self, field: &'static str, typed: &str) -> Option<i64> {
        if typed.trim().is_empty() {
            return None;
        }
        let read = date::parse_minute(typed);
        if read.is_none() {
            self.add(field, "Tulis jam seperti 08.30.");
        }
        read
    }
}

/// A typed form body. Unlike axum's own extractor it never answers in English: what cannot be read
/// becomes a `Problem`. Repeated fields are read into `Vec`s.
#[derive(Debug)]
pub struct Typed<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Typed<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(rejection) => {
                tracing::warn!(reason = %rejection, "unreadable form");
                let status = axum::response::IntoResponse::into_response(rejection).status();
                Err(if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                    Problem::TooLarge(
                        "Isian yang dikirim terlalu panjang. Ringkas isinya, atau lampirkan \
                         sebagai berkas."
                            .into(),
                    )
                } else {
                    Problem::Malformed(
                        "Isian tidak dapat dibaca. Muat ulang halaman, lalu isi kembali.".into(),
                    )
                })
            }
        }
    }
}

/// The query of a list page (`?status=terlambat&halaman=2`). What cannot be read is a `Problem`.
#[derive(Debug)]
pub struct Filter<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Filter<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum_extra::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|query| Self(query.0))
            .map_err(|rejection| {
                tracing::warn!(reason = %rejection, "unreadable query");
                Problem::Malformed("Saringan pada alamat halaman ini tidak terbaca.".into())
            })
    }
}

/// A filter as it stands in an address, with the question mark; parts that are empty are left out.
pub fn query(parts: &[(&str, &str)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("?{}", parts.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::FormErrors;

    #[test]
    fn text_is_trimmed_limited_and_clean() {
        let mut errors = FormErrors::new();
        assert_eq!(errors.required("a", "  isi\r\nbaris  ", 20), "isi\nbaris");
        assert!(!errors.any());
        errors.required("b", "   ", 20);
        assert_eq!(errors.of("b"), "Wajib diisi.");
        errors.text("c", "nul\0", 20);
        assert!(errors.of("c").contains("tidak terbaca"));
        errors.text("d", "panjang", 3);
        assert!(errors.of("d").contains("Paling banyak 3 karakter"));
    }

    #[test]
    fn dates_say_how_to_write_them() {
        let mut errors = FormErrors::new();
        assert!(errors.date("a", "").is_none() && !errors.any());
        assert!(errors.date("a", "besok").is_none());
        assert!(errors.of("a").contains("17/5/2022"));
    }
}
