//! Tables of the plan tree.

use platform::migrations::{
    Kind::{Big, Small, Text, Uuid},
    Table,
};

pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("development_plan")
            .col("title", Text)
            .col("regulation", Text)
            .col("first_year", Big)
            .col("last_year", Big)
            .col("vision", Text)
            .col("version", Big)
            .unique(&["first_year", "last_year"]),
        Table::with_id("plan_node")
            .col("plan_id", Uuid)
            .maybe("parent_id", Uuid)
            .col("level", Small)
            .col("code", Text)
            .col("name", Text)
            .maybe("unit_id", Uuid)
            .maybe("mission_id", Uuid)
            .col("ikk", Text)
            .col("number", Big)
            .belongs_to("plan_id", "development_plan")
            .belongs_to("parent_id", "plan_node")
            .belongs_to("unit_id", "unit")
            .belongs_to("mission_id", "mission")
            .unique(&["plan_id", "code"]),
        Table::with_id("plan_indicator")
            .col("node_id", Uuid)
            .col("number", Big)
            .col("name", Text)
            .col("measure", Text)
            .col("direction", Text)
            .maybe("baseline", Text)
            .belongs_to("node_id", "plan_node")
            .unique(&["node_id", "number"]),
        Table::new("plan_target")
            .col("indicator_id", Uuid)
            .col("year", Big)
            .key(&["indicator_id", "year"])
            .col("target", Text)
            .belongs_to("indicator_id", "plan_indicator"),
        Table::new("plan_budget")
            .col("node_id", Uuid)
            .col("year", Big)
            .col("version", Small)
            .key(&["node_id", "year", "version"])
            .col("amount_sen", Big)
            .belongs_to("node_id", "plan_node"),
        Table::with_id("priority_program")
            .col("plan_id", Uuid)
            .col("number", Big)
            .col("name", Text)
            .col("goal", Text)
            .col("mission_id", Uuid)
            .col("unit_id", Uuid)
            .col("version", Big)
            .belongs_to("plan_id", "development_plan")
            .belongs_to("mission_id", "mission")
            .belongs_to("unit_id", "unit")
            .unique(&["plan_id", "number"]),
    ]
}
