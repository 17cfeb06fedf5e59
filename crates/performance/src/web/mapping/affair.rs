//! The IKK of one affair that no sub-activity with money serves: each is mapped, or has a reason.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors, Typed, query},
};
use serde::Deserialize;

use super::stand::{Stand, reason_of};
use crate::{
    rules::tree::{Covered, not_mappable},
    store::{
        self, Answer as Said, Mapping,
        tree::{self, Funded},
    },
    web::actions::WriteMapping,
};

/// Which affair.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kode: String,
}

/// What was typed: a row for each IKK.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    kode: String,
    ikk: Vec<String>,
    sub: Vec<String>,
    alasan: Vec<String>,
    lepas: Vec<String>,
    versi: String,
}

impl Typing {
    fn of(&self, code: &str) -> Option<(&str, &str)> {
        let place = self.ikk.iter().position(|it| it == code)?;
        Some((self.sub.get(place)?.trim(), self.alasan.get(place)?.trim()))
    }
}

/// An IKK as the form shows it.
struct Row {
    ikk: Covered,
    owner: String,
    sub: String,
    reason: String,
    wrong_sub: String,
    wrong_reason: String,
}

/// An IKK that is mapped, to which sub-activities, and whether it is to be taken off them.
struct MappedRow<'a> {
    ikk: &'a Covered,
    to: Vec<&'a Funded>,
    off: bool,
}

#[derive(Template)]
#[template(path = "performance/mapping/affair.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Mapping,
    group: &'a str,
    affair: String,
    rows: Vec<Row>,
    mapped: Vec<MappedRow<'a>>,
    offered: Vec<&'a Funded>,
    errors: &'a FormErrors,
}

/// Everything the form is judged by.
struct Found {
    stand: Stand,
    rows: Vec<Covered>,
    mapped: Vec<Covered>,
    funded: Vec<Funded>,
}

async fn found(
    app: &App,
    directory: &Directory,
    it: &Mapping,
    group: &str,
) -> Result<Found, Problem> {
    let region = &directory.region.code;
    let stand = Stand::of(app, region, directory, (it.plan_id, it.year)).await?;
    let all = stand.kinds.iter().flat_map(|kind| &kind.all);
    let all = all.filter(|ikk| ikk.group == group).cloned();
    let (mapped, rows) = all.partition(|ikk| ikk.covered);
    Ok(Found {
        funded: tree::funded(app.db().read(), region, it.plan_id, it.year).await?,
        mapped,
        rows,
        stand,
    })
}

/// What was typed of an IKK, read: `Err` with what is wrong with the sub-activity and with the reason.
fn read(
    found: &Found,
    nodes: &[tree::Node],
    year: i64,
    (sub, reason): (&str, &str),
) -> Result<Said, (String, String)> {
    let mut errors = FormErrors::new();
    let reason = errors.text("alasan", reason, 1000);
    if errors.any() {
        return Err((String::new(), errors.of("alasan").to_owned()));
    }
    // who names a sub-activity needs no reason any more, and need not clear the one that stands there
    if sub.is_empty() {
        return Ok(Said::Reason(reason));
    }
    // the list offers "code name"; the code alone is as good
    let code = sub.split_whitespace().next().unwrap_or_default();
    let funded = found.funded.iter().find(|it| it.code == code);
    let level = nodes
        .iter()
        .find(|it| it.code == code)
        .map(tree::Node::level);
    match (not_mappable(level, funded.is_some(), year), funded) {
        (None, Some(node)) => Ok(Said::Served(node.id)),
        (wrong, _) => Err((wrong.unwrap_or_default(), String::new())),
    }
}

