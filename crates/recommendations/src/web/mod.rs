//! Pages and actions of recommendations.

pub(crate) mod actions;
mod audit;
mod book;
mod choices;
mod decision;
mod decision_form;
mod item;
mod item_form;
mod list;
mod paper;
mod paste;
mod print;
mod view;
mod work;

pub use audit::AuditLine;
pub use view::{Line, Link};

use documents::register::pages;
use paper::CouncilPapers;
use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/rekomendasi", list::show)
        .get("/{region}/rekomendasi.xlsx", book::list)
        .get("/{region}/rekomendasi/keputusan/baru", decision_form::blank)
        .post("/{region}/rekomendasi/keputusan", decision_form::add)
        .get("/{region}/rekomendasi/keputusan/{decision}", decision::show)
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/ubah",
            decision_form::edit,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/ubah",
            decision_form::change,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/riwayat",
            decision::history,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/matriks.pdf",
            print::pdf,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/matriks.docx",
            print::docx,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/butir/baru",
            item_form::blank,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/butir",
            item_form::add,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/butir/tempel",
            paste::empty,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/butir/tempel",
            paste::keep,
        )
        .get("/{region}/rekomendasi/{item}", item::show)
        .get("/{region}/rekomendasi/{item}/ubah", item_form::edit)
        .post("/{region}/rekomendasi/{item}/ubah", item_form::change)
        .get("/{region}/rekomendasi/{item}/tindak-lanjut", work::form)
        .post("/{region}/rekomendasi/{item}/tindak-lanjut", work::open)
        .get("/{region}/rekomendasi/{item}/riwayat", item::history)
        .merge(register())
        .merge(audit::routes())
}

/// The register of a decision's papers.
fn register() -> Routes {
    Routes::new()
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/baru",
            pages::blank::<CouncilPapers>,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/naskah",
            pages::add::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}",
            pages::show::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/ubah",
            pages::edit::<CouncilPapers>,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/ubah",
            pages::change::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/langkah",
            pages::form::<CouncilPapers>,
        )
        .upload(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/langkah",
            pages::take::<CouncilPapers>,
        )
        .post(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/versi",
            pages::renew::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/riwayat",
            pages::history::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/cetak.pdf",
            pages::pdf::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/cetak.docx",
            pages::docx::<CouncilPapers>,
        )
        .get(
            "/{region}/rekomendasi/keputusan/{decision}/naskah/{council_paper}/srikandi.docx",
            pages::variables::<CouncilPapers>,
        )
}
