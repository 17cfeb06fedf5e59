//! The duty to map the IKK: each one is served by a sub-activity with money, or has a written reason.

use std::collections::HashSet;

use super::{Coverage, Level};

/// Code of the affair whose owner keeps the plans of the region.
pub const PLANNING: &str = "5.01";

/// How the IKK of a year stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MappingTally {
    /// Served by a sub-activity with money.
    pub mapped: usize,
    /// Not served, with a reason.
    pub explained: usize,
    /// Neither.
    pub open: usize,
}

impl MappingTally {
    /// What speaks against sending; `None` when nothing is open.
    pub fn refusal(self) -> Option<String> {
        (self.open > 0).then(|| {
            format!(
                "Pemetaan belum dapat dikirim: {} IKK belum dipetakan dan belum diberi alasan.",
                self.open
            )
        })
    }
}

/// Counts them; a reason of an IKK that is served by now does not count.
pub fn mapping_tally(kinds: &[Coverage], reasons: &HashSet<&str>) -> MappingTally {
    let mut tally = MappingTally::default();
    for it in kinds.iter().flat_map(|kind| &kind.all) {
        match (it.covered, reasons.contains(it.code.as_str())) {
            (true, _) => tally.mapped += 1,
            (false, true) => tally.explained += 1,
            (false, false) => tally.open += 1,
        }
    }
    tally
}

/// How the IKK of an affair stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffairTally {
    /// The group of its codes: `1.a`.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Its IKK.
    pub all: usize,
    /// Served by a sub-activity with money.
    pub mapped: usize,
    /// Neither served nor explained.
    pub open: usize,
}

/// Counts them affair by affair, in the order of the list.
pub fn affair_tallies(kinds: &[Coverage], reasons: &HashSet<&str>) -> Vec<AffairTally> {
    let mut tallies: Vec<AffairTally> = Vec::new();
    for it in kinds.iter().flat_map(|kind| &kind.all) {
        let place = tallies.iter().position(|one| one.group == it.group);
        let place = place.unwrap_or_else(|| {
            tallies.push(AffairTally {
                group: it.group.clone(),
                name: it.affair.clone(),
                all: 0,
                mapped: 0,
                open: 0,
            });
            tallies.len() - 1
        });
        let Some(tally) = tallies.get_mut(place) else {
            continue;
        };
        tally.all += 1;
        tally.mapped += usize::from(it.covered);
        tally.open += usize::from(!it.covered && !reasons.contains(it.code.as_str()));
    }
    tallies
}

/// Why an IKK cannot be mapped to a node: `level` is that of the node, if there is one.
pub fn not_mappable(level: Option<Level>, has_money: bool, year: i64) -> Option<String> {
    match level {
        None => Some("Kode ini tidak ada pada pohon RPJMD.".into()),
        Some(level) if level != Level::SubActivity => Some(format!(
            "IKK dipetakan ke sub kegiatan; kode ini {}.",
            level.label().to_lowercase()
        )),
        Some(_) if !has_money => Some(format!(
            "Sub kegiatan ini belum beranggaran pada {year}. Impor anggarannya dulu, atau tulis alasan."
        )),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{affair_tallies, mapping_tally, not_mappable};
    use crate::rules::tree::{Coverage, Covered, Level};

    fn ikk(code: &str, covered: bool) -> Covered {
        Covered {
            code: code.into(),
            name: "Nama".into(),
            group: "1.a".into(),
            affair: "Pendidikan".into(),
            affair_code: None,
            covered,
        }
    }

    #[test]
    fn nothing_is_sent_while_one_is_open() {
        let kinds = [Coverage {
            kind: "Urusan pilihan",
            all: vec![ikk("a", true), ikk("b", false), ikk("c", false)],
        }];
        let some = mapping_tally(&kinds, &HashSet::from(["a", "b"]));
        assert_eq!((some.mapped, some.explained, some.open), (1, 1, 1));
        assert!(some.refusal().is_some_and(|it| it.contains("1 IKK")));
        let all = mapping_tally(&kinds, &HashSet::from(["b", "c"]));
        assert_eq!(all.refusal(), None);
    }

    #[test]
    fn an_affair_knows_what_of_it_is_still_open() {
        let other = Covered {
            group: "1.b".into(),
            affair: "Kesehatan".into(),
            ..ikk("d", false)
        };
        let kinds = [Coverage {
            kind: "Urusan wajib pelayanan dasar",
            all: vec![ikk("a", true), ikk("b", false), ikk("c", false), other],
        }];
        let told: Vec<_> = affair_tallies(&kinds, &HashSet::from(["a", "c"]))
            .into_iter()
            .map(|it| (it.name, it.all, it.mapped, it.open))
            .collect();
        assert_eq!(
            told,
            [
                ("Pendidikan".into(), 3, 1, 1),
                ("Kesehatan".into(), 1, 0, 1)
            ]
        );
    }

    #[test]
    fn only_a_sub_activity_with_money_serves_an_ikk() {
        assert_eq!(not_mappable(Some(Level::SubActivity), true, 2027), None);
        let words = |level, money| not_mappable(level, money, 2027).unwrap_or_default();
        assert!(words(None, false).contains("tidak ada"));
        assert!(words(Some(Level::Program), false).contains("kode ini program"));
        assert!(words(Some(Level::SubActivity), false).contains("belum beranggaran pada 2027"));
    }
}
