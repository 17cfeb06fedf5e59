//! *Laporkan*: a progress report with evidence, kept as a draft or sent.

use askama::Template;
use axum::{extract::State, response::Redirect};
use figures::Amount;
use government::may::{covers, second_step};
use government::{
    Directories, Directory,
    evidence::{self, Evidence, NewEvidence, read_link},
    follow_up::{self, Card, FollowUp, Report, ReportInput, Terms},
    review::ReviewState,
};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Uuid, files::StoredFile,
    form::FormErrors, random, store::already_sent, upload::Sent,
};

use super::{
    actions::{SendReport, WriteReport},
    decision::to,
    report_view::{ReportView, draft_key, report_views},
};

#[derive(Debug, Default)]
struct Typing {
    amount: String,
    note: String,
    obstacle: String,
    title: String,
    link: String,
    version: String,
    once: String,
    reused: Vec<String>,
}

#[derive(Template)]
#[template(path = "work/report.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a FollowUp,
    card: Card,
    typing: &'a Typing,
    errors: &'a FormErrors,
    last: Option<&'a ReportView>,
    earlier: Vec<Evidence>,
    may_send: bool,
    head_sends: bool,
    agreed: bool,
    limit: u64,
    draft_key: String,
    by: String,
    typed_back: bool,
}

struct Asked<'a> {
    app: &'a App,
    directory: &'a Directory,
    it: &'a FollowUp,
    actor: &'a Actor,
    unit_evidence: bool,
    may_send: bool,
}

async fn page(asked: Asked<'_>, typing: &Typing, errors: &FormErrors) -> Result<Page, Problem> {
    let (app, directory, it) = (asked.app, asked.directory, asked.it);
    let region = &directory.region.code;
    let views = report_views(app, directory, region, it, true).await?;
    let earlier = if asked.unit_evidence {
        evidence::recent_of_unit(app.db().read(), region, it.lead, 8).await?
    } else {
        vec![]
    };
    let form = Form {
        region,
        it,
        card: Card::of(it, directory, app.now()),
        last: views.first(),
        typing,
        errors,
        earlier,
        may_send: asked.may_send,
        head_sends: directory.region.head_sends,
        agreed: it.terms == Terms::Locked,
        limit: app.files().limit,
        draft_key: draft_key(asked.actor.person, it.id),
        by: signature(asked.actor),
        typed_back: errors.any(),
    };
    Page::new("Laporkan Kemajuan", &form)
}

fn may_send<A: Action<Target = FollowUp>>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
) -> bool {
    let actor = grant.actor();
    let lead = grant.target().lead;
    covers(app, actor, directory, lead, SendReport::CODE) && !second_step(directory, &actor.role)
}

/// The form; an open draft or a returned report is filled in.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(
    grant: Grant<WriteReport>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let open = follow_up::reports(app.db().read(), grant.region(), it.id)
        .await?
        .into_iter()
        .next()
        .filter(|report| matches!(report.state(), ReviewState::Draft | ReviewState::Returned));
    let typing = Typing {
        amount: open
            .as_ref()
            .and_then(Report::amount)
            .map(|a| a.to_string().replace('.', ""))
            .unwrap_or_default(),
        note: open.as_ref().map(|r| r.note.clone()).unwrap_or_default(),
        obstacle: open.map(|r| r.obstacle).unwrap_or_default(),
        version: it.version.to_string(),
        once: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let asked = Asked {
        app: &app,
        it,
        actor: grant.actor(),
        unit_evidence: true,
        may_send: may_send(&app, &grant, &directory),
        directory: &directory,
    };
    page(asked, &typing, &FormErrors::new()).await
}

/// Keeps the report as a draft.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn save(
    grant: Grant<WriteReport>,
    State(app): State<App>,
    sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    keep(grant, app, sent, false).await
}

/// Sends the report.
///
/// # Errors
/// As `save`.
pub(super) async fn send(
    grant: Grant<SendReport>,
    State(app): State<App>,
    sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    if second_step(&directory, &grant.actor().role) {
        return Err(Problem::Forbidden(
            "Di daerah ini laporan dikirim oleh kepala unit. Simpan sebagai draf; kepala unit akan \
             melihatnya di daftar Perlu Ditindaklanjuti."
                .into(),
        ));
    }
    keep(grant, app, sent, true).await
}

