//! Tables of the versions of a filling: its figures as they stood when a step was taken.

use platform::migrations::{
    Kind::{Big, Bool, Small, Text, Uuid},
    Table,
};

/// A version keeps every figure of its unit, changed or not, so that it says what stood then however
/// the figures went on.
pub(super) fn tables() -> Vec<Table> {
    vec![
        Table::with_id("filling_version")
            .col("filling_id", Uuid)
            .col("number", Big)
            .col("kind", Small)
            .col("made_name", Text)
            .col("made_at", Big)
            .belongs_to("filling_id", "filling")
            .unique(&["filling_id", "number"]),
        Table::new("version_figure")
            .col("version_id", Uuid)
            .col("indicator_id", Uuid)
            .col("letter", Text)
            .key(&["version_id", "indicator_id", "letter"])
            .col("state", Small)
            .maybe("amount", Text)
            .check("(state = 0) = (amount is not null)")
            .col("provisional", Bool)
            .col("is_tdi", Bool)
            .col("reason", Text)
            .belongs_to("version_id", "filling_version")
            .belongs_to("indicator_id", "indicator"),
    ]
}
