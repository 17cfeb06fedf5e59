//! Stored results computed again from the figures that stand there: whether they say the same.

use std::collections::HashMap;

use figures::{
    Figure, State,
    formula::{Formula, Inputs},
};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::{
        packed::{Column, Kind, Packed, packing},
        sql,
    },
};
use sea_orm::{ConnectionTrait, Value};
use serde_json::json;

use super::{
    INDICATOR,
    result::{figure, kept, row},
};

/// The formula the rules of a year have for an indicator; `None` where they do not know it.
pub type RuleOf<'a> = &'a (dyn Fn(&Listed<'_>) -> Option<String> + Sync);

/// An indicator as its list names it.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The pack it was taken from, or the name of the workbook.
    pub pack: &'a str,
    /// The year.
    pub year: i64,
    /// Its code.
    pub code: &'a str,
    /// Its formula in the list.
    pub formula: &'a str,
}

/// A result that is not what its figures give.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The indicator.
    pub indicator: Uuid,
    /// Its code.
    pub code: String,
    /// The year.
    pub year: i64,
    /// What is stored.
    pub stored: Figure,
    /// What comes out.
    pub computed: Figure,
    /// How it comes out.
    pub line: String,
    /// What differs.
    pub why: Why,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The number or its state.
    Result,
    /// Only the words of the computation.
    Line,
    /// The list has another formula than the rules of that year.
    Formula,
    /// The formula of the list cannot be read.
    Unreadable,
}

/// What a replay found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replay {
    /// Results that were compared.
    pub compared: usize,
    /// Those that differ.
    pub differences: Vec<Difference>,
}

/// An indicator with its stored result and its figures.
struct Row<'a> {
    id: Uuid,
    year: i64,
    code: &'a str,
    pack: &'a str,
    formula: &'a str,
    measure: &'a str,
    decimals: i16,
    state: Option<i16>,
    amount: Option<&'a str>,
    line: Option<&'a str>,
    given: Given<'a>,
}

/// The figures of an indicator, packed. What counts is what the owner of an element gave, and a
/// reviewer's finding over it.
const GIVEN: &str = "(select string_agg(concat(octet_length(e.letter), ':', e.letter, \
        (case when f.finding_id is not null then $2 else f.state end), ':', \
        octet_length(f.amount), ':', f.amount), '') \
     from indicator_element e \
     join figure f on f.region = e.region and f.indicator_id = e.indicator_id \
        and f.letter = e.letter and f.unit_id = coalesce(e.unit_id, i.unit_id) \
     where e.region = i.region and e.indicator_id = i.id)";

impl<'a> Row<'a> {
    const COLUMNS: [Column; 10] = [
        ("i.id", Kind::Id),
        ("i.year", Kind::Number),
        ("i.code", Kind::Text),
        ("i.pack", Kind::Text),
        ("i.formula", Kind::Text),
        ("i.measure", Kind::Text),
        ("i.decimals", Kind::Number),
        ("r.state", Kind::Number),
        ("r.amount", Kind::Text),
        ("r.line", Kind::Text),
    ];

    fn unpack(row: &mut Packed<'a>) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id()?,
            year: row.number()?,
            code: row.text()?,
            pack: row.text()?,
            formula: row.text()?,
            measure: row.text()?,
            decimals: row.number()?,
            state: row.maybe_number()?,
            amount: row.maybe_text()?,
            line: row.maybe_text()?,
            given: Given::unpack(row)?,
        })
    }
}

/// The figures of one row, by letter.
struct Given<'a>(Vec<(&'a str, Figure)>);

impl<'a> Given<'a> {
    /// Up to an empty letter, which ends them.
    fn unpack(row: &mut Packed<'a>) -> Result<Self, Problem> {
        let mut all = Vec::new();
        while let Some(letter) = row.maybe_text()? {
            let state = State::of_code(row.number()?);
            all.push((letter, figure(state, row.maybe_text()?)));
        }
        Ok(Self(all))
    }
}

impl Inputs for Given<'_> {
    fn value(&self, name: &str) -> Figure {
        let found = self.0.iter().find(|(letter, _)| *letter == name);
        found.map_or(Figure::NotFilled, |(_, figure)| figure.clone())
    }
}

