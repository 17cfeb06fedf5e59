//! The recorder's side: the code on the screen, who came by it, and guests to be confirmed.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory, account::mask_nip};
use platform::{App, Grant, Instant, Page, Problem, RegionCode, Uuid, form::Typed, http::Visit};
use serde::Deserialize;

use super::{super::actions::WriteMeeting, note};
use crate::{
    rules::{Scan, code, scan, spelled},
    store::{self, CheckIn, GUEST_NIP, Meeting, OpenList},
};

#[derive(Template)]
#[template(path = "directives/check_in_board.html")]
struct Board<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    open: Option<Screen>,
    came: usize,
    waiting: Vec<Guest>,
    done: Vec<Guest>,
}

/// What the room sees.
struct Screen {
    code: String,
    address: String,
    scan: Option<Scan>,
    opened: String,
    until: String,
}

/// Somebody who came, in words.
struct Guest {
    it: CheckIn,
    nip: String,
    at: String,
}

/// What is chosen of those who wait.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    orang: Vec<String>,
    putusan: String,
}

impl Screen {
    fn of(directory: &Directory, list: OpenList, origin: &str, now: Instant) -> Self {
        let code = code(&list.secret, now);
        let region = &directory.region;
        Self {
            scan: scan(&format!("{origin}/{}/hadir/{code}", region.code)),
            address: format!("{origin}/{}/hadir", region.code),
            code: spelled(&code),
            opened: list.opened_name,
            until: region.stamp(Instant(list.until)),
        }
    }
}

/// The board.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn board(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    visit: Visit,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, it, now) = (app.db().read(), grant.region(), grant.target(), app.now());
    let open = store::open_lists(db, region, now).await?;
    let open = open.into_iter().find(|list| list.meeting_id == it.id);
    let mut people = Vec::new();
    for person in store::check_ins(db, region, it.id).await? {
        let nip = match &person.nip_sealed {
            Some(sealed) => mask_nip(&app.keys().open_sealed(GUEST_NIP, sealed)?),
            None => String::new(),
        };
        people.push(Guest {
            nip,
            at: directory.region.stamp(Instant(person.at)),
            it: person,
        });
    }
    let came = people.iter().filter(|guest| guest.it.counts()).count();
    let (waiting, done) = people.into_iter().partition(|guest| guest.it.waits());
    let view = Board {
        region,
        it,
        open: open.map(|list| Screen::of(&directory, list, &visit.origin, now)),
        came,
        waiting,
        done,
    };
    Page::new("Hadir lewat Kode", &view)
}

fn back(region: &RegionCode, meeting: Uuid) -> Redirect {
    Redirect::to(&format!("/{region}/rapat/{meeting}/kode-hadir"))
}

/// Opens the attendance list.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::web) async fn open(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let id = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::open_list(tx, id).await })
        })
        .await?;
    Ok(back(grant.region(), id))
}

/// Closes it.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::web) async fn close(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let id = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::close_list(tx, id).await })
        })
        .await?;
    Ok(back(grant.region(), id))
}

/// Confirms guests, or turns them away.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::web) async fn decide(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let confirm = match typing.putusan.as_str() {
        "terima" => true,
        "tolak" => false,
        _ => {
            return Err(Problem::Refused(
                "Pilih Konfirmasi atau Tolak untuk tamu yang dipilih.".into(),
            ));
        }
    };
    let directory = Directories::of(&app, &grant).await?;
    let chosen: Vec<Uuid> = typing
        .orang
        .iter()
        .filter_map(|id| Uuid::parse_str(id).ok())
        .collect();
    let id = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let words = |at| note(&directory, at);
                store::decide_guests(tx, id, &chosen, confirm, words).await
            })
        })
        .await?;
    Ok(back(grant.region(), id))
}
