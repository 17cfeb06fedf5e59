//! The table of what can be found.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// The step of search.
pub fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0007_search",
        tables: || {
            vec![
                Table::new("search_entry")
                    .col("kind", Text)
                    .col("subject_id", Uuid)
                    .key(&["kind", "subject_id"])
                    .words()
                    .maybe("unit_id", Uuid)
                    .col("audience", Small)
                    .col("title", Text)
                    .col("text", Text)
                    .col("at", Big),
            ]
        },
        statements: &[],
    }]
}
