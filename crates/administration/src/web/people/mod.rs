//! Data of a person, with an account or without one.

mod account;
mod edit;
mod form;
mod new;

use platform::right::Routes;

/// The routes of persons.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/akun/orang-baru", new::show)
        .post("/{region}/pengaturan/akun/orang-baru", new::send)
        .get("/{region}/pengaturan/akun/{account}/data", edit::show)
        .post("/{region}/pengaturan/akun/{account}/data", edit::send)
        .post(
            "/{region}/pengaturan/akun/{account}/buat-akun",
            account::send,
        )
}
