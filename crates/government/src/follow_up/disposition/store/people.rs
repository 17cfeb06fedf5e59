//! Who can be given something, and how much each has on the desk already.

use platform::{Place, Problem, RegionCode, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::Date;

use crate::account::Acting;

/// Most people shown to choose from.
const LIMIT: i64 = 200;

/// A person in one capacity at a unit.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The person.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// "Plt. Kepala Bidang Kebersihan".
    pub title: String,
    /// The unit.
    pub unit: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    account: Uuid,
    name: String,
    title: String,
    acting: String,
    unit: Uuid,
    from_date: Option<String>,
    until_date: Option<String>,
}

/// The people who hold a post or an assignment at `place` or below it on `today`, each once per
/// unit, in order of their units.
///
/// # Errors
/// When the database cannot be read.
pub async fn colleagues<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    place: &Place,
    today: Date,
) -> Result<Vec<Colleague>, Problem> {
    let question = format!(
        "select a.id as account, a.name as name, p.title as title, h.acting as acting, \
         u.id as unit, h.from_date as from_date, h.until_date as until_date, \
         u.number as unit_number, 1 as rank \
         from unit u join post p on p.region = u.region and p.unit_id = u.id \
         join holder h on h.region = p.region and h.post_id = p.id \
         join account a on a.region = h.region and a.id = h.account_id \
         where u.region = $1 and u.path like $2 and a.active \
         union all \
         select a.id, a.name, g.title, '', u.id, g.from_date, g.until_date, u.number, 2 \
         from unit u join assignment g on g.region = u.region and g.unit_id = u.id \
         join account a on a.region = g.region and a.id = g.account_id \
         where u.region = $1 and u.path like $2 and a.active \
         order by 8, 9, 2, 3 limit {LIMIT}"
    );
    let values = vec![region.as_str().into(), format!("{}%", place.path).into()];
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    let day = |text: &Option<String>| text.as_deref().and_then(date::parse);
    let mut found: Vec<Colleague> = Vec::new();
    for row in rows {
        let holds = day(&row.from_date).is_none_or(|from| from <= today)
            && day(&row.until_date).is_none_or(|until| today <= until);
        let known = |known: &Colleague| known.account == row.account && known.unit == row.unit;
        if !holds || found.iter().any(known) {
            continue;
        }
        let acting = Acting::from_code(&row.acting).unwrap_or(Acting::Definitive);
        found.push(Colleague {
            account: row.account,
            name: row.name,
            title: acting.title(&row.title),
            unit: row.unit,
        });
    }
    Ok(found)
}

/// How much lies on one desk: a person's, or a unit's where no person is named.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Workload {
    /// The unit.
    pub unit_id: Uuid,
    /// The person; `None` for what went to the unit as such.
    pub account_id: Option<Uuid>,
    /// Open tasks.
    pub open: i64,
    /// Those past the date set within the unit.
    pub late: i64,
}

/// Open tasks of every desk at `place` and below it, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn workloads<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    place: &Place,
    today: Date,
) -> Result<Vec<Workload>, Problem> {
    sql::all(
        conn,
        "select d.to_unit_id as unit_id, d.to_account_id as account_id, count(*) as open, \
         cast(sum(case when d.due_date < $3 then 1 else 0 end) as bigint) as late \
         from unit u join disposition d on d.region = u.region and d.to_unit_id = u.id \
         join follow_up f on f.region = d.region and f.id = d.follow_up_id \
         where u.region = $1 and u.path like $2 and d.state = 0 and f.standing = 0 \
         and f.fulfilled_at is null group by d.to_unit_id, d.to_account_id",
        vec![
            region.as_str().into(),
            format!("{}%", place.path).into(),
            date::iso(today).into(),
        ],
    )
    .await
}
