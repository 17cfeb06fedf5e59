//! The table of priorities.

use platform::migrations::{
    Kind::{Big, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![Step {
        name: "priorities_0001_priorities",
        tables,
        statements: &[],
    }]
}

fn tables() -> Vec<Table> {
    vec![
        Table::with_id("priority")
            .col("year", Big)
            .col("number", Big)
            .col("title", Text)
            .col("description", Text)
            .col("basis", Text)
            .col("unit_id", Uuid)
            .col("due_date", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("unit_id", "unit")
            .unique(&["year", "number"]),
    ]
}
