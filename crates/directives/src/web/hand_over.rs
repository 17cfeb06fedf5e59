//! A point is handed to units: one follow-up with a lead and supporters, or one each for a group.

use askama::Template;
use axum::{extract::State, response::Redirect};
use figures::Amount;
use government::{
    Directories, Directory,
    follow_up::{self, FollowUpKind, NewFollowUp, TermsInput},
    structure::{Due, Institution},
    team::{self, Team},
};
use platform::{
    App, Grant, Page, Problem, Ref, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::HandOver;
use crate::store::{POINT, Point};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tugas: String,
    jenis: String,
    pj: String,
    pendukung: Vec<String>,
    lembaga: Vec<String>,
    target: String,
    satuan: String,
    batas: String,
    hari_kerja: String,
    kunci: String,
    sekali: String,
}

struct Choice {
    value: String,
    name: String,
    short: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "directives/hand_over.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Point,
    typing: &'a Typing,
    errors: &'a FormErrors,
    groups: Vec<Choice>,
    leads: Vec<Choice>,
    teams: Vec<Choice>,
    supporters: Vec<Choice>,
    institutions: Vec<Choice>,
    kinds: Vec<(&'static str, &'static str)>,
    may_agree: bool,
    unit_word: &'a str,
}

async fn page(
    app: &App,
    grant: &Grant<HandOver>,
    directory: &Directory,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let today = directory.region.today(app.now());
    let teams = teams(app, directory).await?;
    let groups = directory
        .groups
        .iter()
        .map(|group| {
            let value = format!("kelompok:{}", group.key);
            Choice {
                picked: value == typing.pj,
                short: format!("{} unit", group.members(&directory.units, today).len()),
                name: group.name.clone(),
                value,
            }
        })
        .collect();
    let units = |picked: &dyn Fn(&str) -> bool| -> Vec<Choice> {
        directory
            .working_units(today)
            .map(|unit| {
                let value = unit.id().to_string();
                Choice {
                    picked: picked(&value),
                    name: unit.name.clone(),
                    short: unit.abbreviation.clone(),
                    value,
                }
            })
            .collect()
    };
    let form = Form {
        leads: units(&|value| value == typing.pj),
        teams: teams
            .into_iter()
            .map(|team| {
                let value = format!("{TEAM}{}", team.id);
                Choice {
                    picked: value == typing.pj,
                    name: team.name,
                    short: team.decree,
                    value,
                }
            })
            .collect(),
        supporters: units(&|value| typing.pendukung.iter().any(|p| p == value)),
        institutions: directory
            .institutions
            .iter()
            .filter(|it| it.exists_on(today))
            .map(|it| Choice {
                picked: typing.lembaga.iter().any(|p| *p == it.id.to_string()),
                name: it.name.clone(),
                short: it.abbreviation.clone(),
                value: it.id.to_string(),
            })
            .collect(),
        kinds: FollowUpKind::ALL
            .iter()
            .map(|k| (k.word(), k.label()))
            .collect(),
        may_agree: app
            .matrix()
            .scope(&grant.actor().role, "terms.decide")
            .is_some(),
        unit_word: &directory.region.unit_word,
        region: grant.region(),
        it: grant.target(),
        groups,
        typing,
        errors,
    };
    Page::new("Bagi Tindak Lanjut", &form)
}

/// What a choice of a team begins with.
const TEAM: &str = "tim:";

/// The teams that work today.
async fn teams(app: &App, directory: &Directory) -> Result<Vec<Team>, Problem> {
    let today = directory.region.today(app.now());
    let mut all = team::teams(app.db().read(), &directory.region.code).await?;
    all.retain(|team| team.period.covers(today));
    Ok(all)
}

