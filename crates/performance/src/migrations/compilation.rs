//! Tables of compiled reports: the reports of all units of a year as one file of each format.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("report_compilation")
            .col("year_id", Uuid)
            .col("state", Small)
            .col("done", Big)
            .col("total", Big)
            .col("made_label", Text)
            .col("at", Big)
            .col("touched_at", Big)
            .belongs_to("year_id", "agreement_year")
            .index(&["year_id", "at"]),
        Table::new("report_compilation_file")
            .col("compilation_id", Uuid)
            .col("format", Text)
            .key(&["compilation_id", "format"])
            .col("file_hash", Text)
            .col("name", Text)
            .belongs_to("compilation_id", "report_compilation"),
    ]
}

/// They are long papers like others: what was put together goes to the table all of them share.
pub(super) const MOVED: &[&str] = &[
    "insert into long_paper (region, id, kind, subject_id, number, state, done, total, made_label, \
     at, touched_at) select c.region, c.id, 'performance.report_compilation', c.year_id, \
     (select count(*) from report_compilation o where o.region = c.region \
      and o.year_id = c.year_id and (o.at < c.at or (o.at = c.at and o.id <= c.id))), \
     c.state, c.done, c.total, c.made_label, c.at, c.touched_at from report_compilation c",
    "insert into long_paper_file (region, long_paper_id, format, file_hash, name) \
     select region, compilation_id, format, file_hash, name from report_compilation_file",
    "drop table report_compilation_file",
    "drop table report_compilation",
];
