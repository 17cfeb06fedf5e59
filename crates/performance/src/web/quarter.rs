//! What was reached in a quarter: filled in by the unit, sent, noted on by a reviewer.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use figures::{Amount, State as Known};
use futures_util::future::BoxFuture;
use government::may::covers;
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Tx, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::{FillQuarter, NoteQuarter, ReadQuarter, SendQuarter},
    one::{LPPD, stamp},
};
use crate::{
    rules::{IkkResult, REASONS, may_take, needs_reason, same},
    store::{self, Line, QuarterReport, QuarterResult},
};

/// What was typed: a row for each line, in order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    baris: Vec<String>,
    nilai: Vec<String>,
    keadaan: Vec<String>,
    keterangan: Vec<String>,
    ambil: Vec<String>,
    catatan: String,
    putusan: String,
    versi: String,
}

/// A line as the page shows it.
struct Row {
    line: Line,
    quarter_target: Option<Amount>,
    value: String,
    state: String,
    said: String,
    remark: String,
    wrong: String,
    /// The result of the IKK it is, where it may be taken.
    ikk: Option<IkkResult>,
    /// Whether it is taken.
    takes: bool,
    /// Where the number was taken from, or empty.
    taken: String,
}

impl Row {
    /// Whether the result of the IKK is another one by now.
    fn moved_on(&self) -> bool {
        let now = self.ikk.as_ref().map(IkkResult::words);
        !self.taken.is_empty() && now.is_some_and(|now| now != self.taken)
    }
}

#[derive(Template)]
#[template(path = "performance/quarter.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a QuarterReport,
    unit: &'a str,
    due: String,
    rows: Vec<Row>,
    states: Vec<(String, &'static str)>,
    note: &'a str,
    errors: &'a FormErrors,
    may_fill: bool,
    may_send: bool,
    may_note: bool,
}

/// What was typed of a row, read; or what is wrong with it.
fn read(
    quarter: Uuid,
    line: Uuid,
    (value, state, remark): (&str, &str, &str),
) -> Result<QuarterResult, String> {
    let state = state.parse().ok().and_then(Known::of_code);
    let reason = state.filter(|it| REASONS.contains(it));
    let remark = remark.trim().replace('\r', "");
    if remark.chars().count() > 1000 {
        return Err("Keterangan paling banyak 1.000 karakter.".into());
    }
    let (state, amount) = match (value.trim(), reason) {
        ("", Some(reason)) if needs_reason(reason) && remark.is_empty() => {
            return Err("Tulis alasannya pada keterangan.".into());
        }
        ("", Some(reason)) => (reason, None),
        ("", None) => (Known::NotFilled, None),
        (_, Some(_)) => {
            return Err("Pilih salah satu: angkanya, atau mengapa belum ada.".into());
        }
        (typed, None) => {
            let amount = Amount::read(typed).map_err(|error| error.to_string())?;
            (Known::Known, Some(amount))
        }
    };
    Ok(QuarterResult {
        quarter,
        line,
        state,
        amount,
        remark,
        taken: String::new(),
    })
}

impl Typing {
    /// Whether the result of its IKK is to stand for a line.
    fn takes(&self, line: Uuid) -> bool {
        let wanted = line.to_string();
        self.ambil.contains(&wanted)
    }

    /// What was typed of a line.
    fn of(&self, line: Uuid) -> Option<(&str, &str, &str)> {
        let wanted = line.to_string();
        let place = self.baris.iter().position(|it| *it == wanted)?;
        Some((
            self.nilai.get(place)?.as_str(),
            self.keadaan.get(place)?.as_str(),
            self.keterangan.get(place)?.as_str(),
        ))
    }
}

