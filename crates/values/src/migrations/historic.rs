//! Figures of years before the region began here: the file they came in.

use platform::migrations::Step;

pub(super) const STEP: Step = Step {
    name: "values_0003_historic",
    tables: Vec::new,
    statements: &["alter table figure add column origin text not null default ''"],
};
