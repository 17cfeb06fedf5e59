//! *Jabatan, Pejabat*: the posts of a unit, who holds or held them, and the forms that change it.

mod change;
mod correct;
mod history;
mod holder;
mod person;
mod show;

use platform::right::Routes;

pub(super) use person::one_person;

/// The routes of posts.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/unit/{unit}/jabatan", show::show)
        .post("/{region}/pengaturan/unit/{unit}/jabatan", show::add)
        .get("/{region}/pengaturan/jabatan/{post}/ubah", change::show)
        .post("/{region}/pengaturan/jabatan/{post}/ubah", change::send)
        .get("/{region}/pengaturan/jabatan/{post}/pejabat", holder::show)
        .post("/{region}/pengaturan/jabatan/{post}/pejabat", holder::send)
        .get("/{region}/pengaturan/jabatan/{post}/riwayat", history::show)
        .get(
            "/{region}/pengaturan/pejabat/{holding}/koreksi",
            correct::show,
        )
        .post(
            "/{region}/pengaturan/pejabat/{holding}/koreksi",
            correct::send,
        )
}
