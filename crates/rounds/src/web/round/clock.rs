//! The clock of the law beside the round's own due date: when the report is due by the calendar that holds
//! for its year, the region's own dates among them, with the mark of each statement.

use government::{Directory, structure::Due};
use platform::{App, Instant, Problem, RegionCode, date};
use regulations::{Mark, Pack};
use values::store::rules_of;

use crate::{imports::CALENDAR, store::Round, web::LPPD};

/// The reports that the figures of an LPPD go into.
const OF_LPPD: [&str; 3] = ["reviu-lppd", "lppd", "rlppd"];

/// A due date of the law.
pub(super) struct Clock {
    pub title: String,
    pub day: String,
    /// How long it is still, or how late it is.
    pub mark: String,
    pub basis: String,
    pub citation: String,
    pub source: Mark,
}

impl Clock {
    /// What stands beside the basis: nothing where it was seen, whose it is where it is the region's.
    pub fn source(&self) -> &'static str {
        match self.source {
            Mark::Seen => "",
            other => other.label(),
        }
    }
}

/// The calendar that holds for a round; a round of the region's own list has none. Two statements.
pub(in crate::web) async fn calendar(
    app: &App,
    region: &RegionCode,
    it: &Round,
) -> Result<Option<Pack>, Problem> {
    match u16::try_from(it.year) {
        Ok(year) if it.list == LPPD => {
            let held = rules_of(app.db().read(), region, CALENDAR, year).await?;
            Ok(held.one())
        }
        _ => Ok(None),
    }
}

/// The due dates that concern a round: those of the regulations, and what the region added by a title that
/// names the LPPD.
pub(super) fn clocks(
    calendar: Option<&Pack>,
    it: &Round,
    directory: &Directory,
    now: Instant,
) -> Vec<Clock> {
    let (Some(calendar), Ok(year)) = (calendar, i32::try_from(it.year)) else {
        return vec![];
    };
    let today = directory.region.today(now);
    let known = OF_LPPD.into_iter().filter_map(|id| calendar.due(id));
    let added = calendar.calendar.iter().filter(|due| {
        due.provenance.mark == Mark::Region
            && !OF_LPPD.contains(&due.id.as_str())
            && due.title.to_uppercase().contains("LPPD")
    });
    let dated = known
        .chain(added)
        .filter_map(|due| due.rule.day(year, None).map(|day| (due, day)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(_, day)| *day);
    dated
        .into_iter()
        .map(|(due, day)| Clock {
            title: due.title.clone(),
            day: date::long(day),
            mark: Due::new(day, None, directory.region.zone)
                .mark(now, today, &directory.calendar)
                .text(),
            basis: due.basis.clone(),
            // what a region sets rests on what it names, and on nothing beside it
            citation: match due.provenance.citation == due.basis {
                true => String::new(),
                false => due.provenance.citation.clone(),
            },
            source: due.provenance.mark,
        })
        .collect()
}
