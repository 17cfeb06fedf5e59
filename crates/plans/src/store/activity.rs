//! Activities: a day, a place, what was done and who took part.

use government::evidence::{self, Evidence, NewEvidence};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{ACTIVITY, changed};
use crate::rules::Leaders;

/// Pictures of how it was before serve an activity under this kind, those of after under the other.
const BEFORE: &str = "plans.activity.before";
const AFTER: &str = "plans.activity.after";

/// An activity.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Activity {
    /// Id.
    pub id: Uuid,
    /// Who did it.
    pub unit_id: Uuid,
    unit_path: String,
    day: String,
    /// Code of the area it was in.
    pub area_code: Option<String>,
    /// Where, in words.
    pub place_words: String,
    /// What kind it was.
    pub kind: String,
    /// What was done.
    pub note: String,
    /// How many people took part; `None` where nobody counted.
    pub participants: Option<i64>,
    community: bool,
    religious: bool,
    customary: bool,
    youth: bool,
    /// The plan it belongs to.
    pub plan_id: Option<Uuid>,
    /// The step of that plan.
    pub step_id: Option<Uuid>,
    /// The campaign it belongs to.
    pub campaign_id: Option<Uuid>,
    topic_kind: Option<String>,
    topic_id: Option<Uuid>,
    /// Why it no longer counts; empty else.
    pub void_reason: String,
    /// Who noted it.
    pub created_name: String,
    /// When, microseconds.
    pub created_at: i64,
    /// Pictures with it.
    pub pictures: i64,
    /// Version.
    pub version: i64,
}

impl Activity {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// The day.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.day)
    }

    /// Which leaders took part.
    pub fn leaders(&self) -> Leaders {
        Leaders {
            community: self.community,
            religious: self.religious,
            customary: self.customary,
            youth: self.youth,
        }
    }

    /// The record of another capability it is about (kind and id as stored).
    pub fn topic(&self) -> Option<(String, Uuid)> {
        self.topic_kind.clone().zip(self.topic_id)
    }
}

/// When the picture was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Photo {
    /// Before.
    Before,
    /// After.
    After,
}

impl Photo {
    const fn kind(self) -> &'static str {
        match self {
            Self::Before => BEFORE,
            Self::After => AFTER,
        }
    }

    /// What a picture is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Before => "Sebelum",
            Self::After => "Sesudah",
        }
    }
}

/// Pictures to be added.
pub type AddedPhotos = Vec<(Photo, NewEvidence)>;

/// What a person enters of an activity.
#[derive(Clone, Debug)]
pub struct ActivityInput {
    /// Who did it.
    pub unit: Uuid,
    /// The day.
    pub day: Date,
    /// Code of the area it was in.
    pub area: Option<String>,
    /// Where, in words.
    pub place: String,
    /// What kind it was.
    pub kind: String,
    /// What was done.
    pub note: String,
    /// How many people took part; `None` where nobody counted.
    pub participants: Option<i64>,
    /// Which leaders took part.
    pub leaders: Leaders,
    /// The plan it belongs to.
    pub plan: Option<Uuid>,
    /// The step of that plan.
    pub step: Option<Uuid>,
    /// The campaign it belongs to.
    pub campaign: Option<Uuid>,
    /// The record of another capability it is about.
    pub topic: Option<(String, Uuid)>,
}

fn details(input: &ActivityInput, photos: usize) -> serde_json::Value {
    json!({
        "Kegiatan": input.kind, "Uraian": input.note, "Tanggal": date::long(input.day),
        "Wilayah": input.area, "Tempat": input.place, "Peserta": input.participants,
        "Tokoh yang ikut": input.leaders.text(), "Rencana aksi": input.plan,
        "Gerakan": input.campaign, "Foto ditambahkan": photos,
    })
}

fn columns(input: &ActivityInput) -> Vec<(&'static str, Value)> {
    let (topic_kind, topic_id) = input.topic.clone().unzip();
    vec![
        ("day", date::iso(input.day).into()),
        ("area_code", input.area.clone().into()),
        ("place", input.place.clone().into()),
        ("kind", input.kind.clone().into()),
        ("note", input.note.clone().into()),
        ("participants", input.participants.into()),
        ("community", input.leaders.community.into()),
        ("religious", input.leaders.religious.into()),
        ("customary", input.leaders.customary.into()),
        ("youth", input.leaders.youth.into()),
        ("plan_id", input.plan.into()),
        ("step_id", input.step.into()),
        ("campaign_id", input.campaign.into()),
        ("topic_kind", topic_kind.into()),
        ("topic_id", topic_id.into()),
    ]
}

async fn add_photos(
    tx: &mut Tx,
    unit: Uuid,
    activity: Uuid,
    photos: AddedPhotos,
) -> Result<(), Problem> {
    for (photo, piece) in photos {
        evidence::add(tx, unit, Ref::new(photo.kind(), activity), piece).await?;
    }
    Ok(())
}

