//! Pages and actions of performance agreements and of the plan tree.

mod achievement;
pub(crate) mod actions;
mod basics;
mod books;
mod decide;
mod document;
mod heads;
mod line;
mod list;
mod lkjip;
mod mapping;
mod monitoring;
mod one;
mod print;
mod program;
mod quarter;
mod report;
mod scan;
mod signing;
mod touched;
mod tree;
mod versions;
mod year;

pub use tree::Branch;

use platform::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    years()
        .merge(agreements())
        .merge(quarters())
        .merge(heads::routes())
        .merge(lkjip::routes())
        .merge(tree::routes())
        .merge(mapping::routes())
        .merge(document::routes())
}

/// Everything of a whole year.
fn years() -> Routes {
    Routes::new()
        .get("/{region}/perjanjian-kinerja", list::show)
        .get("/{region}/perjanjian-kinerja/tahun/baru", year::blank)
        .post("/{region}/perjanjian-kinerja/tahun", year::add)
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/ubah",
            year::edit,
        )
        .post(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/ubah",
            year::change,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/daftar.xlsx",
            books::agreements,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/cascading.xlsx",
            books::cascade,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/cetak.pdf",
            print::all_pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/cetak.docx",
            print::all_docx,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/pejabat",
            touched::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/realisasi",
            report::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/realisasi.xlsx",
            report::book,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/realisasi.pdf",
            report::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/capaian",
            achievement::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/capaian.xlsx",
            achievement::book,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/capaian.pdf",
            achievement::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/monitoring",
            monitoring::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/monitoring.xlsx",
            monitoring::book,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/monitoring.pdf",
            monitoring::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/monitoring.docx",
            monitoring::docx,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/penandatanganan",
            signing::blank,
        )
        .post(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/penandatanganan",
            signing::add,
        )
        .get(
            "/{region}/perjanjian-kinerja/penandatanganan/{signing}",
            signing::show,
        )
        .post(
            "/{region}/perjanjian-kinerja/penandatanganan/{signing}",
            signing::sign,
        )
}

/// One agreement.
fn agreements() -> Routes {
    Routes::new()
        .get("/{region}/perjanjian-kinerja/{agreement}", one::show)
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/ubah",
            basics::edit,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/ubah",
            basics::change,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/baris",
            line::blank,
        )
        .post("/{region}/perjanjian-kinerja/{agreement}/baris", line::add)
        .get(
            "/{region}/perjanjian-kinerja/baris/{agreement_line}",
            line::edit,
        )
        .post(
            "/{region}/perjanjian-kinerja/baris/{agreement_line}",
            line::change,
        )
        .post(
            "/{region}/perjanjian-kinerja/baris/{agreement_line}/hapus",
            line::drop,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/program",
            program::blank,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/program",
            program::add,
        )
        .post(
            "/{region}/perjanjian-kinerja/program/{agreement_program}/hapus",
            program::drop,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/ajukan",
            decide::send,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/kembalikan",
            decide::send_back,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/revisi",
            decide::ask,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/revisi/putuskan",
            decide::decide,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/terbitkan-kembali",
            touched::reissue,
        )
        .upload(
            "/{region}/perjanjian-kinerja/{agreement}/pindaian",
            scan::keep,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/versi",
            versions::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/riwayat",
            versions::history,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/cetak.pdf",
            print::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/cetak.docx",
            print::docx,
        )
}

/// What was reached in a quarter.
fn quarters() -> Routes {
    Routes::new()
        .get("/{region}/realisasi-pk/{agreement_quarter}", quarter::show)
        .post("/{region}/realisasi-pk/{agreement_quarter}", quarter::keep)
        .post(
            "/{region}/realisasi-pk/{agreement_quarter}/ajukan",
            quarter::send,
        )
        .post(
            "/{region}/realisasi-pk/{agreement_quarter}/catatan",
            quarter::note,
        )
}
