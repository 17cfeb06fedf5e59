//! Pages and actions of standing reports.

pub(crate) mod actions;
mod book;
mod form;
mod history;
mod inbox;
mod late;
mod list;
mod paper;
mod period;
mod print;
mod row;
mod rows;
mod sent;
mod standing;
mod typing;

use documents::register::pages;
use paper::LetterPapers;
use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/laporan-berkala", list::show)
        .post("/{region}/laporan-berkala", form::add)
        .get("/{region}/laporan-berkala/baru", form::blank)
        .get("/{region}/laporan-berkala/terlambat", late::show)
        .get("/{region}/laporan-berkala/terlambat.xlsx", book::late)
        .get("/{region}/laporan-berkala/{standing}", standing::show)
        .get(
            "/{region}/laporan-berkala/{standing}/rekap.xlsx",
            book::periods,
        )
        .get("/{region}/laporan-berkala/{standing}/ubah", form::edit)
        .post("/{region}/laporan-berkala/{standing}/ubah", form::change)
        .get(
            "/{region}/laporan-berkala/{standing}/riwayat",
            history::of_standing,
        )
        .get("/{region}/laporan-periode/{period}", period::show)
        .upload("/{region}/laporan-periode/{period}", period::keep)
        .upload("/{region}/laporan-periode/{period}/baris", rows::keep)
        .get(
            "/{region}/laporan-periode/{period}/contoh.xlsx",
            book::example,
        )
        .post("/{region}/laporan-periode/{period}/kirim", period::send)
        .get(
            "/{region}/laporan-periode/{period}/riwayat",
            history::of_period,
        )
        .get("/{region}/laporan-masuk", inbox::show)
        .get("/{region}/laporan-terkirim/{sent}", sent::show)
        .get("/{region}/laporan-terkirim/{sent}/baris.xlsx", book::rows)
        .get("/{region}/laporan-terkirim/{sent}/cetak.pdf", print::pdf)
        .get("/{region}/laporan-terkirim/{sent}/cetak.docx", print::docx)
        .merge(register())
        .get("/{region}/baris-laporan/{report_row}", row::show)
        .post(
            "/{region}/baris-laporan/{report_row}/pemeriksaan",
            row::check,
        )
}

/// The register of letters of reports.
fn register() -> Routes {
    Routes::new()
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/baru",
            pages::blank::<LetterPapers>,
        )
        .post(
            "/{region}/laporan-terkirim/{sent}/naskah",
            pages::add::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}",
            pages::show::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/ubah",
            pages::edit::<LetterPapers>,
        )
        .post(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/ubah",
            pages::change::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/langkah",
            pages::form::<LetterPapers>,
        )
        .upload(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/langkah",
            pages::take::<LetterPapers>,
        )
        .post(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/versi",
            pages::renew::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/riwayat",
            pages::history::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/cetak.pdf",
            pages::pdf::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/cetak.docx",
            pages::docx::<LetterPapers>,
        )
        .get(
            "/{region}/laporan-terkirim/{sent}/naskah/{letter_paper}/srikandi.docx",
            pages::variables::<LetterPapers>,
        )
}
