//! The table of boundaries.

use platform::migrations::{Kind::Text, Step, Table};

/// The step of boundaries.
pub fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0014_area_boundary",
        tables: || {
            vec![
                Table::new("area_boundary")
                    .col("area_code", Text)
                    .key(&["area_code"])
                    .col("geometry", Text)
                    .col("source", Text),
            ]
        },
        statements: &[],
    }]
}