/// The results of the IKK that lines are, by line: where they may be taken for this quarter.
async fn ikk_results(
    app: &App,
    region: &RegionCode,
    it: &QuarterReport,
    lines: &[Line],
) -> Result<HashMap<Uuid, IkkResult>, Problem> {
    let is_ikk = |line: &&Line| !line.input.ikk.is_empty() && may_take(line.input.kind, it.quarter);
    let wanted: Vec<&Line> = lines.iter().filter(is_ikk).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let db = app.db().read();
    let asked = values::store::indicators(db, region, LPPD, it.year).await?;
    let results = values::store::results_of_year(db, region, LPPD, it.year).await?;
    let of = |line: &&Line| {
        let mut all = asked.iter().map(|it| &it.indicator);
        let one = all.find(|one| same(&one.code, &line.input.ikk))?;
        let result = results.get(&one.id)?;
        let places = u32::try_from(one.decimals).ok()?;
        let figure = result.figure();
        let number = figure.known()?;
        let found = IkkResult::of(&one.code, one.year, number, places, &result.line)?;
        Some((line.key, found))
    };
    Ok(wanted.iter().filter_map(of).collect())
}

/// Which target of a line belongs to this quarter.
pub(super) fn target_of(line: &Line, quarter: i64) -> Option<Amount> {
    let place = usize::try_from(quarter).ok()?.checked_sub(1)?;
    line.input.quarters.get(place).copied().flatten()
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &QuarterReport,
    typing: Option<&Typing>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let lines = store::lines_of(db, region, it.signed_id).await?;
    let results = store::results_of(db, region, &[it.id]).await?;
    let mut ikk = ikk_results(app, region, it, &lines).await?;
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let may_fill = it.sent_at.is_none() && own(FillQuarter::CODE);
    // a draft is seen by those who may write it
    let shown = it.sent_at.is_some() || may_fill;
    let rows = lines.into_iter().map(|line| {
        let known = results.iter().find(|it| shown && it.line == line.key);
        let typed = typing.and_then(|typing| typing.of(line.key));
        let amount = known.and_then(|it| it.amount);
        let state = known.map_or(Known::NotFilled, |it| it.state);
        let stored = REASONS.contains(&state).then(|| state.code().to_string());
        Row {
            quarter_target: target_of(&line, it.quarter),
            value: match typed {
                Some((value, ..)) => value.to_owned(),
                None => amount
                    .map(|it| it.to_string().replace('.', ""))
                    .unwrap_or_default(),
            },
            state: match typed {
                Some((_, state, _)) => state.to_owned(),
                None => stored.unwrap_or_default(),
            },
            said: amount.map_or(state.label().to_owned(), |it| it.to_string()),
            remark: match typed {
                Some((.., remark)) => remark.to_owned(),
                None => known.map(|it| it.remark.clone()).unwrap_or_default(),
            },
            wrong: typed
                .and_then(|typed| read(it.id, line.key, typed).err())
                .unwrap_or_default(),
            takes: typing.map_or(known.is_some_and(|it| !it.taken.is_empty()), |typing| {
                typing.takes(line.key)
            }),
            taken: known.map(|it| it.taken.clone()).unwrap_or_default(),
            ikk: ikk.remove(&line.key),
            line,
        }
    });
    let mut states = vec![(String::new(), "Ada angkanya")];
    states.extend(REASONS.iter().map(|it| (it.code().to_string(), it.label())));
    let unit = directory.unit_name(it.unit_id);
    let one = One {
        region,
        unit,
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        rows: rows.collect(),
        states,
        note: typing.map_or("", |typing| &typing.catatan),
        errors,
        may_fill,
        may_send: it.sent_at.is_none() && own(SendQuarter::CODE),
        may_note: it.sent_at.is_some() && own(NoteQuarter::CODE),
        directory,
        it,
    };
    Page::new(format!("Realisasi PK {}, {unit}", it.name()), &one)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadQuarter>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    page(
        &app,
        grant.actor(),
        &directory,
        it,
        None,
        &FormErrors::new(),
    )
    .await
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the page, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    typing: &Typing,
    work: F,
) -> Answer
where
    A: Action<Target = QuarterReport>,
    F: for<'t> FnOnce(&'t mut Tx, QuarterReport, i64) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let path = format!("/{}/realisasi-pk/{}", grant.region(), it.id);
    let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
    let written = app
        .db()
        .write(grant, move |tx| work(tx, target, version))
        .await;
    let mut errors = FormErrors::new();
    let status = match written {
        Ok(_) => return Ok(Ok(Redirect::to(&path))),
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
    let now = store::find_quarter(app.db().read(), grant.region(), it.id).await?;
    let it = now.unwrap_or(it);
    let typed =
        Some(typing).filter(|typing| !typing.baris.is_empty() || !typing.catatan.is_empty());
    let page = page(app, grant.actor(), directory, &it, typed, &errors).await?;
    Ok(Err(page.with_status(status)))
}

