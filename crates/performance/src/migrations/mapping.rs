//! Tables of the duty to map every IKK to a sub-activity with money, or to say why not.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("ikk_mapping")
            .col("plan_id", Uuid)
            .col("year", Big)
            .col("unit_id", Uuid)
            .col("due_date", Text)
            .col("due_minute", Big)
            .col("due_at", Big)
            .col("state", Small)
            .maybe("written_by", Uuid)
            .maybe("sent_by", Uuid)
            .col("sent_name", Text)
            .maybe("sent_at", Big)
            .maybe("mapped", Big)
            .maybe("explained", Big)
            .col("verified_name", Text)
            .maybe("verified_at", Big)
            .col("version", Big)
            .belongs_to("plan_id", "development_plan")
            .belongs_to("unit_id", "unit")
            .belongs_to("written_by", "account")
            .belongs_to("sent_by", "account")
            .unique(&["plan_id", "year"]),
        Table::new("ikk_mapping_reason")
            .col("mapping_id", Uuid)
            .col("code", Text)
            .key(&["mapping_id", "code"])
            .col("body", Text)
            .col("written_name", Text)
            .col("written_at", Big)
            .belongs_to("mapping_id", "ikk_mapping"),
    ]
}
