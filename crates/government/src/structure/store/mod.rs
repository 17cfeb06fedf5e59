//! Rows of the structure.

mod boundaries;
mod institutions;
mod lists;
mod names;
mod relations;
mod stationery;

use std::collections::HashMap;

use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::{
        audit::Head,
        sql::{self, insert},
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::structure::{Directory, Group, Holiday, Region, Unit, UnitKind, WorkCalendar};

pub use boundaries::{Boundary, add_boundaries, read_boundaries};
pub use institutions::{add_institution, change_institution};
pub use lists::{NewEntry, add_entries, add_list, end_entry, rename_list};
pub use names::{FormerName, NewName, former_names, rename_unit};
pub use relations::{NewRelation, end_relation, move_unit, relate};
pub(crate) use relations::{
    concerned, hand_over as hand_over_relations, keep_structure, relations,
};
pub use stationery::{set_address, set_emblem, set_sheet};

/// A region to be made.
#[derive(Clone, Debug)]
pub struct NewRegion {
    /// The facts; the rules in it are the region's first rules.
    pub region: Region,
    /// Days taken out by decree.
    pub holidays: Vec<Holiday>,
}

/// Rules a region sets for itself.
#[derive(Clone, Debug)]
pub struct RegionRules {
    /// Whether the head of the unit sends what the operator drafted.
    pub head_sends: bool,
    /// Whether one person may both send and verify.
    pub one_person_both_steps: bool,
    /// Working days before the due date on which a reminder goes out.
    pub remind_days: u32,
}

/// An area: kecamatan or kelurahan.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Area {
    /// Code of the ministry.
    pub code: String,
    /// Name.
    pub name: String,
    /// `kecamatan` or `kelurahan`.
    pub level: String,
    /// Code of the area above.
    pub parent: Option<String>,
    /// Where the fact comes from.
    pub source: String,
}

impl Area {
    /// Whether it is a village of a city or a regency: the smallest area that is counted.
    pub fn is_village(&self) -> bool {
        self.level != "kecamatan"
    }

    /// "Kelurahan Padma Rimba".
    pub fn title(&self) -> String {
        let mut level = self.level.clone();
        if let Some(first) = level.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{level} {}", self.name)
    }
}

/// An area to be made.
pub type NewArea = Area;

/// A unit to be made.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// Short stable name.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Abbreviation, or empty.
    pub abbreviation: String,
    /// Kind.
    pub kind: UnitKind,
    /// Key of the unit above, or empty.
    pub parent: String,
    /// Code of its area, or empty.
    pub area: String,
    /// Serves the public directly.
    pub public_service: bool,
    /// Watched by the public.
    pub spotlight: bool,
    /// Where the facts come from.
    pub source: String,
}

/// Makes a region: its clock first, so that the chain has a head. Inside `Db::upkeep`, since no
/// chain exists yet; the first audited write records the rest.
///
/// # Errors
/// When the region exists already.
pub async fn add_region(tx: &mut Tx, new: NewRegion) -> Result<(), Problem> {
    let region = new.region;
    let head = Head::start();
    insert(
        tx.conn(),
        "region_clock",
        vec![
            ("region", region.code.as_str().into()),
            ("version", 1_i64.into()),
            ("directory_version", 1_i64.into()),
            ("audit_length", head.length.into()),
            ("audit_head", head.hash.into()),
        ],
    )
    .await?;
    insert(
        tx.conn(),
        "region",
        vec![
            ("region", region.code.as_str().into()),
            ("name", region.name.into()),
            ("kind", region.kind.into()),
            ("province", region.province.into()),
            ("zone", i16::from(region.zone).into()),
            ("zone_label", region.zone_label.into()),
            ("unit_word", region.unit_word.into()),
            ("head_title", region.head_title.into()),
            ("simulated", region.simulated.into()),
            ("source", region.source.into()),
            ("head_sends", region.head_sends.into()),
            ("one_person_both_steps", region.one_person_both_steps.into()),
            ("remind_days", i64::from(region.remind_days).into()),
        ],
    )
    .await?;
    for holiday in new.holidays {
        insert_holiday(tx, &region.code, holiday).await?;
    }
    Ok(())
}

async fn insert_holiday(tx: &Tx, region: &RegionCode, holiday: Holiday) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "holiday",
        vec![
            ("region", region.as_str().into()),
            ("date", date::iso(holiday.date).into()),
            ("name", holiday.name.into()),
            ("kind", holiday.kind.into()),
            ("source", holiday.source.into()),
        ],
    )
    .await
}

