//! What was said of follow-ups in meetings.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// Steps of these tables, in order.
pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0006_oral",
        tables: oral,
        statements: &[],
    }]
}

fn oral() -> Vec<Table> {
    vec![
        Table::with_id("oral_report")
            .col("meeting_kind", Text)
            .col("meeting_id", Uuid)
            .col("follow_up_id", Uuid)
            .col("said", Small)
            .col("note", Text)
            .maybe("due_date", Text)
            .col("at", Big)
            .col("by_name", Text)
            .belongs_to("follow_up_id", "follow_up")
            .index(&["meeting_id", "at"])
            .index(&["follow_up_id", "at"]),
    ]
}
