//! Tables of written chapters, and of the results a compilation froze for them.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        // a unit that took another one over may have two, so that no words are lost
        Table::with_id("narrative")
            .col("round_id", Uuid)
            .col("report", Text)
            .col("unit_id", Uuid)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("state", Small)
            .col("edition", Big)
            .maybe("written_by", Uuid)
            .maybe("sent_by", Uuid)
            .col("sent_name", Text)
            .maybe("sent_at", Big)
            .col("verified_name", Text)
            .maybe("verified_at", Big)
            .col("version", Big)
            .belongs_to("round_id", "data_round")
            .belongs_to("unit_id", "unit")
            .belongs_to("written_by", "account")
            .belongs_to("sent_by", "account")
            .index(&["round_id", "report"])
            .index(&["unit_id"]),
        Table::new("narrative_part")
            .col("narrative_id", Uuid)
            .col("number", Big)
            .key(&["narrative_id", "number"])
            .col("chapter", Text)
            .col("affair", Text)
            .col("body", Text)
            .col("written_name", Text)
            .maybe("written_at", Big)
            .belongs_to("narrative_id", "narrative"),
        Table::new("compiled_result")
            .col("compilation_id", Uuid)
            .key(&["compilation_id"])
            .col("content", Text)
            .belongs_to("compilation_id", "compilation"),
    ]
}

/// The indicators that were chosen for the public, by their code in the list.
pub(super) fn choices() -> Vec<Table> {
    vec![
        Table::new("narrative_choice")
            .col("narrative_id", Uuid)
            .col("code", Text)
            .key(&["narrative_id", "code"])
            .belongs_to("narrative_id", "narrative"),
    ]
}
