//! Steps of assignments by letter, teams, and institutions outside the regional government.

use platform::migrations::{
    Kind::{Big, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "government_0006_teams",
            tables,
            statements: &[],
        },
        Step {
            name: "government_0012_follow_up_institution",
            tables: helpers,
            statements: &[],
        },
    ]
}

fn helpers() -> Vec<Table> {
    vec![
        Table::new("follow_up_institution")
            .col("follow_up_id", Uuid)
            .col("institution_id", Uuid)
            .key(&["follow_up_id", "institution_id"])
            .belongs_to("follow_up_id", "follow_up")
            .belongs_to("institution_id", "institution"),
    ]
}

fn tables() -> Vec<Table> {
    vec![
        Table::with_id("assignment_letter")
            .col("kind", Text)
            .col("number", Text)
            .col("duty", Text)
            .col("subject", Text)
            .col("unit_id", Uuid)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .col("created_at", Big)
            .belongs_to("unit_id", "unit"),
        Table::new("assignment_letter_person")
            .col("letter_id", Uuid)
            .col("assignment_id", Uuid)
            .key(&["letter_id", "assignment_id"])
            .belongs_to("letter_id", "assignment_letter")
            .belongs_to("assignment_id", "assignment"),
        Table::with_id("institution")
            .col("name", Text)
            .col("abbreviation", Text)
            .maybe("until_date", Text)
            .col("version", Big)
            .unique(&["name"]),
        Table::with_id("team")
            .col("name", Text)
            .col("decree", Text)
            .maybe("home_unit_id", Uuid)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .col("version", Big)
            .belongs_to("home_unit_id", "unit"),
        Table::with_id("team_member")
            .col("team_id", Uuid)
            .maybe("account_id", Uuid)
            .col("name", Text)
            .col("office", Text)
            .col("role", Text)
            .maybe("until_date", Text)
            .belongs_to("team_id", "team")
            .belongs_to("account_id", "account"),
        Table::new("follow_up_team")
            .col("follow_up_id", Uuid)
            .key(&["follow_up_id"])
            .col("team_id", Uuid)
            .belongs_to("team_id", "team"),
    ]
}
