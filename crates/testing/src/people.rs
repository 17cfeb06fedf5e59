//! Records of people and places to act on.

use std::collections::HashMap;

use government::{
    Role,
    account::Acting,
    assignment::{self, Duty, NewLetter, Person},
    posts::{NewHolder, Period, add_holder, add_post},
    structure::add_institution,
    team::{self, NewTeam},
};
use platform::{Problem, Tx, Uuid, keys::Keys};

/// One of every kind, by the name its id has in paths: a post that `account` holds acting (any
/// number may stand beside it), a letter, a team, an institution.
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
        ("letter", letter),
        ("team", team),
        ("institution", institution),
    ]))
}
