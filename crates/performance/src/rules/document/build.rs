//! A document put together from the tree, and from what a unit says otherwise.

use std::collections::{HashMap, HashSet};

use platform::Uuid;

use super::{Content, Goal, Row, Stated, Value, content::same};
use crate::rules::tree::Level;

/// A node of the tree.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Id.
    pub id: Uuid,
    /// What stands above it.
    pub parent: Option<Uuid>,
    /// Its level.
    pub level: Level,
    /// Its code.
    pub code: &'a str,
    /// Its words.
    pub name: &'a str,
    /// The unit it names.
    pub unit: Option<Uuid>,
}

/// An indicator of a node with its targets by year, in canonical text.
#[derive(Clone, Debug)]
pub struct Aim<'a> {
    /// The node.
    pub node: Uuid,
    /// Its name.
    pub name: &'a str,
    /// *Satuan*.
    pub measure: &'a str,
    /// *Kondisi awal*.
    pub baseline: Option<String>,
    /// Its targets.
    pub targets: Vec<(i64, String)>,
}

/// Money of a sub-activity in a year, of the latest version of its budget, in sen.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The node.
    pub node: Uuid,
    /// The year.
    pub year: i64,
    /// How much.
    pub sen: i64,
}

/// The tree, in the order of its rows.
#[derive(Clone, Debug, Default)]
pub struct Plan<'a> {
    /// Its nodes.
    pub places: Vec<Place<'a>>,
    /// Its indicators.
    pub aims: Vec<Aim<'a>>,
    /// Its money.
    pub costs: Vec<Cost>,
}

/// What is said instead of the tree: the code of a node, the name of its indicator (empty for money), the
/// year; the figure in canonical text (`None` where there is none), and why.
pub type Said = HashMap<(String, String, i64), (Option<String>, String)>;

