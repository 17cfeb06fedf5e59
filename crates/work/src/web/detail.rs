//! One follow-up: what, who, by when, how far, and what can be done next.

use askama::Template;
use axum::extract::State;
use government::may::second_step;
use government::{
    Directories, Directory,
    follow_up::{self, Card, FollowUp, FollowUpKind, Level, ReportedUp, Risk, Terms, TermsRow},
};
use platform::{
    Actor, App, Grant, Instant, Page, Problem, RegionCode,
    form::{Filter, FormErrors},
};
use serde::Deserialize;

use super::{
    actions::ReadFollowUp,
    may::May,
    report_view::{ReportView, draft_key, report_views},
};

struct TermsView {
    row: TermsRow,
    state: &'static str,
    what: String,
    due: String,
    proposed: String,
    decided: String,
}

#[derive(Template)]
#[template(path = "work/detail.html")]
struct Detail<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a FollowUp,
    card: Card,
    /// Name of the team that works on it; empty where no team does.
    team: String,
    supporters: Vec<&'a str>,
    desks: Vec<String>,
    risk: Option<Risk>,
    reported_up: Vec<(&'static str, String, ReportedUp)>,
    reported_up_to: Option<Level>,
    /// Posts whose photo or number waits.
    came: Vec<String>,
    spoken: Option<(&'static str, String, String)>,
    origin: Option<(String, String)>,
    may: May,
    reports: Vec<ReportView>,
    terms: Vec<TermsView>,
    proposal: bool,
    undecreed: Vec<i32>,
    wa: String,
    locked: bool,
    waits_for_terms: bool,
    said: &'a Said,
}

/// What the page was asked to say once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kabar: String,
}

/// What a refused decision typed, to be found where it was typed.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Which form it was.
    pub form: &'static str,
    /// The note or reason.
    pub note: String,
    /// What is wrong.
    pub errors: FormErrors,
}

impl Said {
    /// What was typed into `form`.
    fn note_of(&self, form: &str) -> &str {
        if self.form == form { &self.note } else { "" }
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadFollowUp>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, actor) = (grant.target(), grant.actor());
    let mut view = compose(&app, &directory, actor, it, &Said::default()).await?;
    let waits_for_head = second_step(&directory, &actor.role);
    if let Some((text, draft)) = flash(&asked.kabar, waits_for_head) {
        view = view.flash(Some(text));
        if draft {
            view = view.draft_done(draft_key(actor.person, it.id));
        }
    }
    Ok(view)
}

/// The page as `actor` sees it, with what a refused decision typed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    it: &FollowUp,
    said: &Said,
) -> Result<Page, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let now = app.now();
    let around = follow_up::around(db, region, it.id).await?;
    let may = May::of(app, actor, directory, it, &around.supporters);
    let reports = report_views(app, directory, region, it, may.see_draft).await?;
    let terms: Vec<_> = follow_up::terms_history(db, region, it.id)
        .await?
        .into_iter()
        .map(|row| terms_view(directory, row))
        .collect();
    let origin = app
        .resolve(region, [it.origin.clone()])
        .await?
        .remove(&it.origin.1)
        .map(|mention| (mention.title, format!("/{region}{}", mention.path)));
    let card = Card::of(it, directory, now);
    let undecreed = match it.due {
        Some(due) if card.late => directory
            .calendar
            .undecreed_years(due.date, directory.region.today(now)),
        _ => vec![],
    };
    let page = Detail {
        team: around.team,
        supporters: around
            .supporters
            .iter()
            .map(|id| directory.unit_name(*id))
            .chain(around.institutions.iter().map(String::as_str))
            .collect(),
        risk: around.risk,
        came: if may.see_draft { around.came } else { vec![] },
        reported_up_to: around.reported_up.iter().map(|up| up.level).max(),
        reported_up: around
            .reported_up
            .into_iter()
            .map(|up| {
                let when = directory.region.stamp(Instant(up.at));
                (up.level.label(), when, up)
            })
            .collect(),
        spoken: around.said.into_iter().next_back().map(|spoken| {
            let when = directory.region.stamp(Instant(spoken.at));
            let who = format!("{when} oleh {}", spoken.by_name);
            (spoken.said.label(), who, spoken.note)
        }),
        desks: if may.see_dispositions {
            around.desks
        } else {
            vec![]
        },
        proposal: terms.iter().any(|terms| terms.row.state == 1),
        locked: it.terms == Terms::Locked,
        waits_for_terms: it.terms != Terms::Locked && it.kind != FollowUpKind::Appeal,
        wa: wa_text(directory, &card, origin.as_ref().map(|o| o.0.as_str())),
        region,
        it,
        card,
        origin,
        may,
        reports,
        terms,
        undecreed,
        directory,
        said,
    };
    Page::new(format!("{} {}", it.number, it.task), &page)
}

fn flash(what: &str, waits_for_head: bool) -> Option<(String, bool)> {
    let (text, draft) = match what {
        "draf" if waits_for_head => (
            "Draf tersimpan. Kepala unit dapat memeriksa lalu mengirimnya.",
            true,
        ),
        "draf" => ("Draf tersimpan.", true),
        "kirim" => ("Laporan terkirim. Tanda terimanya ada di bawah.", true),
        "usul" => ("Usulan target tersimpan dan menunggu kesepakatan.", false),
        "sepakat" => ("Target disepakati dan terkunci.", false),
        "tolak" => ("Usulan target dikembalikan kepada penanggung jawab.", false),
        "verifikasi" => ("Laporan terverifikasi.", false),
        "dibuka" => ("Laporan dibuka kembali untuk perbaikan.", false),
        "kembali" => ("Laporan dikembalikan untuk perbaikan.", false),
        "risiko" => ("Kendala/risiko tersimpan.", false),
        "risiko-hapus" => ("Kendala/risiko dihapus.", false),
        "lapor" => ("Dilaporkan. Penerimanya diberi tahu.", false),
        "henti" => ("Status tindak lanjut diubah.", false),
        _ => return None,
    };
    Some((text.to_owned(), draft))
}

fn terms_view(directory: &Directory, row: TermsRow) -> TermsView {
    let region = &directory.region;
    let measure = row.measure.as_deref().unwrap_or("");
    TermsView {
        state: match row.state {
            1 => "Diusulkan",
            2 => "Disepakati",
            3 => "Dikembalikan",
            _ => "Diganti usulan baru",
        },
        what: match row.target() {
            Some(target) => format!("{target} {measure}"),
            None => measure.to_owned(),
        },
        due: row
            .due()
            .map(|due| due.text(&region.zone_label))
            .unwrap_or_else(|| "Tanpa batas waktu".into()),
        proposed: region.stamp(Instant(row.proposed_at)),
        decided: row
            .decided_at
            .map(|at| region.stamp(Instant(at)))
            .unwrap_or_default(),
        row,
    }
}

/// The follow-up as a WhatsApp text.
fn wa_text(directory: &Directory, card: &Card, origin: Option<&str>) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*{} {}*\n", card.number, card.task);
    text += &format!("PJ: {}\n", card.lead);
    for (name, value) in [
        ("Asal", origin.unwrap_or("")),
        ("Batas waktu", card.due.as_str()),
        ("Capaian", card.progress.as_str()),
        ("Keterangan", card.mark.as_str()),
    ] {
        if !value.is_empty() {
            text += &format!("{name}: {value}\n");
        }
    }
    text += &format!("Status: {}\n", card.status.label());
    text
}
