//! Tables of what units and leaders do daily: passing on, reporting up, links for uploads, risks.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// Steps of these tables, in order.
pub(super) fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "government_0004_disposition",
            tables: disposition,
            statements: &[],
        },
        Step {
            name: "government_0005_escalation",
            tables: escalation,
            statements: &[],
        },
        Step {
            name: "government_0006_risk",
            tables: risk,
            statements: &[],
        },
    ]
}

fn risk() -> Vec<Table> {
    vec![
        Table::new("follow_up_risk")
            .col("follow_up_id", Uuid)
            .key(&["follow_up_id"])
            .col("words", Text)
            .col("likelihood", Small)
            .col("impact", Small)
            .col("mitigation", Text)
            .col("by_name", Text)
            .col("at", Big)
            .belongs_to("follow_up_id", "follow_up"),
    ]
}

fn escalation() -> Vec<Table> {
    vec![
        // for the date it was reported for; 0 where there was none
        Table::new("escalation")
            .col("follow_up_id", Uuid)
            .col("level", Small)
            .col("due_at", Big)
            .key(&["follow_up_id", "level", "due_at"])
            .col("at", Big)
            .col("by_name", Text)
            .col("note", Text)
            .belongs_to("follow_up_id", "follow_up"),
    ]
}

fn disposition() -> Vec<Table> {
    vec![
        Table::with_id("disposition")
            .col("follow_up_id", Uuid)
            .col("number", Big)
            .col("kind", Small)
            .maybe("report_number", Big)
            .col("from_unit_id", Uuid)
            .col("from_account_id", Uuid)
            .col("from_name", Text)
            .col("to_unit_id", Uuid)
            .maybe("to_account_id", Uuid)
            .col("to_name", Text)
            .col("words", Text)
            .col("note", Text)
            .maybe("due_date", Text)
            .col("state", Small)
            .col("created_at", Big)
            .maybe("closed_at", Big)
            .col("closed_name", Text)
            .col("closing_note", Text)
            .col("version", Big)
            .belongs_to("follow_up_id", "follow_up")
            .belongs_to("from_unit_id", "unit")
            .belongs_to("to_unit_id", "unit")
            .belongs_to("to_account_id", "account")
            .unique(&["follow_up_id", "number"])
            .index(&["to_account_id", "state"])
            .index(&["to_unit_id", "state"]),
        // a region without a row keeps what the house proposes
        Table::new("daily_rule")
            .key(&[])
            .col("words", Text)
            .maybe("assistant_days", Big)
            .maybe("secretary_days", Big),
    ]
}
