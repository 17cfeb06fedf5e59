//! Steps of people and places: posts and who holds them, address lists.

use platform::migrations::{
    Kind::{Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0005_posts",
        tables: address_lists,
        statements: &[
            "alter table account add column grade text not null default ''",
            "alter table account add column signs_in boolean not null default true",
            "alter table post add column heads boolean not null default false",
            "alter table post add column until_date text",
            // who runs the meeting is the head of its section
            "update post set heads = true \
             where role in ('leader', 'secretary', 'assistant', 'head', 'organiser')",
            "alter table holder add column version bigint not null default 1",
            "alter table unit_group add column version bigint not null default 1",
            // nothing ever wrote into it: members had no dates and could not be posts
            "drop table unit_group_member",
        ],
    }]
}

fn address_lists() -> Vec<Table> {
    vec![
        Table::with_id("unit_group_entry")
            .col("group_id", Uuid)
            .maybe("unit_id", Uuid)
            .maybe("post_id", Uuid)
            .maybe("from_date", Text)
            .maybe("until_date", Text)
            .belongs_to("group_id", "unit_group")
            .belongs_to("unit_id", "unit")
            .belongs_to("post_id", "post"),
    ]
}
