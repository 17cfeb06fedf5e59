//! The shipped packs, looked at as a whole.

use std::collections::BTreeMap;

use figures::{Direction, Exact, Figure, Results, Target};

use crate::{Catalogue, Files, Kind, Mark, Pack, catalogue, pack, packs};

fn ikk() -> &'static Pack {
    pack("lppd-ikk-kabkota").expect("the IKK of cities and regencies")
}

#[test]
fn every_shipped_file_is_read() {
    Catalogue::read(&Files::embedded("variables")).expect("the catalogue");
    for id in Files::embedded_packs() {
        let read = Pack::read(&Files::embedded(&id));
        assert_eq!(read.map(|it| it.id).map_err(|it| it.to_string()), Ok(id));
    }
    let ids: Vec<&str> = packs().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "capaian",
            "kalender-akuntabilitas",
            "lppd-ikk-kabkota",
            "perjanjian-kinerja",
            "sistematika-laporan",
            "skala-capaian"
        ]
    );
}

#[test]
fn the_list_has_as_many_outcomes_per_affair_as_a_working_system_counts() {
    let of = |kind| ikk().indicators.iter().filter(move |it| it.kind == kind);
    assert_eq!(Kind::ALL.map(|kind| of(kind).count()), [6, 105, 26, 18]);
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in of(Kind::Outcome) {
        *counted.entry(&outcome.affair).or_default() += 1;
    }
    // confirmed counts; what is printed together is counted together
    for (groups, count) in [
        (&["1.a"][..], 4),
        (&["1.b"], 14),
        (&["1.c"], 9),
        (&["1.d"], 5),
        (&["1.e"], 7),
        (&["1.f", "2.a"], 7),
        (&["2.b"], 3),
        (&["2.c"], 1),
        (&["2.d"], 6),
        (&["2.e"], 3),
        (&["2.f"], 4),
        (&["2.g"], 2),
        (&["2.h"], 3),
        (&["2.i"], 2),
        (&["2.j", "2.k"], 5),
        (&["2.l"], 1),
        (&["2.m"], 3),
        (&["2.n", "2.o"], 3),
        (&["2.p"], 1),
        (&["3.a"], 1),
        (&["3.b"], 5),
        (&["3.c"], 2),
        (&["3.f", "3.g"], 9),
    ] {
        let sum: usize = groups.iter().filter_map(|it| counted.get(it)).sum();
        assert_eq!(sum, count, "{groups:?}");
    }
}

#[test]
fn outputs_hang_under_their_outcome_and_own_keys_say_so() {
    let below: Vec<&str> = ikk().below("1.a.1").map(|it| it.code.as_str()).collect();
    assert_eq!(below.len(), 9);
    assert_eq!(below.first(), Some(&"1.a.1-k1"));
    for indicator in &ikk().indicators {
        let own = matches!(indicator.kind, Kind::Output | Kind::Macro);
        assert_eq!(indicator.has_own_key(), own, "{}", indicator.code);
        assert_eq!(
            indicator.parent.is_some(),
            indicator.kind == Kind::Output,
            "{}",
            indicator.code
        );
    }
}

#[test]
fn each_statement_keeps_its_own_mark() {
    let marks = |code: &str| {
        let from = &ikk().indicator(code).expect("an indicator").provenance;
        (from.name.mark, from.formula.mark, from.code.mark)
    };
    use Mark::{House, Seen, Unverified};
    assert_eq!(marks("1.a.1"), (Seen, Seen, Seen));
    assert_eq!(marks("1.b.3"), (Seen, Seen, Unverified));
    assert_eq!(marks("1.c.3"), (Unverified, Unverified, Unverified));
    assert_eq!(marks("1.c.9"), (Seen, Unverified, Unverified));
    assert_eq!(marks("2.f.1"), (Unverified, Seen, Unverified));
    assert_eq!(marks("1.a.1-k1"), (Seen, Seen, House));
    let weakest = |code: &str| ikk().indicator(code).expect("one").provenance.mark();
    assert_eq!(weakest("1.a.1"), Seen);
    assert_eq!(weakest("1.a.1-k1"), House);
    assert_eq!(weakest("1.a.1-k8"), Unverified);
}

#[test]
fn one_measure_is_one_variable_and_two_measures_are_two() {
    let element = |code: &str, letter: &str| {
        let indicator = ikk().indicator(code).expect("an indicator");
        let element = indicator.element(letter).expect("an element");
        element.variable.to_string()
    };
    // collected once, used by five
    assert_eq!(element("1.b.1", "B"), "penduduk");
    assert_eq!(element("2.q.1-k1", "B"), "penduduk");
    assert_eq!(element("3.b.5", "B"), element("4.a.2", "A"));
    // worded alike and not the same: permits of three kinds
    assert_ne!(element("3.g.3", "B"), element("3.g.4", "B"));
    // the macro figure of last year is the same variable
    assert_eq!(element("MAKRO.1", "A"), element("MAKRO.1", "B"));
    let before = ikk().indicator("MAKRO.1").and_then(|it| it.element("B"));
    assert!(before.is_some_and(|it| it.previous));
    let stated = |id: &str| catalogue().variable(id).and_then(|it| it.source.as_deref());
    assert_eq!(stated("penduduk"), None);
    assert_eq!(
        stated("indeks-pembangunan-literasi-masyarakat"),
        Some("perpusnas")
    );
}

