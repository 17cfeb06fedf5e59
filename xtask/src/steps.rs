//! A list of steps with headings and times; the first failure ends it.

use std::time::Duration;

use crate::clock::{self, Stopwatch};
use crate::run::Outcome;

/// The steps done so far.
pub struct Steps {
    done: Vec<(&'static str, Duration, &'static str)>,
    whole: Stopwatch,
}

impl Steps {
    /// Runs `all`, which takes its steps one after the other, and ends with the table of
    /// times, after a failure too: that is when one wants to see how far it came.
    pub fn run(all: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let mut steps = Self {
            done: Vec::new(),
            whole: Stopwatch::start(),
        };
        let outcome = all(&mut steps);
        print!("\n{}", steps.table());
        outcome
    }

    /// One step under its heading.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        println!("\n== {}. {name}", self.done.len() + 1);
        let watch = Stopwatch::start();
        let outcome = work();
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("   {word} after {}", clock::seconds(watch.elapsed()));
        self.done.push((name, watch.elapsed(), word));
        outcome.map_err(|problem| format!("{name}: {problem}"))
    }

    /// Notes a step left out on request, so that the table never looks complete.
    pub fn left_out(&mut self, name: &'static str) {
        println!("\n== {}. {name}: left out", self.done.len() + 1);
        self.done.push((name, Duration::ZERO, "left out"));
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for (name, time, word) in &self.done {
            table.push_str(&format!(
                "{name:<28} {:>9}  {word}\n",
                clock::seconds(*time)
            ));
        }
        table.push_str(&format!(
            "{:<28} {:>9}\n",
            "all",
            clock::seconds(self.whole.elapsed())
        ));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_ends_it_and_is_named() {
        let mut reached = false;
        let outcome = Steps::run(|steps| {
            steps.step("first", || Ok(()))?;
            steps.step("second", || Err::<(), _>("broken".into()))?;
            reached = true;
            Ok(())
        });
        assert_eq!(outcome, Err("second: broken".into()));
        assert!(!reached);
    }
}
