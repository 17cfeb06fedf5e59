//! Tables of signatures that follow later, and of compilations.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::new("late_signature")
            .col("filling_id", Uuid)
            .key(&["filling_id"])
            .col("note", Text)
            .col("made_name", Text)
            .col("made_at", Big)
            .belongs_to("filling_id", "filling"),
        Table::with_id("compilation")
            .col("round_id", Uuid)
            .col("number", Big)
            .col("state", Small)
            .col("reason", Text)
            .col("paper", Text)
            .col("made_name", Text)
            .col("made_at", Big)
            .maybe("leader_id", Uuid)
            .col("presented_name", Text)
            .maybe("presented_at", Big)
            .col("note", Text)
            .col("decided_name", Text)
            .maybe("decided_at", Big)
            .col("version", Big)
            .belongs_to("round_id", "data_round")
            .belongs_to("leader_id", "unit")
            .unique(&["round_id", "number"]),
        Table::new("compiled_filling")
            .col("compilation_id", Uuid)
            .col("filling_id", Uuid)
            .key(&["compilation_id", "filling_id"])
            .col("ending", Small)
            .belongs_to("compilation_id", "compilation")
            .belongs_to("filling_id", "filling"),
    ]
}
