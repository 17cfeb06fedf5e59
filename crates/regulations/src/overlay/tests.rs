//! What a region changes shows as its own, and what it does not stays as it was.

use figures::Exact;

use super::{Change, NewCode, Overlay, OwnElement};
use crate::{Affair, Kind, Mark, Pack, Refusal, catalogue, pack};

fn ikk() -> &'static Pack {
    pack("lppd-ikk-kabkota").expect("the list")
}

fn overlay() -> Overlay {
    Overlay {
        pack: ikk().id.clone(),
        year: 2026,
        basis: "Keputusan Wali Kota Contoh 12/2026".into(),
        ..Overlay::default()
    }
}

fn checked(overlay: &Overlay) -> (Pack, Vec<Refusal>) {
    let merged = ikk().with(overlay);
    let faults = merged.check(&catalogue().with(&merged));
    (merged, faults.into_iter().map(|it| it.refusal).collect())
}

#[test]
fn nothing_changed_is_the_pack() {
    let (merged, faults) = checked(&overlay());
    assert_eq!(faults, []);
    assert_eq!(merged.indicators, ikk().indicators);
    assert_eq!(merged.examples, ikk().examples);
}

#[test]
fn only_what_is_changed_is_the_regions_own() {
    let mut own = overlay();
    own.indicators.push(Change {
        code: "1.a.1".into(),
        name: Some("Partisipasi PAUD".into()),
        owners: Some(vec![
            "Dinas Pendidikan dan Kebudayaan".into(),
            "Dinas Dukcapil".into(),
        ]),
        ..Change::default()
    });
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    let changed = merged.indicator("1.a.1").expect("an indicator");
    assert_eq!(changed.name, "Partisipasi PAUD");
    assert_eq!(changed.owners.len(), 2);
    let from = &changed.provenance;
    assert_eq!(
        (from.name.mark, from.formula.mark),
        (Mark::Region, Mark::Seen)
    );
    assert_eq!(from.name.citation, "Keputusan Wali Kota Contoh 12/2026");
    assert_eq!(merged.indicator("1.a.2"), ikk().indicator("1.a.2"));
}

#[test]
fn who_gives_an_element_says_nothing_about_what_it_is() {
    let before = ikk().indicator("1.a.1").expect("an indicator");
    let elements = before.elements.iter().map(|it| OwnElement {
        letter: it.letter.clone(),
        name: it.name.clone(),
        variable: None,
        owner: (it.letter == "B").then(|| "Dinas Dukcapil".into()),
    });
    let mut own = overlay();
    own.indicators.push(Change {
        code: "1.a.1".into(),
        elements: Some(elements.collect()),
        ..Change::default()
    });
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    let changed = merged.indicator("1.a.1").expect("an indicator");
    let denominator = changed.element("B").expect("an element");
    assert_eq!(denominator.owner.as_deref(), Some("Dinas Dukcapil"));
    assert_eq!(
        denominator.variable,
        before.element("B").expect("an element").variable
    );
    assert_eq!(changed.provenance.formula.mark, Mark::Seen);
}

#[test]
fn a_region_says_whose_population_it_divides_by() {
    let before = ikk().indicator("1.b.1").expect("an indicator");
    let elements = before.elements.iter().map(|it| OwnElement {
        letter: it.letter.clone(),
        name: it.name.clone(),
        variable: (it.letter == "B").then(|| "penduduk@dukcapil/06-30".parse().expect("a key")),
        owner: None,
    });
    let mut own = overlay();
    own.indicators.push(Change {
        code: "1.b.1".into(),
        elements: Some(elements.collect()),
        ..Change::default()
    });
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    let key = &merged
        .indicator("1.b.1")
        .and_then(|it| it.element("B"))
        .expect("one")
        .variable;
    assert_eq!(key.to_string(), "penduduk@dukcapil/06-30");
}

