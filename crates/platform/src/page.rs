//! A page is a title and a body. One layer at the top wraps it in the shell (or not, for htmx), so
//! that a template holds only its own content and a struct only its own data.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

/// What a handler returns for the reader.
#[derive(Debug)]
pub struct Page {
    status: StatusCode,
    content: PageBody,
}

/// The part of a page the shell needs; travels in the response's extensions.
#[derive(Clone, Debug)]
pub struct PageBody {
    /// Title of the window and the page.
    pub title: String,
    /// Rendered HTML of the page's own content.
    pub body: String,
    /// Key of a draft kept on the device that is done with (see `data-draft` of forms).
    pub draft_done: Option<String>,
    /// A sentence shown once above the content.
    pub flash: Option<String>,
    /// Whether it shows a map, which takes a script and a style sheet of its own.
    pub map: bool,
}

impl Page {
    /// Renders `template` as the content of a page called `title`.
    ///
    /// # Errors
    /// `Problem::Internal` when the template cannot be rendered.
    pub fn new(title: impl Into<String>, template: &impl Template) -> Result<Self, Problem> {
        Ok(Self::rendered(title, template.render()?))
    }

    /// A page whose content is rendered already (from the cache of composed pages).
    pub fn rendered(title: impl Into<String>, body: String) -> Self {
        Self {
            status: StatusCode::OK,
            content: PageBody {
                title: title.into(),
                body,
                draft_done: None,
                flash: None,
                map: false,
            },
        }
    }

    /// The same page as the answer to a form that was refused: 422, with what was typed.
    #[must_use]
    pub fn refused(self) -> Self {
        self.with_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The same page with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Tells the browser that the draft of a form is done with and may be forgotten.
    #[must_use]
    pub fn draft_done(mut self, key: impl Into<String>) -> Self {
        self.content.draft_done = Some(key.into());
        self
    }

    /// Brings the script and the style sheet of maps along (see `data-map`).
    #[must_use]
    pub fn with_map(mut self) -> Self {
        self.content.map = true;
        self
    }

    /// Shows a sentence once above the content.
    #[must_use]
    pub fn flash(mut self, text: Option<String>) -> Self {
        self.content.flash = text;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self.content);
        response
    }
}
