//! Records of performance agreements and of the plan tree to act on.

use std::{collections::HashMap, sync::Arc};

use documents::{
    making::{self, MadeFile},
    workbook::{self, List},
};
use figures::{Amount, Direction, Money, Quarterly};
use government::Directory;
use performance::{
    rules::{Parties, Party, document::DocumentKind},
    store::{
        self, Agreement, LineInput, ProgramInput, Ready, SigningInput, YearInput,
        document::{self, Asked},
        tree::{self, PlanInput, PriorityInput},
    },
};
use platform::{Problem, Ref, Tx, Uuid, date, files::Files, keys::Keys};

/// A line of 100 tonnes in a year.
pub fn line_input() -> LineInput {
    LineInput {
        objective: "Kota bersih".into(),
        indicator: "Sampah terkelola".into(),
        measure: "ton".into(),
        direction: Direction::Higher,
        target: Amount::whole(100),
        kind: Quarterly::Accumulated,
        quarters: [10, 20, 30, 40].map(|it| Some(Amount::whole(it))),
        ikk: String::new(),
        mission: None,
        above: None,
    }
}

async fn current(tx: &Tx, id: Uuid) -> Result<Agreement, Problem> {
    let found = store::find_agreement(tx.conn(), tx.region(), id).await?;
    found.ok_or(Problem::NotFound)
}

/// A signed agreement of `unit` for this year with a line and a programme, the ceremony it was signed in,
/// and its first quarter, by the name each id has in paths.
///
/// # Errors
/// When a statement fails.
///
/// # Panics
/// Never: what was just made is there.
pub async fn agreement_subjects(
    tx: &mut Tx,
    keys: &Keys,
    directory: &Arc<Directory>,
    unit: Uuid,
    account: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let region = tx.region().clone();
    let years = store::years(tx.conn(), &region).await?;
    let year = match years.iter().find(|it| it.year == 2026) {
        Some(year) => year.id,
        None => {
            let input = YearInput {
                year: 2026,
                budget: None,
                due: None,
                quarter_days: None,
            };
            store::add_year(tx, &input).await?
        }
    };
    let own = directory.unit(unit).expect("a unit");
    store::add_agreements(tx, year, &[own]).await?;
    let of_unit = store::agreement_of_unit(tx.conn(), &region, year, unit).await?;
    let it = of_unit.expect("just made");
    if it.signed().is_none() {
        sign(tx, keys, directory, it.id, account).await?;
    }
    let it = current(tx, it.id).await?;
    let lines = store::lines_of(tx.conn(), &region, it.version_id).await?;
    let programs = store::programs_of(tx.conn(), &region, &[it.version_id]).await?;
    let quarters = store::quarters_of(tx.conn(), &region, it.id).await?;
    store::add_reports(tx, year, &[(it.id, None)]).await?;
    let reports = store::reports(tx.conn(), &region, year).await?;
    let report = reports.iter().find(|report| report.agreement_id == it.id);
    let signed = store::signatures_of(tx.conn(), &region, it.id).await?;
    let official = signed.first().and_then(|it| it.account);
    Ok(HashMap::from([
        ("agreement_year", year),
        ("agreement", it.id),
        ("official", official.expect("who signed")),
        ("agreement_line", lines.first().expect("a line").id),
        (
            "agreement_program",
            programs.first().expect("a programme").id,
        ),
        ("agreement_quarter", quarters.first().expect("a quarter").id),
        ("performance_report", report.expect("a report").id),
        ("signing", it.signing_id.expect("a ceremony")),
    ]))
}

/// The reports of a year put together, with a file of each format.
///
/// # Errors
/// When a statement fails.
///
/// # Panics
/// When the file cannot be kept.
pub async fn compiled_subject(tx: &mut Tx, files: &Files, year: Uuid) -> Result<Uuid, Problem> {
    long_paper(tx, files, Ref::new(store::COMPILATION, year)).await
}

