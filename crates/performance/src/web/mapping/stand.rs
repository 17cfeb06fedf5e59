//! How the IKK of a planning year stand: which are mapped, who owns each, what is said of the others.

use std::collections::HashMap;

use government::{
    Directory,
    structure::{RelationKind, Unit},
};
use platform::{App, Problem, RegionCode, Uuid};
use time::Date;

use crate::{
    books::MappedIkk,
    rules::tree::{Coverage, Covered, IKK_LIST, PLANNING, coverage},
    store::{MappingReason, tree},
    web::one::LPPD,
};

/// How they stand.
pub(in crate::web) struct Stand {
    /// By kind of affair.
    pub kinds: Vec<Coverage>,
    /// The regulation the list rests on.
    pub basis: &'static str,
    owners: HashMap<String, Uuid>,
    today: Date,
}

/// The unit that owns an affair on a day.
fn owner_of<'a>(directory: &'a Directory, affair: &str, today: Date) -> Option<&'a Unit> {
    directory.working_units(today).find(|unit| {
        directory
            .related(unit.id(), RelationKind::Affair, today)
            .any(|it| it.affair == affair)
    })
}

/// The unit that keeps the plans of the region, where one is recorded.
pub(in crate::web) fn planning_unit(directory: &Directory, today: Date) -> Option<&Unit> {
    owner_of(directory, PLANNING, today)
}

impl Stand {
    /// Reads it. Two statements.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(
        app: &App,
        region: &RegionCode,
        directory: &Directory,
        (plan, year): (Uuid, i64),
    ) -> Result<Self, Problem> {
        let db = app.db().read();
        let pack = regulations::pack(IKK_LIST).ok_or(Problem::NotFound)?;
        let covered = tree::covered_ikk(db, region, plan, year).await?;
        Ok(Self {
            kinds: coverage(pack, &covered),
            basis: pack.legal_basis.first().map_or("", |it| &it.regulation),
            owners: values::store::owners_by_code(db, region, LPPD, year).await?,
            today: directory.region.today(app.now()),
        })
    }

    /// Name of the unit that owns an IKK: by the yearly list, else by its affair; or that nobody is noted.
    pub fn owner(&self, directory: &Directory, ikk: &Covered) -> String {
        let listed = self.owners.get(&ikk.code).copied();
        let by_affair = || {
            let code = ikk.affair_code.as_deref()?;
            owner_of(directory, code, self.today).map(Unit::id)
        };
        listed
            .or_else(by_affair)
            .map_or("Belum dicatat".into(), |id| {
                directory.unit_name(id).to_owned()
            })
    }

    /// Every IKK in a row of the workbook.
    pub fn rows(&self, directory: &Directory, reasons: &[MappingReason]) -> Vec<MappedIkk> {
        let kinds = self.kinds.iter();
        let all = kinds.flat_map(|kind| kind.all.iter().map(move |it| (kind.kind, it)));
        let row = |(kind, it): (&'static str, &Covered)| MappedIkk {
            kind,
            unit: self.owner(directory, it),
            reason: reason_of(reasons, &it.code).unwrap_or_default().to_owned(),
            ikk: it.clone(),
        };
        all.map(row).collect()
    }
}

/// Why an IKK is not mapped, where somebody said so.
pub(in crate::web) fn reason_of<'a>(reasons: &'a [MappingReason], code: &str) -> Option<&'a str> {
    let found = reasons.iter().find(|it| it.code == code);
    found.map(|it| it.body.as_str())
}
