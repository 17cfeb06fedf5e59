//! Tables of rounds, fillings, findings, the log of assistance, versions, and cells opened
//! again.

mod compilation;
mod extension;
mod narratives;
mod reopening;
mod versions;

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "rounds_0001_rounds",
            tables,
            statements: &[],
        },
        Step {
            name: "rounds_0002_versions",
            tables: versions::tables,
            statements: &[],
        },
        Step {
            name: "rounds_0003_reopening",
            tables: reopening::tables,
            statements: &[],
        },
        Step {
            name: "rounds_0004_compilation",
            tables: compilation::tables,
            statements: &[],
        },
        extension::STEP,
        Step {
            name: "rounds_0007_narratives",
            tables: narratives::tables,
            statements: &[],
        },
        Step {
            name: "rounds_0008_narrative_choices",
            tables: narratives::choices,
            statements: &[],
        },
    ]
}

fn tables() -> Vec<Table> {
    vec![
        Table::with_id("data_round")
            .col("title", Text)
            .col("list", Text)
            .col("year", Big)
            .col("purpose", Text)
            .col("due_date", Text)
            .col("due_minute", Big)
            .col("due_at", Big)
            .col("opened_at", Big)
            .maybe("closed_at", Big)
            .col("version", Big)
            .index(&["year"]),
        Table::with_id("filling")
            .col("round_id", Uuid)
            .col("unit_id", Uuid)
            .maybe("parent_id", Uuid)
            .col("due_date", Text)
            .col("due_minute", Big)
            .col("due_at", Big)
            .col("station", Small)
            .col("state", Small)
            .col("returns", Big)
            .maybe("sent_by", Uuid)
            .col("sent_name", Text)
            .maybe("sent_at", Big)
            .maybe("signed_at", Big)
            .col("signed_name", Text)
            .col("receipt", Big)
            .col("dropped", Text)
            .col("version", Big)
            .belongs_to("round_id", "data_round")
            .belongs_to("unit_id", "unit")
            .belongs_to("parent_id", "filling")
            .unique(&["round_id", "unit_id"]),
        Table::new("filling_item")
            .col("filling_id", Uuid)
            .col("indicator_id", Uuid)
            .key(&["filling_id", "indicator_id"])
            .belongs_to("filling_id", "filling")
            .belongs_to("indicator_id", "indicator"),
        Table::with_id("review_finding")
            .col("filling_id", Uuid)
            .col("indicator_id", Uuid)
            .col("letter", Text)
            .col("kind", Small)
            .col("state", Small)
            .col("text", Text)
            .col("answer", Text)
            .col("made_name", Text)
            .col("made_at", Big)
            .col("answered_name", Text)
            .maybe("answered_at", Big)
            .col("settled_name", Text)
            .maybe("settled_at", Big)
            .col("version", Big)
            .belongs_to("filling_id", "filling")
            .belongs_to("indicator_id", "indicator")
            .index(&["filling_id", "state"]),
        Table::with_id("assistance")
            .col("filling_id", Uuid)
            .col("held_on", Text)
            .col("text", Text)
            .col("made_name", Text)
            .col("made_at", Big)
            .belongs_to("filling_id", "filling"),
        Table::new("national_entry")
            .col("round_id", Uuid)
            .col("indicator_id", Uuid)
            .key(&["round_id", "indicator_id"])
            .col("entered_on", Text)
            .col("published", Text)
            .col("receipt", Text)
            .col("is_different", Bool)
            .col("made_name", Text)
            .col("made_at", Big)
            .belongs_to("round_id", "data_round")
            .belongs_to("indicator_id", "indicator"),
    ]
}
