//! *Tim dan Pokja*: teams across units, with members from outside.

mod all;
mod form;
mod member;
mod one;

use platform::right::Routes;

/// The routes of teams.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/tim", all::show)
        .post("/{region}/pengaturan/tim", all::add)
        .get("/{region}/pengaturan/tim/{team}", one::show)
        .post("/{region}/pengaturan/tim/{team}", one::change)
        .post("/{region}/pengaturan/tim/{team}/anggota", member::add)
        .post("/{region}/pengaturan/tim/{team}/akhiri", member::end)
}
