//! What every unit does daily: the home page, *Perlu Ditindaklanjuti*, follow-ups with their
//! terms, reports and review, evidence, notices.
//!
//! Follow-ups are opened by many capabilities and owned by none of them; their screens live here.

mod rules;
mod web;

use government::{CivicCapability, follow_up};
use platform::{
    App, Ref, RegionCode, Routes, Uuid,
    capability::{Capability, Mention, NavItem, RefKind, Resolved},
};

/// The capability.
pub struct Work;

impl Capability for Work {
    fn name(&self) -> &'static str {
        "work"
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        let item = |label, path, action, order| NavItem {
            label,
            path,
            action,
            order,
            group: "",
        };
        vec![
            item("Beranda", "", "home.read", 0),
            item(
                "Perlu Ditindaklanjuti",
                "/perlu-ditindaklanjuti",
                "worklist.read",
                20,
            ),
            item("Tindak Lanjut", "/tindak-lanjut", "follow_up.read", 40),
            NavItem {
                label: "Periksa Ulang Tabel",
                path: "/periksa-ulang",
                action: "table.recheck",
                order: 48,
                group: "Kinerja",
            },
            item("Pemberitahuan", "/pemberitahuan", "notice.read", 50),
        ]
    }

    fn references(&self) -> Vec<RefKind> {
        vec![RefKind {
            code: follow_up::SUBJECT,
            path: |id| format!("/tindak-lanjut/{id}"),
            resolve,
        }]
    }
}

impl CivicCapability for Work {}

fn resolve<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let titles = follow_up::titles(app.db().read(), region, &ids).await?;
        Ok(titles
            .into_iter()
            .map(|(id, title)| Mention {
                subject: Ref::new(follow_up::SUBJECT, id),
                title,
                path: format!("/tindak-lanjut/{id}"),
            })
            .collect())
    })
}
