//! Tables of performance agreements, of the plan tree and of the documents made from it.

mod compilation;
mod document;
mod evaluation;
mod mapping;
mod report;
mod tree;

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "performance_0001_agreements",
            tables: agreements,
            statements: &[],
        },
        Step {
            name: "performance_0002_plan_tree",
            tables: tree::tables,
            statements: &[],
        },
        Step {
            name: "performance_0003_reports",
            tables: report::tables,
            statements: &[],
        },
        Step {
            name: "performance_0004_compilations",
            tables: compilation::tables,
            statements: &[],
        },
        Step {
            name: "performance_0005_taken",
            tables: Vec::new,
            statements: &["alter table agreement_result add column taken text not null default ''"],
        },
        Step {
            name: "performance_0006_long_papers",
            tables: Vec::new,
            statements: compilation::MOVED,
        },
        Step {
            name: "performance_0008_confirmed_reports",
            tables: report::confirmed,
            statements: &[],
        },
        Step {
            name: "performance_0009_ikk_mapping",
            tables: mapping::tables,
            statements: &[],
        },
        Step {
            name: "performance_0010_head_evaluations",
            tables: evaluation::tables,
            statements: &[],
        },
        Step {
            name: "performance_0011_plan_documents",
            tables: document::tables,
            statements: &[],
        },
    ]
}

fn agreements() -> Vec<Table> {
    let mut tables = made();
    tables.extend(said());
    tables.extend(measured());
    tables
}

fn made() -> Vec<Table> {
    vec![
        Table::with_id("agreement_year")
            .col("year", Big)
            .maybe("budget_date", Text)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .maybe("quarter_days", Big)
            .col("version", Big)
            .unique(&["year"]),
        Table::with_id("performance_agreement")
            .col("year_id", Uuid)
            .col("unit_id", Uuid)
            .col("level", Text)
            .col("ikk_list", Text)
            .col("dropped", Text)
            .col("version", Big)
            .belongs_to("year_id", "agreement_year")
            .belongs_to("unit_id", "unit")
            .unique(&["year_id", "unit_id"]),
        Table::with_id("agreement_signing")
            .col("year_id", Uuid)
            .col("held_on", Text)
            .col("place", Text)
            .col("meeting_kind", Text)
            .maybe("meeting_id", Uuid)
            .col("version", Big)
            .belongs_to("year_id", "agreement_year"),
        Table::with_id("agreement_version")
            .col("agreement_id", Uuid)
            .col("number", Big)
            .col("ground", Text)
            .col("reason", Text)
            .col("approver", Text)
            .maybe("approved_at", Big)
            .col("state", Small)
            .col("note", Text)
            .col("sent_name", Text)
            .maybe("signing_id", Uuid)
            .maybe("signed_on", Text)
            .maybe("parties_sealed", Text)
            .maybe("first_account", Uuid)
            .col("first_office", Text)
            .col("first_name", Text)
            .maybe("second_account", Uuid)
            .col("second_office", Text)
            .col("second_name", Text)
            .belongs_to("agreement_id", "performance_agreement")
            .belongs_to("signing_id", "agreement_signing")
            .belongs_to("first_account", "account")
            .belongs_to("second_account", "account")
            .unique(&["agreement_id", "number"]),
    ]
}

fn said() -> Vec<Table> {
    vec![
        Table::with_id("agreement_line")
            .col("version_id", Uuid)
            .col("line_key", Uuid)
            .col("number", Big)
            .col("objective", Text)
            .col("indicator", Text)
            .col("measure", Text)
            .col("direction", Text)
            .col("target", Text)
            .col("quarter_kind", Small)
            .maybe("target_1", Text)
            .maybe("target_2", Text)
            .maybe("target_3", Text)
            .maybe("target_4", Text)
            .maybe("reached_before", Text)
            .col("ikk_code", Text)
            .maybe("mission_id", Uuid)
            .maybe("above_key", Uuid)
            .belongs_to("version_id", "agreement_version")
            .belongs_to("mission_id", "mission")
            .unique(&["version_id", "number"])
            .index(&["line_key"]),
        Table::with_id("agreement_program")
            .col("version_id", Uuid)
            .col("number", Big)
            .col("name", Text)
            .col("budget_sen", Big)
            .col("source", Text)
            .belongs_to("version_id", "agreement_version")
            .unique(&["version_id", "number"]),
        Table::with_id("agreement_request")
            .col("agreement_id", Uuid)
            .col("ground", Text)
            .col("reason", Text)
            .col("asked_at", Big)
            .col("asked_by", Uuid)
            .col("asked_name", Text)
            .col("state", Small)
            .maybe("decided_at", Big)
            .col("decided_name", Text)
            .col("note", Text)
            .belongs_to("agreement_id", "performance_agreement")
            .belongs_to("asked_by", "account")
            .index(&["agreement_id", "asked_at"]),
    ]
}

fn measured() -> Vec<Table> {
    vec![
        Table::with_id("agreement_quarter")
            .col("agreement_id", Uuid)
            .col("quarter", Big)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .maybe("sent_at", Big)
            .col("sent_name", Text)
            .col("note", Text)
            .maybe("noted_at", Big)
            .col("noted_name", Text)
            .col("version", Big)
            .belongs_to("agreement_id", "performance_agreement")
            .unique(&["agreement_id", "quarter"]),
        Table::new("agreement_result")
            .col("quarter_id", Uuid)
            .col("line_key", Uuid)
            .key(&["quarter_id", "line_key"])
            .col("state", Small)
            .maybe("amount", Text)
            .col("remark", Text)
            .belongs_to("quarter_id", "agreement_quarter"),
    ]
}
