//! A line of an agreement added, changed or taken out.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use figures::{Amount, Direction, Quarterly};
use futures_util::future::BoxFuture;
use government::{Directories, Directory, mission};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Tx, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{WriteAgreement, WriteLine};
use crate::{
    rules::{DIRECTIONS, QUARTERLY, second_unit},
    store::{self, Agreement, Line, LineInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    sasaran: String,
    indikator: String,
    satuan: String,
    arah: String,
    target: String,
    triwulan: String,
    tw1: String,
    tw2: String,
    tw3: String,
    tw4: String,
    ikk: String,
    misi: String,
    atasan: String,
    versi: String,
    sekali: String,
}

fn plain(amount: Option<Amount>) -> String {
    amount
        .map(|it| it.to_string().replace('.', ""))
        .unwrap_or_default()
}

impl Typing {
    fn of(it: &Agreement, line: &Line) -> Self {
        let input = &line.input;
        let [one, two, three, four] = input.quarters.map(plain);
        Self {
            sasaran: input.objective.clone(),
            indikator: input.indicator.clone(),
            satuan: input.measure.clone(),
            arah: input.direction.word().into(),
            target: plain(Some(input.target)),
            triwulan: input.kind.code().to_string(),
            tw1: one,
            tw2: two,
            tw3: three,
            tw4: four,
            ikk: input.ikk.clone(),
            misi: input.mission.map(|it| it.to_string()).unwrap_or_default(),
            atasan: input.above.map(|it| it.to_string()).unwrap_or_default(),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    /// Objective, indicator, measure and target are all needed: a line without one is no yardstick.
    fn read(&self, choices: &Choices, errors: &mut FormErrors) -> Option<LineInput> {
        let objective = errors.required("sasaran", &self.sasaran, 500);
        let indicator = errors.required("indikator", &self.indikator, 500);
        let measure = errors.required("satuan", &self.satuan, 60);
        let target = amount("target", &self.target, true, errors);
        let code = self.triwulan.parse().ok();
        let kind = code
            .and_then(Quarterly::of_code)
            .unwrap_or(Quarterly::YearlyOnly);
        let needed = kind != Quarterly::YearlyOnly;
        let quarters = [
            amount("tw1", &self.tw1, needed, errors),
            amount("tw2", &self.tw2, needed, errors),
            amount("tw3", &self.tw3, needed, errors),
            amount("tw4", &self.tw4, needed, errors),
        ];
        let chosen = |typed: &str, all: &[(String, String)]| {
            let known = all.iter().any(|(value, _)| value == typed);
            Some(typed)
                .filter(|_| known)
                .and_then(|it| Uuid::parse_str(it).ok())
        };
        let direction = Direction::of_word(&self.arah).filter(|it| DIRECTIONS.contains(it));
        let input = LineInput {
            objective,
            indicator,
            measure,
            direction: direction.unwrap_or(Direction::Higher),
            target: target.unwrap_or(Amount::ZERO),
            kind,
            quarters,
            ikk: errors.text("ikk", &self.ikk, 40),
            mission: chosen(&self.misi, &choices.missions),
            above: chosen(&self.atasan, &choices.above),
        };
        (!errors.any()).then_some(input)
    }
}

fn amount(
    field: &'static str,
    typed: &str,
    needed: bool,
    errors: &mut FormErrors,
) -> Option<Amount> {
    if typed.trim().is_empty() && !needed {
        return None;
    }
    Amount::read(typed)
        .map_err(|error| errors.add(field, error.to_string()))
        .ok()
}

/// What a line can be linked to.
struct Choices {
    missions: Vec<(String, String)>,
    above: Vec<(String, String)>,
    above_unit: String,
}

/// The missions, and the lines of the agreement of who is second party.
async fn choices(app: &App, directory: &Directory, it: &Agreement) -> Result<Choices, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let none = |words: &str| vec![(String::new(), words.to_owned())];
    let mut missions = none("Belum dipilih");
    for mission in mission::missions(db, region).await? {
        let words = format!("{}: {}", mission.name(), mission.text);
        missions.push((mission.id.to_string(), words));
    }
    let today = directory.region.today(app.now());
    let unit = directory.unit(it.unit_id);
    let second = unit.and_then(|unit| second_unit(directory, unit, today));
    let mut above = none("Belum dihubungkan");
    if let Some(unit) = second
        && let Some(found) = store::agreement_of_unit(db, region, it.year_id, unit).await?
    {
        for line in store::lines_of(db, region, found.version_id).await? {
            above.push((line.key.to_string(), line.input.indicator));
        }
    }
    Ok(Choices {
        missions,
        above,
        above_unit: second
            .map_or("-", |unit| directory.unit_name(unit))
            .to_owned(),
    })
}

#[derive(Template)]
#[template(path = "performance/line_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Agreement,
    line: Option<&'a Line>,
    unit: &'a str,
    action: String,
    directions: Vec<(&'static str, &'static str)>,
    kinds: Vec<(i16, &'static str)>,
    choices: &'a Choices,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

impl Form<'_> {
    fn heading(&self) -> &'static str {
        match self.line {
            None => "Tambah Indikator",
            Some(_) => "Ubah Indikator",
        }
    }

    fn above_hint(&self) -> String {
        format!("Indikator pada perjanjian {}", self.choices.above_unit)
    }
}

/// Whose form it is, with what can be chosen on it.
struct Asked<'a> {
    directory: &'a Directory,
    it: &'a Agreement,
    line: Option<&'a Line>,
    choices: &'a Choices,
}

