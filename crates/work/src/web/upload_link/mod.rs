//! *Tautan Unggah*: made and looked after by the unit, opened by whoever holds the post it is for.

mod manage;
mod receive;
mod take;

pub(super) use manage::{make, show, withdraw};
pub(super) use receive::{door, receive};
pub(super) use take::{discard, photo, take_over};

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

/// A page with a secret: kept by no cache and found by no search.
fn unkept(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    response
}
