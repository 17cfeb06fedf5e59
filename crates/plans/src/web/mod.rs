//! Pages and actions of plans, campaigns, activities and joint operations.

pub(crate) mod actions;
mod activity;
mod boundaries;
mod campaign;
mod choices;
mod mission;
mod operation;
mod photos;
mod plan;
mod regular;
mod step;

pub use operation::OperationLine;
pub use plan::PlanLine;
pub use regular::AreaLine;

use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    plan_routes()
        .merge(activity_routes())
        .merge(operation_routes())
}

fn plan_routes() -> Routes {
    Routes::new()
        .get("/{region}/rencana-aksi", plan::list::show)
        .get("/{region}/rencana-aksi.xlsx", plan::list::book)
        .get("/{region}/rencana-aksi/baru", plan::form::blank)
        .post("/{region}/rencana-aksi", plan::form::add)
        .get("/{region}/rencana-aksi/misi", mission::list)
        .post("/{region}/rencana-aksi/misi", mission::add)
        .post("/{region}/rencana-aksi/misi/{mission}", mission::change)
        .get("/{region}/rencana-aksi/{plan}", plan::one::show)
        .get("/{region}/rencana-aksi/{plan}/ubah", plan::form::edit)
        .post("/{region}/rencana-aksi/{plan}/ubah", plan::form::change)
        .get("/{region}/rencana-aksi/{plan}/langkah", step::blank)
        .post("/{region}/rencana-aksi/{plan}/langkah", step::add)
        .get("/{region}/rencana-aksi/langkah/{step}", step::edit)
        .post("/{region}/rencana-aksi/langkah/{step}", step::change)
        .post("/{region}/rencana-aksi/langkah/{step}/hapus", step::drop)
        .post("/{region}/rencana-aksi/{plan}/ajukan", plan::decide::send)
        .post(
            "/{region}/rencana-aksi/{plan}/sepakati",
            plan::decide::agree,
        )
        .post(
            "/{region}/rencana-aksi/{plan}/kembalikan",
            plan::decide::send_back,
        )
        .post(
            "/{region}/rencana-aksi/{plan}/buka-kembali",
            plan::decide::reopen,
        )
        .get("/{region}/rencana-aksi/{plan}/riwayat", plan::history::show)
}

fn activity_routes() -> Routes {
    Routes::new()
        .get("/{region}/kegiatan", activity::list::show)
        .get("/{region}/kegiatan.xlsx", activity::list::book)
        .get("/{region}/kegiatan/baru", activity::form::blank)
        .upload("/{region}/kegiatan/lapor", activity::form::add)
        .get("/{region}/kegiatan/keteraturan", regular::show)
        .get("/{region}/kegiatan/keteraturan.xlsx", regular::book)
        .get("/{region}/kegiatan/{activity}", activity::one::show)
        .get("/{region}/kegiatan/{activity}/ubah", activity::form::edit)
        .upload(
            "/{region}/kegiatan/{activity}/lapor",
            activity::form::change,
        )
        .post(
            "/{region}/kegiatan/{activity}/batalkan",
            activity::one::void,
        )
        .get(
            "/{region}/kegiatan/{activity}/riwayat",
            activity::one::history,
        )
        .get("/{region}/gerakan", campaign::list)
        .get("/{region}/gerakan/baru", campaign::form::blank)
        .post("/{region}/gerakan", campaign::form::add)
        .get("/{region}/gerakan/{campaign}", campaign::one::show)
        .get("/{region}/gerakan/{campaign}/ubah", campaign::form::edit)
        .post("/{region}/gerakan/{campaign}/ubah", campaign::form::change)
}

fn operation_routes() -> Routes {
    Routes::new()
        .get("/{region}/operasi", operation::list)
        .get("/{region}/operasi.xlsx", operation::book)
        .get("/{region}/operasi/baru", operation::form::blank)
        .post("/{region}/operasi", operation::form::add)
        .get("/{region}/operasi/{operation}", operation::one::show)
        .get("/{region}/operasi/{operation}/ubah", operation::form::edit)
        .post(
            "/{region}/operasi/{operation}/ubah",
            operation::form::change,
        )
        .post(
            "/{region}/operasi/{operation}/lokasi",
            operation::form::add_spot,
        )
        .get(
            "/{region}/operasi/{operation}/riwayat",
            operation::one::history,
        )
        .get("/{region}/operasi/lokasi/{spot}", operation::visit_form)
        .upload(
            "/{region}/operasi/lokasi/{spot}/lapor",
            operation::add_visit,
        )
        .get("/{region}/wilayah/batas.geojson", boundaries::geojson)
}