/// A long paper of a subject with a file of each format.
///
/// # Errors
/// When a statement fails.
///
/// # Panics
/// When the file cannot be kept.
pub async fn long_paper(tx: &mut Tx, files: &Files, subject: Ref) -> Result<Uuid, Problem> {
    let made = making::of_subject(tx.conn(), tx.region(), subject).await?;
    if let Some(it) = made.first() {
        return Ok(it.id);
    }
    // a workbook is read again where it is put together with others: it has to be one
    let book = workbook::write(&List::simple("Contoh", tx.now(), &[("Isi", 20)]))
        .expect("a workbook that can be written");
    let mut made = Vec::new();
    let pages = b"%PDF-1.7 contoh".as_slice();
    for (format, bytes) in [("pdf", pages), ("docx", pages), ("xlsx", &book)] {
        let mut incoming = files.incoming()?;
        incoming.write(bytes)?;
        made.push(MadeFile {
            format: format.into(),
            file_hash: files.keep(incoming)?.hash,
            name: format!("laporan.{format}"),
        });
    }
    let id = making::add(tx, subject, "contoh", 1).await?;
    making::end(tx, id, &made).await?;
    Ok(id)
}

async fn sign(
    tx: &mut Tx,
    keys: &Keys,
    directory: &Arc<Directory>,
    id: Uuid,
    account: Uuid,
) -> Result<(), Problem> {
    let it = current(tx, id).await?;
    store::add_line(tx, &it, it.version, &line_input()).await?;
    let it = current(tx, id).await?;
    let program = ProgramInput {
        name: "Pengelolaan Persampahan".into(),
        budget: Money::of_sen(100_000_000).expect("an amount"),
        source: "APBD".into(),
    };
    store::add_program(tx, &it, it.version, &program).await?;
    let it = current(tx, id).await?;
    store::send(tx, &it, it.version, true).await?;
    let day = date::parse("2026-01-20").expect("a date");
    let input = SigningInput {
        year: it.year_id,
        day,
        place: "Contoh".into(),
        meeting: None,
    };
    let signing = store::add_signing(tx, &input).await?;
    let region = tx.region().clone();
    let signing = store::find_signing(tx.conn(), &region, signing).await?;
    let party = |office: &str| Party {
        account: Some(account),
        office: office.into(),
        name: "Orang Lain".into(),
        ..Party::default()
    };
    let parties = Parties {
        first: party("Kepala"),
        second: Some(party("Wali Kota")),
    };
    let it = current(tx, id).await?;
    let ready = Ready::new(keys, it.clone(), it.version, parties)?;
    let signing = signing.ok_or(Problem::NotFound)?;
    store::sign(tx, directory, &signing, day, &[ready]).await
}

/// A plan of the term 2025-2030 with a priority programme that serves `mission`, by the name each id has
/// in paths.
///
/// # Errors
/// When a statement fails.
pub async fn tree_subjects(
    tx: &mut Tx,
    unit: Uuid,
    mission: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let region = tx.region().clone();
    let known = tree::plans(tx.conn(), &region).await?;
    let plan = match known.first() {
        Some(plan) => plan.id,
        None => {
            let input = PlanInput {
                title: "RPJMD Uji 2025-2030".into(),
                regulation: "Perda 1 Tahun 2025".into(),
                first_year: 2025,
                last_year: 2030,
                vision: "Sehat, Sejahtera, dan Berkualitas".into(),
            };
            tree::add_plan(tx, &input).await?
        }
    };
    let there = tree::priorities(tx.conn(), &region).await?;
    let input = PriorityInput {
        number: i64::try_from(there.len()).unwrap_or(0) + 1,
        name: "Program Uji".into(),
        goal: "Kesejahteraan".into(),
        mission,
        unit,
    };
    let priority = tree::add_priority(tx, plan, &input).await?;
    let asked = "select count(*) from ikk_mapping";
    // each unit is asked for a year of its own: a year is asked of one
    let year = 2025 + platform::store::sql::number(tx.conn(), asked, vec![]).await?;
    let last = date::parse("2026-12-31").ok_or(Problem::NotFound)?;
    let due = government::structure::Due::new(last, None, 7);
    let mapping = store::ask_mapping(tx, (plan, year), unit, due).await?;
    let asked = Asked {
        kind: DocumentKind::AgencyWorkPlan,
        plan,
        year: 2027,
        units: vec![unit],
        due,
    };
    document::ask_documents(tx, &asked).await?;
    let all = document::documents(tx.conn(), &region, plan, 2027).await?;
    let all = all.iter().find(|it| it.unit_id == unit);
    let document = all.ok_or(Problem::NotFound)?.id;
    Ok(HashMap::from([
        ("ikk_mapping", mapping),
        ("plan_document", document),
        ("development_plan", plan),
        ("priority_program", priority),
    ]))
}
