//! Pages and actions of priorities.

pub(crate) mod actions;
mod book;
mod form;
mod history;
mod list;
mod one;
mod print;
mod view;
mod work;

pub use view::Standing;

use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/prioritas", list::show)
        .get("/{region}/prioritas.xlsx", book::year_book)
        .get("/{region}/prioritas/baru", form::blank)
        .post("/{region}/prioritas", form::add)
        .get("/{region}/prioritas/cetak.pdf", print::pdf)
        .get("/{region}/prioritas/cetak.docx", print::docx)
        .get("/{region}/prioritas/{priority}", one::show)
        .get("/{region}/prioritas/{priority}/ubah", form::edit)
        .post("/{region}/prioritas/{priority}/ubah", form::change)
        .get("/{region}/prioritas/{priority}/tindak-lanjut", work::form)
        .post("/{region}/prioritas/{priority}/tindak-lanjut", work::open)
        .get("/{region}/prioritas/{priority}/riwayat", history::show)
}
