//! Typing into the ministry's system: the indicators in its order, with what to copy, whether it was
//! entered, and where it differs.

use askama::Template;
use axum::{extract::State, response::Redirect};
use figures::{
    Exact,
    reading::{self, Reading},
};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
};
use serde::Deserialize;
use values::store::Asked;

use super::picture::Picture;
use crate::{
    papers::shown,
    store::{self, NationalEntry, NewEntry, Round},
    web::actions::{ReadRound, WriteRound},
};

/// An indicator with what to copy.
struct Line {
    id: Uuid,
    code: String,
    name: String,
    /// Letter, what to read, what to copy.
    cells: Vec<(String, String, String)>,
    result: String,
    entry: Option<NationalEntry>,
}

#[derive(Template)]
#[template(path = "rounds/national.html")]
struct National<'a> {
    region: &'a RegionCode,
    it: &'a Round,
    lines: Vec<Line>,
    entered: usize,
    different: usize,
    today: String,
    errors: &'a FormErrors,
    typing: &'a Typing,
}

/// What is typed for an indicator.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    indikator: String,
    tanggal: String,
    nomor: String,
    nilai: String,
}

fn line(picture: &Picture, asked: &Asked, entry: Option<NationalEntry>) -> Line {
    let cells = asked.elements.iter().map(|element| {
        let cell = picture.cell(asked, element);
        let amount = cell
            .and_then(|cell| cell.amount.clone())
            .unwrap_or_default();
        (
            element.letter.clone(),
            shown(cell),
            amount.replace('.', ","),
        )
    });
    Line {
        id: asked.indicator.id,
        code: asked.indicator.code.clone(),
        name: asked.indicator.name.clone(),
        cells: cells.collect(),
        result: result(picture, asked),
        entry,
    }
}

fn result(picture: &Picture, asked: &Asked) -> String {
    let figure = picture.result(asked).map(values::store::ResultRow::figure);
    let places = u32::try_from(asked.indicator.decimals).unwrap_or(2);
    match &figure {
        Some(figure) => match figure.known() {
            Some(number) => number.indonesian(places),
            None => figure.state().label().to_owned(),
        },
        None => figures::State::NotFilled.label().to_owned(),
    }
}

async fn page(
    app: &App,
    directory: &Directory,
    it: &Round,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let picture = Picture::of(app, region, it).await?;
    let mut entries = store::national_entries(app.db().read(), region, it.id).await?;
    let lines: Vec<Line> = picture
        .asked
        .iter()
        .map(|asked| line(&picture, asked, entries.remove(&asked.indicator.id)))
        .collect();
    let entered = || lines.iter().filter_map(|line| line.entry.as_ref());
    let view = National {
        region,
        it,
        entered: entered().count(),
        different: entered().filter(|entry| entry.is_different).count(),
        today: date::iso(directory.region.today(app.now())),
        errors,
        typing,
        lines,
    };
    Page::new(format!("Input ke sistem kementerian, {}", it.title), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    page(
        &app,
        &directory,
        grant.target(),
        &Typing::default(),
        &FormErrors::new(),
    )
    .await
}

/// Whether what is printed there is another number than ours at the places it is printed with,
/// however its marks are read.
fn differs(ours: Option<&Exact>, theirs: &str) -> bool {
    let (Some(ours), Ok(read)) = (ours, reading::read(theirs)) else {
        return true;
    };
    let same = |reading: &Reading| ours.rounded(reading.places) == reading.value;
    !same(&read.likely) && !read.other.as_ref().is_some_and(same)
}

/// Notes that an indicator was entered.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn note(
    grant: Grant<WriteRound>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let picture = Picture::of(&app, grant.region(), &it).await?;
    let wanted = Uuid::parse_str(&typing.indikator).unwrap_or_default();
    let asked = picture.asked.iter().find(|one| one.indicator.id == wanted);
    let asked = asked.ok_or(Problem::NotFound)?;
    let mut errors = FormErrors::new();
    let day = errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        errors.add("tanggal", "Tulis tanggal inputnya.");
    }
    let receipt = errors.text("nomor", &typing.nomor, 100);
    let published = errors.text("nilai", &typing.nilai, 60);
    let (Some(day), false) = (day, errors.any()) else {
        return Ok(Err(page(&app, &directory, &it, &typing, &errors)
            .await?
            .refused()));
    };
    let figure = picture.result(asked).map(values::store::ResultRow::figure);
    let ours = figure.as_ref().and_then(|figure| figure.known());
    let new = NewEntry {
        indicator: wanted,
        day,
        is_different: !published.is_empty() && differs(ours, &published),
        published,
        receipt,
    };
    let path = format!(
        "/{}/periode-pengisian/{}/input#i-{wanted}",
        grant.region(),
        it.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::note_national(tx, &it, &new).await })
        })
        .await?;
    Ok(Ok(Redirect::to(&path)))
}

#[cfg(test)]
mod tests {
    use figures::Exact;

    use super::differs;

    #[test]
    fn what_is_printed_there_is_held_against_ours_at_its_own_places() {
        let ours = Exact::ratio(451_200, 5003);
        for same in ["90,19", "90,2", "90.19", "90,19 %"] {
            assert!(!differs(ours.as_ref(), same), "{same}");
        }
        for other in ["90,91", "0,9019", "TDI", ""] {
            assert!(differs(ours.as_ref(), other), "{other}");
        }
        assert!(differs(None, "90,19"));
    }
}
