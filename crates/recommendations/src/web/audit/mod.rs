//! Pages and actions of what audits found.

pub(crate) mod actions;
mod book;
mod finding;
mod finding_form;
mod item;
mod item_form;
mod list;
mod payment;
mod report;
mod report_form;
mod steps;
mod view;

pub use view::AuditLine;

use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/temuan", list::show)
        .get("/{region}/temuan.xlsx", book::list)
        .get("/{region}/temuan/laporan/baru", report_form::blank)
        .post("/{region}/temuan/laporan", report_form::add)
        .get("/{region}/temuan/laporan/{audit_report}", report::show)
        .get(
            "/{region}/temuan/laporan/{audit_report}/ubah",
            report_form::edit,
        )
        .post(
            "/{region}/temuan/laporan/{audit_report}/ubah",
            report_form::change,
        )
        .get(
            "/{region}/temuan/laporan/{audit_report}/riwayat",
            report::history,
        )
        .get(
            "/{region}/temuan/laporan/{audit_report}/temuan",
            finding_form::blank,
        )
        .post(
            "/{region}/temuan/laporan/{audit_report}/temuan",
            finding_form::add,
        )
        .get("/{region}/temuan/{finding}", finding::show)
        .get("/{region}/temuan/{finding}/ubah", finding_form::edit)
        .post("/{region}/temuan/{finding}/ubah", finding_form::change)
        .get("/{region}/temuan/{finding}/riwayat", finding::history)
        .get("/{region}/temuan/{finding}/rekomendasi", item_form::blank)
        .post("/{region}/temuan/{finding}/rekomendasi", item_form::add)
        .get("/{region}/rekomendasi-pemeriksaan/{audit_item}", item::show)
        .get(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/ubah",
            item_form::edit,
        )
        .post(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/ubah",
            item_form::change,
        )
        .get(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/riwayat",
            item::history,
        )
        .post(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/status",
            steps::status,
        )
        .post(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/jawaban",
            steps::answer,
        )
        .upload(
            "/{region}/rekomendasi-pemeriksaan/{audit_item}/setoran",
            payment::add,
        )
}
