//! *Hadir lewat Kode*: the code on the screen, and people who say themselves that they are there.

mod board;
mod guest;
mod own;

pub(super) use board::{board, close, decide, open};
pub(super) use guest::{ask, guest_form, guest_send};
pub(super) use own::{own_form, own_send};

use askama::Template;
use axum::http::StatusCode;
use government::Directory;
use platform::{Instant, Page, Problem};

use crate::store::{Came, Meeting};

#[derive(Template)]
#[template(path = "directives/check_in_done.html")]
struct Done<'a> {
    title: &'a str,
    name: &'a str,
    already: bool,
    waits: bool,
}

#[derive(Template)]
#[template(path = "directives/check_in_gone.html")]
struct Gone {
    region: String,
}

/// What stands in the note of a line.
fn note(directory: &Directory, at: Instant) -> String {
    format!("lewat kode, {}", directory.region.stamp(at))
}

fn done(meeting: &Meeting, name: &str, came: Came, waits: bool) -> Result<Page, Problem> {
    let done = Done {
        title: &meeting.title,
        name,
        already: came == Came::Already,
        waits,
    };
    Page::new("Kehadiran Tercatat", &done)
}

/// The page of a code that opens nothing.
fn gone(directory: &Directory) -> Result<Page, Problem> {
    let gone = Gone {
        region: directory.region.code.to_string(),
    };
    Ok(Page::new("Kode Tidak Berlaku", &gone)?.with_status(StatusCode::NOT_FOUND))
}
