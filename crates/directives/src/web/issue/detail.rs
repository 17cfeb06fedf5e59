//! One issue.

use askama::Template;
use axum::extract::State;
use government::Directories;
use platform::{Action, App, Grant, Page, Problem, RegionCode, form::FormErrors};

use super::{Line, close::Typing};
use crate::{
    store::{self, Issue},
    web::actions::{ReadIssue, WriteIssue},
};

#[derive(Template)]
#[template(path = "directives/issue.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Issue,
    line: Line,
    meeting: Option<(String, String)>,
    may_write: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadIssue>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing {
        versi: it.version.to_string(),
        ..Typing::default()
    };
    render(&app, &grant, it, &typing, &FormErrors::new()).await
}

/// The page of the issue as it stands, with what was typed of its end and what is wrong with it.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn render<A: Action<Target = Issue>>(
    app: &App,
    grant: &Grant<A>,
    it: &Issue,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let region = grant.region();
    let meeting = match it.meeting_id {
        Some(id) => store::find(app.db().read(), region, id).await?,
        None => None,
    };
    let actor = grant.actor();
    // a link that leads to a refusal helps nobody
    let scope = app.matrix().scope(&actor.role, WriteIssue::CODE);
    let may_write = actor.region == *region
        && scope.is_some_and(|scope| {
            it.places()
                .iter()
                .any(|place| scope.covers(&actor.place, place))
        });
    let view = View {
        line: Line::of(&directory, it),
        meeting: meeting.map(|m| (format!("/{region}/rapat/{}", m.id), m.title)),
        may_write,
        region,
        it,
        typing,
        errors,
    };
    Page::new(it.kind().label(), &view)
}
