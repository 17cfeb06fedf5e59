//! The material as it is now, put together from what units brought and what the program knows.

use std::collections::HashMap;

use government::{
    Directory,
    follow_up::{self, Card, Escalated, Risk, Watched},
    obligation,
};
use platform::{App, Instant, Problem, Uuid};

use crate::{
    rules::{Briefing, EscalatedItem, IssuePart, OpenItem, RiskItem, UnitPart, standings},
    store::{self, Issue, IssueFilter, Meeting, UnitRow},
};

/// Most open follow-ups, and most open problems, in it; beyond it the material says so.
pub(in crate::web) const MOST: i64 = 1000;

/// The material of a meeting: six statements, however many units bring something.
///
/// # Errors
/// When the database cannot be read.
pub async fn compose(
    app: &App,
    directory: &Directory,
    it: &Meeting,
    rows: &[UnitRow],
) -> Result<Briefing, Problem> {
    let (db, region, now) = (app.db().read(), &directory.region.code, app.now());
    let cells = obligation::tally_cells(db, region).await?;
    let (late, _) = obligation::late_cells(db, region, now).await?;
    let (units, all) = standings(&cells, &late);
    let mut issues: HashMap<Uuid, Vec<IssuePart>> = HashMap::new();
    let raised = store::issues(db, region, &IssueFilter::open(), MOST).await?;
    let open = store::earlier(db, region, it, None, MOST).await?;
    let watched = follow_up::watched(db, region, MOST).await?;
    let cut = [raised.len(), open.len(), watched.len()]
        .map(i64::try_from)
        .contains(&Ok(MOST));
    for issue in raised {
        let part = issue_part(directory, &issue);
        issues.entry(issue.unit_id).or_default().push(part);
    }
    let units = rows
        .iter()
        .map(|row| UnitPart {
            standing: units.get(&row.unit_id).copied().unwrap_or_default(),
            issues: issues.remove(&row.unit_id).unwrap_or_default(),
            ..unit_part(directory, row)
        })
        .collect();
    Ok(Briefing {
        as_of: directory.region.stamp(now),
        region: all,
        units,
        open: open
            .iter()
            .map(|row| open_item(Card::of(row, directory, now)))
            .collect(),
        escalated: watched
            .iter()
            .filter_map(|it| Some(escalated(directory, now, it, it.escalated.as_ref()?)))
            .collect(),
        risks: watched
            .iter()
            .filter_map(|it| Some(risk(directory, now, it, it.risk.as_ref()?)))
            .collect(),
        cut,
    })
}

fn unit_part(directory: &Directory, row: &UnitRow) -> UnitPart {
    let budget = row.budget();
    let percent =
        |value: Option<figures::Amount>| value.map(|v| format!("{v} %")).unwrap_or_default();
    UnitPart {
        unit: directory.unit_name(row.unit_id).to_owned(),
        ceiling: budget
            .ceiling
            .map(|money| format!("Rp {money}"))
            .unwrap_or_default(),
        financial: percent(budget.financial),
        physical: percent(budget.physical),
        results: row.results.clone(),
        link: row.link.clone(),
        confirmed: row
            .confirmed_at
            .map(|at| {
                let when = directory.region.stamp(platform::Instant(at));
                format!("{}, {when}", row.confirmed_name)
            })
            .unwrap_or_default(),
        ..UnitPart::default()
    }
}

fn issue_part(directory: &Directory, issue: &Issue) -> IssuePart {
    IssuePart {
        kind: issue.kind().label().to_owned(),
        text: issue.text.clone(),
        steps: issue.steps.clone(),
        owner: issue
            .owner_unit_id
            .map(|id| directory.unit_name(id).to_owned())
            .unwrap_or_default(),
        raised_by: issue.raised_by(directory).to_owned(),
    }
}

fn escalated(directory: &Directory, now: Instant, it: &Watched, up: &Escalated) -> EscalatedItem {
    EscalatedItem {
        item: open_item(Card::of(&it.follow_up, directory, now)),
        level: up.level().label().to_owned(),
        since: directory.region.stamp(Instant(up.at)),
        by: up.by_name.clone(),
        note: up.note.clone(),
    }
}

fn risk(directory: &Directory, now: Instant, it: &Watched, risk: &Risk) -> RiskItem {
    RiskItem {
        item: open_item(Card::of(&it.follow_up, directory, now)),
        risk: risk.words.clone(),
        height: format!(
            "Kemungkinan {}, dampak {}",
            risk.likelihood().label().to_lowercase(),
            risk.impact().label().to_lowercase()
        ),
        mitigation: risk.mitigation.clone(),
    }
}

fn open_item(card: Card) -> OpenItem {
    OpenItem {
        number: card.number,
        task: card.task,
        lead: card.lead,
        status: card.status.label().to_owned(),
        due: card.due,
        mark: card.mark,
        late: card.late,
    }
}
