//! Tables of the civic nouns. A landed step is never edited; a change is a new step.

mod audience;
mod boundaries;
mod daily;
mod handover;
mod oral;
mod origin;
mod people;
mod search;
mod stationery;
mod teams;
mod units;
mod upload_links;

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    let mut steps = vec![
        Step {
            name: "government_0001_structure",
            tables: structure,
            statements: &[],
        },
        Step {
            name: "government_0002_accounts",
            tables: accounts,
            statements: &[],
        },
        Step {
            name: "government_0003_work",
            tables: work,
            statements: &[],
        },
    ];
    steps.extend(daily::steps());
    steps.extend(oral::steps());
    steps.extend(people::steps());
    steps.extend(teams::steps());
    steps.extend(search::steps());
    steps.extend(stationery::steps());
    steps.extend(units::steps());
    steps.extend(handover::steps());
    steps.extend(upload_links::steps());
    steps.extend(audience::steps());
    steps.extend(boundaries::steps());
    steps.push(audience::counted());
    steps.push(origin::STEP);
    steps
}

fn structure() -> Vec<Table> {
    vec![
        Table::new("region")
            .key(&[])
            .col("name", Text)
            .col("kind", Text)
            .col("province", Text)
            .col("zone", Small)
            .col("zone_label", Text)
            .col("unit_word", Text)
            .col("head_title", Text)
            .col("simulated", Bool)
            .col("source", Text)
            .col("head_sends", Bool)
            .col("one_person_both_steps", Bool)
            .col("remind_days", Big),
        Table::new("area")
            .col("code", Text)
            .key(&["code"])
            .col("name", Text)
            .col("level", Text)
            .maybe("parent", Text)
            .col("source", Text),
        Table::with_id("unit")
            .col("number", Big)
            .col("key", Text)
            .col("name", Text)
            .col("abbreviation", Text)
            .col("kind", Text)
            .maybe("parent_id", Uuid)
            .col("path", Text)
            .maybe("area_code", Text)
            .col("public_service", Bool)
            .col("spotlight", Bool)
            .maybe("active_from", Text)
            .maybe("active_until", Text)
            .col("source", Text)
            .belongs_to("parent_id", "unit")
            .unique(&["key"])
            .unique(&["number"])
            .unique(&["path"]),
        Table::with_id("unit_group")
            .col("key", Text)
            .col("name", Text)
            .unique(&["key"]),
        Table::new("unit_group_member")
            .col("group_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["group_id", "unit_id"])
            .belongs_to("group_id", "unit_group")
            .belongs_to("unit_id", "unit"),
        Table::new("holiday")
            .col("date", Text)
            .key(&["date"])
            .col("name", Text)
            .col("kind", Text)
            .col("source", Text),
    ]
}

fn accounts() -> Vec<Table> {
    vec![
        Table::with_id("account")
            .col("name", Text)
            .col("sort_name", Text)
            .col("sign_in", Text)
            .maybe("nip_digest", Text)
            .maybe("nip_sealed", Text)
            .maybe("wa_sealed", Text)
            .maybe("password", Text)
            .maybe("totp_sealed", Text)
            .col("totp_on", Bool)
            .col("totp_last", Big)
            .col("active", Bool)
            .col("notices_seen_at", Big)
            .col("created_at", Big)
            .col("version", Big)
            .unique(&["sign_in"])
            .unique(&["nip_digest"]),
        Table::with_id("post")
            .col("unit_id", Uuid)
            .col("title", Text)
            .col("role", Text)
            .belongs_to("unit_id", "unit")
            .unique(&["unit_id", "title"]),
        Table::with_id("holder")
            .col("post_id", Uuid)
            .col("account_id", Uuid)
            .col("acting", Text)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .col("source", Text)
            .belongs_to("post_id", "post")
            .belongs_to("account_id", "account"),
        Table::with_id("assignment")
            .col("account_id", Uuid)
            .col("unit_id", Uuid)
            .col("role", Text)
            .col("title", Text)
            .col("decree", Text)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .belongs_to("account_id", "account")
            .belongs_to("unit_id", "unit"),
        Table::with_id("session")
            .col("token_digest", Text)
            .col("account_id", Uuid)
            .col("capacity_kind", Small)
            .col("capacity_id", Uuid)
            .col("device", Text)
            .col("created_at", Big)
            .col("expires_at", Big)
            .maybe("ended_at", Big)
            .belongs_to("account_id", "account")
            .unique(&["token_digest"]),
        Table::with_id("invitation")
            .col("account_id", Uuid)
            .col("token_digest", Text)
            .col("expires_at", Big)
            .maybe("used_at", Big)
            .belongs_to("account_id", "account")
            .unique(&["token_digest"]),
        Table::new("sign_in_delay")
            .col("account_key", Text)
            .col("device", Text)
            .key(&["account_key", "device"])
            .col("failures", Big)
            .col("until_at", Big),
        Table::with_id("known_device")
            .col("account_id", Uuid)
            .col("digest", Text)
            .belongs_to("account_id", "account")
            .unique(&["account_id", "digest"]),
    ]
}

fn work() -> Vec<Table> {
    let obligation = Table::new("obligation")
        .col("kind", Text)
        .col("subject_id", Uuid)
        .col("unit_id", Uuid)
        .key(&["kind", "subject_id", "unit_id"])
        .col("subject_kind", Text)
        .col("title", Text)
        .maybe("measure", Text)
        .maybe("done", Text)
        .maybe("total", Text)
        .maybe("due_date", Text)
        .maybe("due_minute", Big)
        .maybe("due_at", Big)
        .col("state", Small)
        .col("reason", Text)
        .col("audience", Small)
        .col("origin_kind", Text)
        .col("origin_id", Uuid)
        .belongs_to("unit_id", "unit")
        .index(&["unit_id", "state", "due_at"])
        .index(&["state", "due_at", "unit_id", "kind"])
        // counts by origin read nothing but this
        .index(&["origin_kind", "origin_id", "kind", "state", "due_at"]);
    let tally = Table::new("obligation_tally")
        .col("unit_id", Uuid)
        .col("kind", Text)
        .col("state", Small)
        .key(&["unit_id", "kind", "state"])
        .col("count", Big);
    let follow_up = Table::with_id("follow_up")
        .col("year", Big)
        .col("serial", Big)
        .col("origin_kind", Text)
        .col("origin_id", Uuid)
        .col("task", Text)
        .col("kind", Small)
        .col("lead_unit_id", Uuid)
        .maybe("measure", Text)
        .maybe("target", Text)
        .maybe("due_date", Text)
        .maybe("due_minute", Big)
        .maybe("due_at", Big)
        .col("terms", Small)
        .col("standing", Small)
        .col("standing_reason", Text)
        .col("round", Small)
        .maybe("done", Text)
        .maybe("reported", Text)
        .maybe("fulfilled_at", Big)
        .col("created_at", Big)
        .col("created_by", Uuid)
        .col("version", Big)
        .belongs_to("lead_unit_id", "unit")
        .unique(&["year", "serial"])
        .index(&["origin_kind", "origin_id"])
        .index(&["lead_unit_id", "standing", "due_at"])
        .index(&["fulfilled_at"]);
    vec![
        obligation,
        tally,
        follow_up,
        Table::new("follow_up_supporter")
            .col("follow_up_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["follow_up_id", "unit_id"])
            .belongs_to("follow_up_id", "follow_up")
            .belongs_to("unit_id", "unit"),
        Table::with_id("follow_up_terms")
            .col("follow_up_id", Uuid)
            .col("number", Big)
            .maybe("measure", Text)
            .maybe("target", Text)
            .maybe("due_date", Text)
            .maybe("due_minute", Big)
            .maybe("due_at", Big)
            .col("state", Small)
            .col("reason", Text)
            .col("proposed_by", Uuid)
            .col("proposed_name", Text)
            .col("proposed_at", Big)
            .maybe("decided_by", Uuid)
            .col("decided_name", Text)
            .maybe("decided_at", Big)
            .col("decision_note", Text)
            .belongs_to("follow_up_id", "follow_up")
            .unique(&["follow_up_id", "number"]),
        Table::with_id("progress_report")
            .col("follow_up_id", Uuid)
            .col("number", Big)
            .maybe("amount", Text)
            .col("note", Text)
            .col("obstacle", Text)
            .col("state", Small)
            .col("late", Bool)
            .maybe("drafted_by", Uuid)
            .col("drafted_name", Text)
            .maybe("submitted_by", Uuid)
            .col("submitted_name", Text)
            .maybe("submitted_at", Big)
            .maybe("receipt_number", Big)
            .col("content_hash", Text)
            .maybe("decided_by", Uuid)
            .col("decided_name", Text)
            .maybe("decided_at", Big)
            .col("version", Big)
            .belongs_to("follow_up_id", "follow_up")
            .unique(&["follow_up_id", "number"]),
        Table::new("review_action")
            .col("subject_kind", Text)
            .col("subject_id", Uuid)
            .col("number", Big)
            .key(&["subject_kind", "subject_id", "number"])
            .col("step", Text)
            .col("state", Small)
            .col("person", Uuid)
            .col("actor_label", Text)
            .col("at", Big)
            .col("note", Text)
            .col("combined", Bool),
        Table::with_id("evidence")
            .col("kind", Text)
            .col("title", Text)
            .maybe("file_hash", Text)
            .maybe("file_name", Text)
            .maybe("media_type", Text)
            .maybe("size", Big)
            .maybe("url", Text)
            .col("unit_id", Uuid)
            .col("added_by", Uuid)
            .col("added_name", Text)
            .col("added_at", Big)
            .belongs_to("unit_id", "unit")
            .index(&["file_hash"]),
        Table::new("evidence_use")
            .col("subject_kind", Text)
            .col("subject_id", Uuid)
            .col("evidence_id", Uuid)
            .key(&["subject_kind", "subject_id", "evidence_id"])
            .belongs_to("evidence_id", "evidence"),
        Table::with_id("notice")
            .maybe("unit_id", Uuid)
            .maybe("account_id", Uuid)
            .col("roles", Text)
            .col("text", Text)
            .col("path", Text)
            .col("at", Big)
            .maybe("once_key", Text)
            .unique(&["once_key"])
            .index(&["unit_id", "at"])
            .index(&["account_id", "at"]),
    ]
}
