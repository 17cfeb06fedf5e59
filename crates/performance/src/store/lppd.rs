//! How far units have given the figures of the LPPD, read from the values every indicator rests on.

use std::collections::HashMap;

use figures::State;
use platform::{Problem, RegionCode, Uuid};
use sea_orm::ConnectionTrait;
use values::rules::Tally;

/// The list of indicators of the report to the government.
pub const LPPD: &str = "lppd";

/// How far each unit has filled in the list of a year.
#[derive(Clone, Debug, Default)]
pub struct LppdShares {
    year: i64,
    listed: bool,
    units: HashMap<Uuid, Tally>,
}

impl LppdShares {
    /// "12 dari 20 isian terisi (60 %), TDI 1", or why there is none.
    pub fn words(&self, unit: Uuid) -> String {
        if !self.listed {
            return format!("Belum ada daftar IKK {}", self.year);
        }
        let Some(tally) = self.units.get(&unit) else {
            return format!("Tidak mengisi IKK {}", self.year);
        };
        let Some(percent) = tally.percent() else {
            return "Semua isian tidak relevan".into();
        };
        let (filled, asked) = (tally.filled(), tally.asked());
        let counted = |state: State, words: &str| match tally.of(state) {
            0 => String::new(),
            many => format!(", {words} {many}"),
        };
        let tdi = counted(State::Tdi, "TDI");
        let not = counted(State::NotCarriedOut, "tidak diselenggarakan");
        format!("{filled} dari {asked} isian terisi ({percent} %){tdi}{not}")
    }
}

/// How far units have filled in the LPPD of a year. Three statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn lppd_shares<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
) -> Result<LppdShares, Problem> {
    let asked = values::store::indicators(conn, region, LPPD, year).await?;
    let cells = values::store::cells_of_year(conn, region, LPPD, year).await?;
    let given: HashMap<_, State> = cells
        .iter()
        .map(|it| {
            (
                (it.indicator_id, it.letter.as_str(), it.unit_id),
                it.state(),
            )
        })
        .collect();
    let mut units: HashMap<Uuid, Tally> = HashMap::new();
    for one in &asked {
        for element in &one.elements {
            let Some(unit) = one.owner(element) else {
                continue;
            };
            let key = (one.indicator.id, element.letter.as_str(), unit);
            // a cell nobody wrote is empty, and nothing else
            let state = given.get(&key).copied().unwrap_or(State::NotFilled);
            units.entry(unit).or_default().add(state, false);
        }
    }
    Ok(LppdShares {
        year,
        listed: !asked.is_empty(),
        units,
    })
}
