//! Steps of what papers are printed on.

use platform::migrations::{
    Kind::{Big, Bool, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0010_stationery",
        tables: stationery,
        statements: &[],
    }]
}

fn stationery() -> Vec<Table> {
    vec![
        Table::new("stationery").key(&[]).col("sheet", Text),
        Table::with_id("emblem")
            .col("kind", Text)
            .col("file_hash", Text)
            .col("width", Big)
            .col("height", Big)
            .col("in_use", Bool)
            .index(&["kind"]),
        Table::new("unit_address")
            .col("unit_id", Uuid)
            .col("lines", Text)
            .key(&["unit_id"])
            .belongs_to("unit_id", "unit"),
    ]
}
