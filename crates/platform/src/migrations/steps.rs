//! The ground floor's own tables.

use super::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "platform_0001_ground",
            tables: ground,
            statements: &[],
        },
        Step {
            name: "platform_0002_import",
            tables: imports,
            statements: &[],
        },
    ]
}

fn imports() -> Vec<Table> {
    vec![
        Table::with_id("import_job")
            .col("kind", Text)
            .col("subject_id", Uuid)
            .col("file_hash", Text)
            .col("file_name", Text)
            .col("state", Small)
            .col("preview", Text)
            .col("made_by", Uuid)
            .col("made_label", Text)
            .col("at", Big)
            .index(&["kind", "subject_id", "at"])
            .index(&["file_hash"]),
    ]
}

fn ground() -> Vec<Table> {
    vec![
        Table::new("region_clock")
            .key(&[])
            .col("version", Big)
            .col("directory_version", Big)
            .col("audit_length", Big)
            .col("audit_head", Text),
        Table::new("audit")
            .col("seq", Big)
            .key(&["seq"])
            .col("at", Big)
            .maybe("person", Uuid)
            .maybe("capacity", Uuid)
            .col("actor_label", Text)
            .col("action", Text)
            .col("subject_kind", Text)
            .col("subject_id", Uuid)
            .col("payload", Text)
            .col("prev", Text)
            .col("hash", Text)
            .index(&["subject_kind", "subject_id", "seq"]),
        Table::with_id("sent_once")
            .col("path", Text)
            .col("at", Big)
            .index(&["at"]),
        Table::with_id("job")
            .col("kind", Text)
            .col("payload", Text)
            .maybe("once_key", Text)
            .col("state", Small)
            .col("run_at", Big)
            .col("attempts", Big)
            .col("last_error", Text)
            .col("created_at", Big)
            .unique(&["kind", "once_key"])
            .index(&["state", "run_at"]),
    ]
}
