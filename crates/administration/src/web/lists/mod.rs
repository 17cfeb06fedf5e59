//! *Daftar Alamat*: the lists letters and invitations go to, their members as of a day, and whom
//! they mean on it.

mod add;
mod all;
mod end;
mod one;
mod rename;

use axum::response::{IntoResponse, Redirect, Response};
use government::{Directory, structure::KeptList};
use platform::{Problem, RegionCode, right::Routes};

/// The routes of address lists.
pub fn routes() -> Routes {
    const ONE: &str = "/{region}/pengaturan/daftar-alamat/{list}";
    Routes::new()
        .get("/{region}/pengaturan/daftar-alamat", all::show)
        .post("/{region}/pengaturan/daftar-alamat", all::send)
        .get(ONE, one::show)
        .post(
            "/{region}/pengaturan/daftar-alamat/{list}/nama",
            rename::send,
        )
        .post(
            "/{region}/pengaturan/daftar-alamat/{list}/anggota",
            add::send,
        )
        .post(
            "/{region}/pengaturan/daftar-alamat/{list}/akhiri",
            end::send,
        )
}

/// Back to the page of a list, which says that it was changed.
fn changed(region: &RegionCode, key: &str) -> Response {
    let path = format!("/{region}/pengaturan/daftar-alamat/{key}?pesan=daftar");
    Redirect::to(&path).into_response()
}

/// The stored list behind a key. Groups that follow from kinds of units have no members to change.
fn kept(directory: &Directory, key: &str) -> Result<KeptList, Problem> {
    directory
        .group(key)
        .and_then(|group| group.list)
        .ok_or_else(|| {
            Problem::Refused(
            "Daftar ini mengikuti jenis unit dan tidak disusun sendiri. Buat daftar baru, lalu \
             salin anggotanya."
                .into(),
        )
        })
}
