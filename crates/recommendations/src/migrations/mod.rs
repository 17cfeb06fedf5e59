//! The tables of recommendations.

use platform::migrations::{
    Kind::{Big, Bool, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "recommendations_0001_council",
            tables: council,
            statements: &[],
        },
        Step {
            name: "recommendations_0002_audit",
            tables: audit,
            statements: &[],
        },
    ]
}

fn council() -> Vec<Table> {
    vec![
        Table::with_id("council_decision")
            .col("number", Text)
            .col("date", Text)
            .col("lkpj_year", Big)
            .col("end_of_term", Bool)
            .col("about", Text)
            .col("created_at", Big)
            .col("version", Big)
            .index(&["lkpj_year"]),
        Table::with_id("council_item")
            .col("decision_id", Uuid)
            .col("number", Big)
            .col("text", Text)
            .col("commission", Text)
            .col("affair", Text)
            .col("lead_unit_id", Uuid)
            .maybe("repeats_id", Uuid)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("decision_id", "council_decision")
            .belongs_to("lead_unit_id", "unit")
            .belongs_to("repeats_id", "council_item")
            .unique(&["decision_id", "number"]),
        Table::new("council_item_unit")
            .col("item_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["item_id", "unit_id"])
            .belongs_to("item_id", "council_item")
            .belongs_to("unit_id", "unit"),
    ]
}

fn audit() -> Vec<Table> {
    vec![
        Table::with_id("audit_report")
            .col("source", Text)
            .col("number", Text)
            .col("title", Text)
            .col("date", Text)
            .col("received_date", Text)
            .col("created_at", Big)
            .col("version", Big)
            .index(&["date"]),
        Table::with_id("audit_finding")
            .col("report_id", Uuid)
            .col("number", Text)
            .col("title", Text)
            .maybe("value_sen", Big)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("report_id", "audit_report"),
        Table::with_id("audit_item")
            .col("finding_id", Uuid)
            .col("number", Big)
            .col("text", Text)
            .maybe("value_sen", Big)
            .col("status", Text)
            .col("reason", Text)
            .maybe("answered_on", Text)
            .col("answer_receipt", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("finding_id", "audit_finding")
            .unique(&["finding_id", "number"]),
        Table::new("audit_item_unit")
            .col("item_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["item_id", "unit_id"])
            .belongs_to("item_id", "audit_item")
            .belongs_to("unit_id", "unit"),
        Table::with_id("audit_status")
            .col("item_id", Uuid)
            .col("status", Text)
            .col("reason", Text)
            .col("letter", Text)
            .col("date", Text)
            .col("note", Text)
            .col("noted_at", Big)
            .col("noted_name", Text)
            .belongs_to("item_id", "audit_item"),
        Table::with_id("audit_payment")
            .col("item_id", Uuid)
            .col("amount_sen", Big)
            .col("date", Text)
            .col("note", Text)
            .col("noted_at", Big)
            .col("noted_name", Text)
            .belongs_to("item_id", "audit_item"),
    ]
}
