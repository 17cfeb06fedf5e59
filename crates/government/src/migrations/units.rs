//! Steps of what becomes of units: mergers, names they had.

use platform::migrations::{
    Kind::{Big, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "government_0008_merger",
            tables: mergers,
            statements: &[],
        },
        Step {
            name: "government_0009_unit_name",
            tables: names,
            statements: &[],
        },
        Step {
            name: "government_0011_unit_relation",
            tables: relations,
            statements: &[],
        },
    ]
}

fn names() -> Vec<Table> {
    vec![
        Table::with_id("unit_name")
            .col("unit_id", Uuid)
            .col("name", Text)
            .col("abbreviation", Text)
            .col("until_date", Text)
            .col("basis", Text)
            .col("at", Big)
            .belongs_to("unit_id", "unit"),
    ]
}

fn mergers() -> Vec<Table> {
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

fn relations() -> Vec<Table> {
    vec![
        Table::with_id("unit_relation")
            .col("unit_id", Uuid)
            .col("kind", Text)
            .maybe("to_unit_id", Uuid)
            .col("affair", Text)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .col("basis", Text)
            .col("at", Big)
            .belongs_to("unit_id", "unit")
            .belongs_to("to_unit_id", "unit"),
    ]
}
