//! Worked examples: what goes in, what must come out.

use serde::Deserialize;

/// What an example is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The formula of an indicator.
    Indicator,
    /// Its change against the year before.
    Change,
    /// A rule of achievement.
    Rule,
    /// A scale; the figure is `x`, what comes out is the first label.
    Scale,
    /// A due date; `year` is the fiscal year, `event` the day of what it follows.
    Due,
    /// A written report; `bab` is a place from 1, what comes out is the id of the chapter there.
    Report,
}

/// A worked example.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Example {
    /// What it is about.
    pub subject: Subject,
    /// Code or id of it.
    pub item: String,
    /// `A=4512; B=5003`; nothing after the sign is a figure nobody filled in.
    pub inputs: String,
    /// The number as printed, a dot before its decimals, or the words of a missing figure.
    pub expected: String,
    /// What it shows, or where it was seen.
    pub note: String,
}

impl Example {
    /// The inputs by name.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.inputs.split(';').filter_map(|it| it.split_once('='));
        pairs.map(|(name, value)| (name.trim(), value.trim()))
    }
}
