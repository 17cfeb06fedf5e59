//! Tables of performance reports (LKjIP).

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("performance_report")
            .col("agreement_id", Uuid)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("state", Small)
            .col("edition", Big)
            .maybe("written_by", Uuid)
            .maybe("sent_by", Uuid)
            .col("sent_name", Text)
            .maybe("sent_at", Big)
            .col("verified_name", Text)
            .maybe("verified_at", Big)
            .col("version", Big)
            .belongs_to("agreement_id", "performance_agreement")
            .belongs_to("written_by", "account")
            .belongs_to("sent_by", "account")
            .unique(&["agreement_id"]),
        Table::new("report_chapter")
            .col("report_id", Uuid)
            .col("chapter", Text)
            .key(&["report_id", "chapter"])
            .col("body", Text)
            .col("written_name", Text)
            .col("written_at", Big)
            .belongs_to("report_id", "performance_report"),
    ]
}

/// The paper of a report as it was confirmed, for each time it was sent.
pub(super) fn confirmed() -> Vec<Table> {
    vec![
        Table::new("report_confirmed")
            .col("report_id", Uuid)
            .col("edition", Big)
            .key(&["report_id", "edition"])
            .col("paper", Text)
            .col("at", Big)
            .belongs_to("report_id", "performance_report"),
    ]
}
