//! What an indicator was meant to reach in its year, and what says so.

use platform::migrations::Step;

pub(super) const STEP: Step = Step {
    name: "values_0004_targets",
    tables: Vec::new,
    statements: &[
        "alter table indicator add column target text",
        "alter table indicator add column target_basis text not null default ''",
    ],
};