/// Adds a day taken out by decree. Due instants already given do not move.
///
/// # Errors
/// `Problem::Conflict` when the day is known already.
pub async fn add_holiday(tx: &mut Tx, holiday: Holiday) -> Result<(), Problem> {
    let details = json!({
        "tanggal": date::iso(holiday.date), "nama": holiday.name, "jenis": holiday.kind,
        "sumber": holiday.source,
    });
    insert_holiday(tx, &tx.region().clone(), holiday).await?;
    tx.touch_directory();
    tx.record(Ref::new("government.calendar", Uuid::nil()), &details)
        .await?;
    Ok(())
}

/// Adds areas.
///
/// # Errors
/// When a code is known already.
pub async fn add_areas(tx: &mut Tx, areas: Vec<NewArea>) -> Result<(), Problem> {
    let count = areas.len();
    for area in areas {
        insert(
            tx.conn(),
            "area",
            vec![
                ("region", tx.region().as_str().into()),
                ("code", area.code.into()),
                ("name", area.name.into()),
                ("level", area.level.into()),
                ("parent", area.parent.into()),
                ("source", area.source.into()),
            ],
        )
        .await?;
    }
    tx.touch_directory();
    tx.record(
        Ref::new("government.region", Uuid::nil()),
        &json!({ "wilayah": count }),
    )
    .await?;
    Ok(())
}

/// The areas of a region, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn read_areas<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Area>, Problem> {
    sql::all(
        conn,
        "select code, name, level, parent, source from area where region = $1 order by code",
        vec![region.as_str().into()],
    )
    .await
}

/// Adds units, parents before children. Returns their ids by key.
///
/// # Errors
/// `Problem::Refused` when a parent is unknown.
pub async fn add_units(tx: &mut Tx, units: Vec<NewUnit>) -> Result<HashMap<String, Uuid>, Problem> {
    let region = tx.region().clone();
    let first = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) from unit where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    let mut known: HashMap<String, Place> = read_units(tx.conn(), &region)
        .await?
        .into_iter()
        .map(|unit| (unit.key, unit.place))
        .collect();
    for (number, unit) in (first + 1..).zip(units) {
        let parent = match unit.parent.as_str() {
            "" => None,
            key => Some(known.get(key).cloned().ok_or_else(|| {
                Problem::Refused(format!(
                    "Unit induk \"{key}\" dari \"{}\" belum ada.",
                    unit.key
                ))
            })?),
        };
        let id = tx.new_id();
        let path = format!("{}{number}.", parent.as_ref().map_or("", |p| &p.path));
        insert(
            tx.conn(),
            "unit",
            vec![
                ("region", region.as_str().into()),
                ("id", id.into()),
                ("number", number.into()),
                ("key", unit.key.clone().into()),
                ("name", unit.name.into()),
                ("abbreviation", unit.abbreviation.into()),
                ("kind", unit.kind.code().into()),
                ("parent_id", parent.map(|p| p.id).into()),
                ("path", path.clone().into()),
                (
                    "area_code",
                    Some(unit.area).filter(|a| !a.is_empty()).into(),
                ),
                ("public_service", unit.public_service.into()),
                ("spotlight", unit.spotlight.into()),
                ("source", unit.source.into()),
            ],
        )
        .await?;
        known.insert(unit.key, Place { id, path });
    }
    tx.touch_directory();
    tx.touch(Ref::new("government.unit", Uuid::nil()));
    tx.record(
        Ref::new("government.region", Uuid::nil()),
        &json!({ "unit": known.len() }),
    )
    .await?;
    Ok(known
        .into_iter()
        .map(|(key, place)| (key, place.id))
        .collect())
}

/// Sets the flags of a unit.
///
/// # Errors
/// `Problem::NotFound` when the unit is unknown.
pub async fn set_flags(
    tx: &mut Tx,
    unit: Uuid,
    public_service: bool,
    spotlight: bool,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update unit set public_service = $3, spotlight = $4 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            unit.into(),
            public_service.into(),
            spotlight.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    tx.touch_directory();
    let details = json!({ "Pelayanan publik": public_service, "Sorotan publik": spotlight });
    tx.record(Ref::new("government.unit", unit), &details)
        .await?;
    Ok(())
}

/// Sets the rules of a region.
///
/// # Errors
/// When the statement fails.
pub async fn set_rules(tx: &mut Tx, rules: &RegionRules) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update region set head_sends = $2, one_person_both_steps = $3, remind_days = $4 \
         where region = $1",
        vec![
            tx.region().as_str().into(),
            rules.head_sends.into(),
            rules.one_person_both_steps.into(),
            i64::from(rules.remind_days).into(),
        ],
    )
    .await?;
    tx.touch_directory();
    let details = json!({
        "Laporan dikirim kepala unit": rules.head_sends,
        "Satu orang boleh merangkap": rules.one_person_both_steps,
        "Pengingat (hari kerja sebelum batas waktu)": rules.remind_days,
    });
    tx.record(Ref::new("government.region", Uuid::nil()), &details)
        .await?;
    Ok(())
}

