//! Worked examples come out as they say.

use figures::{
    Exact, Figure, Formula,
    formula::{Inputs, Over},
};
use time::{Date, Month};

use super::{Fault, Refusal};
use crate::{Example, Pack, Subject};

pub(super) fn check(pack: &Pack) -> Vec<Fault> {
    // what the region says otherwise takes the worked examples of it along
    if pack.examples.is_empty() && !pack.has_own() {
        let words = "tidak ada: setiap paket membawa contoh yang dihitung ulang";
        return vec![Fault::new(Refusal::NoExample, "contoh hitung", words)];
    }
    let mut found = Vec::new();
    for example in &pack.examples {
        let came_out = match outcome(pack, example) {
            Some(came_out) if came_out == example.expected => continue,
            Some(came_out) => format!("hasilnya {came_out}"),
            None => "tidak dapat dihitung: yang dicontohkan tidak ada pada paket, atau masukannya salah tulis".into(),
        };
        let place = format!("contoh {} ({})", example.item, example.inputs);
        let words = format!("tertulis {}, {came_out}", example.expected);
        found.push(Fault::new(Refusal::Example, place, words));
    }
    found
}

/// What comes out, written the way it is expected.
fn outcome(pack: &Pack, example: &Example) -> Option<String> {
    let item = example.item.as_str();
    match example.subject {
        Subject::Indicator => computed(example, &pack.indicator(item)?.formula),
        Subject::Change => computed(example, pack.indicator(item)?.change.as_deref()?),
        Subject::Rule => computed(example, pack.rule(item)?.formula.as_deref()?),
        Subject::Scale => {
            let scale = pack.scale(item)?;
            let (_, figure) = example.inputs().find(|(name, _)| *name == "x")?;
            let label = scale.label(&figure.parse().ok()?, 0);
            Some(label.unwrap_or("di luar skala").to_owned())
        }
        Subject::Due => {
            let value = |wanted| example.inputs().find(|(name, _)| *name == wanted);
            let year = value("year").and_then(|(_, year)| year.parse().ok());
            let event = value("event").and_then(|(_, day)| date(day));
            // an event alone says enough: the fiscal year plays no part then
            let day = pack.due(item)?.rule.day(year.unwrap_or_default(), event)?;
            Some(day.to_string())
        }
        Subject::Report => {
            let (_, place) = example.inputs().find(|(name, _)| *name == "bab")?;
            let before = place.parse::<usize>().ok()?.checked_sub(1)?;
            let chapter = pack.report(item)?.chapters.get(before)?;
            Some(chapter.id.clone())
        }
    }
}

fn computed(example: &Example, formula: &str) -> Option<String> {
    let mut given = Vec::new();
    for (name, value) in example.inputs() {
        let figure = match value {
            "" => Figure::NotFilled,
            number => Figure::Known(number.parse::<Exact>().ok()?),
        };
        given.push((name, figure));
    }
    let result = Formula::parse(formula).ok()?.evaluate(&Given(given));
    let places = example
        .expected
        .split_once('.')
        .map_or(0, |(_, it)| it.len());
    Some(match result {
        Figure::Known(number) => number.plain(u32::try_from(places).ok()?),
        missing => missing.state().label().to_lowercase(),
    })
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// The inputs of an example; a name that stands several times is many figures.
struct Given<'a>(Vec<(&'a str, Figure)>);

impl Inputs for Given<'_> {
    fn value(&self, name: &str) -> Figure {
        let given = self.0.iter().find(|(it, _)| *it == name);
        given.map_or(Figure::NotFilled, |(_, figure)| figure.clone())
    }

    fn many(&self, name: &str, _: Over) -> Vec<(String, Figure)> {
        let given = self.0.iter().filter(|(it, _)| *it == name);
        given
            .map(|(name, figure)| ((*name).to_owned(), figure.clone()))
            .collect()
    }
}