/// Computes all results of a region again, or those of a year, and compares. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn replay<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Option<i64>,
    rule: RuleOf<'_>,
) -> Result<Replay, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into(), State::Tdi.code().into()];
    let only = match year {
        Some(year) => {
            values.push(year.into());
            " and i.year = $3"
        }
        None => "",
    };
    // a text for each list of a year: all rows of a region at once would be long
    let question = format!(
        "select string_agg(concat({}, {GIVEN}, ':'), '') from indicator i \
         left join indicator_result r on r.region = i.region and r.indicator_id = i.id \
         where i.region = $1{only} group by i.list, i.year",
        packing(conn, &Row::COLUMNS)
    );
    let lists: Vec<String> = sql::values(conn, &question, values).await?;
    let mut formulas = HashMap::new();
    let mut found = Replay::default();
    for list in &lists {
        let mut rows = Packed::new(list);
        while !rows.is_done() {
            let row = Row::unpack(&mut rows)?;
            if row.given.0.is_empty() && row.state.is_none() {
                continue;
            }
            found.compared += 1;
            found.differences.extend(compare(&row, &mut formulas, rule));
        }
    }
    Ok(found)
}

fn compare(
    row: &Row<'_>,
    formulas: &mut HashMap<String, Option<Formula>>,
    rule: RuleOf<'_>,
) -> Option<Difference> {
    let listed = Listed {
        pack: row.pack,
        year: row.year,
        code: row.code,
        formula: row.formula,
    };
    let stored = match row.state {
        Some(state) => figure(State::of_code(state), row.amount),
        None => Figure::NotFilled,
    };
    let difference = |computed: Figure, line: String, why: Why| {
        Some(Difference {
            indicator: row.id,
            code: row.code.to_owned(),
            year: row.year,
            stored: stored.clone(),
            computed,
            line,
            why,
        })
    };
    let asked = rule(&listed);
    let text = asked.as_deref().unwrap_or(row.formula);
    if !formulas.contains_key(text) {
        formulas.insert(text.to_owned(), Formula::parse(text).ok());
    }
    let Some(formula) = formulas.get(text).and_then(Option::as_ref) else {
        return difference(Figure::NotFilled, String::new(), Why::Unreadable);
    };
    let explained = formula.explain(&row.given);
    let line = explained.line(u32::try_from(row.decimals).ok(), row.measure);
    let computed = explained.value().clone();
    let why = if text != row.formula {
        Why::Formula
    } else if computed != stored {
        Why::Result
    } else if row.line.unwrap_or_default() != line {
        Why::Line
    } else {
        return None;
    };
    difference(computed, line, why)
}

/// Keeps what came out where it differs, except where the list has another formula than the rules: that
/// is for people to decide. Returns how many were kept.
///
/// # Errors
/// When a statement fails.
pub async fn keep_replayed(tx: &mut Tx, found: &Replay) -> Result<usize, Problem> {
    let kept = write(tx, found).await?;
    let details = json!({ "Hasil dihitung ulang": kept });
    tx.record(Ref::new(INDICATOR, Uuid::nil()), &details)
        .await?;
    Ok(kept)
}

/// Brings the results of a year, or of all, to what their figures give: after formulas, owners or units
/// changed. The caller writes the audit row.
///
/// # Errors
/// When a statement fails.
pub async fn refresh(tx: &Tx, year: Option<i64>) -> Result<(), Problem> {
    let found = replay(tx.conn(), tx.region(), year, &|_| None).await?;
    write(tx, &found).await.map(drop)
}

async fn write(tx: &Tx, found: &Replay) -> Result<usize, Problem> {
    let wrong = found.differences.iter();
    let wrong = wrong.filter(|it| matches!(it.why, Why::Result | Why::Line));
    let (mut rows, mut count) = (kept(), 0);
    for it in wrong {
        rows.push(row(tx, it.indicator, &it.computed, it.line.clone()));
        count += 1;
    }
    rows.write(tx.conn()).await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use figures::{Figure, State, formula::Inputs};

    use super::{Given, Packed};

    #[test]
    fn what_was_given_is_read_by_letter_and_state() {
        let known = State::Known.code();
        let tdi = State::Tdi.code();
        let text = format!("1:A{known}:4:45121:B{tdi}:::");
        let mut row = Packed::new(&text);
        let given = Given::unpack(&mut row).expect("figures");
        assert!(row.is_done());
        assert_eq!(given.value("A"), Figure::Known(4512_i64.into()));
        assert_eq!(given.value("B"), Figure::Tdi);
        assert_eq!(given.value("C"), Figure::NotFilled);
        let none = Given::unpack(&mut Packed::new(":")).expect("no figures");
        assert_eq!(none.value("A"), Figure::NotFilled);
    }
}
