//! Tables of *Serah Terima Tugas*.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0010_handover",
        tables,
        statements: &[
            // who handed over could decide like an operator
            "update assignment set role = 'outgoing' \
             where role = 'operator' and title like 'Serah Terima Tugas: %'",
        ],
    }]
}

fn tables() -> Vec<Table> {
    vec![
        Table::with_id("handover")
            .col("post_id", Uuid)
            .col("holding_id", Uuid)
            .col("unit_id", Uuid)
            .col("account_id", Uuid)
            .col("title", Text)
            .col("last_date", Text)
            .col("basis", Text)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("state", Small)
            .col("notes", Text)
            .maybe("given_at", Big)
            .maybe("received_at", Big)
            .col("received_name", Text)
            .col("received_note", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("post_id", "post")
            .belongs_to("holding_id", "holder")
            .belongs_to("unit_id", "unit")
            .belongs_to("account_id", "account")
            .unique(&["holding_id"])
            .index(&["state", "last_date"]),
        Table::new("handover_item")
            .col("handover_id", Uuid)
            .col("number", Big)
            .key(&["handover_id", "number"])
            .col("label", Text)
            .col("subject_kind", Text)
            .col("subject_id", Uuid)
            .col("title", Text)
            .maybe("due_date", Text)
            .belongs_to("handover_id", "handover"),
    ]
}
