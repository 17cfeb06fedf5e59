//! Tables of meetings, points and issues.

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "directives_0001_meetings",
            tables: meetings,
            statements: &[],
        },
        Step {
            name: "directives_0002_issues",
            tables: issues,
            statements: &[],
        },
        Step {
            name: "directives_0003_kinds",
            tables: kinds,
            statements: &[
                "alter table meeting add column legal_bases text not null default ''",
                "alter table meeting add column recorder_name text not null default ''",
                "alter table meeting add column recorder_office text not null default ''",
                "alter table agenda_item add column material text not null default ''",
            ],
        },
        Step {
            name: "directives_0004_briefing",
            tables: briefing,
            statements: &[],
        },
        Step {
            name: "directives_0005_awards",
            tables: awards,
            statements: &[],
        },
        Step {
            name: "directives_0006_check_in",
            tables: check_ins,
            statements: &[],
        },
        Step {
            name: "directives_0007_raisers",
            tables: raisers,
            statements: &[],
        },
    ]
}

fn raisers() -> Vec<Table> {
    let of = |name, subject, parent| {
        Table::new(name)
            .col(subject, Uuid)
            .key(&[subject])
            .maybe("institution_id", Uuid)
            .maybe("team_id", Uuid)
            .belongs_to(subject, parent)
            .belongs_to("institution_id", "institution")
            .belongs_to("team_id", "team")
    };
    vec![
        of("point_raiser", "point_id", "point"),
        of("issue_raiser", "issue_id", "issue"),
    ]
}

fn check_ins() -> Vec<Table> {
    vec![
        Table::new("attendance_code")
            .col("meeting_id", Uuid)
            .key(&["meeting_id"])
            .col("secret", Text)
            .col("opened_name", Text)
            .col("until", Big)
            .belongs_to("meeting_id", "meeting"),
        Table::with_id("attendance_check_in")
            .col("meeting_id", Uuid)
            .col("person_key", Text)
            .col("signed_in", Bool)
            .col("name", Text)
            .col("office", Text)
            .col("institution", Text)
            .maybe("nip_sealed", Text)
            .col("at", Big)
            .col("state", Small)
            .belongs_to("meeting_id", "meeting")
            .unique(&["meeting_id", "person_key"])
            .index(&["meeting_id", "at"]),
    ]
}

fn awards() -> Vec<Table> {
    vec![
        Table::with_id("meeting_award")
            .col("meeting_id", Uuid)
            .col("kind", Text)
            .col("direction", Small)
            .col("giver", Text)
            .col("receiver", Text)
            .col("occasion", Text)
            .col("created_at", Big)
            .belongs_to("meeting_id", "meeting"),
    ]
}

fn briefing() -> Vec<Table> {
    vec![
        Table::new("briefing")
            .col("meeting_id", Uuid)
            .key(&["meeting_id"])
            .col("state", Small)
            .col("due_date", Text)
            .col("due_minute", Big)
            .col("due_at", Big)
            .col("opened_name", Text)
            .col("opened_at", Big)
            .col("version", Big)
            .belongs_to("meeting_id", "meeting"),
        Table::with_id("briefing_row")
            .col("meeting_id", Uuid)
            .col("unit_id", Uuid)
            .maybe("ceiling", Big)
            .maybe("financial", Text)
            .maybe("physical", Text)
            .col("results", Text)
            .col("link", Text)
            .maybe("confirmed_at", Big)
            .col("confirmed_name", Text)
            .col("version", Big)
            .belongs_to("meeting_id", "meeting")
            .belongs_to("unit_id", "unit")
            .unique(&["meeting_id", "unit_id"]),
        Table::new("briefing_release")
            .col("meeting_id", Uuid)
            .col("number", Big)
            .key(&["meeting_id", "number"])
            .col("released_at", Big)
            .col("released_name", Text)
            .col("content", Text)
            .belongs_to("meeting_id", "meeting"),
    ]
}

fn kinds() -> Vec<Table> {
    vec![
        Table::with_id("meeting_kind")
            .col("key", Text)
            .col("name", Text)
            .col("offered", Bool)
            .unique(&["key"])
            .unique(&["name"]),
    ]
}

fn issues() -> Vec<Table> {
    vec![
        Table::with_id("issue")
            .col("unit_id", Uuid)
            .col("raised_by_unit_id", Uuid)
            .col("kind", Small)
            .col("text", Text)
            .col("steps", Text)
            .maybe("owner_unit_id", Uuid)
            .maybe("meeting_id", Uuid)
            .col("solution", Text)
            .maybe("solved_at", Big)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("unit_id", "unit")
            .belongs_to("raised_by_unit_id", "unit")
            .belongs_to("owner_unit_id", "unit")
            .belongs_to("meeting_id", "meeting")
            .index(&["solved_at", "created_at"])
            .index(&["unit_id", "solved_at"]),
    ]
}

fn meetings() -> Vec<Table> {
    vec![
        Table::with_id("meeting_series")
            .col("key", Text)
            .col("name", Text)
            .col("kind", Text)
            .col("rhythm", Text)
            .unique(&["key"]),
        Table::with_id("meeting")
            .maybe("series_id", Uuid)
            .col("kind", Text)
            .col("title", Text)
            .col("date", Text)
            .maybe("start_minute", Big)
            .maybe("end_minute", Big)
            .col("place", Text)
            .col("chair_name", Text)
            .col("chair_office", Text)
            .col("chair_role", Text)
            .maybe("organiser_unit_id", Uuid)
            .col("reporter_name", Text)
            .col("reporter_office", Text)
            .col("purpose", Text)
            .col("remarks", Text)
            .col("source", Text)
            .maybe("participants_stated", Big)
            .col("state", Small)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("series_id", "meeting_series")
            .belongs_to("organiser_unit_id", "unit")
            .index(&["date"])
            .index(&["series_id", "date"]),
        Table::with_id("agenda_item")
            .col("meeting_id", Uuid)
            .col("number", Big)
            .col("topic", Text)
            .col("presenter", Text)
            .belongs_to("meeting_id", "meeting")
            .unique(&["meeting_id", "number"]),
        Table::with_id("attendance")
            .col("meeting_id", Uuid)
            .maybe("unit_id", Uuid)
            .col("name", Text)
            .col("office", Text)
            .col("institution", Text)
            .col("status", Small)
            .col("is_group", Bool)
            .col("note", Text)
            .col("order_number", Big)
            .belongs_to("meeting_id", "meeting")
            .belongs_to("unit_id", "unit")
            .unique(&["meeting_id", "order_number"]),
        Table::with_id("point")
            .col("meeting_id", Uuid)
            .maybe("agenda_item_id", Uuid)
            .col("number", Big)
            .col("speaker", Text)
            .col("office", Text)
            .col("kind", Small)
            .col("addressees", Text)
            .col("text", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("meeting_id", "meeting")
            .belongs_to("agenda_item_id", "agenda_item")
            .unique(&["meeting_id", "number"]),
    ]
}
