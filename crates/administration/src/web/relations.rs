//! *Hubungan*: how a unit stands to others now and stood before, changed from a day on.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    structure::{
        Affair, NewRelation, Relation, RelationKind, Unit, UnitKind, end_relation, move_unit,
        relate,
    },
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;
use time::Date;

use super::{
    Frame,
    actions::{ReadUnit, WriteUnit},
    may,
    messages::{Message, sentence},
};
use crate::rules::period;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Kind of the relation.
    hubungan: String,
    /// The other unit, or the code of an affair.
    ke: String,
    /// First day; the last day where an affair is given up.
    mulai: String,
    dasar: String,
    /// Id of the relation that ends.
    akhiri: String,
}

struct Line {
    words: String,
    period: String,
    basis: String,
    /// Id, where it can be ended by itself.
    ends: String,
}

struct Section {
    kind: &'static str,
    label: &'static str,
    /// What the relation means, in a sentence.
    about: &'static str,
    now: Vec<Line>,
    others: Vec<Line>,
    choices: Vec<(String, String)>,
    /// Whether what is typed belongs here.
    typed: bool,
    /// Ends the ids of its fields; the typed ones are named as their errors are.
    suffix: String,
}

#[derive(Template)]
#[template(path = "administration/relations.html")]
struct RelationsPage<'a> {
    frame: Frame,
    unit: Uuid,
    name: &'a str,
    kind: &'static str,
    /// Units whose budget or agreement lies with this one, and those it coordinates.
    others: Vec<(String, String)>,
    sections: Vec<Section>,
    may_change: bool,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadUnit>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let page = page(&app, &grant, &Form::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// What a form asks for.
enum Change {
    Relate(NewRelation),
    Move {
        to: Option<Unit>,
        from: Date,
        basis: String,
    },
    End(Relation, Date),
}

/// Changes one relation.
pub async fn send(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let Some(change) = read(&directory, unit, today, &form, &mut errors) else {
        let page = page(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    };
    let own = unit.clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                match change {
                    Change::Relate(new) => relate(tx, &new).await,
                    Change::End(it, last) => end_relation(tx, &it, last).await,
                    Change::Move { to, from, basis } => {
                        move_unit(tx, &own, to.as_ref(), from, &basis).await
                    }
                }
            })
        })
        .await;
    let (status, why) = match written {
        Ok(_) => {
            let (region, id) = (grant.region(), unit.id());
            let path = format!("/{region}/pengaturan/unit/{id}/hubungan?pesan=hubungan");
            return Ok(Redirect::to(&path).into_response());
        }
        Err(Problem::Refused(why)) => (StatusCode::UNPROCESSABLE_ENTITY, why),
        Err(Problem::Conflict(why)) => (StatusCode::CONFLICT, why),
        Err(problem) => return Err(problem),
    };
    errors.add("", why);
    let page = page(&app, &grant, &form, &errors).await?;
    Ok(page.with_status(status).into_response())
}

