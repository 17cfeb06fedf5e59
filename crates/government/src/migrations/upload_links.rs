//! Links for one photo or one number.

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Step, Table,
};

pub(super) fn steps() -> Vec<Step> {
    vec![Step {
        name: "government_0011_upload_link",
        tables: links,
        statements: &[],
    }]
}

fn links() -> Vec<Table> {
    vec![
        Table::with_id("upload_link")
            .col("follow_up_id", Uuid)
            .col("post_id", Uuid)
            .col("post_title", Text)
            .col("asks", Small)
            .col("question", Text)
            .col("token_digest", Text)
            .col("created_at", Big)
            .col("created_name", Text)
            .col("expires_at", Big)
            .maybe("withdrawn_at", Big)
            .maybe("used_at", Big)
            .maybe("amount", Text)
            .col("note", Text)
            .maybe("file_hash", Text)
            .col("file_name", Text)
            .col("media_type", Text)
            .col("size", Big)
            .maybe("taken", Bool)
            .col("handled_name", Text)
            .belongs_to("follow_up_id", "follow_up")
            .belongs_to("post_id", "post")
            .unique(&["token_digest"])
            .index(&["follow_up_id", "created_at"]),
    ]
}
