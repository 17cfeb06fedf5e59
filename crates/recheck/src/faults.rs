//! The known faults of published tables, each tried on a row that does not agree.
//!
//! Seen in published data: a number with a thousands dot stored as a decimal, so that its last
//! zeros vanish; a wrong multiplier; elements in each other's place; a ratio published as a plain
//! count; digits that changed places.

use figures::{
    Exact, Figure,
    reading::{Marks, Number, Reading},
};

use crate::{
    Agrees,
    compare::compare,
    decide::{Question, values},
    printed::reading,
};

/// Fewest digits of a printed result that a changed digit in an element may be blamed for: with
/// fewer, chance explains too much.
const TELLING_DIGITS: usize = 3;

/// All faults that would explain the printed result, each as `code: words`.
pub(crate) fn explain(question: &Question<'_>, computed: &Exact, printed: &Number) -> String {
    let search = Search {
        question,
        computed,
        printed: [
            Some(reading(printed, false)),
            printed.other.as_ref().map(|_| reading(printed, true)),
        ],
    };
    let mut found: Vec<String> = [
        search.thousands_dot(),
        search.factor(100),
        search.factor(1000),
        search.swapped(),
        search.count(),
        search.transposed(),
    ]
    .into_iter()
    .flatten()
    .collect();
    if found.is_empty() {
        found.extend(search.transposed_element());
    }
    found.join("; ")
}

struct Search<'a> {
    question: &'a Question<'a>,
    computed: &'a Exact,
    printed: [Option<&'a Reading>; 2],
}

