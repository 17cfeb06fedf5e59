//! Indicators of five years with their figures and results, and in the city a round that is being
//! filled in. Of figures only the present stands here, not the revisions before it.

use figures::{Exact, Figure, State, formula::Formula, formula::Inputs};
use government::structure::Due;
use platform::{Clock, Problem, Tx, Uuid, clock::SystemClock, date, random, store::Rows};
use time::Duration;

use super::{
    people::People,
    plan::{Dice, Plan, UNITS},
};

/// Years that are kept; the last one is the round's.
pub const YEARS: std::ops::RangeInclusive<i64> = 2021..=2025;

/// Indicators of a region in a year: 553 regions and five years make 414,750.
const CODES: usize = 150;

/// The first agency of the city gives so many: one page of its grid.
pub const ON_A_PAGE: usize = 60;

/// The city's last year has so many of its own beside them, for tables of some hundred pages.
const OWN: usize = 1_350;

const FORMULA: &str = "A/B*100";
const MEASURE: &str = "%";

/// What the formula divides by what.
pub(super) const ELEMENTS: [(&str, &str); 2] =
    [("A", "Jumlah yang terlayani"), ("B", "Jumlah seluruhnya")];

pub(super) struct Tables {
    indicators: Rows<19>,
    elements: Rows<5>,
    figures: Rows<18>,
    results: Rows<6>,
    rounds: Rows<12>,
    fillings: Rows<19>,
    items: Rows<3>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            indicators: Rows::new(
                "indicator",
                [
                    "region",
                    "id",
                    "list",
                    "year",
                    "code",
                    "order_number",
                    "kind",
                    "affair",
                    "name",
                    "formula",
                    "measure",
                    "direction",
                    "decimals",
                    "parent_id",
                    "unit_id",
                    "seen",
                    "source",
                    "pack",
                    "version",
                ],
            ),
            elements: Rows::new(
                "indicator_element",
                ["region", "indicator_id", "letter", "name", "unit_id"],
            ),
            figures: Rows::new(
                "figure",
                [
                    "region",
                    "id",
                    "indicator_id",
                    "letter",
                    "unit_id",
                    "state",
                    "amount",
                    "provisional",
                    "reason",
                    "plan",
                    "plan_date",
                    "waiting_unit_id",
                    "accepted",
                    "finding_id",
                    "written_by",
                    "written_name",
                    "written_at",
                    "version",
                ],
            ),
            results: Rows::new(
                "indicator_result",
                [
                    "region",
                    "indicator_id",
                    "state",
                    "amount",
                    "line",
                    "computed_at",
                ],
            ),
            rounds: Rows::new(
                "data_round",
                [
                    "region",
                    "id",
                    "title",
                    "list",
                    "year",
                    "purpose",
                    "due_date",
                    "due_minute",
                    "due_at",
                    "opened_at",
                    "closed_at",
                    "version",
                ],
            ),
            fillings: Rows::new(
                "filling",
                [
                    "region",
                    "id",
                    "round_id",
                    "unit_id",
                    "parent_id",
                    "due_date",
                    "due_minute",
                    "due_at",
                    "station",
                    "state",
                    "returns",
                    "sent_by",
                    "sent_name",
                    "sent_at",
                    "signed_at",
                    "signed_name",
                    "receipt",
                    "dropped",
                    "version",
                ],
            ),
            items: Rows::new("filling_item", ["region", "filling_id", "indicator_id"]),
        }
    }

    pub(super) async fn write(&mut self, tx: &Tx) -> Result<(), Problem> {
        self.indicators.write(tx.conn()).await?;
        self.elements.write(tx.conn()).await?;
        self.figures.write(tx.conn()).await?;
        self.results.write(tx.conn()).await?;
        self.rounds.write(tx.conn()).await?;
        self.fillings.write(tx.conn()).await?;
        self.items.write(tx.conn()).await
    }
}

/// What an agency gave.
struct Two(i64, i64);

impl Inputs for Two {
    fn value(&self, name: &str) -> Figure {
        Figure::Known(Exact::from(if name == "A" { self.0 } else { self.1 }))
    }
}

/// Fills a region.
pub async fn fill(tx: &Tx, plan: &Plan, people: &People) -> Result<(), Problem> {
    let formula = Formula::parse(FORMULA).map_err(|error| Problem::internal(error.to_string()))?;
    let mut dice = Dice(plan.points as u64 + 7);
    let mut tables = Tables::new();
    let city = plan.agencies == UNITS;
    for year in YEARS {
        let last = year == *YEARS.end();
        let count = CODES + if city && last { OWN } else { 0 };
        let mut asked = Vec::new();
        for number in 0..count {
            let agency = match city && number < ON_A_PAGE {
                true => 0,
                false => number % plan.agencies,
            };
            let (a, b) = (dice.below(5_000), 5_000 + dice.below(9_000));
            let two = Two(a.cast_signed(), b.cast_signed());
            let unit = people.units[agency];
            let id = indicator(tx, &mut tables, (year, number), unit, &formula, &two);
            asked.push((agency, id));
        }
        if city && last {
            let units = &people.units[..UNITS];
            round(tx, &mut tables, units, year, &asked);
        }
        tables.write(tx).await?;
    }
    Ok(())
}

