//! Pages and actions of priorities.

pub(crate) mod actions;
mod book;
mod form;
mod history;
mod list;
mod one;
mod paper;
mod print;
mod view;
mod work;

pub use view::Standing;

use documents::register::pages;
use paper::AgendaPapers;
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
        .get("/{region}/prioritas/tahun/{year}", list::of_year)
        .merge(register())
        .get("/{region}/prioritas/{priority}", one::show)
        .get("/{region}/prioritas/{priority}/ubah", form::edit)
        .post("/{region}/prioritas/{priority}/ubah", form::change)
        .get("/{region}/prioritas/{priority}/tindak-lanjut", work::form)
        .post("/{region}/prioritas/{priority}/tindak-lanjut", work::open)
        .get("/{region}/prioritas/{priority}/riwayat", history::show)
}

/// The register of a year's papers.
fn register() -> Routes {
    Routes::new()
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/baru",
            pages::blank::<AgendaPapers>,
        )
        .post(
            "/{region}/prioritas/tahun/{year}/naskah",
            pages::add::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}",
            pages::show::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/ubah",
            pages::edit::<AgendaPapers>,
        )
        .post(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/ubah",
            pages::change::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/langkah",
            pages::form::<AgendaPapers>,
        )
        .upload(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/langkah",
            pages::take::<AgendaPapers>,
        )
        .post(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/versi",
            pages::renew::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/riwayat",
            pages::history::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/cetak.pdf",
            pages::pdf::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/cetak.docx",
            pages::docx::<AgendaPapers>,
        )
        .get(
            "/{region}/prioritas/tahun/{year}/naskah/{agenda_paper}/srikandi.docx",
            pages::variables::<AgendaPapers>,
        )
}
