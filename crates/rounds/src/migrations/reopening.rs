//! Tables of cells that are opened again by themselves, and of who compiles a round.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("round_desk")
            .col("round_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["round_id"])
            .belongs_to("round_id", "data_round")
            .belongs_to("unit_id", "unit"),
        Table::with_id("cell_reopening")
            .col("filling_id", Uuid)
            .col("indicator_id", Uuid)
            .col("state", Small)
            .col("reason", Text)
            .col("asked_by", Uuid)
            .col("asked_name", Text)
            .col("asked_at", Big)
            .col("note", Text)
            .col("decided_name", Text)
            .maybe("decided_at", Big)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("corrected_name", Text)
            .maybe("corrected_at", Big)
            .col("version", Big)
            .belongs_to("filling_id", "filling")
            .belongs_to("indicator_id", "indicator")
            .index(&["filling_id", "state"]),
    ]
}
