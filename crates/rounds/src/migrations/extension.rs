//! Who put the date of a filling off, and why.

use platform::migrations::Step;

pub(super) const STEP: Step = Step {
    name: "rounds_0005_extension",
    tables: Vec::new,
    statements: &[
        "alter table filling add column extension_note text not null default ''",
        "alter table filling add column extension_name text not null default ''",
    ],
};
