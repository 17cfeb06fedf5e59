//! What every unit that has to do with a plan did for it, and which did nothing.

use std::collections::HashSet;

use government::{
    Directory,
    follow_up::{self, FollowUp},
};
use platform::{App, Problem, Uuid};

use crate::store::{self, PLAN, Plan};

/// What a unit did.
pub(super) struct Part {
    pub unit: String,
    pub role: &'static str,
    pub what: String,
    pub nothing: bool,
}

/// The unit of the plan, those that owe its steps, and those that noted something for it; who did
/// nothing first. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn parts(
    app: &App,
    directory: &Directory,
    it: &Plan,
    works: &[FollowUp],
) -> Result<Vec<Part>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let reported = follow_up::contributions(db, region, (PLAN, it.id)).await?;
    let done = store::contributions(db, region, "plan_id", it.id).await?;
    let mut seen = HashSet::new();
    let units: Vec<Uuid> = std::iter::once(it.unit_id)
        .chain(works.iter().map(|work| work.lead))
        .chain(done.iter().map(|did| did.unit_id))
        .filter(|unit| seen.insert(*unit))
        .collect();
    let mut parts: Vec<Part> = units
        .into_iter()
        .map(|unit| {
            let own = || reported.iter().filter(|one| one.unit_id == unit);
            let did = done.iter().find(|did| did.unit_id == unit);
            let counts = [
                ("laporan", own().map(|one| one.reports).sum::<i64>()),
                ("data dukung", own().map(|one| one.pieces).sum()),
                ("kegiatan", did.map_or(0, |did| did.activities)),
                ("foto", did.map_or(0, |did| did.pictures)),
            ];
            let words: Vec<String> = counts
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(word, count)| format!("{count} {word}"))
                .collect();
            Part {
                unit: directory.unit_name(unit).to_owned(),
                role: match works.iter().any(|work| work.lead == unit) {
                    _ if unit == it.unit_id => "Penyusun rencana",
                    true => "Pelaksana langkah",
                    false => "Ikut atas prakarsa sendiri",
                },
                nothing: words.is_empty(),
                what: words.join(", "),
            }
        })
        .collect();
    parts.sort_by_key(|part| !part.nothing);
    Ok(parts)
}
