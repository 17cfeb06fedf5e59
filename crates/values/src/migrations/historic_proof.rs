//! Evidence of years before the region began here: the archive it came in.

use platform::migrations::Step;

pub(super) const STEP: Step = Step {
    name: "values_0005_historic_proof",
    tables: Vec::new,
    statements: &["alter table figure_evidence add column origin text not null default ''"],
};
