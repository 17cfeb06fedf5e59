//! Pages and actions of rounds, fillings and lists of indicators.

pub(crate) mod actions;
mod compilation;
mod filling;
mod indicator;
mod many;
mod narrative;
mod reopening;
mod round;
mod rules;
mod version;

use documents::import;
use government::Directory;
use platform::{Instant, Routes};

pub(crate) use indicator::{FAMILY, LPPD};

use crate::imports::{BandList, CellList, DueList, HistoricList, IndicatorList};

/// The routes.
pub(crate) fn routes() -> Routes {
    rounds()
        .merge(fillings())
        .merge(reviews())
        .merge(reopenings())
        .merge(compilations())
        .merge(narrative::routes())
        .merge(indicators())
        .merge(regulations())
}

fn rounds() -> Routes {
    Routes::new()
        .get("/{region}/periode-pengisian", round::list::show)
        .get("/{region}/periode-pengisian/baru", round::form::blank)
        .post("/{region}/periode-pengisian", round::form::add)
        .get("/{region}/periode-pengisian/{round}", round::board::show)
        .post(
            "/{region}/periode-pengisian/{round}/tutup",
            round::board::close,
        )
        .get(
            "/{region}/periode-pengisian/{round}/riwayat",
            round::history::show,
        )
        .get("/{region}/periode-pengisian/{round}/sekaligus", many::show)
        .post(
            "/{region}/periode-pengisian/{round}/sekaligus/terima",
            many::accept,
        )
        .post(
            "/{region}/periode-pengisian/{round}/sekaligus/kembalikan",
            many::give_back,
        )
        .post(
            "/{region}/periode-pengisian/{round}/sekaligus/ingatkan",
            many::remind,
        )
        .post(
            "/{region}/periode-pengisian/{round}/sekaligus/perpanjang",
            many::extend,
        )
        .get(
            "/{region}/periode-pengisian/{round}/input",
            round::national::show,
        )
        .post(
            "/{region}/periode-pengisian/{round}/input",
            round::national::note,
        )
        .get(
            "/{region}/periode-pengisian/{round}/versi",
            version::of_round::show,
        )
        .get(
            "/{region}/periode-pengisian/{round}/versi.xlsx",
            version::of_round::xlsx,
        )
        .get(
            "/{region}/periode-pengisian/{round}/harus-naik",
            round::rise::show,
        )
        .get(
            "/{region}/periode-pengisian/{round}/harus-naik.xlsx",
            round::rise::xlsx,
        )
        .get(
            "/{region}/periode-pengisian/{round}/rekap.xlsx",
            round::table::tally,
        )
        .get(
            "/{region}/periode-pengisian/{round}/lppd.xlsx",
            round::table::book,
        )
        .get(
            "/{region}/periode-pengisian/{round}/lppd.pdf",
            round::table::pdf,
        )
        .get(
            "/{region}/periode-pengisian/{round}/lppd.docx",
            round::table::docx,
        )
        .get(
            "/{region}/periode-pengisian/{round}/bukti.zip",
            round::archive::zip,
        )
}

fn fillings() -> Routes {
    Routes::new()
        .get("/{region}/isian/{filling}", filling::grid::show)
        .post(
            "/{region}/isian/{filling}/baris/{indicator}",
            filling::row::save,
        )
        .post("/{region}/isian/{filling}/tempel", filling::paste::keep)
        .get(
            "/{region}/isian/{filling}/ikk/{indicator}",
            filling::one::show,
        )
        .upload(
            "/{region}/isian/{filling}/bukti/{indicator}",
            filling::proof::add,
        )
        .get("/{region}/isian/{filling}/bagian", filling::parts::show)
        .post("/{region}/isian/{filling}/bagian", filling::parts::ask)
        .post(
            "/{region}/isian/{filling}/bagian/jumlahkan",
            filling::parts::sum,
        )
        .get("/{region}/isian/{filling}/riwayat", filling::history::show)
        .get("/{region}/isian/{filling}/versi", version::of_filling::show)
        .get(
            "/{region}/isian/{filling}/versi.xlsx",
            version::of_filling::xlsx,
        )
        .get("/{region}/isian/{filling}/impor", import::form::<CellList>)
        .upload(
            "/{region}/isian/{filling}/impor",
            import::upload::<CellList>,
        )
        .get(
            "/{region}/isian/{filling}/impor/contoh.xlsx",
            import::example::<CellList>,
        )
        .get(
            "/{region}/isian/{filling}/impor/{import}",
            import::show::<CellList>,
        )
        .post(
            "/{region}/isian/{filling}/impor/{import}/simpan",
            import::keep::<CellList>,
        )
}

