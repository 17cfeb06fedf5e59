//! Which pack says what of a year: packs of one family follow each other.

use crate::{Basis, Mark, Pack, Provenance, Sources, Years};

/// The packs of a family that hold for a year.
#[derive(Clone, Debug)]
pub enum Held<P> {
    /// One: it is used.
    One(P),
    /// Several: somebody has to say which.
    Several(Vec<&'static Pack>),
    /// None.
    None,
}

impl<P> Held<P> {
    /// The one, where there is one.
    pub fn one(self) -> Option<P> {
        match self {
            Self::One(pack) => Some(pack),
            Self::Several(_) | Self::None => None,
        }
    }
}

/// The packs among `packs` that belong to a family, or have this id, and hold for a fiscal year.
pub fn held<'a>(packs: &'a [Pack], name: &str, year: u16) -> Vec<&'a Pack> {
    packs
        .iter()
        .filter(|pack| pack.id == name || pack.family == name)
        .filter(|pack| pack.years.hold(year))
        .collect()
}

impl Pack {
    /// A pack without content for a year no pack of the family holds for: everything in it will be the
    /// region's own, on the basis it names.
    pub fn of_region(family: &str, year: u16, basis: &str) -> Self {
        let own = || Provenance::new(Mark::Region, basis);
        Self {
            id: own_id(family),
            family: family.to_owned(),
            title: "Daftar milik daerah".to_owned(),
            about: String::new(),
            legal_basis: vec![Basis {
                regulation: basis.to_owned(),
                about: String::new(),
                provenance: own(),
            }],
            years: Years {
                first: Some(year),
                last: Some(year),
                provenance: own(),
            },
            affairs: vec![],
            indicators: vec![],
            choices: vec![],
            weights: vec![],
            scales: vec![],
            rules: vec![],
            calendar: vec![],
            agreement: None,
            reports: vec![],
            examples: vec![],
        }
    }

    /// Whether it holds anything of the region's own.
    pub fn has_own(&self) -> bool {
        let indicators = self.indicators.iter().any(|it| it.provenance.is_own());
        let scales = self.scales.iter().map(|it| &it.provenance);
        let others = scales.chain(self.calendar.iter().map(|it| &it.provenance));
        let mut others = others.chain([&self.years.provenance]);
        indicators || others.any(|it| it.mark == Mark::Region)
    }
}

impl Sources {
    /// Whether any of it is the region's own.
    pub fn is_own(&self) -> bool {
        let parent = self.parent.iter();
        let mut all = [&self.name, &self.formula, &self.code]
            .into_iter()
            .chain(parent);
        all.any(|it| it.mark == Mark::Region)
    }
}

/// The id of what a region has of its own where no pack of the family holds.
pub fn own_id(family: &str) -> String {
    format!("{family}-daerah")
}

#[cfg(test)]
mod tests {
    use super::{held, own_id};
    use crate::{Pack, pack};

    /// The shipped list, as two packs that follow each other with a year in common.
    fn followed() -> Vec<Pack> {
        let mut first = pack("lppd-ikk-kabkota").expect("the list").clone();
        let mut second = first.clone();
        first.years.last = Some(2025);
        second.id = "lppd-ikk-kabkota-2025".into();
        second.years.first = Some(2025);
        vec![first, second]
    }

    #[test]
    fn a_year_finds_the_pack_that_holds_for_it() {
        let packs = followed();
        let ids = |name: &str, year| -> Vec<String> {
            let found = held(&packs, name, year);
            found.iter().map(|it| it.id.clone()).collect()
        };
        assert_eq!(ids("lppd-ikk", 2024), ["lppd-ikk-kabkota"]);
        assert_eq!(
            ids("lppd-ikk", 2025),
            ["lppd-ikk-kabkota", "lppd-ikk-kabkota-2025"]
        );
        assert_eq!(ids("lppd-ikk", 2026), ["lppd-ikk-kabkota-2025"]);
        assert_eq!(ids("lppd-ikk-kabkota", 2025), ["lppd-ikk-kabkota"]);
        assert!(ids("lppd-ikk", 2019).is_empty() && ids("lain", 2025).is_empty());
    }

    #[test]
    fn what_a_region_has_where_no_pack_holds_is_its_own() {
        let own = Pack::of_region("lppd-ikk", 2019, "SK 1/2019");
        assert!(own.has_own() && own.id == own_id("lppd-ikk"));
        assert!(own.years.hold(2019) && !own.years.hold(2020));
        assert_eq!(own.check(crate::catalogue()), []);
        assert!(!pack("lppd-ikk-kabkota").expect("the list").has_own());
    }
}