async fn keep<A: Action<Target = FollowUp>>(
    grant: Grant<A>,
    app: App,
    mut sent: Sent,
    send: bool,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    is_the_same(grant.actor(), &sent.text("oleh"))?;
    let mut errors = FormErrors::new();
    let typing = Typing {
        amount: sent.text("jumlah"),
        note: sent.text("uraian"),
        obstacle: sent.text("kendala"),
        title: sent.text("keterangan"),
        link: sent.text("tautan"),
        version: sent.text("versi"),
        once: sent.text("sekali"),
        reused: sent.all("bukti_lama").to_vec(),
    };
    let content = format!("{send} {typing:?} {}", sent.fingerprint());
    let once = Uuid::parse_str(&typing.once).ok();
    if let Some(once) = once
        && let Some(path) = already_sent(app.db().read(), grant.region(), once, &content).await?
    {
        return Err(Problem::Repeated(path));
    }
    let mut input = read(&typing, &sent, send, &mut errors);
    if typing.version != it.version.to_string() && !errors.any() {
        errors.add(
            "",
            "Laporan ini diubah orang lain selagi Anda mengisi. Isi terakhirnya ada di bawah; \
             periksa, lalu kirim lagi.",
        );
    }
    let refused = if errors.any() {
        None
    } else {
        input
            .evidence
            .extend(as_evidence(&typing, sent.keep(&app).await?));
        let target = it.clone();
        let what = if send { "kirim" } else { "draf" };
        let path = format!("/{}/tindak-lanjut/{}?kabar={what}", grant.region(), it.id);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &path).await?;
                    }
                    follow_up::save(tx, &target, input).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(to(grant.region(), it.id, what))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => Some(text),
            Err(other) => return Err(other),
        }
    };
    if let Some(text) = refused {
        errors.add("", text);
    }
    let typing = Typing {
        version: it.version.to_string(),
        once: random::id(app.now()).to_string(),
        ..typing
    };
    let asked = Asked {
        app: &app,
        it: &it,
        actor: grant.actor(),
        unit_evidence: true,
        may_send: may_send(&app, &grant, &directory),
        directory: &directory,
    };
    Ok(Err(page(asked, &typing, &errors).await?.refused()))
}

/// Who fills in a form, in which capacity.
fn signature(actor: &Actor) -> String {
    format!("{}:{}", actor.person, actor.capacity)
}

/// Refuses what somebody else filled in: on a shared telephone another account may have signed in
/// since, and what waited on the device must not be sent in its name. Nothing is said about it
/// where the form says nothing.
fn is_the_same(actor: &Actor, by: &str) -> Result<(), Problem> {
    if by.is_empty() || by == signature(actor) {
        return Ok(());
    }
    Err(Problem::Conflict(format!(
        "Formulir ini diisi dengan akun atau jabatan lain; sekarang Anda bertindak sebagai {}. \
         Belum ada yang tersimpan. Masuk sebagai pengisinya, atau buka formulirnya lagi dan isi \
         sendiri.",
        actor.title
    )))
}

/// Reads the form. A draft may lack the amount; what is sent may not.
fn read(typing: &Typing, sent: &Sent, send: bool, errors: &mut FormErrors) -> ReportInput {
    let amount = match (typing.amount.trim(), send) {
        ("", false) => None,
        (typed, _) => Amount::read(typed)
            .map_err(|error| errors.add("jumlah", error.to_string()))
            .ok(),
    };
    let note = if send {
        errors.required("uraian", &typing.note, 4000)
    } else {
        errors.text("uraian", &typing.note, 4000)
    };
    let obstacle = errors.text("kendala", &typing.obstacle, 2000);
    let title = errors.text("keterangan", &typing.title, 200);
    if !sent.file_error.is_empty() {
        errors.add("berkas", sent.file_error.clone());
    }
    let mut evidence = Vec::new();
    if !typing.link.trim().is_empty() {
        match read_link(&typing.link) {
            Some(url) => evidence.push(NewEvidence::Link {
                title: if title.is_empty() {
                    "Tautan".into()
                } else {
                    title
                },
                url,
            }),
            None => errors.add("tautan", "Tulis tautan lengkap, diawali https://"),
        }
    }
    ReportInput {
        amount,
        note,
        obstacle,
        evidence,
        reused: typing
            .reused
            .iter()
            .filter_map(|id| Uuid::parse_str(id).ok())
            .take(20)
            .collect(),
        send,
    }
}

/// Files that lie on the disk, as evidence called by what was typed about them.
fn as_evidence(typing: &Typing, files: Vec<(String, StoredFile)>) -> Vec<NewEvidence> {
    let title = typing.title.trim();
    files
        .into_iter()
        .map(|(name, file)| NewEvidence::File {
            title: if title.is_empty() {
                name.clone()
            } else {
                title.to_owned()
            },
            name,
            file,
        })
        .collect()
}