fn read(
    directory: &Directory,
    unit: &Unit,
    today: Date,
    form: &Form,
    errors: &mut FormErrors,
) -> Option<Change> {
    let from = errors.date("mulai", &form.mulai);
    if from.is_none() && !errors.any() {
        errors.add("mulai", "Isi tanggalnya.");
    }
    if let Ok(id) = Uuid::parse_str(&form.akhiri) {
        let it = directory.relations.iter().find(|it| it.id == id);
        let it = it.filter(|it| it.unit == unit.id() && it.kind == RelationKind::Affair);
        if it.is_none() {
            errors.add(
                "",
                "Hubungan itu tidak ada pada unit ini. Muat ulang halaman.",
            );
        }
        return Some(Change::End(it?.clone(), from?)).filter(|_| !errors.any());
    }
    let Some(kind) = RelationKind::from_code(&form.hubungan) else {
        errors.add("", "Pilih hubungan yang diubah.");
        return None;
    };
    let basis = errors.required("dasar", &form.dasar, 300);
    let to = Uuid::parse_str(&form.ke)
        .ok()
        .and_then(|id| directory.unit(id));
    let there = |unit: &&Unit| from.is_none_or(|from| unit.exists_on(from));
    let to = to.filter(there);
    match kind {
        RelationKind::Structure => {
            if from.is_some_and(|from| from > today) {
                errors.add(
                    "mulai",
                    "Susunan berubah saat disimpan: isi hari ini atau sebelumnya.",
                );
            }
            if to.is_none() && form.ke != TOP {
                errors.add("ke", "Pilih unit di atasnya, atau tanpa unit di atasnya.");
            }
            if to.map(Unit::id) == unit.parent {
                errors.add("ke", "Unit ini memang sudah di sana.");
            }
        }
        RelationKind::Affair => {
            if Affair::of(&form.ke).is_none() {
                errors.add("ke", "Pilih urusannya.");
            }
        }
        RelationKind::Coordination => {
            if to.is_none_or(|to| to.kind != UnitKind::Assistant) {
                errors.add("ke", "Pilih asistennya.");
            }
        }
        RelationKind::Agreement if to.is_some_and(|to| to.id() == unit.id()) => {
            errors.add(
                "ke",
                "Pihak kedua Perjanjian Kinerja adalah atasan, bukan unit ini sendiri.",
            );
        }
        RelationKind::Budget | RelationKind::Agreement => {
            if to.is_none() {
                errors.add("ke", "Pilih unitnya.");
            }
        }
    }
    if errors.any() {
        return None;
    }
    let from = from?;
    if kind == RelationKind::Structure {
        let to = to.cloned();
        return Some(Change::Move { to, from, basis });
    }
    let affair = kind == RelationKind::Affair;
    Some(Change::Relate(NewRelation {
        unit: unit.id(),
        kind,
        to: to.map(Unit::id),
        affair: if affair {
            form.ke.clone()
        } else {
            String::new()
        },
        from: Some(from),
        basis,
    }))
}

/// What stands for no unit above.
const TOP: &str = "tanpa";

async fn page<A: Action<Target = Uuid>>(
    app: &App,
    grant: &Grant<A>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let unit = directory.unit(*grant.target()).ok_or(Problem::NotFound)?;
    let today = directory.region.today(app.now());
    let sections = RelationKind::ALL
        .into_iter()
        .map(|kind| section(&directory, unit, kind, today, form))
        .collect();
    let view = RelationsPage {
        frame: Frame::new(app, &directory),
        unit: unit.id(),
        name: &unit.name,
        kind: unit.kind.label(),
        others: others(&directory, unit, today),
        sections,
        may_change: may(app, grant, "unit.write"),
        form,
        errors,
    };
    Page::new(format!("Hubungan {}", unit.short()), &view)
}

fn section(
    directory: &Directory,
    unit: &Unit,
    kind: RelationKind,
    today: Date,
    form: &Form,
) -> Section {
    let line = |it: &Relation, ends: bool| Line {
        words: words(directory, unit.id(), it),
        period: period::words(it.period, today),
        basis: it.basis.clone(),
        ends: match ends && kind == RelationKind::Affair && it.period.until.is_none() {
            true => it.id.to_string(),
            false => String::new(),
        },
    };
    let all = directory.relations.iter();
    let (holds, rest): (Vec<&Relation>, Vec<&Relation>) = all
        .filter(|it| it.unit == unit.id() && it.kind == kind)
        .partition(|it| !it.period.is_void() && it.period.covers(today));
    let mut now: Vec<Line> = holds.into_iter().map(|it| line(it, true)).collect();
    if kind == RelationKind::Structure {
        // the tree says where it is; rows say where it was
        now = vec![tree_line(directory, unit, today)];
    }
    Section {
        kind: kind.code(),
        label: kind.label(),
        about: about(kind),
        now,
        others: rest.into_iter().rev().map(|it| line(it, false)).collect(),
        choices: choices(directory, unit, kind, today),
        typed: form.hubungan == kind.code(),
        suffix: match form.hubungan == kind.code() {
            true => String::new(),
            false => format!("-{}", kind.code()),
        },
    }
}

fn tree_line(directory: &Directory, unit: &Unit, today: Date) -> Line {
    let since = directory
        .relations
        .iter()
        .filter(|it| it.unit == unit.id() && it.kind == RelationKind::Structure)
        .max_by_key(|it| it.period.until);
    let from = match since {
        Some(it) => it.period.until.and_then(Date::next_day),
        None => unit.active_from,
    };
    let span = government::posts::Period { from, until: None };
    Line {
        words: match unit.parent {
            Some(above) => format!("Di bawah {}", directory.unit_name(above)),
            None => "Tanpa unit di atasnya".to_owned(),
        },
        period: period::words(span, today),
        basis: since.map_or_else(String::new, |it| it.basis.clone()),
        ends: String::new(),
    }
}