fn page(asked: &Asked<'_>, typing: &Typing, errors: &FormErrors) -> Result<Page, Problem> {
    let region = &asked.directory.region.code;
    let base = format!("/{region}/perjanjian-kinerja");
    let form = Form {
        region,
        it: asked.it,
        line: asked.line,
        unit: asked.directory.unit_name(asked.it.unit_id),
        action: match asked.line {
            None => format!("{base}/{}/baris", asked.it.id),
            Some(line) => format!("{base}/baris/{}", line.id),
        },
        directions: DIRECTIONS
            .iter()
            .map(|it| (it.word(), it.label()))
            .collect(),
        kinds: QUARTERLY.iter().map(|it| (it.code(), it.label())).collect(),
        choices: asked.choices,
        typing,
        errors,
    };
    Page::new(form.heading(), &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let choices = choices(&app, &directory, it).await?;
    let typing = Typing {
        arah: Direction::Higher.word().into(),
        triwulan: Quarterly::Accumulated.code().to_string(),
        versi: it.version.to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let asked = Asked {
        directory: &directory,
        it,
        line: None,
        choices: &choices,
    };
    page(&asked, &typing, &FormErrors::new())
}

/// The form of a line that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(grant: Grant<WriteLine>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, line) = grant.target();
    let choices = choices(&app, &directory, it).await?;
    let asked = Asked {
        directory: &directory,
        it,
        line: Some(line),
        choices: &choices,
    };
    page(&asked, &Typing::of(it, line), &FormErrors::new())
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the form, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    asked: &Asked<'_>,
    typing: &Typing,
    work: F,
) -> Answer
where
    A: Action,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<(), Problem>> + Send + 'static,
{
    let mut errors = FormErrors::new();
    let written = app.db().write(grant, work).await;
    let status = match written {
        Ok(_) => {
            let path = format!("/{}/perjanjian-kinerja/{}", grant.region(), asked.it.id);
            return Ok(Ok(Redirect::to(&path)));
        }
        Err(Problem::Conflict(text)) => {
            errors.add("", text);
            StatusCode::CONFLICT
        }
        Err(Problem::Refused(text)) => {
            errors.add("", text);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(other) => return Err(other),
    };
    Ok(Err(page(asked, typing, &errors)?.with_status(status)))
}

/// Adds a line.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let choices = choices(&app, &directory, it).await?;
    let asked = Asked {
        directory: &directory,
        it,
        line: None,
        choices: &choices,
    };
    let mut errors = FormErrors::new();
    let Some(input) = typing.read(&choices, &mut errors) else {
        return Ok(Err(page(&asked, &typing, &errors)?.refused()));
    };
    let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
    let leads = format!("/{}/perjanjian-kinerja/{}", grant.region(), it.id);
    let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
    write(&app, &grant, &asked, &typing, move |tx| {
        Box::pin(async move {
            if let Some(once) = once {
                tx.once(once, &content, &leads).await?;
            }
            store::add_line(tx, &target, version, &input).await
        })
    })
    .await
}

/// Changes a line.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteLine>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let (it, line) = grant.target();
    let choices = choices(&app, &directory, it).await?;
    let asked = Asked {
        directory: &directory,
        it,
        line: Some(line),
        choices: &choices,
    };
    let mut errors = FormErrors::new();
    let Some(input) = typing.read(&choices, &mut errors) else {
        return Ok(Err(page(&asked, &typing, &errors)?.refused()));
    };
    let (target, version) = (grant.target().clone(), typing.versi.parse().unwrap_or(0));
    write(&app, &grant, &asked, &typing, move |tx| {
        Box::pin(async move {
            let (it, line) = &target;
            store::update_line(tx, it, line, version, &input).await
        })
    })
    .await
}

/// Takes a line out.
///
/// # Errors
/// When the database cannot be used; what is refused is said above the form.
pub(super) async fn drop(
    grant: Grant<WriteLine>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let (it, line) = grant.target();
    let choices = choices(&app, &directory, it).await?;
    let asked = Asked {
        directory: &directory,
        it,
        line: Some(line),
        choices: &choices,
    };
    let (target, version) = (grant.target().clone(), typing.versi.parse().unwrap_or(0));
    write(&app, &grant, &asked, &Typing::of(it, line), move |tx| {
        Box::pin(async move {
            let (it, line) = &target;
            store::drop_line(tx, it, line, version).await
        })
    })
    .await
}
