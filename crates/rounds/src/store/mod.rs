//! Rows of rounds, fillings, findings, and what was entered into national systems.

mod assistance;
mod compilation;
mod filling;
mod finding;
mod item;
mod many;
mod merger;
mod narrative;
mod national;
mod owed;
mod references;
mod reopening;
mod round;
mod row;
mod step;
mod version;

pub use assistance::{Assistance, assistances, note_assistance};
pub use compilation::{
    COMPILATIONS, Compilation, NewCompilation, compilations, compile, compiled_paper,
    compiled_results, compiled_units, endings, find_compilation, sign_later, take_compilation,
};
pub use filling::{Filling, fillings, fillings_of_list, find_filling, parts_of, shut_of_list};
pub use finding::{
    Finding, NewFinding, add_finding, answer, findings, findings_of_round, settle_finding,
};
pub use item::{add_parts, item, items};
pub use many::{Came, Order, Picked, each};
pub use merger::moves;
pub use narrative::{
    LPPD_BOOK, NARRATIVE, NARRATIVES, Narrative, NarrativeDecision, Part, RLPPD_BOOK,
    add_narratives, choices, decide_narrative, desk_of, find_narrative, keep_choices, keep_part,
    narrative_counts, narratives, new_pieces, parts_of_narratives, send_narrative,
};
pub use national::{NationalEntry, NewEntry, national_entries, note_national};
pub use owed::OBLIGATIONS;
pub use references::references;
pub use reopening::{
    Decision, REOPENINGS, Reopening, ask as ask_reopening, correct as correct_reopening,
    decide as decide_reopening, find_reopening, open_reopenings, reopened, reopenings,
};
pub use round::{Round, RoundInput, add_round, close_round, find_round, rounds};
pub use row::{save_rows, sum_parts};
pub use step::take;
pub use version::{Kept, Version, Versions, VersionsOf, shot_of, versions};

/// Kind of a round in mentions and audit rows.
pub const ROUND: &str = "rounds.data_round";
/// Kind of a unit's filling in mentions, audit rows, reviews and obligations.
pub const FILLING: &str = "rounds.filling";

/// Kind of a compilation of a round.
pub const COMPILATION: &str = "rounds.compilation";
/// Kind of a request to open one cell again.
pub const REOPENING: &str = "rounds.cell_reopening";

/// What a person reads whose record changed under the form.
fn changed(touched: u64) -> Result<(), platform::Problem> {
    match touched {
        0 => Err(platform::Problem::Conflict(
            "Isian ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        )),
        _ => Ok(()),
    }
}
