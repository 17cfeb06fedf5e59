//! Pages and actions of meetings and points.

pub(crate) mod actions;
mod address;
mod agenda;
mod attendance;
mod awards;
mod book;
mod briefing;
mod check_in;
mod dates;
mod evaluation;
mod form;
mod hand_over;
mod history;
mod invite;
mod issue;
mod kinds;
mod list;
mod live;
mod meeting;
mod minutes;
mod next;
mod paper;
mod point;
mod progress;
mod raiser;
mod state;
mod stored;

pub use briefing::compose_briefing;
use documents::{import, register::pages};
use paper::MeetingPapers;
use platform::Routes;

use crate::imports::{AttendanceList, FollowUpList};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/kalender-kerja", dates::show)
        .get("/{region}/kalender-kerja.xlsx", dates::book)
        .get("/{region}/rapat", list::show)
        .get("/{region}/rapat.xlsx", book::meetings)
        .get("/{region}/rapat/baru", form::blank)
        .post("/{region}/rapat", form::add)
        .get("/{region}/rapat/jenis", kinds::show)
        .post("/{region}/rapat/jenis", kinds::add)
        .post("/{region}/rapat/jenis/ubah", kinds::change)
        .get("/{region}/rapat/{meeting}", meeting::show)
        .get("/{region}/rapat/{meeting}/ubah", form::edit)
        .post("/{region}/rapat/{meeting}/ubah", form::change)
        .post("/{region}/rapat/{meeting}/status", state::set)
        .post("/{region}/rapat/{meeting}/agenda", agenda::add)
        .post("/{region}/rapat/{meeting}/agenda/hapus", agenda::remove)
        .get("/{region}/rapat/{meeting}/penghargaan", awards::show)
        .post("/{region}/rapat/{meeting}/penghargaan", awards::add)
        .post(
            "/{region}/rapat/{meeting}/penghargaan/hapus",
            awards::remove,
        )
        .get("/{region}/rapat/{meeting}/undang", invite::form)
        .post("/{region}/rapat/{meeting}/undang", invite::keep)
        .get("/{region}/rapat/{meeting}/kehadiran", attendance::form)
        .post("/{region}/rapat/{meeting}/kehadiran", attendance::save)
        .merge(imports())
        .get("/{region}/rapat/{meeting}/evaluasi", evaluation::show)
        .get("/{region}/rapat/{meeting}/evaluasi.xlsx", book::evaluation)
        .get(
            "/{region}/rapat/{meeting}/tindak-lanjut.xlsx",
            book::follow_ups,
        )
        .get(
            "/{region}/rapat/{meeting}/daftar-hadir.xlsx",
            book::attendance,
        )
        .get("/{region}/rapat/{meeting}/kode-hadir", check_in::board)
        .post("/{region}/rapat/{meeting}/kode-hadir/buka", check_in::open)
        .post(
            "/{region}/rapat/{meeting}/kode-hadir/tutup",
            check_in::close,
        )
        .post(
            "/{region}/rapat/{meeting}/kode-hadir/konfirmasi",
            check_in::decide,
        )
        .get("/{region}/hadir", check_in::ask)
        .get("/{region}/hadir/{code}", check_in::guest_form)
        .post("/{region}/hadir/{code}", check_in::guest_send)
        .get("/{region}/hadir/{code}/akun", check_in::own_form)
        .post("/{region}/hadir/{code}/akun", check_in::own_send)
        .get("/{region}/rapat/{meeting}/notula", minutes::show)
        .get("/{region}/rapat/{meeting}/notula.pdf", paper::minutes_pdf)
        .get("/{region}/rapat/{meeting}/notula.docx", paper::minutes_docx)
        .get(
            "/{region}/rapat/{meeting}/daftar-hadir.pdf",
            paper::attendance_pdf,
        )
        .get(
            "/{region}/rapat/{meeting}/berkas-rapat.pdf",
            paper::bundle_pdf,
        )
        .get(
            "/{region}/rapat/{meeting}/berkas-rapat.zip",
            paper::bundle_zip,
        )
        .merge(register())
        .get("/{region}/rapat/{meeting}/riwayat", history::of_meeting)
        .post("/{region}/rapat/{meeting}/berikutnya", next::make)
        .get("/{region}/rapat/{meeting}/butir", point::blank)
        .post("/{region}/rapat/{meeting}/butir", point::add)
        .get("/{region}/rapat/{meeting}/butir/tempel", point::paste_form)
        .post("/{region}/rapat/{meeting}/butir/tempel", point::paste_keep)
        .get("/{region}/butir/{point}", point::show)
        .get("/{region}/butir/{point}/ubah", point::edit)
        .post("/{region}/butir/{point}/ubah", point::change)
        .get("/{region}/butir/{point}/riwayat", history::of_point)
        .get("/{region}/rapat/{meeting}/layar", live::show)
        .post("/{region}/rapat/{meeting}/layar", live::note)
        .get("/{region}/rapat/{meeting}/bahan", briefing::show)
        .get(
            "/{region}/rapat/{meeting}/bahan/kumpulkan",
            briefing::collect_form,
        )
        .post(
            "/{region}/rapat/{meeting}/bahan/kumpulkan",
            briefing::collect,
        )
        .get(
            "/{region}/rapat/{meeting}/bahan/anggaran",
            briefing::budget_form,
        )
        .post(
            "/{region}/rapat/{meeting}/bahan/anggaran",
            briefing::budget_keep,
        )
        .get(
            "/{region}/rapat/{meeting}/bahan/rilis",
            briefing::release_form,
        )
        .post("/{region}/rapat/{meeting}/bahan/rilis", briefing::release)
        .post("/{region}/rapat/{meeting}/bahan/buka", briefing::reopen)
        .get("/{region}/bahan/{row}", briefing::row_form)
        .post("/{region}/bahan/{row}", briefing::row_keep)
        .post("/{region}/bahan/{row}/konfirmasi", briefing::row_confirm)
        .get("/{region}/permasalahan", issue::list)
        .get("/{region}/permasalahan.xlsx", book::issues)
        .get("/{region}/permasalahan/baru", issue::blank)
        .post("/{region}/permasalahan", issue::add)
        .get("/{region}/permasalahan/{issue}", issue::show)
        .get("/{region}/permasalahan/{issue}/ubah", issue::edit)
        .post("/{region}/permasalahan/{issue}/ubah", issue::change)
        .post("/{region}/permasalahan/{issue}/selesai", issue::solve)
        .post("/{region}/permasalahan/{issue}/buka", issue::reopen)
        .get("/{region}/permasalahan/{issue}/riwayat", history::of_issue)
        .get("/{region}/butir/{point}/tindak-lanjut", hand_over::form)
        .post("/{region}/butir/{point}/tindak-lanjut", hand_over::open)
}

