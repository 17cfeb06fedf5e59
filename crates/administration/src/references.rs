//! Mentions of persons and units by other capabilities.

use government::{Directories, handover};
use platform::{
    App, Ref, RegionCode, Uuid,
    capability::{Mention, RefKind, Resolved},
};

use crate::store;

/// Kind of a person in mentions and audit rows.
pub const ACCOUNT: &str = "government.account";
const UNIT: &str = "government.unit";

/// The kinds this capability shows.
pub fn kinds() -> Vec<RefKind> {
    vec![
        RefKind {
            code: ACCOUNT,
            path: account_path,
            resolve: accounts,
        },
        RefKind {
            code: UNIT,
            path: unit_path,
            resolve: units,
        },
        RefKind {
            code: handover::SUBJECT,
            path: |id| format!("/serah-terima/{id}"),
            resolve: handovers,
        },
    ]
}

fn account_path(id: Uuid) -> String {
    format!("/pengaturan/akun#akun-{id}")
}

fn unit_path(id: Uuid) -> String {
    format!("/pengaturan/unit#unit-{id}")
}

fn accounts<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let names = store::names(app, region, &ids).await?;
        Ok(names
            .into_iter()
            .map(|(id, name)| Mention {
                subject: Ref::new(ACCOUNT, id),
                title: name,
                path: account_path(id),
            })
            .collect())
    })
}

fn units<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let directory = Directories::now(app, region).await?;
        Ok(ids
            .into_iter()
            .filter_map(|id| {
                Some(Mention {
                    subject: Ref::new(UNIT, id),
                    title: directory.unit(id)?.name.clone(),
                    path: unit_path(id),
                })
            })
            .collect())
    })
}

fn handovers<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let titles = handover::titles(app.db().read(), region, &ids).await?;
        Ok(titles
            .into_iter()
            .map(|(id, title)| Mention {
                subject: Ref::new(handover::SUBJECT, id),
                title: format!("Serah Terima Tugas {title}"),
                path: format!("/serah-terima/{id}"),
            })
            .collect())
    })
}