fn indicator(
    tx: &Tx,
    tables: &mut Tables,
    (year, number): (i64, usize),
    unit: Uuid,
    formula: &Formula,
    two: &Two,
) -> Uuid {
    let (region, now) = (tx.region().as_str(), SystemClock.now());
    let id = asked(tx, tables, (year, number), unit);
    for (letter, amount) in [("A", two.0), ("B", two.1)] {
        tables.figures.push([
            region.into(),
            random::id(now).into(),
            id.into(),
            letter.into(),
            unit.into(),
            State::Known.code().into(),
            Some(amount.to_string()).into(),
            false.into(),
            "".into(),
            "".into(),
            None::<String>.into(),
            None::<Uuid>.into(),
            false.into(),
            None::<Uuid>.into(),
            unit.into(),
            "Operator".into(),
            now.0.into(),
            1_i64.into(),
        ]);
    }
    let explained = formula.explain(two);
    tables.results.push([
        region.into(),
        id.into(),
        explained.value().state().code().into(),
        explained.value().known().map(Exact::stored).into(),
        explained.line(Some(2), MEASURE).into(),
        now.0.into(),
    ]);
    id
}

/// Code and name of an indicator.
pub(super) fn named(number: usize) -> (String, String) {
    let code = format!("{}.a.{}", number / 10 + 1, number % 10 + 1);
    let name = format!("Persentase sasaran nomor {number} yang terlayani sesuai standar");
    (code, name)
}

/// An indicator with its elements, for which nobody gave anything.
pub(super) fn asked(
    tx: &Tx,
    tables: &mut Tables,
    (year, number): (i64, usize),
    unit: Uuid,
) -> Uuid {
    let region = tx.region().as_str();
    let id = random::id(SystemClock.now());
    let (code, name) = named(number);
    tables.indicators.push([
        region.into(),
        id.into(),
        "lppd".into(),
        year.into(),
        code.into(),
        (number as i64 + 1).into(),
        i16::from(number % 3 == 0).into(),
        format!("Urusan Pemerintahan Nomor {}", number / 10 + 1).into(),
        name.into(),
        FORMULA.into(),
        MEASURE.into(),
        0_i16.into(),
        2_i16.into(),
        None::<Uuid>.into(),
        unit.into(),
        true.into(),
        "Data buatan untuk pengukuran".into(),
        "Data buatan".into(),
        1_i64.into(),
    ]);
    for (letter, name) in ELEMENTS {
        tables.elements.push([
            region.into(),
            id.into(),
            letter.into(),
            name.into(),
            None::<Uuid>.into(),
        ]);
    }
    id
}

/// The round of a year: every unit fills in what it gives, named by its place. Their fillings.
pub(super) fn round(
    tx: &Tx,
    tables: &mut Tables,
    units: &[Uuid],
    year: i64,
    asked: &[(usize, Uuid)],
) -> Vec<Uuid> {
    let (region, now) = (tx.region().as_str(), SystemClock.now());
    let day = now.at_zone(7).date().saturating_add(Duration::days(30));
    let due = Due::new(day, None, 7);
    let id = random::id(now);
    tables.rounds.push([
        region.into(),
        id.into(),
        format!("LPPD Tahun {year}").into(),
        "lppd".into(),
        year.into(),
        "Data buatan untuk pengukuran".into(),
        date::iso(due.date).into(),
        due.minute.into(),
        due.at.0.into(),
        now.0.into(),
        None::<i64>.into(),
        1_i64.into(),
    ]);
    let mut fillings = Vec::new();
    for (agency, unit) in units.iter().enumerate() {
        let filling = random::id(now);
        tables.fillings.push([
            region.into(),
            filling.into(),
            id.into(),
            (*unit).into(),
            None::<Uuid>.into(),
            date::iso(due.date).into(),
            due.minute.into(),
            due.at.0.into(),
            0_i16.into(),
            0_i16.into(),
            0_i64.into(),
            None::<Uuid>.into(),
            "".into(),
            None::<i64>.into(),
            None::<i64>.into(),
            "".into(),
            0_i64.into(),
            "".into(),
            1_i64.into(),
        ]);
        for (_, indicator) in asked.iter().filter(|(owner, _)| *owner == agency) {
            tables
                .items
                .push([region.into(), filling.into(), (*indicator).into()]);
        }
        fillings.push(filling);
    }
    fillings
}

#[cfg(test)]
mod tests {
    use super::{CODES, YEARS};
    use crate::data::plan::SMALL_REGIONS;

    #[test]
    fn the_country_has_the_results_the_aim_names() {
        let years = YEARS.count();
        assert_eq!((SMALL_REGIONS + 1) * years * CODES, 414_750);
    }
}