/// The team that was chosen, with the unit through which it owes.
async fn chosen_team(
    app: &App,
    directory: &Directory,
    choice: &str,
    errors: &mut FormErrors,
) -> Result<Option<(Team, Uuid)>, Problem> {
    let Some(id) = choice.strip_prefix(TEAM) else {
        return Ok(None);
    };
    let all = teams(app, directory).await?;
    let Some(chosen) = all.into_iter().find(|team| team.id.to_string() == id) else {
        return Ok(None);
    };
    let today = directory.region.today(app.now());
    let (db, region) = (app.db().read(), &directory.region.code);
    match team::lead_unit(db, region, &chosen, today).await {
        Ok(unit) => Ok(Some((chosen, unit))),
        Err(Problem::Refused(text)) => {
            errors.add("pj", text);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(grant: Grant<HandOver>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        jenis: grant.target().kind().word().into(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &grant, &directory, &typing, &FormErrors::new()).await
}

/// The leads a choice stands for: one unit, or the members of a group today.
fn leads(directory: &Directory, app: &App, choice: &str) -> Vec<Uuid> {
    let today = directory.region.today(app.now());
    match choice.strip_prefix("kelompok:") {
        Some(key) => directory.group(key).map_or_else(Vec::new, |group| {
            group
                .members(&directory.units, today)
                .into_iter()
                .map(|unit| unit.id())
                .collect()
        }),
        None => Uuid::parse_str(choice)
            .ok()
            .filter(|id| {
                directory
                    .unit(*id)
                    .is_some_and(|unit| unit.exists_on(today))
            })
            .into_iter()
            .collect(),
    }
}

fn read_terms(
    app: &App,
    directory: &Directory,
    typing: &Typing,
    errors: &mut FormErrors,
) -> TermsInput {
    let region = &directory.region;
    let target = match typing.target.trim() {
        "" => None,
        typed => Amount::read(typed)
            .map_err(|error| errors.add("target", error.to_string()))
            .ok(),
    };
    let measure = errors.text("satuan", &typing.satuan, 60);
    let today = region.today(app.now());
    let due = match (
        errors.date("batas", &typing.batas),
        typing.hari_kerja.trim(),
    ) {
        (Some(day), _) => Some(Due::new(day, None, region.zone)),
        (None, "") => None,
        (None, days) => match days.parse::<u32>() {
            Ok(days) if (1..=750).contains(&days) => Some(Due::in_working_days(
                &directory.calendar,
                today,
                days,
                region.zone,
            )),
            _ => {
                errors.add("hari_kerja", "Tulis jumlah hari kerja, 1 sampai 750.");
                None
            }
        },
    };
    TermsInput {
        measure: Some(measure).filter(|m| !m.is_empty()),
        target,
        due,
    }
}

/// Opens the follow-ups.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn open(
    grant: Grant<HandOver>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let task = errors.required("tugas", &typing.tugas, 500);
    let kind = FollowUpKind::from_word(&typing.jenis);
    if kind.is_none() {
        errors.add("jenis", "Pilih jenisnya.");
    }
    let team = chosen_team(&app, &directory, &typing.pj, &mut errors).await?;
    let leads = match &team {
        Some((_, unit)) => vec![*unit],
        None => leads(&directory, &app, &typing.pj),
    };
    if leads.is_empty() {
        errors.add("pj", "Pilih penanggung jawab.");
    }
    let terms = read_terms(&app, &directory, &typing, &mut errors);
    let supporters: Vec<Uuid> = typing
        .pendukung
        .iter()
        .filter_map(|id| Uuid::parse_str(id).ok())
        .filter(|id| directory.unit(*id).is_some())
        .collect();
    let institutions: Vec<Institution> = directory
        .institutions
        .iter()
        .filter(|it| typing.lembaga.iter().any(|id| *id == it.id.to_string()))
        .cloned()
        .collect();
    let (Some(kind), false) = (kind, errors.any()) else {
        return Ok(Err(page(&app, &grant, &directory, &typing, &errors)
            .await?
            .refused()));
    };
    let agreed = !typing.kunci.is_empty()
        && app
            .matrix()
            .scope(&grant.actor().role, "terms.decide")
            .is_some();
    let origin = Ref::new(POINT, grant.target().id);
    let path = format!("/{}/butir/{}", grant.region(), origin.id);
    let (once, after) = (Uuid::parse_str(&typing.sekali).ok(), path.clone());
    let content = format!("{typing:?}");
    let today = directory.region.today(app.now());
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                if let Some(once) = once {
                    tx.once(once, &content, &after).await?;
                }
                for lead in leads {
                    let new = NewFollowUp {
                        origin,
                        task: task.clone(),
                        kind,
                        lead,
                        supporters: supporters.clone(),
                        terms: terms.clone(),
                        agreed,
                        today,
                    };
                    let id = follow_up::open(tx, new).await?;
                    follow_up::support_by(tx, id, &institutions).await?;
                    if let Some((team, _)) = &team {
                        team::assign(tx, id, team).await?;
                    }
                }
                Ok(())
            })
        })
        .await;
    match written {
        Ok(_) => Ok(Ok(Redirect::to(&path))),
        Err(Problem::Refused(text) | Problem::Conflict(text)) => {
            errors.add("", text);
            let again = page(&app, &grant, &directory, &typing, &errors).await?;
            Ok(Err(again.refused()))
        }
        Err(other) => Err(other),
    }
}