async fn page(
    app: &App,
    directory: &Directory,
    it: &Mapping,
    group: &str,
    typed: Option<(&Typing, &[tree::Node])>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let found = found(app, directory, it, group).await?;
    let reasons = store::mapping_reasons(app.db().read(), region, it.id).await?;
    let rows = found.rows.iter().map(|ikk| {
        let said = typed.and_then(|(typing, nodes)| Some((typing.of(&ikk.code)?, nodes)));
        let wrong = said.and_then(|(said, nodes)| read(&found, nodes, it.year, said).err());
        let (wrong_sub, wrong_reason) = wrong.unwrap_or_default();
        let kept = reason_of(&reasons, &ikk.code).unwrap_or_default();
        let (sub, reason) = said.map_or(("", kept), |(said, _)| said);
        Row {
            owner: found.stand.owner(directory, ikk),
            sub: sub.to_owned(),
            reason: reason.to_owned(),
            wrong_sub,
            wrong_reason,
            ikk: ikk.clone(),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let first = found.rows.first().or(found.mapped.first());
    let code = first.and_then(|it| it.affair_code.clone());
    let off = |code: &String| typed.is_some_and(|(typing, _)| typing.lepas.contains(code));
    let mapped = found.mapped.iter().map(|ikk| MappedRow {
        to: found
            .funded
            .iter()
            .filter(|it| it.serves(&ikk.code))
            .collect(),
        off: off(&ikk.code),
        ikk,
    });
    let starts = code.map(|code| format!("{code}."));
    let form = Form {
        region,
        group,
        affair: first.map(|it| it.affair.clone()).unwrap_or_default(),
        mapped: mapped.collect(),
        rows,
        offered: found
            .funded
            .iter()
            .filter(|it| {
                starts
                    .as_ref()
                    .is_some_and(|starts| it.code.starts_with(starts))
            })
            .collect(),
        errors,
        it,
    };
    Page::new(format!("{}: {}", it.title(), form.affair), &form)
}

/// The form of an affair.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<WriteMapping>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let nothing = FormErrors::new();
    page(
        &app,
        &directory,
        grant.target(),
        &asked.kode,
        None,
        &nothing,
    )
    .await
}

/// Keeps what is said of the IKK of an affair: every row that is right, or none.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn keep(
    grant: Grant<WriteMapping>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target().clone(), grant.region());
    let found = found(&app, &directory, &it, &typing.kode).await?;
    let nodes = tree::nodes(app.db().read(), region, it.plan_id).await?;
    let rows = found.rows.iter().filter_map(|ikk| {
        let said = read(&found, &nodes, it.year, typing.of(&ikk.code)?);
        Some(said.map(|said| (ikk.code.clone(), said)))
    });
    let off = found
        .mapped
        .iter()
        .filter(|it| typing.lepas.contains(&it.code));
    let off = off.map(|it| Ok((it.code.clone(), Said::Released)));
    let all: Result<Vec<(String, Said)>, _> = rows.chain(off).collect();
    let (mut errors, mut status) = (FormErrors::new(), StatusCode::UNPROCESSABLE_ENTITY);
    match all {
        Ok(answers) if !answers.is_empty() => {
            let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
            let written = app
                .db()
                .write(&grant, move |tx| {
                    Box::pin(
                        async move { store::keep_answers(tx, &target, version, &answers).await },
                    )
                })
                .await;
            match written {
                Ok(_) => {
                    let news = query(&[("kabar", "urusan"), ("kode", &typing.kode)]);
                    let path = format!("/{region}/pemetaan-ikk/{}{news}", it.id);
                    return Ok(Ok(Redirect::to(&path)));
                }
                Err(Problem::Conflict(text)) => {
                    status = StatusCode::CONFLICT;
                    errors.add("", text);
                }
                Err(Problem::Refused(text)) => errors.add("", text),
                Err(other) => return Err(other),
            }
        }
        Ok(_) => errors.add("", "Tidak ada yang diisi pada urusan ini."),
        Err(_) => {
            let wrong = found.rows.iter().filter(|ikk| {
                let said = typing.of(&ikk.code);
                said.is_some_and(|said| read(&found, &nodes, it.year, said).is_err())
            });
            let codes: Vec<&str> = wrong.map(|ikk| ikk.code.as_str()).collect();
            let text = format!("Perbaiki {}; belum ada yang tersimpan.", codes.join(", "));
            errors.add("", text);
        }
    }
    let now = store::find_mapping(app.db().read(), region, it.id).await?;
    let typed = Some((&typing, nodes.as_slice()));
    let again = page(
        &app,
        &directory,
        &now.unwrap_or(it),
        &typing.kode,
        typed,
        &errors,
    )
    .await?;
    Ok(Err(again.with_status(status)))
}
