//! Region, areas, units, series and the days taken out by decree.

use directives::store::NewSeries;
use government::structure::{Boundary, Holiday, NewArea, NewUnit, Region, UnitKind};
use platform::{Problem, RegionCode, date};
use serde::Deserialize;

use super::{Files, from_csv, from_toml, text, wrong};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionData {
    code: String,
    name: String,
    kind: String,
    province: String,
    zone: i8,
    zone_label: String,
    simulated: bool,
    unit_word: String,
    head_title: String,
    source: String,
}

/// The facts of a region, with the rules every region begins with.
pub(crate) fn region(code: &RegionCode) -> Result<Region, Problem> {
    let data: RegionData = from_toml(&format!("{code}/region.toml"))?;
    if data.code != code.as_str() {
        return Err(wrong(format!("{code}/region.toml is of {}", data.code)));
    }
    Ok(Region {
        code: code.clone(),
        name: data.name,
        kind: data.kind,
        province: data.province,
        zone: data.zone,
        zone_label: data.zone_label,
        unit_word: data.unit_word,
        head_title: data.head_title,
        simulated: data.simulated,
        source: data.source,
        head_sends: true,
        one_person_both_steps: false,
        remind_days: 3,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaData {
    code: String,
    name: String,
    level: String,
    parent: Option<String>,
    source: String,
}

/// The areas of a region.
pub(crate) fn areas(region: &RegionCode) -> Result<Vec<NewArea>, Problem> {
    let rows: Vec<AreaData> = from_csv(&format!("{region}/areas.csv"))?;
    Ok(rows
        .into_iter()
        .map(|row| NewArea {
            code: row.code,
            name: row.name,
            level: row.level,
            parent: row.parent,
            source: row.source,
        })
        .collect())
}

/// Where areas lie: GeoJSON with its source.
#[derive(Deserialize)]
struct BoundaryFile {
    source: String,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: FeatureCode,
    geometry: serde_json::Value,
}

#[derive(Deserialize)]
struct FeatureCode {
    code: String,
}

/// The boundaries of a region's villages.
pub(crate) fn boundaries(region: &RegionCode) -> Result<Vec<Boundary>, Problem> {
    let name = format!("{region}/boundaries.geojson");
    let file: BoundaryFile = serde_json::from_str(&text(&name)?)?;
    let features = file.features.into_iter();
    Ok(features
        .map(|it| Boundary {
            area_code: it.properties.code,
            geometry: it.geometry.to_string(),
            source: file.source.clone(),
        })
        .collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitData {
    key: String,
    name: String,
    abbreviation: String,
    kind: String,
    parent: String,
    public_service: bool,
    spotlight: bool,
    area: String,
    source: String,
}

/// The units of a region, parents before children.
pub(crate) fn units(region: &RegionCode) -> Result<Vec<NewUnit>, Problem> {
    let rows: Vec<UnitData> = from_csv(&format!("{region}/units.csv"))?;
    rows.into_iter()
        .map(|row| {
            let kind = UnitKind::from_code(&row.kind)
                .ok_or_else(|| wrong(format!("{region}: kind {} of {}", row.kind, row.key)))?;
            Ok(NewUnit {
                key: row.key,
                name: row.name,
                abbreviation: row.abbreviation,
                kind,
                parent: row.parent,
                area: row.area,
                public_service: row.public_service,
                spotlight: row.spotlight,
                source: row.source,
            })
        })
        .collect()
}

/// How a unit stands to another, or to an affair, by keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationData {
    pub unit: String,
    pub kind: String,
    pub to: String,
    pub from: String,
    pub basis: String,
}

/// The relations of a region's units; only stated ones, so that not every region has any.
pub(crate) fn relations(region: &RegionCode) -> Result<Vec<RelationData>, Problem> {
    let name = format!("{region}/relations.csv");
    match Files::get(&name) {
        None => Ok(vec![]),
        Some(_) => from_csv(&name),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesFile {
    series: Vec<SeriesData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesData {
    key: String,
    name: String,
    rhythm: String,
    kind: String,
}

/// The series of a region; not every region has one.
pub(crate) fn series(region: &RegionCode) -> Result<Vec<NewSeries>, Problem> {
    let name = format!("{region}/series.toml");
    if Files::get(&name).is_none() {
        return Ok(vec![]);
    }
    let file: SeriesFile = from_toml(&name)?;
    Ok(file
        .series
        .into_iter()
        .map(|row| NewSeries {
            key: row.key,
            name: row.name,
            kind: row.kind,
            rhythm: row.rhythm,
        })
        .collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayData {
    date: String,
    name: String,
    kind: String,
    source: String,
}

/// The days taken out by decree, the same in the whole country.
pub fn holidays() -> Result<Vec<Holiday>, Problem> {
    let rows: Vec<HolidayData> = from_csv("holidays.csv")?;
    rows.into_iter()
        .map(|row| {
            Ok(Holiday {
                date: date::parse(&row.date)
                    .ok_or_else(|| wrong(format!("holidays.csv: {}", row.date)))?,
                name: row.name,
                kind: row.kind,
                source: row.source,
            })
        })
        .collect()
}
