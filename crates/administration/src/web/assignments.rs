//! *Penugasan* by decree or letter of assignment: several persons, one duty.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    account::{PersonInput, look_up, normal_nip},
    assignment::{Duty, KINDS, NewLetter, Person, end_letter, give, letters},
    posts::Period,
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors, Typed},
    right::Routes,
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{AddLetter, EndLetter, ReadLetters},
    may,
    messages::{Message, sentence},
};
use crate::rules::{period, person_line};

const MOST: i64 = 100;

/// The routes of letters of assignment.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/penugasan", show)
        .post("/{region}/pengaturan/penugasan", add)
        .post("/{region}/pengaturan/penugasan/{letter}/akhiri", end)
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    jenis: String,
    nomor: String,
    tugas: String,
    tentang: String,
    unit: String,
    mulai: String,
    sampai: String,
    orang: String,
    tanpa_akun: Option<String>,
}

struct Line {
    id: Uuid,
    title: String,
    letter: String,
    unit: String,
    period: String,
    persons: Vec<String>,
    open: bool,
}

#[derive(Template)]
#[template(path = "administration/assignments.html")]
struct LettersPage<'a> {
    frame: Frame,
    lines: Vec<Line>,
    may_change: bool,
    today: String,
    kinds: Vec<(&'static str, &'static str)>,
    duties: Vec<(&'static str, String)>,
    units: Vec<(String, String)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadLetters>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let page = render(&app, &grant, &Form::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Enters a letter.
pub async fn add(
    grant: Grant<AddLetter>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let number = errors.required("nomor", &form.nomor, 200);
    let subject = errors.required("tentang", &form.tentang, 150);
    let kind = KINDS.iter().find(|(code, _)| *code == form.jenis);
    if kind.is_none() {
        errors.add("jenis", "Pilih SK atau surat tugas.");
    }
    let duty = Duty::from_code(&form.tugas);
    if duty.is_none() {
        errors.add("tugas", "Pilih tugasnya.");
    }
    let unit = Uuid::parse_str(&form.unit)
        .ok()
        .and_then(|id| directory.unit(id))
        .filter(|unit| unit.exists_on(today));
    if unit.is_none() {
        errors.add("unit", "Pilih unit dari daftar.");
    }
    let period = Period {
        from: errors.date("mulai", &form.mulai),
        until: errors.date("sampai", &form.sampai),
    };
    if period.is_void() {
        errors.add(
            "sampai",
            "Hari terakhir tidak boleh mendahului hari pertama.",
        );
    }
    let persons = persons(&app, grant.region(), &form, &mut errors).await?;
    if let (Some((kind, _)), Some(duty), Some(unit), false) = (kind, duty, unit, errors.any()) {
        let new = NewLetter {
            kind: (*kind).to_owned(),
            number,
            duty,
            subject,
            unit: unit.id(),
            period,
            persons,
        };
        let inside = app.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { give(tx, inside.keys(), new).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(done(grant.region())),
            Err(Problem::Conflict(_)) => errors.add("orang", "Ada NIP yang dipakai orang lain."),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, &form, &errors).await?;
    Ok(again.refused().into_response())
}

/// One person a line; who is not known is entered without an account, if that is ticked.
async fn persons(
    app: &App,
    region: &RegionCode,
    form: &Form,
    errors: &mut FormErrors,
) -> Result<Vec<Person>, Problem> {
    let mut persons = Vec::new();
    let mut unclear = Vec::new();
    for (number, line) in form.orang.lines().enumerate().take(100) {
        let Some(typed) = person_line::read(line) else {
            continue;
        };
        let key = if typed.nip.is_empty() {
            &typed.name
        } else {
            &typed.nip
        };
        let mut found = look_up(app.db().read(), app.keys(), region, key).await?;
        match (found.len(), form.tanpa_akun.is_some()) {
            (1, _) => persons.extend(found.pop().map(|it| Person::Known(it.id))),
            (0, true) if typed.nip.is_empty() || normal_nip(&typed.nip).is_some() => {
                persons.push(Person::New(PersonInput {
                    name: typed.name,
                    nip: Some(typed.nip),
                    wa: None,
                    grade: String::new(),
                }));
            }
            (0, true) => unclear.push(format!("baris {}: NIP bukan 18 angka", number + 1)),
            (0, false) => unclear.push(format!("baris {}: {} belum dikenal", number + 1, key)),
            _ => unclear.push(format!(
                "baris {}: ada beberapa {key}, tulis NIP-nya",
                number + 1
            )),
        }
    }
    if !unclear.is_empty() {
        errors.add("orang", format!("Periksa {}.", unclear.join("; ")));
    } else if persons.is_empty() {
        errors.add("orang", "Tulis paling sedikit satu orang.");
    }
    Ok(persons)
}

/// The last day of a letter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    sampai: String,
}

/// Ends what a letter gave.
pub async fn end(
    grant: Grant<EndLetter>,
    State(app): State<App>,
    Typed(form): Typed<EndForm>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let last = errors
        .date("sampai", &form.sampai)
        .unwrap_or(directory.region.today(app.now()));
    if errors.any() {
        let page = render(&app, &grant, &Form::default(), &errors).await?;
        return Ok(page.refused().into_response());
    }
    let letter = *grant.target();
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_letter(tx, letter, last).await })
        })
        .await?;
    Ok(done(grant.region()))
}

fn done(region: &RegionCode) -> Response {
    Redirect::to(&format!("/{region}/pengaturan/penugasan?pesan=penugasan")).into_response()
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let today = directory.region.today(app.now());
    let all = letters(app.db().read(), grant.region(), MOST).await?;
    let kind = |code: &str| {
        KINDS
            .iter()
            .find(|(it, _)| *it == code)
            .map_or("", |it| it.1)
    };
    let lines = all
        .into_iter()
        .map(|it| Line {
            title: it.duty.title(&it.subject),
            letter: format!("{} {}", kind(&it.kind), it.number),
            unit: directory.unit_name(it.unit).to_owned(),
            period: period::words(it.period, today),
            open: it.period.until.is_none_or(|until| today <= until),
            persons: it.persons,
            id: it.id,
        })
        .collect();
    let mut duties = vec![("", "Pilih tugas".to_owned())];
    duties.extend(Duty::ALL.into_iter().map(|duty| {
        (
            duty.code(),
            format!("{} (hak: {})", duty.label(), duty.role()),
        )
    }));
    let mut units = vec![(String::new(), "Pilih unit".to_owned())];
    units.extend(
        directory
            .working_units(today)
            .map(|unit| (unit.id().to_string(), unit.name.clone())),
    );
    Page::new(
        "Penugasan",
        &LettersPage {
            frame: Frame::new(app, &directory),
            lines,
            may_change: may(app, grant, "assignment.write"),
            today: platform::date::iso(today),
            kinds: KINDS.to_vec(),
            duties,
            units,
            form,
            errors,
        },
    )
}