/// Notes an activity with its pictures.
///
/// # Errors
/// When a statement fails.
pub async fn add_activity(
    tx: &mut Tx,
    input: &ActivityInput,
    photos: AddedPhotos,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("unit_id", input.unit.into()),
        ("void_reason", "".into()),
        ("created_by", tx.person().into()),
        ("created_name", tx.stamp().label.clone().into()),
        ("created_at", tx.now().0.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "activity", row).await?;
    let count = photos.len();
    add_photos(tx, input.unit, id, photos).await?;
    tx.record(Ref::new(ACTIVITY, id), &details(input, count))
        .await?;
    Ok(id)
}

/// Corrects an activity; its unit stays, pictures are only added.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_activity(
    tx: &mut Tx,
    it: &Activity,
    version: i64,
    input: &ActivityInput,
    photos: AddedPhotos,
) -> Result<(), Problem> {
    let set = columns(input);
    let names: Vec<String> = set
        .iter()
        .zip(4..)
        .map(|((name, _), place)| format!("{name} = ${place}"))
        .collect();
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), it.id.into(), version.into()];
    values.extend(set.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update activity set {}, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        names.join(", ")
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    let count = photos.len();
    add_photos(tx, it.unit_id, it.id, photos).await?;
    tx.record(Ref::new(ACTIVITY, it.id), &details(input, count))
        .await?;
    Ok(())
}

/// Takes an activity out of every count, with a reason; it stays to be read.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn void_activity(
    tx: &mut Tx,
    it: &Activity,
    version: i64,
    reason: &str,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update activity set void_reason = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            reason.into(),
        ],
    )
    .await?;
    changed(touched)?;
    let details = json!({ "Kegiatan dibatalkan": it.kind, "Alasan": reason });
    tx.record(Ref::new(ACTIVITY, it.id), &details).await?;
    Ok(())
}

const QUESTION: &str = "select a.id as id, a.unit_id as unit_id, u.path as unit_path, a.day as day, \
    a.area_code as area_code, a.place as place_words, a.kind as kind, a.note as note, \
    a.participants as participants, a.community as community, a.religious as religious, \
    a.customary as customary, a.youth as youth, a.plan_id as plan_id, a.step_id as step_id, \
    a.campaign_id as campaign_id, a.topic_kind as topic_kind, a.topic_id as topic_id, \
    a.void_reason as void_reason, a.created_name as created_name, a.created_at as created_at, \
    (select count(*) from evidence_use e where e.region = a.region and e.subject_id = a.id \
    and e.subject_kind in ('plans.activity.before', 'plans.activity.after')) as pictures, \
    a.version as version from activity a \
    join unit u on u.region = a.region and u.id = a.unit_id";

/// The activity with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_activity<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Activity>, Problem> {
    let question = format!("{QUESTION} where a.region = $1 and a.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Which activities are asked for. What no longer counts is left out, unless it is asked for.
#[derive(Clone, Debug, Default)]
pub struct ActivityFilter {
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// Of this unit.
    pub unit: Option<Uuid>,
    /// In this area, or in a village of it.
    pub area: Option<String>,
    /// Of this plan.
    pub plan: Option<Uuid>,
    /// Of this campaign.
    pub campaign: Option<Uuid>,
    /// About this record of another capability.
    pub topic: Option<(String, Uuid)>,
    /// At most so many.
    pub rows: i64,
}

/// Activities, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn activities<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filter: &ActivityFilter,
) -> Result<Vec<Activity>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    let mut wheres = String::new();
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        wheres.push_str(&format!(" and {condition} ${}", values.len()));
    };
    if let Some(day) = filter.from {
        and("a.day >=", date::iso(day).into());
    }
    if let Some(day) = filter.until {
        and("a.day <=", date::iso(day).into());
    }
    if let Some(unit) = filter.unit {
        and("a.unit_id =", unit.into());
    }
    if let Some(area) = &filter.area {
        // codes are digits and full stops, and a village begins with its district
        and("a.area_code like", format!("{area}%").into());
    }
    if let Some(plan) = filter.plan {
        and("a.plan_id =", plan.into());
    }
    if let Some(campaign) = filter.campaign {
        and("a.campaign_id =", campaign.into());
    }
    if let Some((kind, id)) = &filter.topic {
        and("a.topic_kind =", kind.as_str().into());
        and("a.topic_id =", (*id).into());
    }
    let question = format!(
        "{QUESTION} where a.region = $1 and a.void_reason = ''{wheres} \
         order by a.day desc, a.created_at desc, a.id limit {}",
        filter.rows
    );
    sql::all(conn, &question, values).await
}

/// The kinds that were noted before, those noted most often first.
///
/// # Errors
/// When the database cannot be read.
pub async fn kinds<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<String>, Problem> {
    let question = "select kind from activity where region = $1 group by kind \
        order by count(*) desc, kind limit 30";
    sql::values(conn, question, vec![region.as_str().into()]).await
}

/// Pictures of activities: those of before, and those of after.
///
/// # Errors
/// When the database cannot be read.
pub async fn photos<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    activities: &[Uuid],
) -> Result<(Vec<Evidence>, Vec<Evidence>), Problem> {
    let before = evidence::of_subjects(conn, region, BEFORE, activities).await?;
    let after = evidence::of_subjects(conn, region, AFTER, activities).await?;
    Ok((before, after))
}