fn reviews() -> Routes {
    Routes::new()
        .post("/{region}/isian/{filling}/kirim", filling::step::send)
        .post(
            "/{region}/isian/{filling}/desk/kembalikan",
            filling::step::desk_return,
        )
        .post(
            "/{region}/isian/{filling}/desk/terima",
            filling::step::desk_accept,
        )
        .post(
            "/{region}/isian/{filling}/bagian/kembalikan",
            filling::step::part_return,
        )
        .post(
            "/{region}/isian/{filling}/bagian/terima",
            filling::step::part_accept,
        )
        .post(
            "/{region}/isian/{filling}/reviu/kembalikan",
            filling::step::review_return,
        )
        .post(
            "/{region}/isian/{filling}/reviu/selesai",
            filling::step::review_accept,
        )
        .post(
            "/{region}/isian/{filling}/tanda-tangan",
            filling::step::sign,
        )
        .post(
            "/{region}/isian/{filling}/buka-kembali",
            filling::step::reopen,
        )
        .post("/{region}/isian/{filling}/asistensi", filling::assist::note)
        .get("/{region}/isian/{filling}/chr", filling::findings::show)
        .get("/{region}/isian/{filling}/chr.pdf", filling::print::pdf)
        .get("/{region}/isian/{filling}/chr.docx", filling::print::docx)
        .post(
            "/{region}/isian/{filling}/chr/{indicator}",
            filling::findings::add,
        )
        .post(
            "/{region}/isian/{filling}/tanggapan/{review_finding}",
            filling::findings::answer,
        )
        .post(
            "/{region}/isian/{filling}/catatan/{review_finding}",
            filling::findings::settle,
        )
        .post(
            "/{region}/isian/{filling}/nilai-bukti/{indicator}",
            filling::proof::judge,
        )
}

fn compilations() -> Routes {
    Routes::new()
        .post("/{region}/isian/{filling}/menyusul", filling::later::note)
        .get(
            "/{region}/periode-pengisian/{round}/kompilasi",
            compilation::compile::show,
        )
        .post(
            "/{region}/periode-pengisian/{round}/kompilasi",
            compilation::compile::compile,
        )
        .get("/{region}/kompilasi/{compilation}", compilation::one::show)
        .get(
            "/{region}/kompilasi/{compilation}/lppd.pdf",
            compilation::print::pdf,
        )
        .get(
            "/{region}/kompilasi/{compilation}/lppd.docx",
            compilation::print::docx,
        )
        .post(
            "/{region}/kompilasi/{compilation}/ajukan",
            compilation::one::present,
        )
        .post(
            "/{region}/kompilasi/{compilation}/tanda-tangan",
            compilation::one::sign,
        )
        .post(
            "/{region}/kompilasi/{compilation}/kembalikan",
            compilation::one::give_back,
        )
}

fn reopenings() -> Routes {
    Routes::new()
        .post(
            "/{region}/isian/{filling}/ikk/{indicator}/buka-kembali",
            reopening::ask,
        )
        .get("/{region}/buka-kembali/{reopening}", reopening::show)
        .post(
            "/{region}/buka-kembali/{reopening}/putuskan",
            reopening::decide,
        )
        .post(
            "/{region}/buka-kembali/{reopening}/klarifikasi",
            reopening::correct,
        )
}

