//! *Dokumen Rencana*: Renstra, RKPD and Renja, asked of units, written, sent, set, opened for a change.

mod ask;
mod decide;
mod list;
mod one;
mod print;
mod shown;
mod spot;

use documents::import;
use platform::Routes;

use crate::imports::WorkPlan;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/dokumen-rencana", list::show)
        .get("/{region}/dokumen-rencana/daftar.xlsx", list::book)
        .get("/{region}/rpjmd/{development_plan}/dokumen", ask::blank)
        .post("/{region}/rpjmd/{development_plan}/dokumen", ask::ask)
        .get("/{region}/dokumen-rencana/{plan_document}", one::show)
        .get(
            "/{region}/dokumen-rencana/{plan_document}/riwayat",
            one::history,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/baris",
            spot::show,
        )
        .post(
            "/{region}/dokumen-rencana/{plan_document}/baris",
            spot::keep,
        )
        .post(
            "/{region}/dokumen-rencana/{plan_document}/ajukan",
            decide::send,
        )
        .post(
            "/{region}/dokumen-rencana/{plan_document}/putuskan",
            decide::decide,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/dokumen.pdf",
            print::pdf,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/dokumen.docx",
            print::docx,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/tabel.xlsx",
            print::book,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/impor",
            import::form::<WorkPlan>,
        )
        .upload(
            "/{region}/dokumen-rencana/{plan_document}/impor",
            import::upload::<WorkPlan>,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/impor/contoh.xlsx",
            import::example::<WorkPlan>,
        )
        .get(
            "/{region}/dokumen-rencana/{plan_document}/impor/{import}",
            import::show::<WorkPlan>,
        )
        .post(
            "/{region}/dokumen-rencana/{plan_document}/impor/{import}/simpan",
            import::keep::<WorkPlan>,
        )
}
