//! One row decided: computed, compared in every way its numbers can be read, explained.

use figures::{
    Exact, Figure,
    reading::{Marks, Number, Reading},
};

use crate::{
    Agrees,
    compare::compare,
    faults,
    printed::{Printed, reading, word},
};

/// What is said of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What comes out.
    pub computed: Option<Exact>,
    /// `computed`, or why not.
    pub state: &'static str,
    /// Whether the printed result is it.
    pub agrees: Agrees,
    /// How numbers were read, which known fault would explain a difference, what is missing.
    pub note: String,
}

impl Judged {
    pub(crate) fn not_computable(state: &'static str, note: String) -> Self {
        Self {
            computed: None,
            state,
            agrees: Agrees::NotComputable,
            note,
        }
    }
}

/// A number that the result is computed from.
pub(crate) struct Element<'a> {
    /// The column it stands in.
    pub column: &'static str,
    /// As printed.
    pub text: &'a str,
    pub number: Number,
}

impl<'a> Element<'a> {
    /// Reads a cell; what is no number decides the row.
    pub fn of(column: &'static str, text: &'a str) -> Result<Self, Judged> {
        match Printed::of(text) {
            Printed::Number(number) => Ok(Self {
                column,
                text,
                number,
            }),
            Printed::Missing(state) => Err(Judged::not_computable(
                word(state),
                format!("{column}: {}", state.label()),
            )),
            Printed::Unreadable => Err(Judged::not_computable(
                "not_a_number",
                format!("{column}: «{}» bukan angka", short(text)),
            )),
        }
    }
}

/// What is asked of a row.
pub(crate) struct Question<'a> {
    pub elements: &'a [Element<'a>],
    /// The result from one value per element.
    pub compute: &'a dyn Fn(&[&Exact]) -> Figure,
    /// The two elements that may have changed places.
    pub swap: Option<(usize, usize)>,
    /// Whether the result is the first by the second in percent, as in nearly every row: a fault
    /// far from the printed result is then passed over without computing it exactly.
    pub share: bool,
}

/// Decides a row whose elements are all numbers.
pub(crate) fn decide(question: &Question<'_>, published: &str) -> Judged {
    let computed = match (question.compute)(&values(question.elements, 0)) {
        Figure::Known(number) => number,
        missing => {
            let state = missing.state();
            return Judged::not_computable(word(state), state.label().to_owned());
        }
    };
    let nothing_to_compare = |note: String| Judged {
        computed: Some(computed.clone()),
        state: "computed",
        agrees: Agrees::NotComputable,
        note,
    };
    let printed = match Printed::of(published) {
        Printed::Number(number) => number,
        Printed::Missing(state) => {
            return nothing_to_compare(format!("published: {}", state.label()));
        }
        Printed::Unreadable => {
            return nothing_to_compare(format!("published: «{}» bukan angka", short(published)));
        }
    };
    let candidates = candidates(question, computed);
    for wanted in [Agrees::Exact, Agrees::Truncated] {
        for (mask, candidate) in &candidates {
            for other in [false, true] {
                let taken = reading(&printed, other);
                if (!other || printed.other.is_some()) && compare(candidate, taken) == wanted {
                    return Judged {
                        computed: Some(candidate.clone()),
                        state: "computed",
                        agrees: wanted,
                        note: readings(question.elements, *mask, published, &printed, other),
                    };
                }
            }
        }
    }
    // the first candidate is the likely reading; there is always one
    let computed = candidates.into_iter().next().map(|(_, number)| number);
    let note = computed.as_ref().map_or_else(String::new, |computed| {
        faults::explain(question, computed, &printed)
    });
    Judged {
        computed,
        state: "computed",
        agrees: Agrees::No,
        note,
    }
}

/// The value of each element; a bit of the mask takes the other reading.
pub(crate) fn values<'e>(elements: &'e [Element<'_>], mask: usize) -> Vec<&'e Exact> {
    elements
        .iter()
        .enumerate()
        .map(|(place, element)| &reading(&element.number, mask >> place & 1 == 1).value)
        .collect()
}

/// What comes out in each way of reading: all as one hand would, all as the other, then mixed.
fn candidates(question: &Question<'_>, likely: Exact) -> Vec<(usize, Exact)> {
    let mut found = vec![(0, likely)];
    let doubtful = question
        .elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.number.other.is_some())
        .fold(0, |mask, (place, _)| mask | 1 << place);
    if doubtful == 0 {
        return found;
    }
    let mixed = (1..doubtful).filter(|mask| mask & doubtful == *mask);
    for mask in std::iter::once(doubtful).chain(mixed) {
        if let Figure::Known(number) = (question.compute)(&values(question.elements, mask)) {
            found.push((mask, number));
        }
    }
    found
}

/// Names how each number that can be read two ways was read.
fn readings(
    elements: &[Element<'_>],
    mask: usize,
    published: &str,
    printed: &Number,
    other: bool,
) -> String {
    let mut note = String::new();
    let mut say = |column: &str, text: &str, number: &Number, taken: &Reading| {
        if number.other.is_none() {
            return;
        }
        if !note.is_empty() {
            note.push_str("; ");
        }
        let how = match taken.marks {
            Marks::None => "",
            Marks::Indonesian => " (titik ribuan, koma desimal)",
            Marks::English => " (koma ribuan, titik desimal)",
        };
        let value = taken.value.full();
        note.push_str(&format!("{column} «{}» dibaca {value}{how}", text.trim()));
    };
    for (place, element) in elements.iter().enumerate() {
        let taken = reading(&element.number, mask >> place & 1 == 1);
        say(element.column, element.text, &element.number, taken);
    }
    say("published", published, printed, reading(printed, other));
    note
}

/// The beginning of a text, for a note.
fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(30) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