impl Search<'_> {
    /// Whether this would have been printed so. A printed zero says nothing about its cause.
    fn fits(&self, number: &Exact) -> bool {
        !self.is_far(number.approximate())
            && self
                .printed
                .iter()
                .flatten()
                .any(|printed| !printed.value.is_zero() && compare(number, printed) != Agrees::No)
    }

    /// Whether the result would fit with another value of one element.
    fn fits_with(&self, place: usize, value: &Exact) -> bool {
        let mut values = values(self.question.elements, 0);
        if let Some(slot) = values.get_mut(place) {
            *slot = value;
        }
        self.computes(&values)
    }

    fn computes(&self, values: &[&Exact]) -> bool {
        if let (true, [first, second]) = (self.question.share, values)
            && self.is_far(first.approximate() / second.approximate() * 100.0)
        {
            return false;
        }
        match (self.question.compute)(values) {
            Figure::Known(number) => self.fits(&number),
            _ => false,
        }
    }

    /// Whether a number is so far from what was printed that rounding cannot bring it there. Only
    /// passes over work: what is near is compared exactly.
    fn is_far(&self, number: f64) -> bool {
        self.printed.iter().flatten().all(|printed| {
            let unit = 10_f64.powi(-printed.places);
            let off = (number - printed.value.approximate()).abs();
            off > unit * 1.01 + number.abs() * 1e-9
        })
    }

    fn thousands_dot(&self) -> Option<String> {
        let thousand = Exact::from(1000_i64);
        for (place, element) in self.question.elements.iter().enumerate() {
            let likely = &element.number.likely;
            let column = element.column;
            // 12.5 was 12.500, its zeros gone
            if likely.marks == Marks::English && (1..=3).contains(&likely.places) {
                let meant = &likely.value * &thousand;
                if self.fits_with(place, &meant) {
                    let meant = meant.indonesian(0);
                    return Some(format!(
                        "thousands_dot: {column} «{}» seharusnya {meant}, titik ribuan terbaca desimal",
                        element.text.trim()
                    ));
                }
            }
            // 12.500 was computed with as 12,5
            if likely.value.is_whole() && likely.value.abs() >= thousand {
                let taken = likely.value.over(&thousand)?;
                if self.fits_with(place, &taken) {
                    return Some(format!(
                        "thousands_dot: {column} {} dihitung sebagai {}, titik ribuan terbaca desimal",
                        likely.value.indonesian(0),
                        taken.indonesian(taken.places().unwrap_or(3))
                    ));
                }
            }
        }
        None
    }

    fn factor(&self, factor: i64) -> Option<String> {
        let times = Exact::from(factor);
        if self.fits(&(self.computed * &times)) {
            return Some(format!(
                "factor_{factor}: tercetak {factor} kali terlalu besar"
            ));
        }
        self.fits(&self.computed.over(&times)?)
            .then(|| format!("factor_{factor}: tercetak {factor} kali terlalu kecil"))
    }

    fn swapped(&self) -> Option<String> {
        let (first, second) = self.question.swap?;
        let mut values = values(self.question.elements, 0);
        if values.len() <= first.max(second) {
            return None;
        }
        values.swap(first, second);
        let name = |place: usize| Some(self.question.elements.get(place)?.column);
        let (first, second) = (name(first)?, name(second)?);
        self.computes(&values)
            .then(|| format!("swapped: {first} dan {second} tertukar"))
    }

    fn count(&self) -> Option<String> {
        let element = self
            .question
            .elements
            .iter()
            .find(|element| self.fits(&element.number.likely.value))?;
        Some(format!(
            "count_as_share: yang tercetak adalah {}, bukan hasil hitungnya",
            element.column
        ))
    }

    fn transposed(&self) -> Option<String> {
        self.printed.iter().flatten().find_map(|printed| {
            let places = u32::try_from(printed.places).unwrap_or(0);
            let right = self.computed.rounded(printed.places).plain(places);
            let wrong = printed.value.plain(places);
            changed_places(right.as_bytes(), wrong.as_bytes()).then(|| {
                format!(
                    "transposed: angka bertukar tempat, seharusnya {}",
                    self.computed.indonesian(places)
                )
            })
        })
    }

    fn transposed_element(&self) -> Option<String> {
        let telling = self.printed.iter().flatten().any(|printed| {
            let places = u32::try_from(printed.places).unwrap_or(0);
            let text = printed.value.plain(places);
            let digits = text.bytes().filter(u8::is_ascii_digit);
            digits.skip_while(|digit| *digit == b'0').count() >= TELLING_DIGITS
        });
        if !telling {
            return None;
        }
        for (place, element) in self.question.elements.iter().enumerate() {
            let likely = &element.number.likely;
            let places = u32::try_from(likely.places).unwrap_or(0);
            let text = likely.value.plain(places).into_bytes();
            for at in 1..text.len() {
                let Some(swapped) = with_swapped(&text, at) else {
                    continue;
                };
                if self.fits_with(place, &swapped) {
                    return Some(format!(
                        "transposed: {} mungkin {}, angka bertukar tempat",
                        element.column,
                        swapped.indonesian(places)
                    ));
                }
            }
        }
        None
    }
}

/// The number with two neighbouring digits in each other's place, if they differ.
fn with_swapped(text: &[u8], at: usize) -> Option<Exact> {
    let (left, right) = (*text.get(at - 1)?, *text.get(at)?);
    if left == right || !left.is_ascii_digit() || !right.is_ascii_digit() {
        return None;
    }
    let mut text = text.to_vec();
    text.swap(at - 1, at);
    String::from_utf8(text).ok()?.parse().ok()
}

/// Whether two texts differ in two neighbouring digits that changed places, also across the comma.
fn changed_places(right: &[u8], wrong: &[u8]) -> bool {
    if right.len() != wrong.len() {
        return false;
    }
    let digits =
        |text: &[u8]| -> Vec<u8> { text.iter().copied().filter(u8::is_ascii_digit).collect() };
    let (right, wrong) = (digits(right), digits(wrong));
    let differ: Vec<usize> = (0..right.len().min(wrong.len()))
        .filter(|at| right.get(*at) != wrong.get(*at))
        .collect();
    match differ.as_slice() {
        [first, second] => {
            second - first == 1
                && right.get(*first) == wrong.get(*second)
                && right.get(*second) == wrong.get(*first)
        }
        _ => false,
    }
}