/// The register of a meeting's papers.
fn register() -> Routes {
    Routes::new()
        .get(
            "/{region}/rapat/{meeting}/naskah/baru",
            pages::blank::<MeetingPapers>,
        )
        .post(
            "/{region}/rapat/{meeting}/naskah",
            pages::add::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}",
            pages::show::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/ubah",
            pages::edit::<MeetingPapers>,
        )
        .post(
            "/{region}/rapat/{meeting}/naskah/{paper}/ubah",
            pages::change::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/langkah",
            pages::form::<MeetingPapers>,
        )
        .upload(
            "/{region}/rapat/{meeting}/naskah/{paper}/langkah",
            pages::take::<MeetingPapers>,
        )
        .post(
            "/{region}/rapat/{meeting}/naskah/{paper}/versi",
            pages::renew::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/riwayat",
            pages::history::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/cetak.pdf",
            pages::pdf::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/cetak.docx",
            pages::docx::<MeetingPapers>,
        )
        .get(
            "/{region}/rapat/{meeting}/naskah/{paper}/srikandi.docx",
            pages::variables::<MeetingPapers>,
        )
}

/// Lists of a meeting that come in as workbooks.
fn imports() -> Routes {
    Routes::new()
        .get(
            "/{region}/rapat/{meeting}/impor",
            import::form::<FollowUpList>,
        )
        .upload(
            "/{region}/rapat/{meeting}/impor",
            import::upload::<FollowUpList>,
        )
        .get(
            "/{region}/rapat/{meeting}/impor/contoh.xlsx",
            import::example::<FollowUpList>,
        )
        .get(
            "/{region}/rapat/{meeting}/impor/{import}",
            import::show::<FollowUpList>,
        )
        .post(
            "/{region}/rapat/{meeting}/impor/{import}/simpan",
            import::keep::<FollowUpList>,
        )
        .get(
            "/{region}/rapat/{meeting}/kehadiran/impor",
            import::form::<AttendanceList>,
        )
        .upload(
            "/{region}/rapat/{meeting}/kehadiran/impor",
            import::upload::<AttendanceList>,
        )
        .get(
            "/{region}/rapat/{meeting}/kehadiran/impor/contoh.xlsx",
            import::example::<AttendanceList>,
        )
        .get(
            "/{region}/rapat/{meeting}/kehadiran/impor/{import}",
            import::show::<AttendanceList>,
        )
        .post(
            "/{region}/rapat/{meeting}/kehadiran/impor/{import}/simpan",
            import::keep::<AttendanceList>,
        )
}