fn indicators() -> Routes {
    Routes::new()
        .get("/{region}/daftar-ikk", indicator::list::show)
        .get("/{region}/daftar-ikk/tahunan.xlsx", indicator::book::book)
        .post("/{region}/daftar-ikk/dari-paket", indicator::take::take)
        .get("/{region}/daftar-ikk/impor", import::form::<IndicatorList>)
        .upload(
            "/{region}/daftar-ikk/impor",
            import::upload::<IndicatorList>,
        )
        .get(
            "/{region}/daftar-ikk/impor/contoh.xlsx",
            import::example::<IndicatorList>,
        )
        .get(
            "/{region}/daftar-ikk/impor/{import}",
            import::show::<IndicatorList>,
        )
        .post(
            "/{region}/daftar-ikk/impor/{import}/simpan",
            import::keep::<IndicatorList>,
        )
        .get("/{region}/daftar-ikk/historis", indicator::historic::show)
        .get(
            "/{region}/daftar-ikk/historis/bukti",
            indicator::proof::form,
        )
        .upload(
            "/{region}/daftar-ikk/historis/bukti",
            indicator::proof::upload,
        )
        .get(
            "/{region}/daftar-ikk/historis/bukti/{import}",
            indicator::proof::show,
        )
        .post(
            "/{region}/daftar-ikk/historis/bukti/{import}/simpan",
            indicator::proof::keep,
        )
        .get(
            "/{region}/daftar-ikk/historis/impor",
            import::form::<HistoricList>,
        )
        .upload(
            "/{region}/daftar-ikk/historis/impor",
            import::upload::<HistoricList>,
        )
        .get(
            "/{region}/daftar-ikk/historis/impor/contoh.xlsx",
            import::example::<HistoricList>,
        )
        .get(
            "/{region}/daftar-ikk/historis/impor/{import}",
            import::show::<HistoricList>,
        )
        .post(
            "/{region}/daftar-ikk/historis/impor/{import}/simpan",
            import::keep::<HistoricList>,
        )
        .get("/{region}/daftar-ikk/{indicator}", indicator::one::show)
        .post("/{region}/daftar-ikk/{indicator}", indicator::one::own)
}

fn regulations() -> Routes {
    Routes::new()
        .get("/{region}/peraturan", rules::show)
        .get("/{region}/peraturan/skala", rules::show)
        .get("/{region}/peraturan/kalender", rules::show)
        .get("/{region}/peraturan/skala.xlsx", rules::bands)
        .get("/{region}/peraturan/kalender.xlsx", rules::dues)
        .get("/{region}/peraturan/skala/impor", import::form::<BandList>)
        .upload(
            "/{region}/peraturan/skala/impor",
            import::upload::<BandList>,
        )
        .get(
            "/{region}/peraturan/skala/impor/contoh.xlsx",
            import::example::<BandList>,
        )
        .get(
            "/{region}/peraturan/skala/impor/{import}",
            import::show::<BandList>,
        )
        .post(
            "/{region}/peraturan/skala/impor/{import}/simpan",
            import::keep::<BandList>,
        )
        .get(
            "/{region}/peraturan/kalender/impor",
            import::form::<DueList>,
        )
        .upload(
            "/{region}/peraturan/kalender/impor",
            import::upload::<DueList>,
        )
        .get(
            "/{region}/peraturan/kalender/impor/contoh.xlsx",
            import::example::<DueList>,
        )
        .get(
            "/{region}/peraturan/kalender/impor/{import}",
            import::show::<DueList>,
        )
        .post(
            "/{region}/peraturan/kalender/impor/{import}/simpan",
            import::keep::<DueList>,
        )
}

/// "5 November 2026, 08.10 WIB".
pub(crate) fn stamp(directory: &Directory, at: &i64) -> String {
    directory.region.stamp(Instant(*at))
}
