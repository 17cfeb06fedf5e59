//! Who is behind a session token: one statement for person, capacity, unread notices and the
//! clocks of the region asked for.

use futures_util::future::BoxFuture;
use platform::{Actor, App, Place, Problem, RegionCode, Uuid, right::Identify, store::sql};
use sea_orm::FromQueryResult;

use super::{Acting, capacity::covers, session::token_digest};

/// Identifies by the session table.
pub struct SessionIdentify;

#[derive(FromQueryResult)]
struct Row {
    session: Uuid,
    person: Uuid,
    capacity: Uuid,
    name: String,
    role: String,
    title: String,
    acting: String,
    from_date: Option<String>,
    until_date: Option<String>,
    unit_id: Uuid,
    path: String,
    zone: i16,
    version: i64,
    directory_version: i64,
    unread: i64,
}

const QUESTION: &str = "select s.id as session, a.id as person, s.capacity_id as capacity, a.name as name, \
    coalesce(p.role, g.role) as role, coalesce(p.title, g.title) as title, \
    coalesce(h.acting, '') as acting, coalesce(h.from_date, g.from_date) as from_date, \
    coalesce(h.until_date, g.until_date) as until_date, u.id as unit_id, u.path as path, \
    r.zone as zone, coalesce(c.version, -1) as version, coalesce(c.directory_version, -1) as directory_version, \
    (select count(*) from notice n where n.region = a.region and n.account_id = a.id \
        and n.at > a.notices_seen_at) \
    + (select count(*) from notice n where n.region = a.region and n.unit_id = u.id \
        and n.at > a.notices_seen_at \
        and n.roles like '%,' || coalesce(p.role, g.role) || ',%') as unread \
    from session s \
    join account a on a.region = s.region and a.id = s.account_id \
    left join holder h on s.capacity_kind = 1 and h.region = s.region and h.id = s.capacity_id \
    left join post p on p.region = h.region and p.id = h.post_id \
    left join assignment g on s.capacity_kind = 2 and g.region = s.region and g.id = s.capacity_id \
    join unit u on u.region = s.region and u.id = coalesce(p.unit_id, g.unit_id) \
    join region r on r.region = s.region \
    left join region_clock c on c.region = $2 \
    where s.region = $1 and s.token_digest = $3 and s.ended_at is null and s.expires_at > $4 \
    and a.active and coalesce(h.account_id, g.account_id) = a.id";

impl Identify for SessionIdentify {
    fn identify<'a>(
        &'a self,
        app: &'a App,
        home: &'a RegionCode,
        token: &'a str,
        region: &'a RegionCode,
    ) -> BoxFuture<'a, Result<Option<Actor>, Problem>> {
        Box::pin(async move {
            let now = app.now();
            let row: Option<Row> = sql::one(
                app.db().read(),
                QUESTION,
                vec![
                    home.as_str().into(),
                    region.as_str().into(),
                    token_digest(token).into(),
                    now.0.into(),
                ],
            )
            .await?;
            Ok(row.and_then(|row| {
                let today = now.at_zone(i8::try_from(row.zone).unwrap_or(7)).date();
                if !covers(row.from_date.as_deref(), row.until_date.as_deref(), today) {
                    return None;
                }
                Some(Actor {
                    region: home.clone(),
                    person: row.person,
                    capacity: row.capacity,
                    session: row.session,
                    role: row.role,
                    place: Place {
                        id: row.unit_id,
                        path: row.path,
                    },
                    name: row.name,
                    title: Acting::from_code(&row.acting)?.title(&row.title),
                    unread: row.unread,
                    clock: row.version,
                    directory: row.directory_version,
                })
            }))
        })
    }
}