fn words(directory: &Directory, own: Uuid, it: &Relation) -> String {
    match (it.kind, it.to) {
        (RelationKind::Affair, _) => {
            Affair::of(&it.affair).map_or_else(|| it.affair.clone(), Affair::label)
        }
        (RelationKind::Budget, Some(to)) if to == own => "DPA sendiri".to_owned(),
        (RelationKind::Structure, None) => "Tanpa unit di atasnya".to_owned(),
        (RelationKind::Structure, Some(to)) => format!("Di bawah {}", directory.unit_name(to)),
        (_, Some(to)) => directory.unit_name(to).to_owned(),
        (_, None) => "-".to_owned(),
    }
}

/// In a word each what holds of a unit today, for the tree.
pub(super) fn summary(directory: &Directory, unit: &Unit, today: Date) -> Vec<String> {
    let one = |kind, label: &str| {
        let mut names: Vec<String> = directory
            .related(unit.id(), kind, today)
            .map(|it| match it.to {
                Some(to) if to == unit.id() => "sendiri".to_owned(),
                Some(to) => directory.unit_short(to).to_owned(),
                None => it.affair.clone(),
            })
            .collect();
        names.sort();
        (!names.is_empty()).then(|| format!("{label}: {}", names.join(", ")))
    };
    [
        one(RelationKind::Budget, "DPA"),
        one(RelationKind::Agreement, "Atasan PK"),
        one(RelationKind::Affair, "Urusan"),
        one(RelationKind::Coordination, "Asisten"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Units that stand to this one by budget, agreement or coordination.
fn others(directory: &Directory, unit: &Unit, today: Date) -> Vec<(String, String)> {
    [
        (RelationKind::Budget, "Anggarannya dalam DPA unit ini"),
        (
            RelationKind::Agreement,
            "Perjanjian Kinerjanya dengan unit ini",
        ),
        (RelationKind::Coordination, "Dikoordinasikan unit ini"),
    ]
    .into_iter()
    .filter_map(|(kind, label)| {
        let names: Vec<&str> = directory
            .relations
            .iter()
            .filter(|it| it.kind == kind && it.to == Some(unit.id()) && it.unit != unit.id())
            .filter(|it| !it.period.is_void() && it.period.covers(today))
            .map(|it| directory.unit_short(it.unit))
            .collect();
        (!names.is_empty()).then(|| (label.to_owned(), names.join(", ")))
    })
    .collect()
}

fn choices(
    directory: &Directory,
    unit: &Unit,
    kind: RelationKind,
    today: Date,
) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), "Pilih".to_owned())];
    if kind == RelationKind::Affair {
        choices.extend(Affair::all().map(|it| (it.code.clone(), it.label())));
        return choices;
    }
    if kind == RelationKind::Structure {
        choices.push((TOP.to_owned(), "Tanpa unit di atasnya".to_owned()));
    }
    let fits = |other: &&Unit| match kind {
        RelationKind::Coordination => other.kind == UnitKind::Assistant,
        RelationKind::Structure => !other.place.lies_in(&unit.place),
        RelationKind::Agreement => other.id() != unit.id(),
        RelationKind::Budget | RelationKind::Affair => true,
    };
    let units = directory.working_units(today).filter(fits);
    choices.extend(units.map(|other| {
        let name = match other.id() == unit.id() {
            true => "DPA sendiri".to_owned(),
            false => other.name.clone(),
        };
        (other.id().to_string(), name)
    }));
    choices
}

fn about(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Structure => "Unit di atasnya dalam bagan organisasi.",
        RelationKind::Budget => "Unit yang DPA-nya memuat anggaran unit ini.",
        RelationKind::Agreement => "Pimpinannya menjadi pihak kedua Perjanjian Kinerja unit ini.",
        RelationKind::Affair => "Urusan pemerintahan yang menjadi tanggung jawabnya.",
        RelationKind::Coordination => {
            "Menerima laporan lebih dahulu bila tindak lanjut unit ini dilaporkan ke Asisten."
        }
    }
}
