//! Who raised a point or an issue, where that is no unit.

use platform::{
    Problem, Tx, Uuid,
    store::sql::{self, insert},
};

use crate::rules::Raiser;

/// What is raised: the table that says by whom, and its key.
#[derive(Clone, Copy)]
pub(super) struct Raised {
    table: &'static str,
    key: &'static str,
}

pub(super) const POINT: Raised = Raised {
    table: "point_raiser",
    key: "point_id",
};
pub(super) const ISSUE: Raised = Raised {
    table: "issue_raiser",
    key: "issue_id",
};

/// What a question about points or issues says of who raised them; `joined` brings the tables.
pub(super) const COLUMNS: &str = "by_.institution_id as raiser_institution_id, \
    by_.team_id as raiser_team_id, coalesce(raiser_i.name, raiser_t.name, '') as raiser";

/// The tables that `COLUMNS` reads, for the subject called `subject` in the question.
pub(super) fn joined(raised: Raised, subject: &str) -> String {
    let Raised { table, key } = raised;
    format!(
        "left join {table} by_ on by_.region = {subject}.region and by_.{key} = {subject}.id \
         left join institution raiser_i \
         on raiser_i.region = by_.region and raiser_i.id = by_.institution_id \
         left join team raiser_t on raiser_t.region = by_.region and raiser_t.id = by_.team_id"
    )
}

/// Writes who raised it, in the place of whoever stood there, and answers with the name. The caller
/// leaves the audit row.
pub(super) async fn set(
    tx: &Tx,
    raised: Raised,
    id: Uuid,
    raiser: Option<Raiser>,
) -> Result<String, Problem> {
    let Raised { table, key } = raised;
    let gone = format!("delete from {table} where region = $1 and {key} = $2");
    let these = vec![tx.region().as_str().into(), id.into()];
    sql::run(tx.conn(), &gone, these).await?;
    let Some(raiser) = raiser else {
        return Ok(String::new());
    };
    let (question, who) = match raiser {
        Raiser::Institution(who) => (
            "select name from institution where region = $1 and id = $2",
            who,
        ),
        Raiser::Team(who) => ("select name from team where region = $1 and id = $2", who),
    };
    let this = vec![tx.region().as_str().into(), who.into()];
    let name: Option<String> = sql::value(tx.conn(), question, this).await?;
    let name = name.ok_or_else(|| {
        Problem::Refused("Lembaga atau tim yang dipilih tidak ada di daftar.".into())
    })?;
    let row = vec![
        ("region", tx.region().as_str().into()),
        (key, id.into()),
        ("institution_id", raiser.institution().into()),
        ("team_id", raiser.team().into()),
    ];
    insert(tx.conn(), table, row).await?;
    Ok(name)
}