#[test]
fn an_own_indicator_brings_its_own_variables() {
    let mut own = overlay();
    own.affairs.push(Affair {
        group: "3.h".into(),
        name: "Transmigrasi".into(),
        code: Some("3.32".into()),
    });
    let element = |letter: &str, name: &str| OwnElement {
        letter: letter.into(),
        name: name.into(),
        variable: None,
        owner: None,
    };
    own.indicators.push(Change {
        code: "3.h.1".into(),
        kind: Some(Kind::Outcome),
        affair: Some("3.h".into()),
        name: Some("Persentase transmigran yang ditempatkan".into()),
        elements: Some(vec![
            element("A", "Transmigran ditempatkan"),
            element("B", "Transmigran terdaftar"),
        ]),
        formula: Some("A/B*100".into()),
        measure: Some("%".into()),
        direction: Some(figures::Direction::Higher),
        ..Change::default()
    });
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    let added = merged.indicator("3.h.1").expect("an indicator");
    assert_eq!(added.provenance.mark(), Mark::Region);
    let extended = catalogue().with(&merged);
    let variable = extended.variable("daerah-3-h-1-a").expect("a variable");
    assert_eq!(
        (variable.name.as_str(), variable.provenance.mark),
        ("Transmigran ditempatkan", Mark::Region)
    );
    assert!(catalogue().variable("daerah-3-h-1-a").is_none());
}

#[test]
fn a_new_code_takes_everything_along() {
    let mut own = overlay();
    for (old, new) in [
        ("1.a.1", "1.a.2"),
        ("1.a.2", "1.a.1"),
        ("1.a.1-k1", "1.a.2.1"),
    ] {
        own.codes.push(NewCode {
            old: old.into(),
            new: new.into(),
        });
    }
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    let name = |pack: &Pack, code: &str| pack.indicator(code).expect("an indicator").name.clone();
    assert_eq!(name(&merged, "1.a.2"), name(ikk(), "1.a.1"));
    assert_eq!(name(&merged, "1.a.1"), name(ikk(), "1.a.2"));
    assert_eq!(merged.below("1.a.2").count(), 9);
    // an official number takes the place of our key
    let output = merged.indicator("1.a.2.1").expect("an indicator");
    assert!(!output.has_own_key());
    assert_eq!(output.provenance.code.mark, Mark::Region);
    assert_eq!(
        (own.new_code("1.a.1"), own.old_code("1.a.1")),
        ("1.a.2", "1.a.2")
    );
}

#[test]
fn what_is_left_out_takes_its_examples_along() {
    let mut own = overlay();
    own.left_out.push("2.e.1".into());
    let (merged, faults) = checked(&own);
    assert_eq!(faults, []);
    assert!(merged.indicator("2.e.1").is_none());
    assert!(merged.weights.is_empty());
    // and an output cannot stay without what it hangs under
    own.left_out.push("1.b.2".into());
    assert_eq!(checked(&own).1, [Refusal::NoParent]);
}

#[test]
fn own_bands_are_checked_like_any() {
    let scales = pack("skala-capaian").expect("a pack");
    let mut scale = scales.usual_scale().expect("a scale").clone();
    scale.id = "kota-contoh".into();
    let mut own = Overlay {
        pack: scales.id.clone(),
        scales: vec![scale],
        ..overlay()
    };
    let merged = scales.with(&own);
    assert_eq!(
        merged.usual_scale().map(|it| it.id.as_str()),
        Some("kota-contoh")
    );
    assert_eq!(merged.check(catalogue()), []);
    let band = own.scales.first_mut().and_then(|it| it.bands.first_mut());
    let low = band.and_then(|it| it.low.as_mut()).expect("a bound");
    low.value = Exact::from(95_u32);
    let faults = scales.with(&own).check(catalogue());
    assert_eq!(faults.first().map(|it| it.refusal), Some(Refusal::Gap));
}

#[test]
fn an_overlay_is_plain_data() {
    let scales = pack("skala-capaian").expect("a pack");
    let calendar = pack("kalender-akuntabilitas").expect("a pack");
    let mut own = overlay();
    own.scales.clone_from(&scales.scales);
    own.calendar.clone_from(&calendar.calendar);
    own.indicators.push(Change {
        code: "1.a.1".into(),
        direction: Some(figures::Direction::Lower),
        ..Change::default()
    });
    let text = toml::to_string(&own).expect("text");
    assert_eq!(toml::from_str(&text), Ok(own));
}
