//! What a region lays over packs, and which pack it chose where several hold.

use platform::migrations::{
    Kind::{Big, Text, Uuid},
    Step, Table,
};

pub(super) const STEP: Step = Step {
    name: "values_0002_overlays",
    tables,
    statements: &[
        "alter table indicator add column own boolean not null default false",
        "alter table indicator add column asked boolean not null default true",
    ],
};

fn tables() -> Vec<Table> {
    vec![
        Table::with_id("pack_overlay")
            .col("pack", Text)
            .col("year", Big)
            .col("basis", Text)
            .col("body", Text)
            .col("written_by", Uuid)
            .col("written_name", Text)
            .col("written_at", Big)
            .col("version", Big)
            .unique(&["pack", "year"]),
        Table::new("pack_choice")
            .col("family", Text)
            .col("year", Big)
            .key(&["family", "year"])
            .col("pack", Text)
            .col("written_name", Text)
            .col("written_at", Big),
    ]
}
