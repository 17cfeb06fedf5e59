//! The page of work that is going on: it asks for itself again until the work is over.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use platform::{Page, Problem, RegionCode};

use super::Home;

/// Work that is going on, as it is shown.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "documents/import_running.html")]
pub struct Running<'a> {
    /// Whose.
    pub region: &'a RegionCode,
    /// Where the import belongs.
    pub home: &'a Home,
    /// What the way here calls this page.
    pub here: &'a str,
    /// What comes in.
    pub title: &'a str,
    /// The file.
    pub name: &'a str,
    /// How far it is: "12 baris sudah dibaca".
    pub done: &'a str,
}

impl Running<'_> {
    /// The page.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn page(&self) -> Result<Response, Problem> {
        let mut response = Page::new(self.title, self)?.into_response();
        response
            .headers_mut()
            .insert(header::REFRESH, HeaderValue::from_static("2"));
        Ok(response)
    }
}