/// The document of these years. `belongs` tells which units it is about, `name` what a unit is called.
/// A node without a unit belongs to the unit of what stands above it. A row in whose part nothing
/// belongs is left out.
pub fn build(
    years: &[i64],
    plan: &Plan<'_>,
    said: &Said,
    belongs: &dyn Fn(Option<Uuid>) -> bool,
    name: &dyn Fn(Uuid) -> String,
) -> Content {
    let mut below: HashMap<Option<Uuid>, Vec<&Place<'_>>> = HashMap::new();
    for place in &plan.places {
        below.entry(place.parent).or_default().push(place);
    }
    let mut aims: HashMap<Uuid, Vec<&Aim<'_>>> = HashMap::new();
    for aim in &plan.aims {
        aims.entry(aim.node).or_default().push(aim);
    }
    let costs: HashMap<(Uuid, i64), i64> = plan
        .costs
        .iter()
        .map(|it| ((it.node, it.year), it.sen))
        .collect();

    // each node with who is responsible, before those below it
    let mut order: Vec<(&Place<'_>, Option<Uuid>)> = Vec::with_capacity(plan.places.len());
    let children = |parent| below.get(&parent).map_or(&[][..], Vec::as_slice);
    let mut waiting: Vec<(&Place<'_>, Option<Uuid>)> =
        children(None).iter().rev().map(|it| (*it, None)).collect();
    while let Some((place, above)) = waiting.pop() {
        let unit = place.unit.or(above);
        order.push((place, unit));
        waiting.extend(children(Some(place.id)).iter().rev().map(|it| (*it, unit)));
    }

    let parents: HashMap<Uuid, Option<Uuid>> =
        plan.places.iter().map(|it| (it.id, it.parent)).collect();
    let mut shown: HashSet<Uuid> = HashSet::new();
    for (place, _) in order.iter().filter(|(_, unit)| belongs(*unit)) {
        let mut next = Some(place.id);
        while let Some(id) = next.filter(|id| shown.insert(*id)) {
            next = parents.get(&id).copied().flatten();
        }
    }

    let stated = |code: &str, indicator: &str, year: i64, own: bool, plan: Option<String>| {
        let key = (code.to_owned(), indicator.to_owned(), year);
        match said.get(&key).filter(|_| own) {
            // that there is none is said, also where the tree has nothing
            Some((value, reason))
                if value.is_none() || !same(value.as_deref(), plan.as_deref()) =>
            {
                Stated {
                    value: value.clone(),
                    own: Some(Value {
                        plan,
                        reason: reason.clone(),
                    }),
                }
            }
            _ => Stated::of_plan(plan),
        }
    };
    let row = |(place, unit): &(&Place<'_>, Option<Uuid>)| {
        let own = belongs(*unit);
        let goals = aims.get(&place.id).map_or(&[][..], Vec::as_slice);
        let goals = goals.iter().map(|aim| Goal {
            name: aim.name.to_owned(),
            measure: aim.measure.to_owned(),
            baseline: aim.baseline.clone(),
            targets: years
                .iter()
                .map(|year| {
                    let of_plan = aim.targets.iter().find(|(known, _)| known == year);
                    let of_plan = of_plan.map(|(_, target)| target.clone());
                    stated(place.code, aim.name, *year, own, of_plan)
                })
                .collect(),
        });
        let money = years.iter().filter(|_| place.level == Level::SubActivity);
        let money = money.map(|year| {
            let of_plan = costs.get(&(place.id, *year)).map(i64::to_string);
            stated(place.code, "", *year, own, of_plan)
        });
        Row {
            unit: *unit,
            unit_name: unit.map(name).unwrap_or_default(),
            own,
            goals: goals.collect(),
            money: money.collect(),
            ..Row::new(place.level, place.code, place.name)
        }
    };
    let rows = order.iter().filter(|(place, _)| shown.contains(&place.id));
    Content {
        years: years.to_vec(),
        rows: rows.map(row).collect(),
    }
}

/// What a document that was sent or set says of its own rows: an annual plan takes it over what the tree has.
pub fn values_of(content: &Content, kept: &str) -> Said {
    let mut said = Said::new();
    for row in content.rows.iter().filter(|it| it.own) {
        let mut note = |indicator: &str, year: i64, stated: &Stated| {
            if stated.value.is_none() && stated.own.is_none() {
                return;
            }
            let reason = stated.own.as_ref().map(|it| it.reason.clone());
            let reason = reason.filter(|it| !it.is_empty());
            let key = (row.code.clone(), indicator.to_owned(), year);
            let reason = reason.unwrap_or_else(|| kept.to_owned());
            said.insert(key, (stated.value.clone(), reason));
        };
        for goal in &row.goals {
            for (year, stated) in content.years.iter().zip(&goal.targets) {
                note(&goal.name, *year, stated);
            }
        }
        for (year, stated) in content.years.iter().zip(&row.money) {
            note("", *year, stated);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::{Aim, Cost, Place, Plan, Said, build, values_of};
    use crate::rules::tree::Level;

    const HEALTH: Uuid = Uuid::from_u128(1);
    const SCHOOL: Uuid = Uuid::from_u128(2);

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(100 + number)
    }

    fn plan() -> Plan<'static> {
        let place = |number, parent: Option<u128>, level, code, unit| Place {
            id: id(number),
            parent: parent.map(id),
            level,
            code,
            name: "Nama",
            unit,
        };
        Plan {
            places: vec![
                place(1, None, Level::Goal, "T1", None),
                place(2, Some(1), Level::Objective, "S1", None),
                place(3, Some(2), Level::Program, "1.02.02", Some(HEALTH)),
                place(4, Some(3), Level::SubActivity, "1.02.02.1", None),
                place(5, Some(2), Level::Program, "1.01.02", Some(SCHOOL)),
                place(6, None, Level::Goal, "T2", None),
            ],
            aims: vec![Aim {
                node: id(3),
                name: "Cakupan",
                measure: "%",
                baseline: None,
                targets: vec![(2026, "70".into()), (2027, "80".into())],
            }],
            costs: vec![Cost {
                node: id(4),
                year: 2027,
                sen: 500,
            }],
        }
    }

    fn name(unit: Uuid) -> String {
        match unit {
            HEALTH => "Dinas Kesehatan".into(),
            _ => "Dinas Pendidikan".into(),
        }
    }

    #[test]
    fn a_unit_has_its_part_with_what_it_stands_below() {
        let mine = |unit: Option<Uuid>| unit == Some(HEALTH);
        let content = build(&[2027], &plan(), &Said::new(), &mine, &name);
        let codes: Vec<(&str, bool)> = content
            .rows
            .iter()
            .map(|it| (it.code.as_str(), it.own))
            .collect();
        assert_eq!(
            codes,
            [
                ("T1", false),
                ("S1", false),
                ("1.02.02", true),
                ("1.02.02.1", true)
            ],
            "no other unit, and no goal without anything of it"
        );
        // who names nobody belongs to what stands above
        assert_eq!(content.rows[3].unit, Some(HEALTH));
        assert_eq!(content.rows[3].unit_name, "Dinas Kesehatan");
        assert_eq!(content.rows[2].goals[0].targets[0].target(), "80");
        assert_eq!(content.rows[3].money[0].money(), "5");
        // another year of the same part
        let content = build(&[2026], &plan(), &Said::new(), &mine, &name);
        assert_eq!(content.rows[2].goals[0].targets[0].target(), "70");
        assert_eq!(content.rows[3].money[0].money(), "Belum diisi");
    }

    #[test]
    fn what_a_unit_says_stands_over_the_tree_and_goes_into_the_annual_plan() {
        let mine = |unit: Option<Uuid>| unit == Some(HEALTH);
        let key = |code: &str, indicator: &str| (code.to_owned(), indicator.to_owned(), 2027);
        let said = Said::from([
            (
                key("1.02.02", "Cakupan"),
                (Some("75".into()), "Pagu turun".into()),
            ),
            // what is the same as in the tree is nothing of its own
            (key("1.02.02.1", ""), (Some("500".into()), String::new())),
        ]);
        let renja = build(&[2027], &plan(), &said, &mine, &name);
        let target = &renja.rows[2].goals[0].targets[0];
        assert_eq!(
            (target.target(), target.remark(false)),
            ("75".into(), "RPJMD: 80. Pagu turun".into())
        );
        assert_eq!(renja.rows[3].money[0].own, None);

        let all = |_: Option<Uuid>| true;
        let mut later = plan();
        later.costs[0].sen = 900;
        let rkpd = build(
            &[2027],
            &later,
            &values_of(&renja, "Menurut Renja"),
            &all,
            &name,
        );
        assert_eq!(rkpd.rows.len(), 6, "everything of everybody");
        let health = rkpd.rows.iter().find(|it| it.code == "1.02.02").unwrap();
        assert_eq!(health.goals[0].targets[0].target(), "75");
        let money = &rkpd
            .rows
            .iter()
            .find(|it| it.code == "1.02.02.1")
            .unwrap()
            .money[0];
        assert_eq!(
            (money.money(), money.remark(true)),
            ("5".into(), "RPJMD: 9. Menurut Renja".into())
        );
    }

    #[test]
    fn nobody_says_anything_of_what_is_not_theirs() {
        let mine = |unit: Option<Uuid>| unit == Some(SCHOOL);
        let said = Said::from([(
            ("1.02.02".to_owned(), "Cakupan".to_owned(), 2027),
            (Some("1".into()), String::new()),
        )]);
        let content = build(&[2027], &plan(), &said, &mine, &name);
        assert!(content.rows.iter().all(|it| it.goals.is_empty()));
        assert_eq!(content.rows.last().unwrap().code, "1.01.02");
    }
}
