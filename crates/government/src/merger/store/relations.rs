//! How other units stand to the one that ends: whose budget it keeps, whose agreement it makes,
//! and the affairs it owns.

use platform::{Problem, Ref, Tx};

use super::UNIT;
use crate::{
    merger::{Merger, Moving, UnitMove},
    structure::{Affair, RelationKind, concerned, hand_over_relations, relations},
};

/// Relations to the unit, and its affairs. What it had itself ends with it.
pub const MOVE: UnitMove = UnitMove {
    label: "Hubungan unit",
    find: |tx, merger| Box::pin(find(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
};

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let all = relations(tx).await?;
    Ok(concerned(&all, merger.from.id(), merger.last)
        .into_iter()
        .filter(|it| it.kind == RelationKind::Affair || it.unit != merger.from.id())
        .map(|it| Moving {
            subject: Ref::new(UNIT, it.unit),
            title: match Affair::of(&it.affair) {
                Some(affair) => format!("{}: {}", it.kind.label(), affair.label()),
                None => it.kind.label().to_owned(),
            },
            path: format!("/pengaturan/unit/{}/hubungan", it.unit),
            version: 0,
        })
        .collect())
}

async fn hand_over(tx: &mut Tx, merger: &Merger, _: &[Moving]) -> Result<(), Problem> {
    let units = (merger.from.id(), merger.to.id());
    hand_over_relations(tx, units, merger.last, &merger.basis).await
}
