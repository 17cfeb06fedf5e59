//! Nothing stands in a pack without where it comes from.

use super::{Fault, Refusal};
use crate::{Mark, Pack, Provenance};

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut look = |place: String, from: &Provenance| {
        if from.citation.trim().is_empty() {
            let words = "asalnya kosong: sebutkan sumbernya, atau bahwa belum ditemukan";
            found.push(Fault::new(Refusal::NoProvenance, place, words));
        }
    };
    look("tahun".into(), &pack.years.provenance);
    for basis in &pack.legal_basis {
        look(
            format!("dasar hukum {}", basis.regulation),
            &basis.provenance,
        );
    }
    for indicator in &pack.indicators {
        let from = &indicator.provenance;
        let of = |what: &str| format!("indikator {}, {what}", indicator.code);
        look(of("nama"), &from.name);
        look(of("rumus"), &from.formula);
        look(of("kode"), &from.code);
        if let Some(parent) = &from.parent {
            look(of("induk"), parent);
        }
    }
    for choice in &pack.choices {
        let from = Provenance::new(choice.mark, &choice.citation);
        look(
            format!("jawaban {} {}", choice.indicator, choice.label),
            &from,
        );
    }
    for scale in &pack.scales {
        look(format!("skala {}", scale.id), &scale.provenance);
    }
    for weights in &pack.weights {
        look(format!("bobot {}", weights.id), &weights.provenance);
    }
    for rule in &pack.rules {
        look(format!("aturan {}", rule.id), &rule.provenance);
        for case in &rule.cases {
            look(
                format!("aturan {}, {}", rule.id, case.when),
                &case.provenance,
            );
        }
        let bounded = rule.at_least.is_some() || rule.at_most.is_some();
        if bounded || rule.bounds.is_some() {
            let none = Provenance::new(Mark::Unverified, "");
            look(
                format!("aturan {}, batas", rule.id),
                rule.bounds.as_ref().unwrap_or(&none),
            );
        }
    }
    for due in &pack.calendar {
        look(format!("batas waktu {}", due.id), &due.provenance);
    }
    if let Some(agreement) = &pack.agreement {
        for level in &agreement.levels {
            look(format!("tingkat {}", level.id), &level.provenance);
        }
        for ground in &agreement.grounds {
            look(format!("alasan {}", ground.id), &ground.provenance);
        }
        for purpose in &agreement.purposes {
            look(format!("tujuan \"{}\"", purpose.text), &purpose.provenance);
        }
        for part in &agreement.parts {
            look(format!("bagian {}", part.id), &part.provenance);
        }
    }
    for report in &pack.reports {
        for chapter in &report.chapters {
            let place = format!("laporan {}, bab {}", report.id, chapter.id);
            look(place, &chapter.provenance);
        }
    }
    if pack.legal_basis.is_empty() {
        let words = "tidak ada: sebutkan peraturan, atau praktik yang diikuti";
        found.push(Fault::new(Refusal::NoProvenance, "dasar hukum", words));
    }
    // an output is hung under its outcome by somebody
    for indicator in &pack.indicators {
        if indicator.parent.is_some() && indicator.provenance.parent.is_none() {
            let place = format!("indikator {}, induk", indicator.code);
            let words = "asalnya kosong: siapa yang menaruhnya di bawah induk itu?";
            found.push(Fault::new(Refusal::NoProvenance, place, words));
        }
    }
    found
}
