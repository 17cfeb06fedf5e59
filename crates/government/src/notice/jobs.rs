//! Jobs that tell people what happened to a follow-up.

use futures_util::future::BoxFuture;
use platform::{App, Problem, Tx, Uuid, capability::JobKind};
use serde_json::{Value, json};

use crate::{
    follow_up,
    notice::{
        NewNotice, disposition, escalation, push,
        store::{remind, units_with_roles},
    },
    role::Role,
};

const TELL: &str = "government.tell";

/// What happened to a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was given.
    Opened,
    /// Measure and date were proposed.
    Proposed,
    /// They were agreed.
    Agreed,
    /// They were turned down.
    TurnedDown,
    /// The date was put off.
    Extended,
    /// A report was sent.
    Reported,
    /// The report came back.
    Returned,
    /// The report was found right.
    Verified,
}

impl Event {
    const ALL: [Self; 8] = [
        Self::Opened,
        Self::Proposed,
        Self::Agreed,
        Self::TurnedDown,
        Self::Extended,
        Self::Reported,
        Self::Returned,
        Self::Verified,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::TurnedDown => "turned_down",
            Self::Extended => "extended",
            Self::Reported => "reported",
            Self::Returned => "returned",
            Self::Verified => "verified",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Opened => "Tindak lanjut baru",
            Self::Proposed => "Target diusulkan, menunggu kesepakatan",
            Self::Agreed => "Target disepakati dan terkunci",
            Self::TurnedDown => "Usulan target dikembalikan",
            Self::Extended => "Batas waktu diperpanjang",
            Self::Reported => "Laporan menunggu verifikasi",
            Self::Returned => "Laporan dikembalikan untuk perbaikan",
            Self::Verified => "Laporan terverifikasi",
        }
    }
}

/// Jobs of this crate.
pub fn jobs() -> Vec<JobKind> {
    vec![
        JobKind {
            code: TELL,
            label: "Pemberitahuan tindak lanjut",
            run: tell,
        },
        disposition::JOB,
        escalation::JOB,
        remind::JOB,
    ]
}

/// Puts in the job that tells people of an event.
pub(crate) async fn tell_follow_up(
    tx: &mut Tx,
    event: Event,
    follow_up: Uuid,
) -> Result<(), Problem> {
    tx.enqueue(
        TELL,
        &json!({ "event": event.code(), "follow_up": follow_up }),
    )
    .await
}

fn tell<'t>(_: &'t App, tx: &'t mut Tx, payload: Value) -> BoxFuture<'t, Result<(), Problem>> {
    Box::pin(async move {
        let event = Event::ALL
            .into_iter()
            .find(|event| payload["event"] == event.code())
            .ok_or_else(|| Problem::internal("unknown event"))?;
        let id: Uuid = serde_json::from_value(payload["follow_up"].clone())?;
        let Some(found) = follow_up::find(tx.conn(), tx.region(), id).await? else {
            return Ok(());
        };
        let it = found.follow_up;
        let text = format!("{}: {} ({})", event.text(), it.task, it.number);
        let mut notices: Vec<(Uuid, Vec<Role>)> = Vec::new();
        let mut helpers: Vec<Uuid> = Vec::new();
        match event {
            Event::Opened => {
                notices.push((it.lead, vec![Role::Head, Role::Operator, Role::Leader]));
                helpers = follow_up::supporters(tx.conn(), tx.region(), id).await?;
            }
            Event::Proposed => {
                let deciders = match it.audience.is_limited() {
                    true => vec![Role::Leader],
                    false => vec![Role::Assistant, Role::Secretary],
                };
                for unit in units_with_roles(tx, &deciders).await? {
                    notices.push((unit, deciders.clone()));
                }
            }
            Event::Reported => {
                let verifiers = match it.audience.is_limited() {
                    true => vec![Role::Auditor],
                    false => vec![Role::Verifier, Role::Organiser],
                };
                for unit in units_with_roles(tx, &verifiers).await? {
                    notices.push((unit, verifiers.clone()));
                }
            }
            Event::Agreed
            | Event::TurnedDown
            | Event::Extended
            | Event::Returned
            | Event::Verified => {
                notices.push((it.lead, vec![Role::Head, Role::Operator, Role::Leader]));
            }
        }
        for unit in helpers {
            // a task given to every unit of a group tells its supporters once
            let new = NewNotice {
                unit,
                roles: vec![Role::Head, Role::Operator],
                text: text.clone(),
                path: format!("/tindak-lanjut/{id}"),
                once_key: Some(format!("opened:{}:{unit}:{}", it.origin.1, it.task)),
            };
            push(tx, new).await?;
        }
        for (unit, roles) in notices {
            let new = NewNotice {
                unit,
                roles,
                text: text.clone(),
                path: format!("/tindak-lanjut/{id}"),
                once_key: None,
            };
            push(tx, new).await?;
        }
        Ok(())
    })
}
