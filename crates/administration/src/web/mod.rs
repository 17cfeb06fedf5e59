//! Pages and actions, one a file.

mod accounts;
pub mod actions;
mod assignments;
mod audit;
mod audit_check;
mod audit_page;
mod book;
mod calendar;
mod capacity;
mod frame;
mod handovers;
mod institutions;
mod invitation;
mod jobs;
mod lists;
mod merger;
mod messages;
mod own;
mod people;
mod posts;
mod refusal;
mod relations;
mod rename;
mod settings;
mod sign_in;
mod sign_out;
mod stationery;
mod teams;
mod transfer;
mod units;
mod visitor;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::import;
use platform::{Action, App, Grant, PathParams, Problem, RegionCode, right::Routes};

use crate::imports::{HolidayList, StarterPack, TransferList};

pub(crate) use accounts::{number, sign_in_name};
pub use transfer::MOST as TRANSFER_ROWS;

use frame::Frame;
use visitor::Visitor;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/masuk", sign_in::show)
        .post("/{region}/masuk", sign_in::send)
        .post("/{region}/keluar", sign_out::send)
        .get("/{region}/undangan/{token}", invitation::show)
        .post("/{region}/undangan/{token}", invitation::send)
        .get("/{region}/bertindak-sebagai", capacity::show)
        .post("/{region}/bertindak-sebagai", capacity::send)
        .merge(own::routes())
        .get("/{region}/pengaturan", settings::show)
        .post("/{region}/pengaturan/aturan", settings::send)
        .merge(accounts::routes())
        .get("/{region}/pengaturan/akun.xlsx", accounts::book)
        .merge(people::routes())
        .merge(posts::routes())
        .merge(handovers::routes())
        .merge(lists::routes())
        .merge(assignments::routes())
        .merge(teams::routes())
        .merge(institutions::routes())
        .get("/{region}/pengaturan/mutasi", transfer::show)
        .post("/{region}/pengaturan/mutasi", transfer::send)
        .merge(transfers())
        .merge(starter())
        .get("/{region}/pengaturan/unit", units::show)
        .get("/{region}/pengaturan/unit.xlsx", book::units)
        .post("/{region}/pengaturan/unit/{unit}/tanda", units::send)
        .get("/{region}/pengaturan/unit/{unit}/nama", rename::show)
        .post("/{region}/pengaturan/unit/{unit}/nama", rename::send)
        .get("/{region}/pengaturan/unit/{unit}/hubungan", relations::show)
        .post("/{region}/pengaturan/unit/{unit}/hubungan", relations::send)
        .get("/{region}/pengaturan/unit/{unit}/gabung", merger::show)
        .post("/{region}/pengaturan/unit/{unit}/gabung", merger::send)
        .get("/{region}/pengaturan/kalender", calendar::show)
        .get("/{region}/pengaturan/kalender.xlsx", book::calendar)
        .merge(stationery::routes())
        .merge(holidays())
        .post("/{region}/pengaturan/kalender", calendar::send)
        .get("/{region}/pengaturan/jejak-audit", audit::show)
        .post(
            "/{region}/pengaturan/jejak-audit/periksa",
            audit_check::send,
        )
        .get("/{region}/pengaturan/pekerjaan", jobs::show)
        .post("/{region}/pengaturan/pekerjaan/{job}/ulangi", jobs::revive)
}

/// Holidays that come in as a workbook.
fn holidays() -> Routes {
    Routes::new()
        .get(
            "/{region}/pengaturan/kalender/impor",
            import::form::<HolidayList>,
        )
        .upload(
            "/{region}/pengaturan/kalender/impor",
            import::upload::<HolidayList>,
        )
        .get(
            "/{region}/pengaturan/kalender/impor/contoh.xlsx",
            import::example::<HolidayList>,
        )
        .get(
            "/{region}/pengaturan/kalender/impor/{import}",
            import::show::<HolidayList>,
        )
        .post(
            "/{region}/pengaturan/kalender/impor/{import}/simpan",
            import::keep::<HolidayList>,
        )
}

/// Decrees that come in as a workbook.
fn transfers() -> Routes {
    Routes::new()
        .get(
            "/{region}/pengaturan/mutasi/impor",
            import::form::<TransferList>,
        )
        .upload(
            "/{region}/pengaturan/mutasi/impor",
            import::upload::<TransferList>,
        )
        .get(
            "/{region}/pengaturan/mutasi/impor/contoh.xlsx",
            import::example::<TransferList>,
        )
        .get(
            "/{region}/pengaturan/mutasi/impor/{import}",
            import::show::<TransferList>,
        )
        .post(
            "/{region}/pengaturan/mutasi/impor/{import}/simpan",
            import::keep::<TransferList>,
        )
}

/// A city that comes in as one workbook.
fn starter() -> Routes {
    Routes::new()
        .get(
            "/{region}/pengaturan/paket-awal",
            import::form::<StarterPack>,
        )
        .get(
            "/{region}/pengaturan/paket-awal/impor",
            import::form::<StarterPack>,
        )
        .upload(
            "/{region}/pengaturan/paket-awal/impor",
            import::upload::<StarterPack>,
        )
        .get(
            "/{region}/pengaturan/paket-awal/impor/contoh.xlsx",
            import::example::<StarterPack>,
        )
        .get(
            "/{region}/pengaturan/paket-awal/impor/{import}",
            import::show::<StarterPack>,
        )
        .post(
            "/{region}/pengaturan/paket-awal/impor/{import}/simpan",
            import::keep::<StarterPack>,
        )
}

/// Whether the reader has another right as well, to show what leads there.
fn may<A: Action>(app: &App, grant: &Grant<A>, code: &str) -> bool {
    app.matrix().scope(&grant.actor().role, code).is_some()
}

/// The region of a path that anybody may reach.
fn region_of(path: &PathParams) -> Result<RegionCode, Problem> {
    path.text("region")?.parse().map_err(|_| Problem::NotFound)
}

/// An answer that sets cookies.
fn with_cookies(answer: impl IntoResponse, cookies: &[String]) -> Response {
    let mut response = answer.into_response();
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// An answer that shows a secret: no browser keeps it.
fn unkept(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
