//! Which of several records are limited.

use std::collections::HashSet;

use platform::{
    App, Problem, RegionCode, Uuid,
    store::sql::{self, places},
};
use sea_orm::Value;

use super::LimitedKinds;

/// Those of these records (kind and id) that not everybody may see: one statement for each kind
/// among them of which some are limited.
///
/// # Errors
/// When the database cannot be read.
pub async fn limited<'a>(
    app: &App,
    region: &RegionCode,
    subjects: impl Iterator<Item = (&'a str, Uuid)> + Clone,
) -> Result<HashSet<Uuid>, Problem> {
    let mut found = HashSet::new();
    for it in &app.part::<LimitedKinds>().0 {
        let ids: HashSet<Uuid> = subjects
            .clone()
            .filter(|(kind, _)| *kind == it.kind)
            .map(|(_, id)| id)
            .collect();
        if ids.is_empty() {
            continue;
        }
        let question = it.question.replace("{ids}", &places(1, ids.len()));
        let mut values: Vec<Value> = vec![region.as_str().into()];
        values.extend(ids.into_iter().map(Value::from));
        let ids: Vec<Uuid> = sql::values(app.db().read(), &question, values).await?;
        found.extend(ids);
    }
    Ok(found)
}