#[test]
fn the_agreement_has_its_levels_grounds_purposes_and_parts() {
    let pack = pack("perjanjian-kinerja").expect("a pack");
    let agreement = pack.agreement.as_ref().expect("an agreement");
    let count = (
        agreement.levels.len(),
        agreement.grounds.len(),
        agreement.purposes.len(),
        agreement.parts.len(),
    );
    assert_eq!(count, (5, 3, 5, 2));
    let alone = agreement
        .levels
        .iter()
        .filter(|it| it.second_party.is_none());
    assert_eq!(alone.count(), 1);
    let due = pack.due("perjanjian-kinerja").expect("a due date");
    assert_eq!(due.rule.event(), Some("dokumen anggaran (DPA) disahkan"));
}

#[test]
fn the_lppd_is_due_on_31_march() {
    let pack = pack("kalender-akuntabilitas").expect("a pack");
    let day = |id: &str| pack.due(id).and_then(|it| it.rule.day(2022, None));
    assert_eq!(
        day("lppd").map(|it| it.to_string()),
        Some("2023-03-31".into())
    );
    assert_eq!(
        day("lkjip-pd").map(|it| it.to_string()),
        Some("2023-02-28".into())
    );
    assert_eq!(day("rekomendasi-dprd"), None);
    assert_eq!(
        pack.due("lppd").map(|it| it.provenance.mark),
        Some(Mark::Seen)
    );
    assert_eq!(
        pack.due("lkpj").map(|it| it.provenance.mark),
        Some(Mark::Unverified)
    );
}

#[test]
fn an_achievement_is_computed_by_the_rule_of_its_direction() {
    let pack = pack("capaian").expect("a pack");
    let rule = pack.rule_for(Direction::Lower).expect("a rule");
    let computing = rule.computing().expect("a formula").expect("no statement");
    let target = Target::Single(Exact::from(10_u32));
    let achieved = computing.achieve(&target, &Results::of(Figure::Known(Exact::from(25_u32))));
    // beyond twice the target: raw and capped are shown side by side
    assert_eq!(achieved.raw, Figure::Known(Exact::from(-50_i64)));
    assert_eq!(achieved.capped, Figure::Known(Exact::ZERO));
    assert!(achieved.citation.contains("Permenpan-RB 8/2021"));
    // within a range nobody saw the rule, so nothing about a person rests on it
    let range = pack.rule_for(Direction::Range).expect("a rule");
    assert_eq!(
        (range.provenance.mark, range.mark()),
        (Mark::Seen, Mark::Unverified)
    );
    assert!(pack.rule_for(Direction::Exact).is_none());
    let zero = pack.rule("target-nol").expect("a statement");
    assert_eq!(zero.computing(), Ok(None));
}

#[test]
fn the_usual_scale_leaves_no_gap_and_has_both_sets_of_words() {
    let pack = pack("skala-capaian").expect("a pack");
    let scale = pack.usual_scale().expect("a scale");
    let x: Exact = "90.5".parse().expect("a number");
    assert_eq!(scale.label(&x, 0), Some("Sangat Tinggi"));
    assert_eq!(scale.label(&x, 1), Some("Sangat Baik"));
    assert_eq!(scale.label(&x, 2), None);
    assert!(!scale.why.is_empty());
    let whole = pack.scale("capaian-bulat").expect("a scale");
    let x: Exact = "90.4".parse().expect("a number");
    assert_eq!(
        (scale.label(&x, 0), whole.label(&x, 0)),
        (Some("Sangat Tinggi"), Some("Tinggi"))
    );
}

#[test]
fn reports_have_their_chapters_and_say_once_how_far_each_can_be_trusted() {
    let outlines = pack("sistematika-laporan").expect("the outlines");
    let chapters = |id: &str| {
        let report = outlines.report(id).expect("a report");
        let ids: Vec<&str> = report.chapters.iter().map(|it| it.id.as_str()).collect();
        ids.join(" ")
    };
    assert_eq!(
        chapters("lkjip"),
        "pendahuluan perencanaan capaian anggaran penutup"
    );
    assert_eq!(
        chapters("lppd"),
        "makro urusan akuntabilitas tugas-pembantuan spm"
    );
    assert_eq!(chapters("rlppd"), "makro capaian");
    for chapter in outlines.reports.iter().flat_map(|it| &it.chapters) {
        let label = chapter.provenance.mark.label();
        let said = chapter.basis().matches(label).count();
        assert_eq!(said, 1, "{}: {}", chapter.id, chapter.basis());
    }
}