/// Keeps what is filled in: every row that is right, or none.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn keep(
    grant: Grant<FillQuarter>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let (it, db) = (grant.target(), app.db().read());
    let lines = store::lines_of(db, grant.region(), it.signed_id).await?;
    let ikk = ikk_results(&app, grant.region(), it, &lines).await?;
    let rows = lines.iter().filter_map(|line| {
        let typed = typing.of(line.key)?;
        Some(
            match ikk.get(&line.key).filter(|_| typing.takes(line.key)) {
                // taken as it is, whatever stands in the field
                Some(found) => Ok(QuarterResult {
                    quarter: it.id,
                    line: line.key,
                    state: Known::Known,
                    amount: Some(found.amount),
                    remark: typed.2.trim().replace('\r', ""),
                    taken: found.words(),
                }),
                None => read(it.id, line.key, typed),
            },
        )
    });
    let read: Result<Vec<QuarterResult>, String> = rows.collect();
    let mut errors = FormErrors::new();
    let rows = match read {
        Ok(rows) if !rows.is_empty() => rows,
        Ok(_) => {
            errors.add("", "Tidak ada indikator yang diisi.");
            vec![]
        }
        Err(_) => {
            errors.add(
                "",
                "Perbaiki baris yang ditandai; belum ada yang tersimpan.",
            );
            vec![]
        }
    };
    if errors.any() {
        let again = page(&app, grant.actor(), &directory, it, Some(&typing), &errors).await?;
        return Ok(Err(again.refused()));
    }
    write(&app, &grant, &directory, &typing, move |tx, it, version| {
        Box::pin(async move { store::keep_results(tx, &it, version, &rows).await })
    })
    .await
}

/// Sends what is kept.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back on the page.
pub(super) async fn send(
    grant: Grant<SendQuarter>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    write(&app, &grant, &directory, &typing, |tx, it, version| {
        Box::pin(async move { store::send_quarter(tx, &it, version).await })
    })
    .await
}

/// Notes what the reviewer says, and perhaps sends it back.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(super) async fn note(
    grant: Grant<NoteQuarter>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let note = errors.required("catatan", &typing.catatan, 2000);
    if errors.any() {
        let it = grant.target();
        let again = page(&app, grant.actor(), &directory, it, Some(&typing), &errors).await?;
        return Ok(Err(again.refused()));
    }
    let back = typing.putusan == "kembalikan";
    write(&app, &grant, &directory, &typing, move |tx, it, version| {
        Box::pin(async move { store::note_quarter(tx, &it, version, &note, back).await })
    })
    .await
}

#[cfg(test)]
mod tests {
    use figures::{Amount, State as Known};
    use platform::Uuid;

    use super::read;

    fn of(
        value: &str,
        state: Option<Known>,
        remark: &str,
    ) -> Result<(Known, Option<Amount>), String> {
        let state = state.map(|it| it.code().to_string()).unwrap_or_default();
        let read = read(Uuid::nil(), Uuid::nil(), (value, &state, remark));
        read.map(|it| (it.state, it.amount))
    }

    #[test]
    fn a_number_or_a_reason_and_a_true_zero_is_a_number() {
        assert_eq!(of("0", None, ""), Ok((Known::Known, Some(Amount::ZERO))));
        assert_eq!(of("", None, ""), Ok((Known::NotFilled, None)));
        let not_due = of("", Some(Known::NotDue), "");
        assert_eq!(not_due, Ok((Known::NotDue, None)));
        assert!(of("", Some(Known::NotYetAvailable), " ").is_err());
        assert!(of("", Some(Known::NotYetAvailable), "Survei berjalan").is_ok());
        assert!(of("3", Some(Known::NotDue), "").is_err());
        // a reviewer's finding is never typed by a unit
        assert_eq!(of("", Some(Known::Tdi), ""), Ok((Known::NotFilled, None)));
        assert!(
            of("1.150", None, "").is_err(),
            "two readings are asked back"
        );
    }
}