/// Codes and names of all regions, and whether they are played.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_regions<C: ConnectionTrait>(
    conn: &C,
) -> Result<Vec<(RegionCode, String, bool)>, Problem> {
    let rows: Vec<NameRow> = sql::all(
        conn,
        "select region, name, simulated from region order by simulated desc, name",
        vec![],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.region.parse().ok()?, row.name, row.simulated)))
        .collect())
}

#[derive(FromQueryResult)]
struct NameRow {
    region: String,
    name: String,
    simulated: bool,
}

pub(super) async fn directory_version<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<i64, Problem> {
    sql::value(
        conn,
        "select directory_version from region_clock where region = $1",
        vec![region.as_str().into()],
    )
    .await?
    .ok_or(Problem::NotFound)
}

pub(super) async fn read_directory<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Directory, Problem> {
    let facts: RegionRow = sql::one(
        conn,
        "select name, kind, province, zone, zone_label, unit_word, head_title, simulated, source, \
         head_sends, one_person_both_steps, remind_days from region where region = $1",
        vec![region.as_str().into()],
    )
    .await?
    .ok_or(Problem::NotFound)?;
    let units = read_units(conn, region).await?;
    let mut groups = Group::of_every_region(&facts.unit_word);
    groups.extend(lists::read(conn, region).await?);
    let institutions = institutions::read(conn, region).await?;
    let relations = relations::read(conn, region).await?;
    let holidays: Vec<HolidayRow> = sql::all(
        conn,
        "select date, name, kind, source from holiday where region = $1 order by date",
        vec![region.as_str().into()],
    )
    .await?;
    let holidays = holidays.into_iter().filter_map(HolidayRow::read).collect();
    Ok(Directory::new(
        facts.read(region.clone()),
        read_areas(conn, region).await?,
        units,
        groups,
        institutions,
        relations,
        WorkCalendar::new(holidays),
        stationery::read(conn, region).await?,
    ))
}

async fn read_units<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Unit>, Problem> {
    let rows: Vec<UnitRow> = sql::all(
        conn,
        "select id, number, key, name, abbreviation, kind, parent_id, path, area_code, \
         public_service, spotlight, active_from, active_until, source from unit \
         where region = $1 order by number",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(rows.into_iter().filter_map(UnitRow::read).collect())
}

#[derive(FromQueryResult)]
struct RegionRow {
    name: String,
    kind: String,
    province: String,
    zone: i16,
    zone_label: String,
    unit_word: String,
    head_title: String,
    simulated: bool,
    source: String,
    head_sends: bool,
    one_person_both_steps: bool,
    remind_days: i64,
}

impl RegionRow {
    fn read(self, code: RegionCode) -> Region {
        Region {
            code,
            name: self.name,
            kind: self.kind,
            province: self.province,
            zone: i8::try_from(self.zone).unwrap_or(7),
            zone_label: self.zone_label,
            unit_word: self.unit_word,
            head_title: self.head_title,
            simulated: self.simulated,
            source: self.source,
            head_sends: self.head_sends,
            one_person_both_steps: self.one_person_both_steps,
            remind_days: u32::try_from(self.remind_days).unwrap_or(0),
        }
    }
}

#[derive(FromQueryResult)]
struct UnitRow {
    id: Uuid,
    number: i64,
    key: String,
    name: String,
    abbreviation: String,
    kind: String,
    parent_id: Option<Uuid>,
    path: String,
    area_code: Option<String>,
    public_service: bool,
    spotlight: bool,
    active_from: Option<String>,
    active_until: Option<String>,
    source: String,
}

impl UnitRow {
    fn read(self) -> Option<Unit> {
        let day = |text: Option<String>| text.as_deref().and_then(date::parse);
        Some(Unit {
            place: Place {
                id: self.id,
                path: self.path,
            },
            number: self.number,
            key: self.key,
            name: self.name,
            abbreviation: self.abbreviation,
            kind: UnitKind::from_code(&self.kind)?,
            parent: self.parent_id,
            area: self.area_code,
            public_service: self.public_service,
            spotlight: self.spotlight,
            active_from: day(self.active_from),
            active_until: day(self.active_until),
            source: self.source,
        })
    }
}

#[derive(FromQueryResult)]
struct HolidayRow {
    date: String,
    name: String,
    kind: String,
    source: String,
}

impl HolidayRow {
    fn read(self) -> Option<Holiday> {
        Some(Holiday {
            date: date::parse(&self.date)?,
            name: self.name,
            kind: self.kind,
            source: self.source,
        })
    }
}
