//! The rights of this crate, and how their subjects are found.

use documents::register::{self, pages::Kept};
use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use crate::store::{self, DECISION, Decision, Item};

rights! {
    /// Recommendations of the council.
    ListItems "council.read" "Membuka rekomendasi DPRD";
    /// A new decision of the council.
    AddDecision "council.write" "Mencatat rekomendasi DPRD";
}

rights! {
    Decision, decision;
    /// One decision.
    ReadDecision "council.read" "Membuka rekomendasi DPRD";
    /// Change it, and add recommendations to it.
    WriteDecision "council.write" "Mencatat rekomendasi DPRD";
    /// Put its matrix into the register.
    AddMatrix "paper.write" "Mencatat naskah dinas";
}

rights! {
    Kept<Decision>, matrix;
    /// The matrix of a decision: whoever may read the decision.
    ReadMatrix "council.read" "Membuka rekomendasi DPRD";
    /// What is done with it.
    WriteMatrix "paper.write" "Mencatat naskah dinas";
}

rights! {
    Item, item;
    /// One recommendation.
    ReadItem "council.read" "Membuka rekomendasi DPRD";
    /// Change it.
    WriteItem "council.write" "Mencatat rekomendasi DPRD";
    /// Give more work on it to a unit.
    OpenWork "follow_up.open" "Membagi tindak lanjut";
}

async fn decision(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Decision>>, Problem> {
    let found = store::find_decision(app.db().read(), region, path.id("decision")?).await?;
    Ok(found.map(Located::region))
}

/// A paper, if it is one of the decision that the path names.
async fn matrix(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Kept<Decision>>>, Problem> {
    let db = app.db().read();
    let Some(record) = store::find_decision(db, region, path.id("decision")?).await? else {
        return Ok(None);
    };
    let found = register::find(db, region, path.id("council_paper")?).await?;
    let own = found.filter(|it| (it.subject_kind.as_str(), it.subject_id) == (DECISION, record.id));
    Ok(own.map(|paper| Located::region(Kept { record, paper })))
}

async fn item(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Item>>, Problem> {
    let found = store::find_item(app.db().read(), region, path.id("item")?).await?;
    Ok(found.map(Located::region))
}
