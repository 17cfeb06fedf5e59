//! Reading posts and who holds them.

use platform::{Problem, RegionCode, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use crate::{
    account::Acting,
    posts::rules::{self, Period},
    role::Role,
};

/// A post.
#[derive(Clone, Debug)]
pub struct Post {
    /// Id.
    pub id: Uuid,
    /// The unit it belongs to.
    pub unit: Uuid,
    /// Title without Plt. or Plh.
    pub title: String,
    /// Role, as in `rights.csv`.
    pub role: Role,
    /// Whether who holds it leads the unit: letters to the unit go to this post.
    pub heads: bool,
    /// Last day of its existence, if it ended.
    pub until: Option<Date>,
}

impl Post {
    /// Whether the post exists on `date`.
    pub fn exists_on(&self, date: Date) -> bool {
        self.until.is_none_or(|until| date <= until)
    }
}

/// A post held by a person, whenever.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Id.
    pub id: Uuid,
    /// The post.
    pub post: Uuid,
    /// The person.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// How it is held.
    pub acting: Acting,
    /// From when to when.
    pub period: Period,
    /// Decree or source.
    pub source: String,
    /// Version; every correction counts it up.
    pub version: i64,
}

/// A post whose acting period has passed without a successor.
#[derive(Clone, Debug)]
pub struct Lapsed {
    /// The post.
    pub post: Post,
    /// Who held it last.
    pub last: Holding,
}

#[derive(FromQueryResult)]
struct PostRow {
    id: Uuid,
    unit_id: Uuid,
    title: String,
    role: String,
    heads: bool,
    until_date: Option<String>,
}

impl PostRow {
    fn read(self) -> Option<Post> {
        Some(Post {
            id: self.id,
            unit: self.unit_id,
            title: self.title,
            role: Role::from_code(&self.role)?,
            heads: self.heads,
            until: self.until_date.as_deref().and_then(date::parse),
        })
    }
}

#[derive(FromQueryResult)]
struct HoldingRow {
    id: Uuid,
    post_id: Uuid,
    account_id: Uuid,
    name: String,
    acting: String,
    from_date: Option<String>,
    until_date: Option<String>,
    source: String,
    version: i64,
}

impl HoldingRow {
    fn read(self) -> Option<Holding> {
        Some(Holding {
            id: self.id,
            post: self.post_id,
            account: self.account_id,
            name: self.name,
            acting: Acting::from_code(&self.acting)?,
            period: Period {
                from: self.from_date.as_deref().and_then(date::parse),
                until: self.until_date.as_deref().and_then(date::parse),
            },
            source: self.source,
            version: self.version,
        })
    }
}

const POST_COLUMNS: &str = "p.id as id, p.unit_id as unit_id, p.title as title, p.role as role, \
    p.heads as heads, p.until_date as until_date";
const HOLDING_COLUMNS: &str = "h.id as id, h.post_id as post_id, h.account_id as account_id, \
    a.name as name, h.acting as acting, h.from_date as from_date, h.until_date as until_date, \
    h.source as source, h.version as version";
const HOLDING_FROM: &str = "from holder h \
    join account a on a.region = h.region and a.id = h.account_id";

async fn read_posts<C: ConnectionTrait>(
    conn: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Vec<Post>, Problem> {
    let question = format!(
        "select {POST_COLUMNS} from post p where p.region = $1{wheres} \
         order by case when p.heads then 0 else 1 end, p.title"
    );
    let rows: Vec<PostRow> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().filter_map(PostRow::read).collect())
}

async fn read_holdings<C: ConnectionTrait>(
    conn: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Vec<Holding>, Problem> {
    let question = format!(
        "select {HOLDING_COLUMNS} {HOLDING_FROM} where h.region = $1{wheres} \
         order by coalesce(h.from_date, '0000'), h.id"
    );
    let rows: Vec<HoldingRow> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().filter_map(HoldingRow::read).collect())
}

/// All posts of a region.
///
/// # Errors
/// When the database cannot be read.
pub async fn posts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Post>, Problem> {
    read_posts(conn, "", vec![region.as_str().into()]).await
}

/// The posts of a unit, its head's first.
///
/// # Errors
/// When the database cannot be read.
pub async fn posts_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
) -> Result<Vec<Post>, Problem> {
    let values = vec![region.as_str().into(), unit.into()];
    read_posts(conn, " and p.unit_id = $2", values).await
}

/// The post with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_post<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Post>, Problem> {
    let values = vec![region.as_str().into(), id.into()];
    Ok(read_posts(conn, " and p.id = $2", values).await?.pop())
}

/// Who holds or held the posts of a unit, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn holdings_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
) -> Result<Vec<Holding>, Problem> {
    let these =
        " and h.post_id in (select p.id from post p where p.region = $1 and p.unit_id = $2)";
    read_holdings(conn, these, vec![region.as_str().into(), unit.into()]).await
}

/// Who holds or held a post.
pub(in crate::posts) async fn holdings_of_post<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    post: Uuid,
) -> Result<Vec<Holding>, Problem> {
    let values = vec![region.as_str().into(), post.into()];
    read_holdings(conn, " and h.post_id = $2", values).await
}

/// The holding with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_holding<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Holding>, Problem> {
    let values = vec![region.as_str().into(), id.into()];
    Ok(read_holdings(conn, " and h.id = $2", values).await?.pop())
}

/// Who holds which post on `date`, in the whole region.
///
/// # Errors
/// When the database cannot be read.
pub async fn holding_now<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    date: Date,
) -> Result<Vec<Holding>, Problem> {
    let covering = " and coalesce(h.from_date, '0000') <= $2 \
        and coalesce(h.until_date, '9999') >= $2";
    let values = vec![region.as_str().into(), date::iso(date).into()];
    read_holdings(conn, covering, values).await
}

/// Who holds a post on `date`.
///
/// # Errors
/// When the database cannot be read.
pub async fn holders_on<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    post: Uuid,
    date: Date,
) -> Result<Vec<Holding>, Problem> {
    let covering = " and h.post_id = $2 and coalesce(h.from_date, '0000') <= $3 \
        and coalesce(h.until_date, '9999') >= $3";
    let values = vec![region.as_str().into(), post.into(), date::iso(date).into()];
    read_holdings(conn, covering, values).await
}

/// Who holds, held or will hold which post, in the whole region.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_holdings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Holding>, Problem> {
    read_holdings(conn, "", vec![region.as_str().into()]).await
}

/// Posts of the region whose acting period has passed without a new holder or successor.
///
/// # Errors
/// When the database cannot be read.
pub async fn lapsed_posts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    today: Date,
) -> Result<Vec<Lapsed>, Problem> {
    let region_and_day = || vec![region.as_str().into(), date::iso(today).into()];
    // posts that somebody held acting until a day that has passed; the rule decides
    let candidates = "in (select x.post_id from holder x where x.region = $1 \
        and x.acting <> '' and x.until_date < $2)";
    let holdings = read_holdings(
        conn,
        &format!(" and h.post_id {candidates}"),
        region_and_day(),
    )
    .await?;
    let posts = read_posts(conn, &format!(" and p.id {candidates}"), region_and_day()).await?;
    Ok(posts
        .into_iter()
        .filter(|post| post.exists_on(today))
        .filter_map(|post| {
            let of_post: Vec<Holding> = holdings
                .iter()
                .filter(|held| held.post == post.id)
                .cloned()
                .collect();
            let last = rules::lapsed(&of_post, today)?.clone();
            Some(Lapsed { post, last })
        })
        .collect())
}
