//! Recommendations of auditors as pages and workbooks show them.

use std::collections::HashMap;

use government::{
    Directory, Viewer,
    follow_up::{self, Card, FollowUp},
    structure::{Due, Mark},
};
use platform::{App, Instant, Problem, Uuid, date};
use time::Date;

use crate::{
    rules::audit::{Shares, age, money, regulation, shares},
    store::audit::{self, AUDIT_ITEM, AuditItem},
};

/// A recommendation with how it stands.
pub struct AuditLine {
    /// The recommendation.
    pub item: AuditItem,
    /// Names of the units it concerns.
    pub units: Vec<String>,
    /// Its follow-ups, as far as they are seen.
    pub cards: Vec<Card>,
    /// By when it is answered, in words, or empty.
    pub answer_due: String,
    /// "Terlambat 3 hari kerja", while it is not answered, or empty.
    pub mark: String,
    /// Not answered although the date has passed.
    pub late: bool,
}

impl AuditLine {
    /// What the auditor said, or that nothing was said.
    pub fn status(&self) -> &str {
        self.item
            .status()
            .map_or("Belum ditetapkan pemeriksa", |it| &it.label)
    }

    /// CSS class of its mark.
    pub fn chip(&self) -> &'static str {
        match (self.item.status.as_str(), self.late) {
            ("a", _) => "chip chip-tuntas",
            ("d", _) => "chip chip-dibatalkan",
            (_, true) => "chip chip-terlambat",
            ("b", _) => "chip chip-proses",
            _ => "chip chip-belum",
        }
    }

    /// "Rp1.250.000", or that the report states none.
    pub fn value(&self) -> String {
        self.item
            .value_sen
            .map_or_else(|| "Tidak disebut".into(), money)
    }

    /// What was paid in, or that nothing was noted.
    pub fn paid(&self) -> String {
        self.item.paid_sen.map_or_else(|| "Belum ada".into(), money)
    }

    fn of(
        directory: &Directory,
        now: Instant,
        item: AuditItem,
        units: &[Uuid],
        works: &[&FollowUp],
    ) -> Self {
        let region = &directory.region;
        let cards: Vec<Card> = works
            .iter()
            .map(|work| Card::of(work, directory, now))
            .collect();
        // by rule, or as the region agreed with the units
        let by_rule = item
            .answer_due()
            .map(|day| Due::new(day, None, region.zone));
        let due = by_rule.or_else(|| {
            works
                .iter()
                .filter_map(|work| work.due)
                .min_by_key(|it| it.at)
        });
        let settled = item.status().is_some_and(|it| it.settled);
        let mark = due
            .filter(|_| !settled && item.answered().is_none())
            .map(|due| due.mark(now, region.today(now), &directory.calendar));
        Self {
            units: units
                .iter()
                .map(|unit| directory.unit_name(*unit).to_owned())
                .collect(),
            answer_due: due.map(|due| date::long(due.date)).unwrap_or_default(),
            late: mark.is_some_and(Mark::is_late),
            mark: mark.map(Mark::text).unwrap_or_default(),
            cards,
            item,
        }
    }
}

/// These recommendations with how they stand: two statements.
pub(super) async fn audit_lines(
    app: &App,
    directory: &Directory,
    viewer: &Viewer,
    found: Vec<AuditItem>,
) -> Result<Vec<AuditLine>, Problem> {
    let (db, region, now) = (app.db().read(), &directory.region.code, app.now());
    let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
    let units: HashMap<Uuid, Vec<Uuid>> = audit::audit_units_of(db, region, &ids).await?;
    let works = follow_up::of_origins(db, region, AUDIT_ITEM, &ids).await?;
    let seen = |work: &&FollowUp| {
        let lead = directory.unit(work.lead);
        lead.is_some_and(|unit| viewer.sees(work.audience, &unit.place))
    };
    let all = found.into_iter().map(|item| {
        let own = works.iter().filter(|work| work.origin.1 == item.id);
        let own: Vec<&FollowUp> = own.filter(seen).collect();
        let units = units.get(&item.id).map_or(&[][..], Vec::as_slice);
        AuditLine::of(directory, now, item, units, &own)
    });
    Ok(all.collect())
}

/// What many recommendations come to.
pub(super) struct Summary {
    /// Each status in words with how many there are.
    pub statuses: Vec<(String, usize)>,
    /// Each way to say how much is settled, with what it comes to.
    pub shares: Vec<(String, String)>,
    /// Ages of what is not settled.
    pub ages: Vec<(String, usize)>,
    /// What they are worth together, in words.
    pub value: String,
    /// What was paid in, in words.
    pub paid: String,
    /// Not answered although the date has passed.
    pub late: usize,
}

impl Summary {
    /// Of these, as of `today`.
    pub fn of(lines: &[AuditLine], today: Date) -> Self {
        let rules = regulation();
        let all: Shares = shares(lines.iter().map(|line| line.item.status.as_str()));
        let mut statuses: Vec<(String, usize)> = rules
            .statuses
            .iter()
            .zip(&all.of)
            .map(|(status, (_, count))| (format!("{}. {}", status.code, status.label), *count))
            .collect();
        statuses.push(("Belum ditetapkan pemeriksa".into(), all.unsaid));
        let mut ages: Vec<(String, usize)> =
            rules.ages.iter().map(|it| (it.label.clone(), 0)).collect();
        let open = lines
            .iter()
            .filter(|line| !line.item.status().is_some_and(|it| it.settled));
        for line in open {
            let place = line.item.report_day().map(|day| age(day, today));
            if let Some((_, count)) = place.and_then(|place| ages.get_mut(place)) {
                *count += 1;
            }
        }
        let sum = |of: fn(&AuditItem) -> Option<i64>| {
            let known: Vec<i64> = lines.iter().filter_map(|line| of(&line.item)).collect();
            match known.is_empty() {
                true => "Belum ada".to_owned(),
                false => money(known.into_iter().fold(0, i64::saturating_add)),
            }
        };
        Self {
            shares: rules
                .shares
                .iter()
                .map(|share| (share.label.clone(), all.text(&share.counts)))
                .collect(),
            value: sum(|it| it.value_sen),
            paid: sum(|it| it.paid_sen),
            late: lines.iter().filter(|line| line.late).count(),
            statuses,
            ages,
        }
    }
}
