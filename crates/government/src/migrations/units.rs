//! Steps of what becomes of units: mergers.

use platform::migrations::{
    Kind::{Big, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0008_merger",
        tables,
        statements: &[],
    }]
}

fn tables() -> Vec<Table> {
    vec![
        Table::new("unit_merger")
            .col("unit_id", Uuid)
            .key(&["unit_id"])
            .col("successor_id", Uuid)
            .col("last_date", Text)
            .col("basis", Text)
            .col("at", Big)
            .belongs_to("unit_id", "unit")
            .belongs_to("successor_id", "unit"),
    ]
}
