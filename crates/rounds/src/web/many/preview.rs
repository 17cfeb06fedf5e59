//! Exactly what will happen, before it does.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory, may::may, structure::Due};
use platform::{
    Actor, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors},
    random,
};
use serde::Deserialize;
use values::rules::Tally;

use super::{MOST, Typing, right};
use crate::{
    rules::Many,
    store::{Filling, Round},
    web::{
        actions::ReadRound,
        round::{board_chip, picture::Picture},
    },
};

/// What was picked on the board.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// Which step.
    langkah: String,
    /// The fillings.
    pilih: Vec<String>,
    /// Every filling the step fits instead.
    semua: Option<String>,
}

/// A filling in words.
struct Line {
    id: Uuid,
    pick: String,
    picked: bool,
    unit: String,
    label: &'static str,
    chip: &'static str,
    due: String,
    mark: String,
    tally: Tally,
    /// What is sent to the unit's people, where it is a reminder.
    text: String,
}

#[derive(Template)]
#[template(path = "rounds/many.html")]
struct Preview<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Round,
    step: Many,
    lines: Vec<Line>,
    out: Vec<(Line, &'static str)>,
    typing: &'a Typing,
    once: String,
    errors: &'a FormErrors,
    may: bool,
}

fn line(
    app: &App,
    directory: &Directory,
    picture: &Picture,
    (it, picked): (&Filling, bool),
    text: impl Fn(&Line) -> String,
) -> Line {
    let now = app.now();
    let due = it.due();
    let mark = due
        .filter(|_| it.is_open())
        .map(|due| due.mark(now, directory.region.today(now), &directory.calendar));
    let zone = &directory.region.zone_label;
    let mut line = Line {
        id: it.id,
        pick: format!("{}:{}", it.id, it.version),
        picked,
        unit: directory.unit_name(it.unit_id).to_owned(),
        label: it.label(),
        chip: board_chip(it),
        due: due.map(|due: Due| due.text(zone)).unwrap_or_default(),
        mark: mark.map(|mark| mark.text()).unwrap_or_default(),
        tally: picture.of_unit(it.unit_id).all(),
        text: String::new(),
    };
    line.text = text(&line);
    line
}

/// A reminder as a WhatsApp text.
fn wa(directory: &Directory, it: &Round, line: &Line) -> String {
    let simulated = match directory.region.simulated {
        true => "[DATA SIMULASI]\n",
        false => "",
    };
    format!(
        "{simulated}*Pengingat {}*\n{}\nBatas waktu {}; {}\nTerisi {} dari {} unsur\n\
         Mohon dilengkapi dan dikirim di Tuntas. Terima kasih.\n",
        it.title,
        line.unit,
        line.due,
        line.mark.to_lowercase(),
        line.tally.filled(),
        line.tally.asked(),
    )
}

/// The preview.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    // without a step yet: the first there is, so that the address alone leads somewhere
    let step = Many::from_word(&asked.langkah).unwrap_or(Many::Accept);
    let picked = asked.pilih.iter();
    let picked: Vec<Uuid> = picked
        .filter_map(|id| Uuid::parse_str(id).ok())
        .take(MOST)
        .collect();
    let none = (Typing::default(), FormErrors::new());
    let which = match asked.semua {
        Some(_) => Which::Fitting,
        None => Which::These(&picked),
    };
    let (actor, it) = (grant.actor(), grant.target());
    compose(&app, &directory, actor, it, step, which, (&none.0, &none.1)).await
}

/// Which fillings are shown.
pub(super) enum Which<'a> {
    /// All that the step fits.
    Fitting,
    /// These, whether it fits them or not.
    These(&'a [Uuid]),
    /// All that it fits, none of them picked yet: nobody was, and what was typed stays.
    Unpicked,
}

/// The preview of a step, with what a refused form typed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    it: &Round,
    step: Many,
    which: Which<'_>,
    (typing, errors): (&Typing, &FormErrors),
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let picture = Picture::of(app, region, it).await?;
    let both = directory.region.one_person_both_steps;
    let (mut lines, mut out) = (Vec::new(), Vec::new());
    for filling in picture.fillings.iter().filter(|filling| !filling.is_part()) {
        let misfit = step.misfit(&filling.seen(actor.person, both, app.now()));
        let shown = match which {
            Which::Fitting | Which::Unpicked => misfit.is_none(),
            Which::These(ids) => ids.contains(&filling.id),
        };
        if !shown {
            continue;
        }
        let picked = !matches!(which, Which::Unpicked);
        let shown = (filling, picked);
        let line = line(app, directory, &picture, shown, |line| match step {
            Many::Remind => wa(directory, it, line),
            _ => String::new(),
        });
        match misfit {
            Some(why) => out.push((line, why)),
            None => lines.push(line),
        }
    }
    let preview = Preview {
        region,
        directory,
        it,
        lines,
        out,
        typing,
        once: random::id(app.now()).to_string(),
        errors,
        may: may(app, actor, region, right(step)),
        step,
    };
    Page::new(format!("{}, {}", step.label(), it.title), &preview)
}
