//! Tables of indicators, figures, their revisions and results.

mod historic;
mod historic_proof;
mod overlays;
mod targets;

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    let figures = Step {
        name: "values_0001_figures",
        tables,
        statements: &[],
    };
    vec![
        figures,
        overlays::STEP,
        historic::STEP,
        targets::STEP,
        historic_proof::STEP,
    ]
}

/// A figure is known with its amount, or missing without one: storage keeps the two tied.
const TIED: &str = "(state = 0) = (amount is not null)";

fn tables() -> Vec<Table> {
    let mut tables = indicators();
    tables.extend(figures());
    tables
}

fn indicators() -> Vec<Table> {
    vec![
        Table::with_id("indicator")
            .col("list", Text)
            .col("year", Big)
            .col("code", Text)
            .col("order_number", Big)
            .col("kind", Small)
            .col("affair", Text)
            .col("name", Text)
            .col("formula", Text)
            .col("measure", Text)
            .col("direction", Small)
            .col("decimals", Small)
            .maybe("parent_id", Uuid)
            .maybe("unit_id", Uuid)
            .col("seen", Bool)
            .col("source", Text)
            .col("pack", Text)
            .col("version", Big)
            .belongs_to("parent_id", "indicator")
            .belongs_to("unit_id", "unit")
            .unique(&["list", "year", "code"]),
        Table::new("indicator_element")
            .col("indicator_id", Uuid)
            .col("letter", Text)
            .key(&["indicator_id", "letter"])
            .col("name", Text)
            .maybe("unit_id", Uuid)
            .belongs_to("indicator_id", "indicator")
            .belongs_to("unit_id", "unit"),
        Table::new("indicator_support")
            .col("indicator_id", Uuid)
            .col("letter", Text)
            .col("unit_id", Uuid)
            .key(&["indicator_id", "letter", "unit_id"])
            .belongs_to("indicator_id", "indicator")
            .belongs_to("unit_id", "unit"),
    ]
}

fn figures() -> Vec<Table> {
    vec![
        Table::with_id("figure")
            .col("indicator_id", Uuid)
            .col("letter", Text)
            .col("unit_id", Uuid)
            .col("state", Small)
            .maybe("amount", Text)
            .check(TIED)
            .col("provisional", Bool)
            .col("reason", Text)
            .col("plan", Text)
            .maybe("plan_date", Text)
            .maybe("waiting_unit_id", Uuid)
            .col("accepted", Bool)
            .maybe("finding_id", Uuid)
            .col("written_by", Uuid)
            .col("written_name", Text)
            .col("written_at", Big)
            .col("version", Big)
            .belongs_to("indicator_id", "indicator")
            .belongs_to("unit_id", "unit")
            .belongs_to("waiting_unit_id", "unit")
            .unique(&["indicator_id", "letter", "unit_id"]),
        Table::new("figure_revision")
            .col("figure_id", Uuid)
            .col("number", Big)
            .key(&["figure_id", "number"])
            .col("stage", Text)
            .col("state", Small)
            .maybe("amount", Text)
            .check(TIED)
            .col("provisional", Bool)
            .col("reason", Text)
            .col("written_name", Text)
            .col("written_at", Big)
            .belongs_to("figure_id", "figure"),
        Table::new("figure_evidence")
            .col("figure_id", Uuid)
            .col("evidence_id", Uuid)
            .key(&["figure_id", "evidence_id"])
            .col("pages", Text)
            .col("verdict", Small)
            .col("verdict_note", Text)
            .col("verdict_name", Text)
            .maybe("verdict_at", Big)
            .belongs_to("figure_id", "figure")
            .belongs_to("evidence_id", "evidence"),
        Table::new("indicator_result")
            .col("indicator_id", Uuid)
            .key(&["indicator_id"])
            .col("state", Small)
            .maybe("amount", Text)
            .check(TIED)
            .col("line", Text)
            .col("computed_at", Big)
            .belongs_to("indicator_id", "indicator"),
    ]
}
