//! Points of a meeting with their follow-ups, many at once: the matrix an organiser keeps in Excel.

use std::{collections::HashMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use figures::Amount;
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    follow_up::{self, FollowUpKind, NewFollowUp, TermsInput},
    structure::{Due, Institution},
};
use platform::{App, Grant, Problem, Ref, RegionCode, Tx, Uuid, words::folded};
use serde_json::json;
use time::Date;

use crate::{
    store::{self, MEETING, Meeting, POINT, PointInput},
    web::actions::ImportFollowUps,
};

/// The list.
pub(crate) struct FollowUpList;

/// What rows are read against.
pub(crate) struct Known {
    directory: Arc<Directory>,
    today: Date,
    meeting: Meeting,
    /// Points by number, and by what was said.
    by_number: HashMap<i64, Uuid>,
    by_text: HashMap<String, Uuid>,
    /// Point, lead and task of what is there already, with its number.
    there: HashMap<(Uuid, Uuid, String), String>,
}

/// Where the follow-ups of a row come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    /// A point that is there.
    Point(Uuid),
    /// One that comes with the list, with what is said in it.
    New(String),
}

/// A row.
pub(crate) struct Row {
    from: From,
    task: String,
    kind: FollowUpKind,
    leads: Vec<Uuid>,
    supporters: Vec<Uuid>,
    institutions: Vec<Institution>,
    measure: String,
    target: Option<Amount>,
    due: Option<Date>,
}

