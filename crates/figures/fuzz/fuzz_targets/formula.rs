//! Any text as a formula: read or refused with a place inside it, computed and explained alike.
#![no_main]

use figures::{
    Exact, Figure, Formula,
    formula::{Inputs, Over},
};
use libfuzzer_sys::fuzz_target;

struct Some3;

impl Inputs for Some3 {
    fn value(&self, name: &str) -> Figure {
        match name.len() % 3 {
            0 => Figure::NotFilled,
            1 => Figure::Known(Exact::from(3_i64)),
            _ => Figure::Known(Exact::ZERO),
        }
    }

    fn many(&self, name: &str, _over: Over) -> Vec<(String, Figure)> {
        vec![("satu".to_owned(), self.value(name))]
    }
}

fuzz_target!(|text: &str| {
    match Formula::parse(text) {
        Ok(formula) => {
            let explained = formula.explain(&Some3);
            assert_eq!(explained.value(), &formula.evaluate(&Some3));
            let _ = explained.line(Some(2), "%");
        }
        Err(error) => assert!((1..=text.chars().count() + 1).contains(&error.position)),
    }
});
