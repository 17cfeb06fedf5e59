//! Between whom an agreement is made.

use government::{
    Directory,
    structure::{RelationKind, Unit, UnitKind},
};
use platform::Uuid;
use serde::{Deserialize, Serialize};
use time::Date;

/// Who signs, as recorded on the day of signing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The post; `None` where the unit has none that leads it.
    pub post: Option<Uuid>,
    /// The person; `None` where nobody holds the post.
    pub account: Option<Uuid>,
    /// "Plt. Kepala Dinas Kesehatan".
    pub office: String,
    /// Name with titles, or empty.
    pub name: String,
    /// *Pangkat*, or empty.
    pub rank: String,
    /// NIP, or empty.
    pub nip: String,
}

/// The two parties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// Who promises.
    pub first: Party,
    /// To whom; the head of the region promises alone.
    pub second: Option<Party>,
}

/// The level at which a unit's agreement is usually made; whoever writes it may choose another.
pub fn level_of(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::HeadOfRegion => "pemerintah",
        kind if kind.is_agency() => "kepala_pd",
        UnitKind::Assistant | UnitKind::ExpertStaff | UnitKind::RegionalHospital => "kepala_pd",
        _ => "administrator",
    }
}

/// The unit whose head is the second party of a unit's agreement on a day: the one that is recorded,
/// else the head of the region for agencies, else the unit above. `None` for the head of the region.
pub fn second_unit(directory: &Directory, unit: &Unit, day: Date) -> Option<Uuid> {
    if unit.kind == UnitKind::HeadOfRegion {
        return None;
    }
    let recorded = directory
        .related(unit.id(), RelationKind::Agreement, day)
        .find_map(|it| it.to);
    let head = || {
        let mut all = directory.units.iter();
        all.find(|it| it.kind == UnitKind::HeadOfRegion && it.exists_on(day))
            .map(Unit::id)
    };
    let by_rule = match level_of(unit.kind) {
        "administrator" => unit.parent.or_else(head),
        _ => head(),
    };
    recorded.or(by_rule)
}

/// What changed between who signed and who would sign today, in words; empty where nobody did.
pub fn changed(signed: &Parties, today: &Parties) -> Vec<String> {
    let mut words = Vec::new();
    let mut compare = |which: &str, before: &Party, now: &Party| {
        let same = before.account == now.account && before.office == now.office;
        if !same {
            words.push(format!("{which}: {} menjadi {}", named(before), named(now)));
        }
    };
    compare("Pihak pertama", &signed.first, &today.first);
    if let (Some(before), Some(now)) = (&signed.second, &today.second) {
        compare("Pihak kedua", before, now);
    }
    words
}

fn named(party: &Party) -> String {
    match party.name.as_str() {
        "" => format!("{} (kosong)", party.office),
        name => format!("{name} ({})", party.office),
    }
}

#[cfg(test)]
mod tests {
    use government::structure::UnitKind;
    use platform::Uuid;

    use super::{Parties, Party, changed, level_of};
    use crate::rules::level;

    fn party(account: u128, office: &str) -> Party {
        Party {
            account: Some(Uuid::from_u128(account)),
            office: office.into(),
            name: format!("Nama {account}"),
            ..Party::default()
        }
    }

    #[test]
    fn every_kind_of_unit_has_a_level_that_the_rules_know() {
        for kind in UnitKind::all() {
            assert!(level(level_of(kind)).is_some(), "{kind:?}");
        }
        assert_eq!(level_of(UnitKind::District), "kepala_pd");
    }

    #[test]
    fn another_person_or_another_office_touches_an_agreement() {
        let signed = Parties {
            first: party(1, "Kepala Dinas"),
            second: Some(party(9, "Wali Kota")),
        };
        assert!(changed(&signed, &signed).is_empty());
        let mut now = signed.clone();
        now.first = party(2, "Plt. Kepala Dinas");
        let words = changed(&signed, &now);
        assert_eq!(
            words,
            ["Pihak pertama: Nama 1 (Kepala Dinas) menjadi Nama 2 (Plt. Kepala Dinas)"]
        );
        // the same person, no longer acting
        now.first = party(1, "Plt. Kepala Dinas");
        assert_eq!(changed(&signed, &now).len(), 1);
        now.first = Party {
            office: "Kepala Dinas".into(),
            ..Party::default()
        };
        now.second = Some(party(8, "Pj. Wali Kota"));
        let words = changed(&signed, &now);
        assert!(words[0].ends_with("menjadi Kepala Dinas (kosong)"));
        assert!(words[1].starts_with("Pihak kedua"));
    }
}
