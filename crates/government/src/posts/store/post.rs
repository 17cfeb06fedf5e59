//! Making and changing posts.

use platform::{
    Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use serde_json::json;
use time::Date;

use crate::{posts::POST, role::Role};

/// Makes a post, or finds it by unit and title. Whoever holds a post of these roles leads the unit.
///
/// # Errors
/// When a statement fails.
pub async fn add_post(tx: &mut Tx, unit: Uuid, title: &str, role: Role) -> Result<Uuid, Problem> {
    let known: Option<Uuid> = sql::value(
        tx.conn(),
        "select id from post where region = $1 and unit_id = $2 and title = $3",
        vec![tx.region().as_str().into(), unit.into(), title.into()],
    )
    .await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let heads = matches!(
        role,
        Role::Leader | Role::Secretary | Role::Assistant | Role::Head | Role::Organiser
    );
    let id = tx.new_id();
    insert(
        tx.conn(),
        "post",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("unit_id", unit.into()),
            ("title", title.into()),
            ("role", role.code().into()),
            ("heads", heads.into()),
        ],
    )
    .await?;
    tx.touch_directory();
    let details = json!({ "Jabatan": title, "Unit": unit, "Peran": role.label() });
    tx.record(Ref::new(POST, id), &details).await?;
    Ok(id)
}

/// Changes title, leadership and last day of a post.
///
/// # Errors
/// `Problem::NotFound` when there is no such post; `Problem::Conflict` when the unit has another
/// post of that title.
pub async fn change_post(
    tx: &mut Tx,
    post: Uuid,
    title: &str,
    heads: bool,
    until: Option<Date>,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update post set title = $3, heads = $4, until_date = $5 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            post.into(),
            title.into(),
            heads.into(),
            until.map(date::iso).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    tx.touch_directory();
    let details = json!({
        "Jabatan": title, "Memimpin unit": heads, "Berakhir": until.map(date::medium),
    });
    tx.record(Ref::new(POST, post), &details).await?;
    Ok(())
}
