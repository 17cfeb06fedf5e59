//! Evidence of years before the region began here: the archive it came in.

use platform::migrations::Step;

pub(super) const STEP: Step = Step {
    name: "government_0016_evidence_origin",
    tables: Vec::new,
    statements: &["alter table evidence add column origin text not null default ''"],
};
