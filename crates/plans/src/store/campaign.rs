//! Campaigns (*Gerakan*): what many units do for one thing.

use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{CAMPAIGN, changed};

/// A campaign.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Campaign {
    /// Id.
    pub id: Uuid,
    /// Who coordinates it.
    pub unit_id: Uuid,
    unit_path: String,
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// What it is about, such as a kind of revenue; or empty.
    pub topic: String,
    from_date: String,
    until_date: Option<String>,
    /// Version.
    pub version: i64,
}

impl Campaign {
    /// Where the coordinating unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// The first day.
    pub fn from(&self) -> Option<Date> {
        date::parse(&self.from_date)
    }

    /// The last day, if it is known.
    pub fn until(&self) -> Option<Date> {
        self.until_date.as_deref().and_then(date::parse)
    }
}

/// What a person enters of a campaign.
#[derive(Clone, Debug)]
pub struct CampaignInput {
    /// Who coordinates it.
    pub unit: Uuid,
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// What it is about, such as a kind of revenue; or empty.
    pub topic: String,
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub until: Option<Date>,
    /// Who is asked to take part, besides who coordinates it.
    pub units: Vec<Uuid>,
}

fn details(input: &CampaignInput) -> serde_json::Value {
    json!({
        "Gerakan": input.title, "Tujuan": input.goal, "Topik": input.topic,
        "Koordinator": input.unit, "Unit yang terlibat": input.units,
        "Mulai": date::long(input.from),
        "Berakhir": input.until.map(date::long).unwrap_or_default(),
    })
}

async fn set_units(tx: &Tx, id: Uuid, units: &[Uuid]) -> Result<(), Problem> {
    let of_campaign = vec![tx.region().as_str().into(), id.into()];
    let clear = "delete from campaign_unit where region = $1 and campaign_id = $2";
    sql::run(tx.conn(), clear, of_campaign).await?;
    for unit in units {
        insert(
            tx.conn(),
            "campaign_unit",
            vec![
                ("region", tx.region().as_str().into()),
                ("campaign_id", id.into()),
                ("unit_id", (*unit).into()),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Begins a campaign.
///
/// # Errors
/// When a statement fails.
pub async fn add_campaign(tx: &mut Tx, input: &CampaignInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "campaign",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("unit_id", input.unit.into()),
            ("title", input.title.clone().into()),
            ("goal", input.goal.clone().into()),
            ("topic", input.topic.clone().into()),
            ("from_date", date::iso(input.from).into()),
            ("until_date", input.until.map(date::iso).into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    set_units(tx, id, &input.units).await?;
    tx.record(Ref::new(CAMPAIGN, id), &details(input)).await?;
    Ok(id)
}

/// Changes a campaign.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_campaign(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &CampaignInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update campaign set unit_id = $4, title = $5, goal = $6, topic = $7, from_date = $8, \
         until_date = $9, version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.unit.into(),
            input.title.clone().into(),
            input.goal.clone().into(),
            input.topic.clone().into(),
            date::iso(input.from).into(),
            input.until.map(date::iso).into(),
        ],
    )
    .await?;
    changed(touched)?;
    set_units(tx, id, &input.units).await?;
    tx.record(Ref::new(CAMPAIGN, id), &details(input)).await?;
    Ok(())
}

const QUESTION: &str = "select c.id as id, c.unit_id as unit_id, u.path as unit_path, \
    c.title as title, c.goal as goal, c.topic as topic, c.from_date as from_date, \
    c.until_date as until_date, c.version as version from campaign c \
    join unit u on u.region = c.region and u.id = c.unit_id";

/// The campaign with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_campaign<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Campaign>, Problem> {
    let question = format!("{QUESTION} where c.region = $1 and c.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// All campaigns, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn campaigns<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Campaign>, Problem> {
    let question = format!("{QUESTION} where c.region = $1 order by c.from_date desc, c.id");
    sql::all(conn, &question, vec![region.as_str().into()]).await
}

/// The units that are asked to take part in a campaign.
///
/// # Errors
/// When the database cannot be read.
pub async fn units_of_campaign<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<Uuid>, Problem> {
    let question = "select x.unit_id from campaign_unit x \
        join unit u on u.region = x.region and u.id = x.unit_id \
        where x.region = $1 and x.campaign_id = $2 order by u.number";
    sql::values(conn, question, vec![region.as_str().into(), id.into()]).await
}
