//! *Cakupan IKK*: which IKK of mandatory and optional affairs have an activity with money.

use std::collections::HashSet;

use regulations::{Kind, Pack};

/// The pack with the list of the IKK.
pub const IKK_LIST: &str = "lppd-ikk-kabkota";

/// An IKK with whether it is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group of its affair: `1.a`.
    pub group: String,
    /// Name of its affair.
    pub affair: String,
    /// Code of its affair in the budget: `1.01`.
    pub affair_code: Option<String>,
    /// Whether a sub-activity with money in the year serves it.
    pub covered: bool,
}

/// The IKK of a kind of affairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// "Urusan wajib pelayanan dasar".
    pub kind: &'static str,
    /// Its IKK, in the order of the list.
    pub all: Vec<Covered>,
}

impl Coverage {
    /// How many are covered.
    pub fn count(&self) -> usize {
        self.all.iter().filter(|it| it.covered).count()
    }

    /// "62,5 %", or that there is nothing to cover.
    pub fn percent(&self) -> String {
        percent(self.count(), self.all.len())
    }
}

/// A share in percent with one place, half up.
fn percent(part: usize, whole: usize) -> String {
    let share = figures::Exact::from(part * 100).over(&figures::Exact::from(whole));
    share.map_or_else(|| "-".into(), |it| format!("{} %", it.indonesian(1)))
}

const KINDS: [(&str, &str); 3] = [
    ("1.", "Urusan wajib pelayanan dasar"),
    ("2.", "Urusan wajib bukan pelayanan dasar"),
    ("3.", "Urusan pilihan"),
];

/// The outcome IKK of the pack by the kind of their affairs, covered or not.
pub fn coverage(pack: &Pack, covered: &HashSet<String>) -> Vec<Coverage> {
    let of = |prefix: &str| {
        let wanted = pack.indicators.iter().filter(|it| it.kind == Kind::Outcome);
        let wanted = wanted.filter(|it| it.code.starts_with(prefix));
        let all = wanted.map(|it| Covered {
            affair: pack
                .affair(&it.affair)
                .map(|affair| affair.name.clone())
                .unwrap_or_default(),
            affair_code: pack.affair(&it.affair).and_then(|it| it.code.clone()),
            group: it.affair.clone(),
            covered: covered.contains(&it.code),
            code: it.code.clone(),
            name: it.name.clone(),
        });
        all.collect()
    };
    KINDS
        .into_iter()
        .map(|(prefix, kind)| Coverage {
            kind,
            all: of(prefix),
        })
        .collect()
}

/// All kinds together: covered, all, and the share.
pub fn together(all: &[Coverage]) -> (usize, usize, String) {
    let count = all.iter().map(Coverage::count).sum();
    let whole = all.iter().map(|it| it.all.len()).sum();
    (count, whole, percent(count, whole))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{coverage, percent, together};

    #[test]
    fn covered_are_those_that_an_activity_with_money_serves() {
        let pack = regulations::pack("lppd-ikk-kabkota").expect("the list");
        let none = coverage(pack, &HashSet::new());
        assert_eq!(none.len(), 3);
        let (count, whole, share) = together(&none);
        assert_eq!((count, share.as_str()), (0, "0,0 %"));
        assert!(whole > 90, "{whole} outcomes");
        let first = none[0].all[0].code.clone();
        assert!(!none[0].all[0].affair.is_empty());
        let one = coverage(pack, &HashSet::from([first]));
        assert_eq!(one[0].count(), 1);
        assert_eq!(together(&one).0, 1);
    }

    #[test]
    fn shares_are_exact() {
        assert_eq!(percent(1, 3), "33,3 %");
        assert_eq!(percent(2, 3), "66,7 %");
        assert_eq!(percent(0, 0), "-");
    }
}
