//! Rows of indicators, figures and results.

mod cell;
mod evidence;
mod historic;
mod indicator;
mod keep;
mod list;
mod overlay;
mod replay;
mod result;
mod target;

pub use cell::{
    Cell, Revision, accept, begin, cells, cells_of_year, find_cell, given_in, revisions,
    set_finding,
};
pub use evidence::{Proof, ProofCount, Verdict, judge, point, proof_counts, proofs};
pub use historic::{
    HistoricCell, HistoricFile, codes, historic_cells, historic_files, historic_indicators,
    historic_proofs, keep_historic, point_historic,
};
pub use indicator::{
    Asked, Element, Indicator, elements, find, indicators, indicators_of_unit, owners,
    owners_by_code, supporting, years,
};
pub use keep::{CellInput, keep};
pub use list::{IndicatorInput, ListOutcome, put_list, set_owner};
pub use overlay::{KeptOverlay, OVERLAY, Rules, choose_pack, former_codes, put_overlay, rules_of};
pub use replay::{Difference, Listed, Replay, RuleOf, Why, keep_replayed, refresh, replay};
pub use result::{ResultRow, compute, explain, results, results_of_year};
pub use target::{clear_target, set_target, targets};

use platform::{
    Ref, Uuid,
    capability::{Mention, RefKind},
    store::sql::{self, places},
};
use sea_orm::{FromQueryResult, Value};

/// Kind of an indicator of a year in mentions and audit rows.
pub const INDICATOR: &str = "values.indicator";
/// Kind of a figure in audit rows and as what evidence serves.
pub const FIGURE: &str = "values.figure";

/// Kinds of records others may mention.
pub fn references() -> Vec<RefKind> {
    vec![RefKind {
        code: INDICATOR,
        path: |id| format!("/daftar-ikk/{id}"),
        resolve: |app, region, ids| {
            Box::pin(async move {
                #[derive(FromQueryResult)]
                struct Row {
                    id: Uuid,
                    code: String,
                    name: String,
                    year: i64,
                }
                let mut values: Vec<Value> = vec![region.as_str().into()];
                values.extend(ids.iter().map(|id| Value::from(*id)));
                let question = format!(
                    "select id, code, name, year from indicator where region = $1 and id in ({})",
                    places(1, ids.len())
                );
                let rows: Vec<Row> = sql::all(app.db().read(), &question, values).await?;
                Ok(rows
                    .into_iter()
                    .map(|row| Mention {
                        subject: Ref::new(INDICATOR, row.id),
                        title: format!("{} {} ({})", row.code, row.name, row.year),
                        path: format!("/daftar-ikk/{}", row.id),
                    })
                    .collect())
            })
        },
    }]
}
