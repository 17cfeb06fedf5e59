//! Recommendations described as workbooks. Pure.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use crate::{
    rules::audit::{amount, regulation},
    web::{AuditLine, Line},
};

/// Recommendations of the council on the LKPJ of a year, a row for each.
pub fn items(year: i64, directory: &Directory, now: Instant, lines: &[Line]) -> List {
    let columns = [
        ("No", 5),
        ("Keputusan DPRD", 24),
        ("Nomor", 8),
        ("Rekomendasi DPRD", 60),
        ("Bidang/Komisi", 18),
        ("Urusan", 26),
        ("Penanggung Jawab", 32),
        ("OPD Terkait Lain", 36),
        ("Tindak Lanjut", 12),
        ("Tuntas", 10),
        ("Terlambat", 11),
        ("Status", 24),
        ("Batas Waktu", 28),
        ("Berulang dari", 22),
        ("Diulang pada", 22),
    ];
    let name = format!("Rekomendasi DPRD LKPJ {year}");
    lists::begin(&name, directory, now, &columns).rows(lines.iter().enumerate().map(|(n, line)| {
        let it = &line.item;
        let repeated: Vec<&str> = line.repeated.iter().map(|it| it.name.as_str()).collect();
        vec![
            Cell::count(n + 1),
            Cell::from(it.decision_number.as_str()),
            Cell::Whole(it.number),
            Cell::from(it.text.as_str()),
            Cell::from(it.commission.as_str()),
            Cell::from(line.affair.as_str()),
            Cell::from(line.lead.as_str()),
            Cell::from(line.others.join("; ")),
            Cell::count(line.count.total),
            Cell::count(line.count.done),
            Cell::count(line.count.late),
            Cell::from(line.course.label()),
            Cell::text_or(line.due(), "Belum ada"),
            Cell::from(line.repeats.as_ref().map_or("", |it| it.name.as_str())),
            Cell::from(repeated.join("; ")),
        ]
    }))
}

/// Recommendations of auditors on reports of a year, a row for each.
pub fn audit_items(year: &str, directory: &Directory, now: Instant, lines: &[AuditLine]) -> List {
    let columns = [
        ("No", 5),
        ("Pemeriksa", 18),
        ("Nomor LHP", 22),
        ("Tanggal LHP", 13),
        ("Nomor Temuan", 10),
        ("Temuan", 45),
        ("Nomor Rekomendasi", 12),
        ("Rekomendasi", 55),
        ("OPD", 36),
        ("Nilai (Rp)", 20),
        ("Disetor (Rp)", 20),
        ("Batas Jawaban", 14),
        ("Jawaban Diserahkan", 14),
        ("Status", 36),
        ("Alasan", 36),
        ("Keterlambatan", 22),
    ];
    let name = format!("Temuan Pemeriksaan {year}");
    lists::begin(&name, directory, now, &columns).rows(lines.iter().enumerate().map(|(n, line)| {
        let it = &line.item;
        let reason = regulation().reason(&it.reason);
        vec![
            Cell::count(n + 1),
            Cell::from(it.source_name()),
            Cell::from(it.report_number.as_str()),
            Cell::date_or(it.report_day(), "Belum ada"),
            Cell::from(it.finding_number.as_str()),
            Cell::from(it.finding_title.as_str()),
            Cell::Whole(it.number),
            Cell::from(it.text.as_str()),
            Cell::from(line.units.join("; ")),
            Cell::number_or(it.value_sen.and_then(amount), "Tidak disebut"),
            Cell::number_or(it.paid_sen.and_then(amount), "Belum ada"),
            Cell::text_or(line.answer_due.clone(), "Belum ada"),
            Cell::date_or(it.answered(), "Belum ada"),
            Cell::from(line.status()),
            Cell::from(reason.map_or("", |it| it.label.as_str())),
            Cell::from(line.mark.as_str()),
        ]
    }))
}
