//! The directory: everything of a region's structure that pages name, kept in memory until the
//! region's `directory_version` moves on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use platform::{Action, App, Grant, Instant, Problem, RegionCode, Uuid, date, words::folded};
use time::Date;

use crate::structure::{Area, Group, Institution, Relation, Stationery, Unit, WorkCalendar, store};

/// Facts and rules of a region.
#[derive(Clone, Debug)]
pub struct Region {
    /// Code: `12.72`.
    pub code: RegionCode,
    /// "Kota Pematangsiantar".
    pub name: String,
    /// `city` or `regency`.
    pub kind: String,
    /// Name of the province.
    pub province: String,
    /// Hours from UTC.
    pub zone: i8,
    /// "WIB".
    pub zone_label: String,
    /// What the region calls its agencies: OPD, SKPD, Perangkat Daerah.
    pub unit_word: String,
    /// "Wali Kota" or "Bupati".
    pub head_title: String,
    /// Everything in it is played.
    pub simulated: bool,
    /// Where the facts come from.
    pub source: String,
    /// Whether the head of the unit sends what the operator drafted.
    pub head_sends: bool,
    /// Whether one person may both send and verify (marked *merangkap*).
    pub one_person_both_steps: bool,
    /// Working days before the due date on which a reminder goes out.
    pub remind_days: u32,
}

impl Region {
    /// The local date at `now`.
    pub fn today(&self, now: Instant) -> Date {
        now.at_zone(self.zone).date()
    }

    /// "17 Mei 2022, 21.47 WIB".
    pub fn stamp(&self, at: Instant) -> String {
        date::instant(at, self.zone, &self.zone_label)
    }
}

/// The structure of one region at one version.
#[derive(Debug)]
pub struct Directory {
    /// The region.
    pub region: Region,
    /// Its districts and villages, by code.
    pub areas: Vec<Area>,
    /// All units, in order of their numbers.
    pub units: Vec<Unit>,
    /// All groups.
    pub groups: Vec<Group>,
    /// Institutions outside the regional government, by name.
    pub institutions: Vec<Institution>,
    /// How units are related besides the tree, the oldest first.
    pub relations: Vec<Relation>,
    /// Working days.
    pub calendar: WorkCalendar,
    /// What its papers are printed on.
    pub stationery: Stationery,
    by_id: HashMap<Uuid, usize>,
}

impl Directory {
    #[expect(clippy::too_many_arguments, reason = "each is read on its own, once")]
    pub(super) fn new(
        region: Region,
        areas: Vec<Area>,
        units: Vec<Unit>,
        groups: Vec<Group>,
        institutions: Vec<Institution>,
        relations: Vec<Relation>,
        calendar: WorkCalendar,
        stationery: Stationery,
    ) -> Self {
        Self {
            by_id: units.iter().enumerate().map(|(i, u)| (u.id(), i)).collect(),
            region,
            areas,
            units,
            groups,
            institutions,
            relations,
            calendar,
            stationery,
        }
    }

    /// The unit with this id.
    pub fn unit(&self, id: Uuid) -> Option<&Unit> {
        self.by_id.get(&id).map(|i| &self.units[*i])
    }

    /// The unit with this short name.
    pub fn unit_by_key(&self, key: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.key == key)
    }

    /// Name of a unit; a dash for one that is gone.
    pub fn unit_name(&self, id: Uuid) -> &str {
        self.unit(id).map_or("-", |unit| &unit.name)
    }

    /// Short name of a unit; a dash for one that is gone.
    pub fn unit_short(&self, id: Uuid) -> &str {
        self.unit(id).map_or("-", Unit::short)
    }

    /// The area with this code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }

    /// The unit that governs an area on `date`, where one is recorded.
    pub fn governing(&self, area: &str, date: Date) -> Option<&Unit> {
        self.units
            .iter()
            .filter(|unit| unit.kind.governs_an_area() && unit.exists_on(date))
            .find(|unit| unit.area.as_deref() == Some(area))
    }

    /// The group with this short name.
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }

    /// The institution with this id.
    pub fn institution(&self, id: Uuid) -> Option<&Institution> {
        self.institutions.iter().find(|it| it.id == id)
    }

    /// The institution with this name or abbreviation that is offered on `date`.
    pub fn institution_named(&self, text: &str, date: Date) -> Option<&Institution> {
        let wanted = folded(text);
        let mut called = self
            .institutions
            .iter()
            .filter(|it| it.exists_on(date) && !wanted.is_empty());
        called.find(|it| folded(&it.name) == wanted || folded(&it.abbreviation) == wanted)
    }

    /// Units that exist on `date` and can lead or support work.
    pub fn working_units(&self, date: Date) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.exists_on(date))
    }
}

/// The directories of all regions, by version. Kept in the app.
#[derive(Default)]
pub struct Directories(Mutex<HashMap<RegionCode, (i64, Arc<Directory>)>>);

impl Directories {
    /// The directory of the region a grant is for, as of the version its session read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of<A: Action>(app: &App, grant: &Grant<A>) -> Result<Arc<Directory>, Problem> {
        Self::at(app, grant.region(), grant.actor().directory).await
    }

    /// The directory of `region` at `version`.
    ///
    /// # Errors
    /// `Problem::NotFound` when there is no such region.
    pub async fn at(
        app: &App,
        region: &RegionCode,
        version: i64,
    ) -> Result<Arc<Directory>, Problem> {
        let directories = app.part::<Self>();
        if let Some((kept, directory)) = directories.kept(region)
            && kept == version
        {
            return Ok(directory);
        }
        let directory = Arc::new(store::read_directory(app.db().read(), region).await?);
        directories
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(region.clone(), (version, Arc::clone(&directory)));
        Ok(directory)
    }

    /// The directory of `region` as the database has it now, for pages without a session.
    ///
    /// # Errors
    /// `Problem::NotFound` when there is no such region.
    pub async fn now(app: &App, region: &RegionCode) -> Result<Arc<Directory>, Problem> {
        let version = store::directory_version(app.db().read(), region).await?;
        Self::at(app, region, version).await
    }

    /// What is in memory of `region`, for the shell, which cannot wait for the database.
    pub fn peek(&self, region: &RegionCode) -> Option<Arc<Directory>> {
        self.kept(region).map(|(_, directory)| directory)
    }

    fn kept(&self, region: &RegionCode) -> Option<(i64, Arc<Directory>)> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(region)
            .cloned()
    }
}
