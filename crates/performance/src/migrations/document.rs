//! Tables of the documents made from the plan tree: Renstra, RKPD, Renja.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("plan_document")
            .col("plan_id", Uuid)
            .col("kind", Small)
            .col("year", Big)
            .col("unit_id", Uuid)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("state", Small)
            .col("sent_count", Big)
            .col("set_count", Big)
            .col("basis", Text)
            .maybe("set_on", Text)
            .maybe("written_by", Uuid)
            .maybe("sent_by", Uuid)
            .col("sent_name", Text)
            .maybe("sent_at", Big)
            .col("dropped", Text)
            .col("version", Big)
            .belongs_to("plan_id", "development_plan")
            .belongs_to("unit_id", "unit")
            .belongs_to("written_by", "account")
            .belongs_to("sent_by", "account")
            .unique(&["plan_id", "kind", "year", "unit_id"]),
        Table::new("plan_document_value")
            .col("document_id", Uuid)
            .col("code", Text)
            .col("indicator", Text)
            .col("year", Big)
            .key(&["document_id", "code", "indicator", "year"])
            .maybe("value", Text)
            .col("reason", Text)
            .belongs_to("document_id", "plan_document"),
        Table::new("plan_document_edition")
            .col("document_id", Uuid)
            .col("number", Big)
            .key(&["document_id", "number"])
            .col("state", Small)
            .col("content", Text)
            .col("sent_name", Text)
            .col("sent_at", Big)
            .col("basis", Text)
            .maybe("set_on", Text)
            .col("set_name", Text)
            .maybe("set_at", Big)
            .belongs_to("document_id", "plan_document"),
    ]
}
