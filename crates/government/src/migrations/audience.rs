//! Who may see a follow-up and its evidence.

use platform::migrations::Step;

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0013_audience",
        tables: Vec::new,
        statements: &[
            "alter table follow_up add column audience smallint not null default 0",
            "alter table evidence add column audience smallint not null default 0",
        ],
    }]
}

/// The count of every list reads the index alone again, and no row of the table.
pub(super) fn counted() -> Step {
    Step {
        name: "government_0015_audience_counted",
        tables: Vec::new,
        statements: &["create index ix_follow_up_audience on follow_up (region, audience)"],
    }
}
