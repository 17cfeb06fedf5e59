//! Mentions of one kind, asked from its table in one batch.

use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::sql::{self, places};
use crate::{
    app::App,
    capability::{Mention, Resolved},
    region::RegionCode,
};

/// Asks `question` (`$1` the region) with the places of the ids put in for `{ids}`, and puts each
/// row in words.
pub fn mentions<'a, R: FromQueryResult + 'a>(
    app: &'a App,
    region: &'a RegionCode,
    ids: Vec<Uuid>,
    question: &'static str,
    mention: fn(R) -> Mention,
) -> Resolved<'a> {
    Box::pin(async move {
        let question = question.replace("{ids}", &places(1, ids.len()));
        let mut values: Vec<Value> = vec![region.as_str().into()];
        values.extend(ids.into_iter().map(Value::from));
        let rows: Vec<R> = sql::all(app.db().read(), &question, values).await?;
        Ok(rows.into_iter().map(mention).collect())
    })
}
