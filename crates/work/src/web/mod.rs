//! Pages and actions of daily work.

mod actions;
mod book;
mod bulk;
mod contributions;
mod daily_rules;
mod decision;
mod detail;
mod disposition;
mod escalation;
mod evidence;
mod history;
mod home;
mod list;
mod may;
mod notices;
mod recheck;
mod report;
mod report_view;
mod review;
mod risk;
mod search;
mod sectors;
mod standing;
mod terms;
mod upload_link;
mod worklist;
mod year_end;

use platform::Routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{region}", home::show)
        .get("/{region}/cari", search::show)
        .get("/{region}/perlu-ditindaklanjuti", worklist::show)
        .get("/{region}/perlu-ditindaklanjuti.xlsx", book::work)
        .get("/{region}/tindak-lanjut", list::show)
        .get("/{region}/tindak-lanjut.xlsx", book::follow_ups)
        .get("/{region}/tindak-lanjut/akhir-tahun", year_end::show)
        .get("/{region}/tindak-lanjut/kelompok", sectors::show)
        .get(
            "/{region}/tindak-lanjut/{follow_up}/kontribusi",
            contributions::show,
        )
        .get("/{region}/tindak-lanjut/{follow_up}/risiko", risk::form)
        .post("/{region}/tindak-lanjut/{follow_up}/risiko", risk::set)
        .get("/{region}/tindak-lanjut/sekaligus", bulk::show)
        .post("/{region}/tindak-lanjut/sekaligus/setujui", bulk::verify)
        .post(
            "/{region}/tindak-lanjut/sekaligus/kembalikan",
            bulk::give_back,
        )
        .post("/{region}/tindak-lanjut/sekaligus/ingatkan", bulk::remind)
        .post("/{region}/tindak-lanjut/sekaligus/perpanjang", bulk::extend)
        .get("/{region}/tindak-lanjut/{follow_up}", detail::show)
        .get("/{region}/tindak-lanjut/{follow_up}/riwayat", history::show)
        .get("/{region}/tindak-lanjut/{follow_up}/usulkan", terms::form)
        .post(
            "/{region}/tindak-lanjut/{follow_up}/usulkan",
            terms::propose,
        )
        .post("/{region}/tindak-lanjut/{follow_up}/sepakati", terms::agree)
        .post(
            "/{region}/tindak-lanjut/{follow_up}/kembalikan-usulan",
            terms::turn_down,
        )
        .get("/{region}/tindak-lanjut/{follow_up}/lapor", report::form)
        .upload("/{region}/tindak-lanjut/{follow_up}/lapor", report::save)
        .upload("/{region}/tindak-lanjut/{follow_up}/kirim", report::send)
        .get(
            "/{region}/tindak-lanjut/{follow_up}/tautan",
            upload_link::show,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/tautan",
            upload_link::make,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/tautan/{link}/tarik",
            upload_link::withdraw,
        )
        .get(
            "/{region}/tindak-lanjut/{follow_up}/tautan/{link}/foto",
            upload_link::photo,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/tautan/{link}/ambil",
            upload_link::take_over,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/tautan/{link}/buang",
            upload_link::discard,
        )
        .get("/{region}/unggah/{token}", upload_link::door)
        .upload("/{region}/unggah/{token}", upload_link::receive)
        .post("/{region}/laporan/{report}/verifikasi", review::verify)
        .post("/{region}/laporan/{report}/kembalikan", review::give_back)
        .post("/{region}/laporan/{report}/buka-kembali", review::reopen)
        .post(
            "/{region}/laporan/{report}/apip/verifikasi",
            review::verify_audited,
        )
        .post(
            "/{region}/laporan/{report}/apip/kembalikan",
            review::give_back_audited,
        )
        .post(
            "/{region}/laporan/{report}/apip/buka-kembali",
            review::reopen_audited,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/hentikan",
            standing::withdraw,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/buka-kembali",
            standing::reopen,
        )
        .get(
            "/{region}/tindak-lanjut/{follow_up}/disposisi",
            disposition::show,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/disposisi",
            disposition::give,
        )
        .post(
            "/{region}/disposisi/{disposition}/teruskan",
            disposition::onward,
        )
        .post(
            "/{region}/disposisi/{disposition}/ke-atasan",
            disposition::up,
        )
        .post(
            "/{region}/disposisi/{disposition}/selesai",
            disposition::close,
        )
        .post(
            "/{region}/tindak-lanjut/{follow_up}/laporkan",
            escalation::report_up,
        )
        .get("/{region}/data-dukung/{evidence}", evidence::download)
        .get("/{region}/pengaturan/kerja-harian", daily_rules::show)
        .post("/{region}/pengaturan/kerja-harian", daily_rules::set)
        .get("/{region}/periksa-ulang", recheck::form)
        .upload("/{region}/periksa-ulang", recheck::judge)
        .get("/{region}/periksa-ulang/contoh.csv", recheck::example)
        .get("/{region}/pemberitahuan", notices::show)
        .post("/{region}/pemberitahuan/dibaca", notices::seen)
}
