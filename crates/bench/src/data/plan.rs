//! What there is in a region: its units, its meetings, its points, and how their follow-ups stand.

use government::structure::{NewUnit, Region, UnitKind};

/// Code of the measured city.
pub const CITY: &str = "98.01";

/// How many agencies it has.
pub const UNITS: usize = 60;

/// How many smaller regions stand beside it.
pub const SMALL_REGIONS: usize = 552;

/// Chance that is the same at every making (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    /// A number of days between two.
    pub fn days(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to - from).unwrap_or(0) + 1;
        from + i64::try_from(self.below(width)).unwrap_or(0)
    }
}

/// How a follow-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Verified up to the target.
    Fulfilled,
    /// Owed, and its date has not come.
    Open,
    /// Owed, and past its date.
    Late,
    /// Its report waits.
    Submitted,
    /// Its report came back.
    Returned,
}

/// A region to be made.
pub struct Plan {
    /// Its facts.
    pub region: Region,
    /// Its units: the agencies first, then the head of region and the secretariat.
    pub units: Vec<NewUnit>,
    /// How many of the units are agencies.
    pub agencies: usize,
    /// How many of them have a head who can sign in.
    pub heads: usize,
    /// How many meetings, one a month.
    pub meetings: usize,
    /// How many points in all.
    pub points: usize,
}

/// Code of a smaller region.
pub fn small_code(number: usize) -> String {
    format!("{:02}.{:02}", 1 + number / 90, 1 + number % 90)
}

impl Plan {
    /// The measured city: 5,000 points in five years of monthly meetings; 68,000 follow-ups.
    pub fn city() -> Self {
        Self {
            region: region(CITY, "Kota Ukur"),
            units: units(UNITS),
            agencies: UNITS,
            heads: UNITS,
            meetings: 60,
            points: 5_000,
        }
    }

    /// A smaller region: 10 units, 25 points, 50 follow-ups.
    pub fn small(number: usize) -> Self {
        let code = small_code(number);
        Self {
            region: region(&code, &format!("Daerah Ukur {code}")),
            units: units(10),
            agencies: 10,
            heads: 1,
            meetings: 5,
            points: 25,
        }
    }

    /// Which agencies lead the follow-ups of a point: in the city every fifth point is for all of
    /// them, the others for one to three; in a smaller region always two.
    pub fn leads(&self, point: usize, dice: &mut Dice) -> Vec<usize> {
        let large = self.agencies == UNITS;
        let count = match (large, point % 5) {
            (true, 0) => self.agencies,
            (true, _) => 1 + point % 3,
            (false, _) => 2,
        };
        let first = usize::try_from(dice.below(self.agencies as u64)).unwrap_or(0);
        (0..count).map(|n| (first + n) % self.agencies).collect()
    }

    /// How a follow-up of a meeting stands: four of five are fulfilled; what is left is mostly of
    /// the last third of the time.
    pub fn fate(&self, meeting: usize, dice: &mut Dice) -> Fate {
        let recent = meeting * 10 >= self.meetings * 7;
        if dice.below(1000) >= if recent { 500 } else { 71 } {
            return Fate::Fulfilled;
        }
        match dice.below(100) {
            0..45 => Fate::Open,
            45..70 => Fate::Late,
            70..87 => Fate::Submitted,
            _ => Fate::Returned,
        }
    }
}

fn region(code: &str, name: &str) -> Region {
    Region {
        code: code
            .parse()
            .unwrap_or_else(|_| unreachable!("codes are written here")),
        name: name.into(),
        kind: "city".into(),
        province: "Provinsi Ukur".into(),
        zone: 7,
        zone_label: "WIB".into(),
        unit_word: "OPD".into(),
        head_title: "Wali Kota".into(),
        simulated: true,
        source: "Data buatan untuk pengukuran".into(),
        head_sends: true,
        one_person_both_steps: false,
        remind_days: 3,
    }
}

fn units(agencies: usize) -> Vec<NewUnit> {
    let unit = |key: String, name: String, kind| NewUnit {
        abbreviation: key.to_uppercase(),
        key,
        name,
        kind,
        parent: String::new(),
        area: String::new(),
        public_service: false,
        spotlight: false,
        source: String::new(),
    };
    let department = |number| {
        let name = format!("Dinas Urusan Pemerintahan Nomor {number:02}");
        unit(format!("opd-{number:02}"), name, UnitKind::Department)
    };
    let mut all: Vec<NewUnit> = (1..=agencies).map(department).collect();
    all.push(unit(
        "wali-kota".into(),
        "Wali Kota".into(),
        UnitKind::HeadOfRegion,
    ));
    let secretariat = UnitKind::RegionalSecretariat;
    all.push(unit(
        "setda".into(),
        "Sekretariat Daerah".into(),
        secretariat,
    ));
    all
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Dice, Fate, Plan, SMALL_REGIONS, small_code};

    #[test]
    fn the_city_has_the_follow_ups_it_says() {
        let (plan, mut dice) = (Plan::city(), Dice(1));
        let mut fates = Vec::new();
        for point in 0..plan.points {
            for _ in plan.leads(point, &mut dice) {
                fates.push(plan.fate(point * plan.meetings / plan.points, &mut dice));
            }
        }
        assert!((67_500..68_500).contains(&fates.len()), "{}", fates.len());
        let fulfilled = fates
            .iter()
            .filter(|fate| **fate == Fate::Fulfilled)
            .count();
        let percent = fulfilled * 100 / fates.len();
        assert!((78..=82).contains(&percent), "{percent} %");
    }

    #[test]
    fn every_region_has_a_code_of_its_own() {
        let codes: HashSet<String> = (0..SMALL_REGIONS).map(small_code).collect();
        assert_eq!(codes.len(), SMALL_REGIONS);
        assert!(
            codes
                .iter()
                .all(|code| code.parse::<platform::RegionCode>().is_ok())
        );
        assert!(!codes.contains("98.01"));
    }
}
