//! The table of what people proposed and decided about heads of units.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("head_evaluation")
            .col("agreement_id", Uuid)
            .col("account_id", Uuid)
            .col("kind", Small)
            .col("reason", Text)
            .col("basis", Text)
            .col("state", Small)
            .maybe("proposed_by", Uuid)
            .col("proposed_name", Text)
            .maybe("proposed_at", Big)
            .col("decided_name", Text)
            .maybe("decided_at", Big)
            .col("version", Big)
            .belongs_to("agreement_id", "performance_agreement")
            .belongs_to("account_id", "account")
            .belongs_to("proposed_by", "account")
            .unique(&["agreement_id", "account_id"]),
    ]
}