impl Import for FollowUpList {
    type Action = ImportFollowUps;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "directives.follow_ups";
    const SUBJECT: &'static str = MEETING;
    const TITLE: &'static str = "Impor Tindak Lanjut";
    const HELP: &'static str = "Setiap baris menjadi satu tindak lanjut. Arahan yang belum tercatat \
        di rapat ini menjadi butir arahan baru; target dan batas waktu menunggu kesepakatan.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("task", &["Tindak Lanjut", "Tugas"]),
        Column::required(
            "lead",
            &[
                "Penanggung Jawab",
                "PD Penanggung Jawab",
                "OPD Penanggung Jawab",
                "SKPD Penanggung Jawab",
            ],
        ),
        Column::optional(
            "said",
            &["Arahan", "Arahan/Kesimpulan", "Butir Arahan", "Kesimpulan"],
        ),
        Column::optional("source", &["Sumber", "Butir"]),
        Column::optional(
            "supporters",
            &["Pendukung", "PD Pendukung", "OPD Pendukung"],
        ),
        Column::optional("kind", &["Jenis"]),
        Column::optional("measure", &["Satuan"]),
        Column::optional("target", &["Target"]),
        Column::optional("due", &["Batas Waktu", "Target Selesai", "Tenggat"]),
    ];
    const SHOWN: &'static [&'static str] = &[
        "Butir arahan",
        "Tindak lanjut",
        "Jenis",
        "Penanggung jawab",
        "Pendukung",
        "Target",
        "Batas waktu",
    ];

    fn home(region: &RegionCode, meeting: &Meeting) -> Home {
        Home {
            subject: meeting.id,
            path: format!("/{region}/rapat/{}", meeting.id),
            title: meeting.title.clone(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<ImportFollowUps>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let (region, db, meeting) = (grant.region(), app.db().read(), grant.target());
            let points = store::points(db, region, meeting.id).await?;
            let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
            let works = follow_up::of_origins(db, region, POINT, &ids).await?;
            Ok(Known {
                today: directory.region.today(app.now()),
                meeting: meeting.clone(),
                by_number: points
                    .iter()
                    .map(|point| (point.number, point.id))
                    .collect(),
                by_text: points
                    .iter()
                    .map(|point| (folded(&point.text), point.id))
                    .collect(),
                there: works
                    .into_iter()
                    .map(|work| ((work.origin.1, work.lead, folded(&work.task)), work.number))
                    .collect(),
                directory,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let lead = known.directory.working_units(known.today).next();
        let lead = lead.map(|unit| unit.name.clone()).unwrap_or_default();
        vec![vec![
            Cell::from("Menyusun rencana aksi kebersihan"),
            Cell::from(lead),
            Cell::from("Sungai harus bersih sebelum musim hujan."),
            Cell::Empty,
            Cell::Empty,
            Cell::from(FollowUpKind::Mandatory.label()),
            Cell::from("dokumen"),
            Cell::Whole(1),
            Cell::Date(known.today),
        ]]
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<Row> {
        let task = line.required("task", 500);
        let said = line.text("said", 4_000);
        let leads = leads(known, line);
        let (supporters, institutions) = supporters(known, line);
        let kind = kind(line);
        let from = from(known, line, said, &task);
        let row = Row {
            from: from?,
            task,
            kind: kind?,
            leads,
            supporters,
            institutions,
            measure: line.text("measure", 60),
            target: line.amount("target"),
            due: line.date("due"),
        };
        already_there(known, line, &row);
        Some(row)
    }

    fn together(_: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let mut seen: HashMap<(String, &[Uuid]), u32> = HashMap::new();
        let mut troubles = vec![];
        for (number, row) in rows {
            let same = (folded(&row.task), row.leads.as_slice());
            if let Some(first) = seen.insert(same, *number) {
                troubles.push(Trouble {
                    sheet: String::new(),
                    row: *number,
                    cell: String::new(),
                    column: String::new(),
                    text: format!(
                        "Tindak lanjut dan penanggung jawabnya sama dengan baris {first}."
                    ),
                });
            }
        }
        troubles
    }

    fn shown(known: &Known, row: &Row) -> Vec<String> {
        let names = |ids: &[Uuid]| {
            let names: Vec<&str> = ids
                .iter()
                .map(|id| known.directory.unit_name(*id))
                .collect();
            match names.len() {
                0 => "Tidak ada".to_owned(),
                1..=5 => names.join("; "),
                many => format!("{many} unit"),
            }
        };
        let said = match &row.from {
            From::New(text) => format!("Baru: {text}"),
            From::Point(id) => {
                let number = known.by_number.iter().find(|(_, point)| *point == id);
                number.map_or_else(String::new, |(number, _)| format!("Butir {number}"))
            }
        };
        let target = match row.target {
            Some(target) => format!("{target} {}", row.measure),
            None => "Belum ada".to_owned(),
        };
        vec![
            said,
            row.task.clone(),
            row.kind.label().to_owned(),
            names(&row.leads),
            supported(names(&row.supporters), &row.institutions),
            target,
            row.due
                .map_or_else(|| "Belum ada".to_owned(), platform::date::long),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let mut made: HashMap<String, Uuid> = HashMap::new();
            let mut opened = 0;
            for row in rows {
                let point = match &row.from {
                    From::Point(id) => *id,
                    From::New(text) => match made.get(&folded(text)) {
                        Some(id) => *id,
                        None => {
                            let input = point(&known.meeting, row.kind, text.clone());
                            let id = store::add_point(tx, known.meeting.id, &input).await?;
                            made.insert(folded(text), id);
                            id
                        }
                    },
                };
                opened += row.leads.len();
                open(tx, &known, point, row).await?;
            }
            Ok(json!({ "Butir baru": made.len(), "Tindak lanjut": opened }))
        })
    }
}

async fn open(tx: &mut Tx, known: &Known, point: Uuid, row: Row) -> Result<(), Problem> {
    let zone = known.directory.region.zone;
    for lead in row.leads {
        let new = NewFollowUp {
            origin: Ref::new(POINT, point),
            task: row.task.clone(),
            kind: row.kind,
            lead,
            supporters: row.supporters.clone(),
            terms: TermsInput {
                measure: Some(row.measure.clone()).filter(|measure| !measure.is_empty()),
                target: row.target,
                due: row.due.map(|day| Due::new(day, None, zone)),
            },
            agreed: false,
            today: known.today,
        };
        let id = follow_up::open(tx, new).await?;
        follow_up::support_by(tx, id, &row.institutions).await?;
    }
    Ok(())
}

/// A point as the chair said it.
fn point(meeting: &Meeting, kind: FollowUpKind, text: String) -> PointInput {
    PointInput {
        agenda_item: None,
        raiser: None,
        speaker: meeting.chair_name.clone(),
        office: meeting.chair_office.clone(),
        kind,
        addressees: String::new(),
        text,
    }
}

/// One unit, or the members of a group today.
fn leads(known: &Known, line: &mut Line<'_>) -> Vec<Uuid> {
    let words = line.required("lead", 300);
    if words.is_empty() {
        return vec![];
    }
    let group = known
        .directory
        .groups
        .iter()
        .find(|group| folded(&group.name) == folded(&words));
    if let Some(group) = group {
        let members = group.members(&known.directory.units, known.today);
        return members.into_iter().map(|unit| unit.id()).collect();
    }
    match known.directory.named(&words, known.today) {
        Ok(unit) => vec![unit.id()],
        Err(not) => {
            line.wrong("lead", not.to_string());
            vec![]
        }
    }
}

/// Names of units and institutions, a line each or with semicolons between them: many have a comma
/// in them.
fn supporters(known: &Known, line: &mut Line<'_>) -> (Vec<Uuid>, Vec<Institution>) {
    let words = line.text("supporters", 2_000);
    let (mut units, mut institutions) = (vec![], vec![]);
    for name in words
        .split([';', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match known.directory.named(name, known.today) {
            Ok(unit) => units.push(unit.id()),
            Err(not) => match known.directory.institution_named(name, known.today) {
                Some(institution) => institutions.push(institution.clone()),
                None => line.wrong("supporters", not.to_string()),
            },
        }
    }
    institutions.dedup();
    (units, institutions)
}

/// Supporting units in words, and the institutions behind them.
fn supported(units: String, institutions: &[Institution]) -> String {
    let names: Vec<&str> = institutions.iter().map(|it| it.name.as_str()).collect();
    match (names.is_empty(), units.as_str()) {
        (true, _) => units,
        (false, "Tidak ada") => names.join("; "),
        (false, _) => format!("{units}; {}", names.join("; ")),
    }
}

/// The kind in the words of lists; without one it is owed.
fn kind(line: &mut Line<'_>) -> Option<FollowUpKind> {
    let words = folded(&line.text("kind", 60));
    if words.is_empty() {
        return Some(FollowUpKind::Mandatory);
    }
    let found = FollowUpKind::ALL
        .into_iter()
        .find(|kind| folded(kind.label()) == words || kind.word() == words);
    if found.is_none() {
        let known: Vec<&str> = FollowUpKind::ALL.iter().map(|kind| kind.label()).collect();
        line.wrong("kind", format!("Tulis salah satu: {}.", known.join(", ")));
    }
    found
}

/// "Butir 3" of this meeting; else what was said, in the column of its own or as the task.
fn from(known: &Known, line: &mut Line<'_>, said: String, task: &str) -> Option<From> {
    let source = folded(&line.text("source", 300));
    // "Butir 3; asal BPS" in lists of our own
    let source = source.split(';').next().unwrap_or_default().trim();
    let number = source.strip_prefix("butir").unwrap_or(source).trim();
    if let Ok(number) = number.parse::<i64>() {
        let point = known.by_number.get(&number).copied();
        if point.is_none() {
            line.wrong(
                "source",
                format!("Rapat ini tidak memiliki butir {number}."),
            );
        }
        return point.map(From::Point);
    }
    let text = if said.is_empty() {
        task.to_owned()
    } else {
        said
    };
    let point = known.by_text.get(&folded(&text)).copied();
    Some(point.map_or(From::New(text), From::Point))
}

/// What the meeting has already does not come in twice.
fn already_there(known: &Known, line: &mut Line<'_>, row: &Row) {
    let From::Point(point) = row.from else {
        return;
    };
    for lead in &row.leads {
        let there = known.there.get(&(point, *lead, folded(&row.task)));
        if let Some(number) = there {
            line.wrong(
                "task",
                format!("Sudah tercatat sebagai {number}. Hapus barisnya."),
            );
            return;
        }
    }
}
