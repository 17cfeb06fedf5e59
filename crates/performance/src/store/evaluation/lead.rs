//! Who led units, by the posts that lead them and by the agreements that were signed.

use std::collections::HashMap;

use government::posts::{Holding, Post, all_holdings, holdings_of_unit, posts, posts_of_unit};
use platform::{Problem, RegionCode, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::rules::{Signature, Tenure};

fn tenures(posts: &[Post], holdings: &[Holding]) -> HashMap<Uuid, Vec<Tenure>> {
    let leading: HashMap<Uuid, &Post> = posts
        .iter()
        .filter(|it| it.heads)
        .map(|it| (it.id, it))
        .collect();
    let mut found: HashMap<Uuid, Vec<Tenure>> = HashMap::new();
    for it in holdings {
        let Some(post) = leading.get(&it.post) else {
            continue;
        };
        found.entry(post.unit).or_default().push(Tenure {
            account: it.account,
            name: it.name.clone(),
            post: post.title.clone(),
            acting: it.acting,
            period: it.period,
        });
    }
    found
}

/// Who ever led which unit, in the whole region. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn tenures_of_region<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<HashMap<Uuid, Vec<Tenure>>, Problem> {
    let posts = posts(conn, region).await?;
    Ok(tenures(&posts, &all_holdings(conn, region).await?))
}

/// Who ever led a unit. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn tenures_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
) -> Result<Vec<Tenure>, Problem> {
    let posts = posts_of_unit(conn, region, unit).await?;
    let holdings = holdings_of_unit(conn, region, unit).await?;
    Ok(tenures(&posts, &holdings).remove(&unit).unwrap_or_default())
}

async fn read<C: ConnectionTrait>(
    conn: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Vec<Signature>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        agreement_id: Uuid,
        id: Uuid,
        number: i64,
        signed_on: Option<String>,
        first_account: Option<Uuid>,
        first_name: String,
        first_office: String,
    }
    let question = format!(
        "select v.agreement_id as agreement_id, v.id as id, v.number as number, \
         v.signed_on as signed_on, v.first_account as first_account, v.first_name as first_name, \
         v.first_office as first_office from agreement_version v \
         join performance_agreement a on a.region = v.region and a.id = v.agreement_id \
         where v.region = $1 and v.state = 3 and {wheres} order by v.agreement_id, v.number"
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    let signature = |row: Row| {
        Some(Signature {
            agreement: row.agreement_id,
            version: row.id,
            number: row.number,
            day: row.signed_on.as_deref().and_then(date::parse)?,
            account: row.first_account,
            name: row.first_name,
            office: row.first_office,
        })
    };
    Ok(rows.into_iter().filter_map(signature).collect())
}

/// The signed versions of all agreements of a year, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn signatures_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<Signature>, Problem> {
    let values = vec![region.as_str().into(), year.into()];
    read(conn, "a.year_id = $2", values).await
}

/// The signed versions of an agreement, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn signatures_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> Result<Vec<Signature>, Problem> {
    let values = vec![region.as_str().into(), agreement.into()];
    read(conn, "a.id = $2", values).await
}
