//! Records of standing reports, priorities and recommendations to act on.

use std::{collections::HashMap, sync::Arc};

use documents::register::{self, Details, PaperKind};
use government::{
    Directory,
    follow_up::{self, Standing},
};
use platform::{Problem, Ref, Tx, Uuid, date, keys::Keys};
use priorities::store::{AGENDA, Agenda, PriorityInput};
use recommendations::store::{
    DECISION, DecisionInput, Due, ITEM, ItemInput,
    audit::{self, AUDIT_ITEM, AuditItemInput, AuditReportInput, FindingInput, Opening},
    find_decision,
};
use reporting::{
    rules::{Counting, Rhythm, Timing},
    store::{self, RecipientInput, StandingInput},
};

/// A monthly report of `unit` since October 2026 with two columns, addressed to the unit itself.
///
/// # Panics
/// Never: the date is one.
pub fn standing_input(unit: Uuid) -> StandingInput {
    StandingInput {
        title: "Laporan Uji".into(),
        purpose: String::new(),
        basis: String::new(),
        rhythm: Rhythm::Monthly,
        timing: Timing {
            counting: Counting::Working,
            days: 5,
        },
        columns: vec!["Nomor".into(), "Nama".into()],
        first: date::parse("2026-10-01").expect("a date"),
        last: None,
        units: vec![unit],
        recipients: vec![RecipientInput {
            unit,
            post: None,
            copy: false,
            title: "Unit".into(),
        }],
    }
}

/// A priority that `unit` owns.
///
/// # Panics
/// Never: the date is one.
pub fn priority_input(unit: Uuid) -> PriorityInput {
    PriorityInput {
        title: "Prioritas Uji".into(),
        description: String::new(),
        basis: String::new(),
        unit,
        due: date::parse("2026-12-31").expect("a date"),
    }
}

/// A decision of the council on the LKPJ of `year`.
///
/// # Panics
/// Never: the date is one.
pub fn decision_input(year: i64) -> DecisionInput {
    DecisionInput {
        number: format!("7 Tahun {}", year + 1),
        day: date::parse(&format!("{}-04-28", year + 1)).expect("a date"),
        lkpj_year: year,
        end_of_term: false,
        about: String::new(),
    }
}

/// A recommendation that concerns `unit`.
pub fn item_input(unit: Uuid) -> ItemInput {
    ItemInput {
        text: "Perbaiki pelayanan.".into(),
        commission: "Komisi I".into(),
        affair: String::new(),
        lead: unit,
        units: vec![unit],
        repeats: None,
    }
}

/// One of every kind, by the name its id has in paths: a standing report, a period that was sent
/// with a row, a priority, a recommendation of the council, one of an auditor, and a paper of the
/// report and of the year.
///
/// # Errors
/// When a statement fails.
pub async fn report_subjects(
    tx: &mut Tx,
    keys: &Keys,
    directory: &Arc<Directory>,
    unit: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let region = tx.region().clone();
    let standing = store::add_standing(tx, &standing_input(unit)).await?;
    store::begin_now(tx, directory, Some(standing)).await?;
    let periods = store::periods(tx.conn(), &region, standing, 1).await?;
    let period = periods.first().expect("just begun").id;
    let it = |found: Option<store::PeriodReport>| found.expect("just begun");
    let begun = it(store::find_period(tx.conn(), &region, period).await?);
    let row = vec!["1".to_owned(), "Nama Uji".to_owned()];
    store::keep_rows(tx, &begun, begun.version, &[row]).await?;
    let filled = it(store::find_period(tx.conn(), &region, period).await?);
    let sent = store::send(tx, &filled, filled.version).await?;
    let rows = store::rows(tx.conn(), &region, sent, "", 1).await?;
    let report_row = rows.first().expect("just sent").id;
    let priority = priorities::store::add_priority(tx, 2026, &priority_input(unit)).await?;
    let decision = recommendations::store::add_decision(tx, &decision_input(2025)).await?;
    let made = find_decision(tx.conn(), &region, decision)
        .await?
        .expect("just made");
    let when = Due {
        due: None,
        today: date::parse("2026-11-21").expect("a date"),
    };
    let item = recommendations::store::add_item(tx, &made, &item_input(unit), when).await?;
    // tests count the one follow-up of the point
    let opened = follow_up::of_origins(tx.conn(), &region, ITEM, &[item]).await?;
    let opened = opened.first().expect("just opened");
    follow_up::withdraw(tx, opened, Standing::Cancelled, "uji").await?;
    let letter = Ref::new(store::SENT, sent);
    let letter_paper = paper(tx, keys, letter, unit, PaperKind::PeriodReport).await?;
    let matrix = Ref::new(DECISION, decision);
    let council_paper = paper(tx, keys, matrix, unit, PaperKind::CouncilMatrix).await?;
    let agenda = Agenda { year: 2026 };
    let agenda = Ref::new(AGENDA, agenda.id());
    let agenda_paper = paper(tx, keys, agenda, unit, PaperKind::Priorities).await?;
    let (audit_report, finding, audit_item) = audit_subjects(tx, unit).await?;
    Ok(HashMap::from([
        ("priority", priority),
        ("audit_report", audit_report),
        ("finding", finding),
        ("audit_item", audit_item),
        ("decision", decision),
        ("council_paper", council_paper),
        ("item", item),
        ("standing", standing),
        ("period", period),
        ("sent", sent),
        ("report_row", report_row),
        ("letter_paper", letter_paper),
        ("agenda_paper", agenda_paper),
    ]))
}

/// The paper of a record in the register, put there if nobody did.
async fn paper(
    tx: &mut Tx,
    keys: &Keys,
    subject: Ref,
    unit: Uuid,
    kind: PaperKind,
) -> Result<Uuid, Problem> {
    let known = register::of_subject(tx.conn(), tx.region(), subject).await?;
    match known.first() {
        Some(paper) => Ok(paper.id),
        None => register::prepare(tx, keys, subject, unit, kind, &Details::default()).await,
    }
}

/// A report of BPK with a finding and a recommendation that concerns `unit`.
async fn audit_subjects(tx: &mut Tx, unit: Uuid) -> Result<(Uuid, Uuid, Uuid), Problem> {
    let day = |text| date::parse(text).expect("a date");
    let report = AuditReportInput {
        source: "bpk".into(),
        number: "12/LHP/2026".into(),
        title: "Laporan keuangan".into(),
        day: day("2026-05-20"),
        received: day("2026-05-25"),
    };
    let report = audit::add_report(tx, &report).await?;
    let finding = FindingInput {
        number: "1".into(),
        title: "Kas kurang disetor".into(),
        value_sen: Some(125_000_000),
    };
    let finding = audit::add_finding(tx, report, &finding).await?;
    let item = AuditItemInput {
        text: "Setorkan ke kas daerah.".into(),
        value_sen: Some(125_000_000),
        units: vec![unit],
    };
    let opening = Opening {
        due: None,
        today: day("2026-11-21"),
    };
    let item = audit::add_audit_item(tx, finding, &item, opening).await?;
    // the work list of tests asks one kind of origins
    let region = tx.region().clone();
    let opened = follow_up::of_origins(tx.conn(), &region, AUDIT_ITEM, &[item]).await?;
    let opened = opened.first().expect("just opened");
    follow_up::withdraw(tx, opened, Standing::Cancelled, "uji").await?;
    Ok((report, finding, item))
}
