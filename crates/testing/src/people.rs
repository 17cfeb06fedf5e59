//! Records of people and places to act on.

use std::collections::HashMap;

use government::{
    Role,
    account::Acting,
    assignment::{self, Duty, NewLetter, Person},
    handover,
    posts::{Correction, NewHolder, Period, add_holder, add_post, correct},
    structure::add_institution,
    team::{self, NewTeam},
};
use platform::{Problem, Tx, Uuid, keys::Keys};

/// One of every kind, by the name its id has in paths: a post that `account` holds acting (any
/// number may stand beside it), a post it left with its handover, a letter, a team, an institution.
///
/// # Errors
/// When a statement fails.
pub async fn people_subjects(
    tx: &mut Tx,
    keys: &Keys,
    unit: Uuid,
    account: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let post = add_post(tx, unit, "Jabatan Uji", Role::Operator).await?;
    let holder = NewHolder {
        post,
        account,
        acting: Acting::Plh,
        period: Period::default(),
        source: "uji".into(),
    };
    let holding = add_holder(tx, holder).await?;
    let left = add_post(tx, unit, "Jabatan Ditinggalkan", Role::Operator).await?;
    let left = NewHolder {
        post: left,
        account,
        acting: Acting::Plt,
        period: Period::default(),
        source: "uji".into(),
    };
    let left = add_holder(tx, left).await?;
    let last = platform::date::parse("2026-11-20").ok_or(Problem::NotFound)?;
    let ended = Correction {
        acting: Acting::Plt,
        period: Period {
            from: None,
            until: Some(last),
        },
        source: "uji".into(),
        hand_over: None,
        today: last,
    };
    correct(tx, left, 1, ended).await?;
    let reader = (Uuid::nil(), last);
    let region = tx.region().clone();
    let handovers = handover::of_unit(tx.conn(), &region, unit, reader).await?;
    let handover = handovers
        .iter()
        .find(|it| it.holding == left)
        .ok_or(Problem::NotFound)?
        .id;
    let letter = NewLetter {
        kind: "sk".into(),
        number: "uji".into(),
        duty: Duty::Operator,
        subject: "Uji".into(),
        unit,
        period: Period::default(),
        persons: vec![Person::Known(account)],
    };
    let letter = assignment::give(tx, keys, letter).await?;
    let team = NewTeam {
        name: "Tim Uji".into(),
        decree: "uji".into(),
        home: Some(unit),
        period: Period::default(),
    };
    let team = team::add_team(tx, &team).await?;
    let name = format!("Lembaga {}", tx.new_id());
    let institution = add_institution(tx, &name, "").await?;
    Ok(HashMap::from([
        ("account", account),
        ("post", post),
        ("holding", holding),
        ("handover", handover),
        ("letter", letter),
        ("team", team),
        ("institution", institution),
    ]))
}
