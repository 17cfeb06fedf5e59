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
/// year; each thing that is said of it.
pub type Said = HashMap<(String, String, i64), Vec<Say>>;

/// A thing that is said of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    /// The figure in canonical text; `None` where there is none.
    pub value: Option<String>,
    /// Why.
    pub reason: String,
    /// Who was responsible for the row when it was said; `None` where that does not matter.
    pub of: Option<Uuid>,
}

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

    let stated = |code: &str, indicator: &str, year: i64, unit, plan: Option<String>| {
        let key = (code.to_owned(), indicator.to_owned(), year);
        let says = said.get(&key).filter(|_| belongs(unit));
        let say = says.and_then(|all| all.iter().find(|it| it.of.is_none() || it.of == unit));
        // that there is none is said, also where the tree has nothing
        let differs = |it: &&Say| it.value.is_none() || !same(it.value.as_deref(), plan.as_deref());
        match say.filter(differs) {
            Some(say) => Stated {
                value: say.value.clone(),
                own: Some(Value {
                    plan,
                    reason: say.reason.clone(),
                }),
            },
            None => Stated::of_plan(plan),
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
                    stated(place.code, aim.name, *year, *unit, of_plan)
                })
                .collect(),
        });
        let money = years.iter().filter(|_| place.level == Level::SubActivity);
        let money = money.map(|year| {
            let of_plan = costs.get(&(place.id, *year)).map(i64::to_string);
            stated(place.code, "", *year, *unit, of_plan)
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

/// What is said of rows that the tree has no more, of indicators under another name, or by who is not
/// responsible any longer: it is not lost silently. Each in words.
pub fn unmatched(said: &Said, content: &Content) -> Vec<String> {
    let rows: HashMap<&str, &Row> = content
        .rows
        .iter()
        .filter(|it| it.own)
        .map(|it| (it.code.as_str(), it))
        .collect();
    let mut found = Vec::new();
    for ((code, indicator, year), says) in said {
        let row = rows.get(code.as_str()).copied().filter(|row| {
            let there = match indicator.is_empty() {
                true => !row.money.is_empty(),
                false => row.goals.iter().any(|it| it.name == *indicator),
            };
            there && content.years.contains(year)
        });
        let gone = |say: &&Say| match row {
            None => true,
            Some(row) => say.of.is_some() && say.of != row.unit,
        };
        found.extend(says.iter().filter(gone).map(|say| {
            let money = indicator.is_empty();
            let what = if money { "Pagu" } else { indicator.as_str() };
            let stated = Stated {
                value: say.value.clone(),
                own: Some(Value::default()),
            };
            let figure = if money {
                stated.money()
            } else {
                stated.target()
            };
            format!("{code} {what} {year}: {figure}")
        }));
    }
    found.sort();
    found.dedup();
    found
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
            said.entry(key).or_default().push(Say {
                value: stated.value.clone(),
                reason: reason.unwrap_or_else(|| kept.to_owned()),
                of: row.unit,
            });
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

    use super::{Aim, Cost, Place, Plan, Said, Say, build, unmatched, values_of};
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

    fn say(value: &str, reason: &str) -> Vec<Say> {
        vec![Say {
            value: Some(value.into()),
            reason: reason.into(),
            of: None,
        }]
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
            (key("1.02.02", "Cakupan"), say("75", "Pagu turun")),
            // what is the same as in the tree is nothing of its own
            (key("1.02.02.1", ""), say("500", "")),
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
    fn what_finds_no_place_any_more_is_told() {
        let mine = |unit: Option<Uuid>| unit == Some(HEALTH);
        let key = |code: &str, indicator: &str, year| (code.to_owned(), indicator.to_owned(), year);
        let said = Said::from([
            (key("1.02.02", "Cakupan", 2027), say("75", "")),
            (key("1.02.02", "Nama lama", 2027), say("75.5", "")),
            (key("1.02.02", "Cakupan", 2031), say("9", "")),
            (key("9.9", "", 2027), say("12500", "")),
        ]);
        let content = build(&[2027], &plan(), &said, &mine, &name);
        let told = [
            "1.02.02 Cakupan 2031: 9",
            "1.02.02 Nama lama 2027: 75,5",
            "9.9 Pagu 2027: 125",
        ];
        assert_eq!(unmatched(&said, &content), told);
        // a row that went to another unit since: what the first said of it holds no more
        let all = |_: Option<Uuid>| true;
        let mut moved = plan();
        moved.places[2].unit = Some(SCHOOL);
        let said = values_of(&content, "Menurut Renja");
        let rkpd = build(&[2027], &moved, &said, &all, &name);
        let row = rkpd.rows.iter().find(|it| it.code == "1.02.02").unwrap();
        assert_eq!(row.goals[0].targets[0].target(), "80");
        assert!(unmatched(&said, &rkpd).contains(&"1.02.02 Cakupan 2027: 75".to_owned()));
    }

    #[test]
    fn nobody_says_anything_of_what_is_not_theirs() {
        let mine = |unit: Option<Uuid>| unit == Some(SCHOOL);
        let said = Said::from([(
            ("1.02.02".to_owned(), "Cakupan".to_owned(), 2027),
            say("1", ""),
        )]);
        let content = build(&[2027], &plan(), &said, &mine, &name);
        assert!(content.rows.iter().all(|it| it.goals.is_empty()));
        assert_eq!(content.rows.last().unwrap().code, "1.01.02");
    }
}
