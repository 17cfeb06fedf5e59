//! A meeting entered or changed.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{AddMeeting, WriteMeeting};
use crate::{
    rules::MeetingKind,
    store::{self, AgendaInput, MeetingInput, Series},
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    judul: String,
    jenis: String,
    rangkaian: String,
    tanggal: String,
    mulai: String,
    selesai: String,
    tempat: String,
    pimpinan: String,
    jabatan: String,
    peran: String,
    penyelenggara: String,
    pelapor: String,
    jabatan_pelapor: String,
    maksud: String,
    catatan: String,
    agenda: String,
    versi: String,
    sekali: String,
}

#[derive(Template)]
#[template(path = "directives/meeting_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    action: String,
    back: String,
    heading: &'a str,
    typing: &'a Typing,
    errors: &'a FormErrors,
    kinds: Vec<(&'static str, &'static str)>,
    series: Vec<(String, String)>,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    is_new: bool,
}

async fn page(
    app: &App,
    directory: &Directory,
    meeting: Option<Uuid>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let mut series = vec![(String::new(), "Tidak termasuk rangkaian".to_owned())];
    let known: Vec<Series> = store::series(app.db().read(), region).await?;
    series.extend(known.into_iter().map(|s| (s.id.to_string(), s.name)));
    let mut units = vec![(String::new(), "Belum ditentukan".to_owned())];
    units.extend(
        directory
            .units
            .iter()
            .map(|unit| (unit.id().to_string(), unit.name.clone())),
    );
    let form = Form {
        action: meeting.map_or_else(
            || format!("/{region}/rapat"),
            |id| format!("/{region}/rapat/{id}/ubah"),
        ),
        back: meeting.map_or_else(
            || format!("/{region}/rapat"),
            |id| format!("/{region}/rapat/{id}"),
        ),
        heading: if meeting.is_some() {
            "Ubah Rapat"
        } else {
            "Rapat Baru"
        },
        kinds: MeetingKind::ALL
            .iter()
            .map(|k| (k.code(), k.label()))
            .collect(),
        roles: vec![("memimpin", "Memimpin"), ("menghadiri", "Menghadiri")],
        is_new: meeting.is_none(),
        region,
        series,
        units,
        typing,
        errors,
    };
    Page::new(form.heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        tanggal: date::iso(directory.region.today(app.now())),
        jenis: MeetingKind::Coordination.code().into(),
        peran: "memimpin".into(),
        jabatan: directory.region.head_title.clone(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &directory, None, &typing, &FormErrors::new()).await
}

/// The form of a meeting that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let minute = |minute: Option<i64>| minute.map(date::minute).unwrap_or_default();
    let typing = Typing {
        rangkaian: id(it.series_id),
        penyelenggara: id(it.organiser_unit_id),
        mulai: minute(it.start_minute),
        selesai: minute(it.end_minute),
        judul: it.title,
        jenis: it.kind,
        tanggal: it.date,
        tempat: it.place,
        pimpinan: it.chair_name,
        jabatan: it.chair_office,
        peran: it.chair_role,
        pelapor: it.reporter_name,
        jabatan_pelapor: it.reporter_office,
        maksud: it.purpose,
        catatan: it.remarks,
        agenda: String::new(),
        versi: it.version.to_string(),
        sekali: String::new(),
    };
    page(&app, &directory, Some(it.id), &typing, &FormErrors::new()).await
}

fn read(typing: &Typing, errors: &mut FormErrors, source: &str) -> Option<MeetingInput> {
    let day = errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        errors.add("tanggal", "Wajib diisi.");
    }
    let (start, end) = (
        errors.minute("mulai", &typing.mulai),
        errors.minute("selesai", &typing.selesai),
    );
    if matches!((start, end), (Some(start), Some(end)) if end <= start) {
        errors.add("selesai", "Jam selesai harus setelah jam mulai.");
    }
    if MeetingKind::from_code(&typing.jenis).is_none() {
        errors.add("jenis", "Pilih jenis rapat.");
    }
    let input = MeetingInput {
        series_id: Uuid::parse_str(&typing.rangkaian).ok(),
        kind: typing.jenis.clone(),
        title: errors.required("judul", &typing.judul, 200),
        date: day?,
        start,
        end,
        place: errors.text("tempat", &typing.tempat, 200),
        chair_name: errors.text("pimpinan", &typing.pimpinan, 200),
        chair_office: errors.text("jabatan", &typing.jabatan, 200),
        chair_role: if typing.peran == "menghadiri" {
            "menghadiri"
        } else {
            "memimpin"
        }
        .into(),
        organiser: Uuid::parse_str(&typing.penyelenggara).ok(),
        reporter_name: errors.text("pelapor", &typing.pelapor, 200),
        reporter_office: errors.text("jabatan_pelapor", &typing.jabatan_pelapor, 200),
        purpose: errors.text("maksud", &typing.maksud, 2000),
        remarks: errors.text("catatan", &typing.catatan, 4000),
        source: source.to_owned(),
        participants_stated: None,
    };
    (!errors.any()).then_some(input)
}

/// The lines of the agenda field, one item each.
fn agenda_lines(typing: &Typing, errors: &mut FormErrors) -> Vec<AgendaInput> {
    errors
        .text("agenda", &typing.agenda, 4000)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|topic| AgendaInput {
            topic: topic.to_owned(),
            presenter: String::new(),
        })
        .collect()
}

/// Enters a meeting with its agenda.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let agenda = agenda_lines(&typing, &mut errors);
    let Some(input) = read(&typing, &mut errors, "") else {
        return Ok(Err(page(&app, &directory, None, &typing, &errors)
            .await?
            .refused()));
    };
    let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
    let region = grant.region().clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let id = store::add_meeting(tx, &input).await?;
                for item in &agenda {
                    store::add_agenda(tx, id, item).await?;
                }
                if let Some(once) = once {
                    tx.once(once, &content, &format!("/{region}/rapat/{id}"))
                        .await?;
                }
                Ok(id)
            })
        })
        .await?;
    Ok(Ok(Redirect::to(&format!(
        "/{}/rapat/{}",
        grant.region(),
        written.value
    ))))
}

/// Changes a meeting.
///
/// # Errors
/// As `add`; a change by somebody else in between comes back as the form with what they wrote
/// still to be opened.
pub(super) async fn change(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let id = it.id;
    let mut errors = FormErrors::new();
    let Some(input) = read(&typing, &mut errors, &it.source) else {
        return Ok(Err(page(&app, &directory, Some(id), &typing, &errors)
            .await?
            .refused()));
    };
    let input = MeetingInput {
        participants_stated: it.participants_stated,
        ..input
    };
    let version = typing.versi.parse().unwrap_or(0);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::update_meeting(tx, &it, version, &input).await })
        })
        .await;
    match written {
        Ok(_) => Ok(Ok(Redirect::to(&format!("/{}/rapat/{id}", grant.region())))),
        Err(Problem::Conflict(text)) => {
            errors.add("", text);
            let typing = Typing {
                versi: grant.target().version.to_string(),
                ..typing
            };
            let again = page(&app, &directory, Some(id), &typing, &errors).await?;
            Ok(Err(again.with_status(axum::http::StatusCode::CONFLICT)))
        }
        Err(other) => Err(other),
    }
}
