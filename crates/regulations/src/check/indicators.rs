//! Each indicator by itself: formula, elements, variables, bounds.

use figures::{Exact, Formula};

use super::{Fault, Refusal, duplicates};
use crate::{Catalogue, Indicator, Pack};

pub(super) fn check(pack: &Pack, catalogue: &Catalogue) -> Vec<Fault> {
    let mut found = Vec::new();
    let codes = pack.indicators.iter().map(|it| it.code.as_str());
    for code in duplicates(codes) {
        let words = "kode ini dipakai lebih dari satu indikator";
        found.push(Fault::new(
            Refusal::Duplicate,
            format!("indikator {code}"),
            words,
        ));
    }
    for indicator in &pack.indicators {
        of_one(pack, catalogue, indicator, &mut found);
    }
    for id in duplicates(pack.rules.iter().map(|it| it.id.as_str())) {
        let words = "aturan dengan nama ini ada lebih dari satu";
        found.push(Fault::new(
            Refusal::Duplicate,
            format!("aturan {id}"),
            words,
        ));
    }
    for rule in &pack.rules {
        // the names a rule may use are checked where it is made ready to compute
        if let Err(error) = rule.computing() {
            let place = format!("aturan {}", rule.id);
            found.push(Fault::new(Refusal::Formula, place, error.to_string()));
        }
    }
    for choice in &pack.choices {
        if pack.indicator(&choice.indicator).is_none() || choice.value.parse::<Exact>().is_err() {
            let words = "jawaban untuk indikator yang tidak ada, atau nilainya bukan angka";
            let place = format!("jawaban {} {}", choice.indicator, choice.label);
            found.push(Fault::new(Refusal::Range, place, words));
        }
    }
    found
}

fn of_one(pack: &Pack, catalogue: &Catalogue, it: &Indicator, found: &mut Vec<Fault>) {
    let place = format!("indikator {}", it.code);
    if pack.affair(&it.affair).is_none() {
        let words = format!("urusan {} tidak ada pada daftar urusan paket", it.affair);
        found.push(Fault::new(Refusal::UnknownAffair, &place, words));
    }
    for letter in duplicates(it.elements.iter().map(|it| it.letter.as_str())) {
        let words = format!("elemen {letter} ditulis lebih dari sekali");
        found.push(Fault::new(Refusal::Duplicate, &place, words));
    }
    for element in &it.elements {
        let key = &element.variable;
        let source = key.source.as_deref();
        let unknown_source = source.is_some_and(|source| catalogue.source(source).is_none());
        if catalogue.variable(&key.variable).is_none() || unknown_source {
            let words = format!(
                "elemen {} memakai variabel {key}, yang tidak ada di katalog",
                element.letter
            );
            found.push(Fault::new(Refusal::UnknownVariable, &place, words));
        }
    }
    let known = |name: &str| it.element(name).is_some();
    formula(&place, &it.formula, known, found);
    if let Some(change) = &it.change {
        formula(&format!("{place}, laju perubahan"), change, known, found);
    }
    range(&place, it.low.as_deref(), it.high.as_deref(), found);
}

/// A formula that parses and names nothing it is not given.
fn formula(place: &str, text: &str, known: impl Fn(&str) -> bool, found: &mut Vec<Fault>) {
    match Formula::parse(text) {
        Ok(formula) => {
            for name in formula.variables().iter().filter(|name| !known(name)) {
                let words = format!("rumus «{text}» menyebut {name}, yang bukan elemennya");
                found.push(Fault::new(Refusal::UnknownElement, place, words));
            }
        }
        Err(error) => {
            let words = format!("rumus «{text}»: {error}");
            found.push(Fault::new(Refusal::Formula, place, words));
        }
    }
}

/// Bounds that are numbers, the upper not below the lower.
pub(super) fn range(place: &str, low: Option<&str>, high: Option<&str>, found: &mut Vec<Fault>) {
    let mut read = |text: Option<&str>| {
        let read = text?.parse::<Exact>();
        if read.is_err() {
            let words = format!("batas «{}» bukan angka", text.unwrap_or_default());
            found.push(Fault::new(Refusal::Range, place, words));
        }
        read.ok()
    };
    if let (Some(low), Some(high)) = (read(low), read(high))
        && high < low
    {
        let words = "batas atas di bawah batas bawah";
        found.push(Fault::new(Refusal::Range, place, words));
    }
}
