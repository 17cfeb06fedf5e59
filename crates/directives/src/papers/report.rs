//! *Laporan hasil rapat*. The order of its parts is `[M]`: no printed one was seen.

use documents::{
    Block, Paper,
    register::{Details, PaperKind},
};
use government::Directory;

use super::{Spoken, blank, day, hours, legal_bases, signed};
use crate::store::{AgendaItem, Meeting};

/// The report of a meeting to who asked for it, as of `stamp`.
pub fn report(
    meeting: &Meeting,
    directory: &Directory,
    agenda: &[AgendaItem],
    spoken: &[Spoken],
    details: &Details,
    stamp: &str,
) -> Paper {
    let zone = &directory.region.zone_label;
    let mut blocks = vec![Block::section("A.", "Pendahuluan")];
    blocks.push(Block::paragraph(match meeting.purpose.as_str() {
        "" => "Maksud dan tujuan rapat belum dicatat.",
        purpose => purpose,
    }));
    if !meeting.legal_bases.is_empty() {
        blocks.push(Block::heading("", "Dasar"));
        blocks.extend(legal_bases(meeting));
    }
    blocks.push(Block::section("B.", "Kegiatan yang dilaksanakan"));
    blocks.push(Block::facts([
        ("Acara", meeting.title.clone()),
        ("Hari/tanggal", day(meeting)),
        ("Waktu", hours(meeting, zone)),
        ("Tempat", meeting.place.clone()),
        ("Pimpinan rapat", meeting.chair()),
    ]));
    for item in agenda {
        blocks.push(Block::Paragraph {
            mark: format!("{}.", item.number),
            text: item.topic.clone(),
            source: item.presenter.clone(),
        });
    }
    blocks.push(Block::section("C.", "Hasil yang dicapai"));
    if spoken.is_empty() {
        blocks.push(Block::paragraph("Tidak ada butir arahan."));
    }
    for it in spoken {
        blocks.push(Block::Paragraph {
            mark: format!("{}.", it.point.number),
            text: it.point.text.clone(),
            source: leads(it, directory),
        });
    }
    blocks.push(Block::section("D.", "Simpulan dan saran"));
    let works = spoken.iter().flat_map(|it| &it.works).count();
    blocks.push(Block::paragraph(&format!(
        "Rapat menghasilkan {} butir arahan dan {works} tindak lanjut. Rinciannya tercantum dalam \
         notula dan matriks arahan.",
        spoken.len()
    )));
    blocks.push(Block::section("E.", "Penutup"));
    blocks.push(Block::paragraph(
        "Demikian laporan ini disampaikan untuk menjadi periksa.",
    ));
    Paper {
        title: vec![
            "LAPORAN".into(),
            format!("HASIL {}", meeting.title.to_uppercase()),
        ],
        number: Some(String::new()),
        blocks,
        signatures: Some(signed(directory, details, "Pelapor")),
        footer: format!("Keadaan tindak lanjut per {stamp}"),
        ..blank(meeting, directory, details, PaperKind::Report)
    }
}

/// "PJ: Dinas Kesehatan; 3 unit" of a point.
fn leads(it: &Spoken, directory: &Directory) -> String {
    match it.works.as_slice() {
        [] => String::new(),
        [work] => format!("penanggung jawab: {}", directory.unit_name(work.lead)),
        works => format!("penanggung jawab: {} unit", works.len()),
    }
}
