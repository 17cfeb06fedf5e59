//! Tables of standing reports, their periods, and what was sent.

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![Step {
        name: "reporting_0001_reports",
        tables,
        statements: &[],
    }]
}

fn tables() -> Vec<Table> {
    let mut tables = definitions();
    tables.extend(sendings());
    tables
}

fn definitions() -> Vec<Table> {
    vec![
        Table::with_id("standing_report")
            .col("title", Text)
            .col("purpose", Text)
            .col("basis", Text)
            .col("rhythm", Text)
            .col("counting", Small)
            .col("days", Big)
            .col("column_list", Text)
            .col("first_day", Text)
            .maybe("last_day", Text)
            .col("created_at", Big)
            .col("version", Big),
        Table::new("standing_report_unit")
            .col("report_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["report_id", "unit_id"])
            .belongs_to("report_id", "standing_report")
            .belongs_to("unit_id", "unit"),
        Table::new("standing_report_recipient")
            .col("report_id", Uuid)
            .col("order_number", Big)
            .key(&["report_id", "order_number"])
            .col("unit_id", Uuid)
            .maybe("post_id", Uuid)
            .col("is_copy", Bool)
            .belongs_to("report_id", "standing_report")
            .belongs_to("unit_id", "unit")
            .belongs_to("post_id", "post"),
        Table::with_id("period_report")
            .col("report_id", Uuid)
            .col("unit_id", Uuid)
            .col("first_day", Text)
            .col("last_day", Text)
            .col("due_date", Text)
            .col("due_minute", Big)
            .col("due_at", Big)
            .col("column_list", Text)
            .col("text", Text)
            .col("row_list", Text)
            .col("sendings", Big)
            .maybe("first_sent_at", Big)
            .col("dropped", Text)
            .col("version", Big)
            .belongs_to("report_id", "standing_report")
            .belongs_to("unit_id", "unit")
            .unique(&["report_id", "unit_id", "first_day"])
            .index(&["sendings", "due_at"]),
    ]
}

fn sendings() -> Vec<Table> {
    vec![
        Table::with_id("sent_report")
            .col("period_id", Uuid)
            .col("number", Big)
            .col("sent_at", Big)
            .col("sent_name", Text)
            .col("receipt", Big)
            .col("text", Text)
            .col("column_list", Text)
            .col("row_count", Big)
            .belongs_to("period_id", "period_report")
            .unique(&["period_id", "number"]),
        Table::with_id("sent_report_row")
            .col("sent_id", Uuid)
            .col("number", Big)
            .col("cells", Text)
            .col("words", Text)
            .belongs_to("sent_id", "sent_report")
            .unique(&["sent_id", "number"]),
        Table::with_id("report_delivery")
            .col("sent_id", Uuid)
            .col("order_number", Big)
            .col("unit_id", Uuid)
            .maybe("post_id", Uuid)
            .col("title", Text)
            .col("is_copy", Bool)
            .belongs_to("sent_id", "sent_report")
            .belongs_to("unit_id", "unit")
            .belongs_to("post_id", "post")
            .unique(&["sent_id", "order_number"]),
        Table::new("report_opening")
            .col("delivery_id", Uuid)
            .col("account_id", Uuid)
            .key(&["delivery_id", "account_id"])
            .col("opened_at", Big)
            .col("opened_name", Text)
            .belongs_to("delivery_id", "report_delivery")
            .belongs_to("account_id", "account"),
        Table::with_id("field_check")
            .col("row_id", Uuid)
            .col("unit_id", Uuid)
            .col("checked_on", Text)
            .col("result", Text)
            .col("noted_at", Big)
            .col("noted_name", Text)
            .belongs_to("row_id", "sent_report_row")
            .belongs_to("unit_id", "unit"),
    ]
}
