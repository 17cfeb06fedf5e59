//! Tables of missions, plans with their steps, campaigns, activities, joint operations.

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

/// Steps of this crate, in order.
pub fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "plans_0001_plans",
            tables: || {
                let mut tables = plans();
                tables.extend(campaigns());
                tables.push(activity());
                tables
            },
            statements: &[],
        },
        Step {
            name: "plans_0002_operations",
            tables: operations,
            statements: &[],
        },
    ]
}

fn operations() -> Vec<Table> {
    vec![
        Table::with_id("operation")
            .col("title", Text)
            .col("goal", Text)
            .col("from_date", Text)
            .maybe("until_date", Text)
            .col("created_at", Big)
            .col("version", Big),
        Table::new("operation_unit")
            .col("operation_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["operation_id", "unit_id"])
            .col("leads", Bool)
            .belongs_to("operation_id", "operation")
            .belongs_to("unit_id", "unit"),
        Table::with_id("operation_place")
            .col("operation_id", Uuid)
            .col("number", Big)
            .col("name", Text)
            .maybe("area_code", Text)
            .col("state", Small)
            .col("version", Big)
            .belongs_to("operation_id", "operation")
            .unique(&["operation_id", "number"]),
        Table::with_id("operation_visit")
            .col("spot_id", Uuid)
            .col("unit_id", Uuid)
            .col("day", Text)
            .col("state", Small)
            .col("findings", Text)
            .col("action_taken", Text)
            .col("noted_name", Text)
            .col("noted_at", Big)
            .belongs_to("spot_id", "operation_place")
            .belongs_to("unit_id", "unit"),
    ]
}

fn plans() -> Vec<Table> {
    vec![
        Table::with_id("mission")
            .col("first_year", Big)
            .col("last_year", Big)
            .col("number", Big)
            .col("text", Text)
            .col("version", Big)
            .unique(&["first_year", "last_year", "number"]),
        Table::with_id("action_plan")
            .col("unit_id", Uuid)
            .col("title", Text)
            .col("goal", Text)
            .maybe("mission_id", Uuid)
            .col("duty", Text)
            .col("from_date", Text)
            .col("until_date", Text)
            .col("state", Small)
            .maybe("sent_by", Uuid)
            .col("created_by", Uuid)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("unit_id", "unit")
            .belongs_to("mission_id", "mission"),
        Table::with_id("action_step")
            .col("plan_id", Uuid)
            .col("number", Big)
            .col("task", Text)
            .maybe("unit_id", Uuid)
            .maybe("area_code", Text)
            .maybe("team_id", Uuid)
            .maybe("institution_id", Uuid)
            .col("measure", Text)
            .col("target", Text)
            .col("due_date", Text)
            .col("place", Text)
            .maybe("follow_up_id", Uuid)
            .belongs_to("plan_id", "action_plan")
            .belongs_to("unit_id", "unit")
            .belongs_to("team_id", "team")
            .belongs_to("institution_id", "institution")
            .belongs_to("follow_up_id", "follow_up")
            .unique(&["plan_id", "number"]),
        Table::new("action_step_area")
            .col("step_id", Uuid)
            .col("area_code", Text)
            .key(&["step_id", "area_code"])
            .belongs_to("step_id", "action_step"),
    ]
}

fn campaigns() -> Vec<Table> {
    vec![
        Table::with_id("campaign")
            .col("unit_id", Uuid)
            .col("title", Text)
            .col("goal", Text)
            .col("topic", Text)
            .col("from_date", Text)
            .maybe("until_date", Text)
            .col("created_at", Big)
            .col("version", Big)
            .belongs_to("unit_id", "unit"),
        Table::new("campaign_unit")
            .col("campaign_id", Uuid)
            .col("unit_id", Uuid)
            .key(&["campaign_id", "unit_id"])
            .belongs_to("campaign_id", "campaign")
            .belongs_to("unit_id", "unit"),
    ]
}

fn activity() -> Table {
    Table::with_id("activity")
        .col("unit_id", Uuid)
        .col("day", Text)
        .maybe("area_code", Text)
        .col("place", Text)
        .col("kind", Text)
        .col("note", Text)
        .maybe("participants", Big)
        .col("community", Bool)
        .col("religious", Bool)
        .col("customary", Bool)
        .col("youth", Bool)
        .maybe("plan_id", Uuid)
        .maybe("step_id", Uuid)
        .maybe("campaign_id", Uuid)
        .maybe("topic_kind", Text)
        .maybe("topic_id", Uuid)
        .col("void_reason", Text)
        .col("created_by", Uuid)
        .col("created_name", Text)
        .col("created_at", Big)
        .col("version", Big)
        .belongs_to("unit_id", "unit")
        .belongs_to("plan_id", "action_plan")
        .belongs_to("step_id", "action_step")
        .belongs_to("campaign_id", "campaign")
        .index(&["day"])
        .index(&["area_code", "day"])
        .index(&["topic_kind", "topic_id"])
}
