//! Tables of the register, and of long papers that are made beside the requests.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "documents_0001_register",
            tables: register,
            statements: &[],
        },
        Step {
            name: "documents_0002_long_papers",
            tables: long_papers,
            statements: &[],
        },
    ]
}

fn long_papers() -> Vec<Table> {
    vec![
        Table::with_id("long_paper")
            .col("kind", Text)
            .col("subject_id", Uuid)
            .col("number", Big)
            .col("state", Small)
            .col("done", Big)
            .col("total", Big)
            .col("made_label", Text)
            .col("at", Big)
            .col("touched_at", Big)
            .unique(&["kind", "subject_id", "number"]),
        Table::new("long_paper_file")
            .col("long_paper_id", Uuid)
            .col("format", Text)
            .key(&["long_paper_id", "format"])
            .col("file_hash", Text)
            .col("name", Text)
            .belongs_to("long_paper_id", "long_paper"),
    ]
}

fn register() -> Vec<Table> {
    vec![
        Table::with_id("official_document")
            .col("subject_kind", Text)
            .col("subject_id", Uuid)
            .col("kind", Text)
            .col("edition", Big)
            .col("state", Small)
            .col("unit_id", Uuid)
            .col("letterhead", Text)
            .col("place", Text)
            .col("mode", Text)
            .col("on_behalf_of", Text)
            .col("through", Text)
            .col("signer_office", Text)
            .col("signer_name", Text)
            .col("signer_rank", Text)
            // the number of a civil servant is personal
            .maybe("signer_nip_sealed", Text)
            .col("classification", Text)
            .col("attachments", Text)
            .col("subject", Text)
            .col("addressees", Text)
            .col("body", Text)
            .col("copies", Text)
            .col("number", Text)
            .maybe("dated", Text)
            // what was signed, as a description
            .maybe("content_sealed", Text)
            .col("content_hash", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("unit_id", "unit")
            .unique(&["subject_kind", "subject_id", "kind", "edition"]),
        Table::new("official_document_step")
            .col("document_id", Uuid)
            .col("number", Big)
            .key(&["document_id", "number"])
            .col("step", Small)
            .col("name", Text)
            .col("office", Text)
            .maybe("day", Text)
            .col("note", Text)
            .col("at", Big)
            .col("by_label", Text)
            .belongs_to("document_id", "official_document"),
    ]
}
