//! Keeping a plan: what is new gets its id here.

use std::collections::HashMap;

use government::{
    account::{
        NewAccount, NewAssignment, PersonInput, add_account, add_assignment, add_person,
        change_person, give_account,
    },
    posts::{NewHolder, add_holder, add_post},
    structure::{Unit, add_units},
};
use platform::{Problem, Tx, Uuid, keys::Keys};
use serde_json::json;

use super::plan::{NewPerson, Plan};

/// Adds everything, in the order in which it builds on each other.
pub async fn keep(
    tx: &mut Tx,
    keys: &Keys,
    units: &[Unit],
    plan: &Plan,
) -> Result<serde_json::Value, Problem> {
    let mut by_key: HashMap<String, Uuid> = units
        .iter()
        .map(|unit| (unit.key.clone(), unit.id()))
        .collect();
    if !plan.units.is_empty() {
        by_key.extend(add_units(tx, plan.units.clone()).await?);
    }
    let unit = |key: &str| {
        let found = by_key.get(key).copied();
        found.ok_or_else(|| Problem::Conflict(format!("Unit {key} baru saja berubah.")))
    };
    // placeholders become ids
    let mut ids: HashMap<Uuid, Uuid> = HashMap::new();
    for post in &plan.posts {
        let id = add_post(tx, unit(&post.unit)?, &post.title, post.role).await?;
        ids.insert(post.id, id);
    }
    let mut accounts: HashMap<Uuid, &str> = plan
        .accounts
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    for person in &plan.people {
        let id = enter(tx, keys, person, accounts.remove(&person.id)).await?;
        ids.insert(person.id, id);
    }
    for (person, name) in accounts {
        give_account(tx, person, name).await?;
    }
    for (person, wa) in &plan.numbers {
        let input = PersonInput {
            name: person.name.clone(),
            nip: None,
            wa: Some(wa.clone()),
            grade: person.grade.clone(),
        };
        // an account given above counted the version up
        let given = plan.accounts.iter().any(|(id, _)| *id == person.id);
        let version = person.version + i64::from(given);
        change_person(tx, keys, person.id, version, input).await?;
    }
    let id = |id: Uuid| ids.get(&id).copied().unwrap_or(id);
    for held in &plan.holders {
        let new = NewHolder {
            post: id(held.post),
            account: id(held.account),
            acting: held.acting,
            period: held.period,
            source: held.source.clone(),
        };
        add_holder(tx, new).await?;
    }
    for it in &plan.assignments {
        let new = NewAssignment {
            account: id(it.account),
            unit: unit(&it.unit)?,
            role: it.duty.role(),
            title: it.duty.title(&it.subject),
            decree: it.source.clone(),
            from: it.period.from,
            until: it.period.until,
        };
        add_assignment(tx, new).await?;
    }
    tx.touch_directory();
    Ok(json!({
        "Unit": plan.units.len(), "Jabatan": plan.posts.len(), "Orang": plan.people.len(),
        "Pejabat": plan.holders.len(), "Penugasan": plan.assignments.len(),
        "Nomor WA": plan.numbers.len(),
    }))
}

async fn enter(
    tx: &mut Tx,
    keys: &Keys,
    person: &NewPerson,
    sign_in: Option<&str>,
) -> Result<Uuid, Problem> {
    let (named, wa) = (person.named.clone(), person.wa.clone());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    match sign_in {
        Some(sign_in) => {
            let new = NewAccount {
                name: named.name,
                sign_in: sign_in.to_owned(),
                nip: named.nip,
                wa,
                grade: named.grade,
                password: None,
            };
            add_account(tx, keys, new).await
        }
        None => {
            let new = PersonInput {
                name: named.name,
                nip: some(named.nip),
                wa: some(wa),
                grade: named.grade,
            };
            add_person(tx, keys, new).await
        }
    }
}
