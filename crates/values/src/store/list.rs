//! Taking in a list of a year: from a pack, or from a workbook of the region.

use std::collections::{HashMap, HashSet};

use platform::{
    Problem, Ref, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::Value;
use serde_json::json;

use super::{INDICATOR, indicator::not_asked, indicators, refresh};
use crate::{
    rules::{Direction, IndicatorKind},
    store::{Asked, Indicator},
};

/// An indicator as it comes in.
#[derive(Clone, Debug)]
pub struct IndicatorInput {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: IndicatorKind,
    /// The affair in words.
    pub affair: String,
    /// Its name.
    pub name: String,
    /// Its formula.
    pub formula: String,
    /// What the result is measured in.
    pub measure: String,
    /// Which way it is better.
    pub direction: Direction,
    /// Digits after the comma that are shown.
    pub decimals: i16,
    /// Code of the outcome it answers to, or empty.
    pub parent: String,
    /// *PD Pengampu Utama*, where the list names it.
    pub unit: Option<Uuid>,
    /// Who would be, where neither list nor people said so.
    pub proposed: Option<Uuid>,
    /// *PD Pendukung*.
    pub support: Vec<Uuid>,
    /// Whether its source was seen.
    pub seen: bool,
    /// Whether the region says any of it otherwise than a pack.
    pub own: bool,
    /// Where it comes from.
    pub source: String,
    /// Letter, what is counted, and who gives it where another does.
    pub elements: Vec<(String, String, Option<Uuid>)>,
}

impl IndicatorInput {
    /// Who owns it, where `there` did before.
    fn owner(&self, there: Option<Uuid>) -> Option<Uuid> {
        self.unit.or(there).or(self.proposed)
    }
}

/// What taking in a list did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListOutcome {
    /// Indicators that are new.
    pub added: usize,
    /// Indicators that were there and read otherwise now.
    pub changed: usize,
    /// Indicators that were there as they are.
    pub same: usize,
    /// Indicators that are not asked for any more.
    pub left_out: usize,
}

/// Takes in a list: what is there under the same code is brought up to date and keeps its figures,
/// from which its result is computed anew; what is not in the list any more is not asked for, and its
/// figures stay. Parents come first.
///
/// # Errors
/// When a statement fails.
pub async fn put_list(
    tx: &mut Tx,
    list: &str,
    year: i64,
    pack: &str,
    inputs: &[IndicatorInput],
) -> Result<ListOutcome, Problem> {
    let (there, unasked) = all_of(tx, list, year).await?;
    let mut ids: HashMap<String, Uuid> = there
        .iter()
        .map(|it| (it.indicator.code.clone(), it.indicator.id))
        .collect();
    let by_code: HashMap<&str, &Asked> = there
        .iter()
        .map(|it| (it.indicator.code.as_str(), it))
        .collect();
    let mut outcome = ListOutcome::default();
    for (order, input) in (1_i64..).zip(inputs) {
        let parent = ids.get(&input.parent).copied();
        match by_code.get(input.code.as_str()) {
            Some(old)
                if is_same(old, input, order, parent)
                    && !unasked.contains(&old.indicator.id)
                    && old.indicator.pack == pack =>
            {
                outcome.same += 1;
            }
            Some(old) => {
                change(tx, old, input, order, parent, pack).await?;
                outcome.changed += 1;
            }
            None => {
                let id = add(tx, list, year, input, order, parent, pack).await?;
                ids.insert(input.code.clone(), id);
                outcome.added += 1;
            }
        }
    }
    let listed: HashSet<&str> = inputs.iter().map(|input| input.code.as_str()).collect();
    for gone in &there {
        let it = &gone.indicator;
        if !listed.contains(it.code.as_str()) && !unasked.contains(&it.id) {
            leave_out(tx, it.id).await?;
            outcome.left_out += 1;
        }
    }
    if outcome.changed > 0 {
        refresh(tx, Some(year)).await?;
    }
    let details = json!({
        "Daftar": list, "Tahun": year, "Sumber": pack, "Baru": outcome.added,
        "Berubah": outcome.changed, "Tetap": outcome.same, "Tidak diminta lagi": outcome.left_out,
    });
    // the list has no row of its own: it stands in the history of the region
    tx.record(Ref::new(INDICATOR, Uuid::nil()), &details)
        .await?;
    Ok(outcome)
}

/// All indicators of a list in a year, and which of them are not asked for.
async fn all_of(tx: &Tx, list: &str, year: i64) -> Result<(Vec<Asked>, HashSet<Uuid>), Problem> {
    let mut all = indicators(tx.conn(), tx.region(), list, year).await?;
    let unasked = not_asked(tx.conn(), tx.region(), list, year).await?;
    let ids = unasked.iter().map(|it| it.indicator.id).collect();
    all.extend(unasked);
    Ok((all, ids))
}

async fn leave_out(tx: &Tx, id: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update indicator set asked = $3, version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), id.into(), false.into()],
    )
    .await
    .map(drop)
}

fn is_same(old: &Asked, new: &IndicatorInput, order: i64, parent: Option<Uuid>) -> bool {
    let it = &old.indicator;
    let mut of_new: Vec<_> = new.elements.iter().collect();
    of_new.sort_by(|a, b| a.0.cmp(&b.0));
    let elements = old.elements.len() == of_new.len()
        && old.elements.iter().zip(of_new).all(|(old, new)| {
            (&old.letter, &old.name) == (&new.0, &new.1)
                && (new.2.is_none() || old.unit_id == new.2)
        });
    elements
        && it.order_number == order
        && it.kind() == new.kind
        && (&it.affair, &it.name, &it.formula) == (&new.affair, &new.name, &new.formula)
        && (&it.measure, &it.source) == (&new.measure, &new.source)
        && it.direction() == new.direction
        && (it.decimals, it.seen, it.own) == (new.decimals, new.seen, new.own)
        && it.parent_id == parent
        && it.unit_id == new.owner(it.unit_id)
}

fn facts(
    input: &IndicatorInput,
    order: i64,
    parent: Option<Uuid>,
    pack: &str,
) -> Vec<(&'static str, Value)> {
    vec![
        ("order_number", order.into()),
        ("kind", input.kind.code().into()),
        ("affair", input.affair.as_str().into()),
        ("name", input.name.as_str().into()),
        ("formula", input.formula.as_str().into()),
        ("measure", input.measure.as_str().into()),
        ("direction", input.direction.code().into()),
        ("decimals", input.decimals.into()),
        ("parent_id", parent.into()),
        ("seen", input.seen.into()),
        ("own", input.own.into()),
        ("asked", true.into()),
        ("source", input.source.as_str().into()),
        ("pack", pack.into()),
    ]
}

async fn add(
    tx: &Tx,
    list: &str,
    year: i64,
    input: &IndicatorInput,
    order: i64,
    parent: Option<Uuid>,
    pack: &str,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("list", list.into()),
        ("year", year.into()),
        ("code", input.code.as_str().into()),
        ("unit_id", input.owner(None).into()),
        ("version", 1_i64.into()),
    ];
    row.extend(facts(input, order, parent, pack));
    insert(tx.conn(), "indicator", row).await?;
    put_elements(tx, id, input).await?;
    Ok(id)
}

async fn change(
    tx: &Tx,
    old: &Asked,
    input: &IndicatorInput,
    order: i64,
    parent: Option<Uuid>,
    pack: &str,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), old.indicator.id.into()];
    let mut sets = Vec::new();
    let mut facts = facts(input, order, parent, pack);
    facts.push(("unit_id", input.owner(old.indicator.unit_id).into()));
    for (column, value) in facts {
        values.push(value);
        sets.push(format!("{column} = ${}", values.len()));
    }
    let statement = format!(
        "update indicator set {}, version = version + 1 where region = $1 and id = $2",
        sets.join(", ")
    );
    sql::run(tx.conn(), &statement, values).await?;
    let named = |letter: &str| input.elements.iter().any(|it| it.0 == letter);
    for gone in old.elements.iter().filter(|it| !named(&it.letter)) {
        sql::run(
            tx.conn(),
            "delete from indicator_element \
             where region = $1 and indicator_id = $2 and letter = $3",
            vec![
                tx.region().as_str().into(),
                old.indicator.id.into(),
                gone.letter.as_str().into(),
            ],
        )
        .await?;
    }
    put_elements(tx, old.indicator.id, input).await
}

async fn put_elements(tx: &Tx, id: Uuid, input: &IndicatorInput) -> Result<(), Problem> {
    for (letter, name, unit) in &input.elements {
        sql::run(
            tx.conn(),
            "insert into indicator_element (region, indicator_id, letter, name, unit_id) \
             values ($1, $2, $3, $4, $5) on conflict (region, indicator_id, letter) do update \
             set name = excluded.name, \
             unit_id = coalesce(excluded.unit_id, indicator_element.unit_id)",
            vec![
                tx.region().as_str().into(),
                id.into(),
                letter.as_str().into(),
                name.as_str().into(),
                (*unit).into(),
            ],
        )
        .await?;
    }
    put_support(tx, id, &input.support).await
}

/// Units that support the owner, where the list names any; what a person set is not emptied by a list
/// that names none.
async fn put_support(tx: &Tx, id: Uuid, units: &[Uuid]) -> Result<(), Problem> {
    if units.is_empty() {
        return Ok(());
    }
    sql::run(
        tx.conn(),
        "delete from indicator_support where region = $1 and indicator_id = $2",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    for unit in units {
        insert(
            tx.conn(),
            "indicator_support",
            vec![
                ("region", tx.region().as_str().into()),
                ("indicator_id", id.into()),
                ("letter", "".into()),
                ("unit_id", (*unit).into()),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Says who gives an indicator: the main owner, and for each element another where one does.
///
/// # Errors
/// `Problem::Conflict` when it changed meanwhile.
pub async fn set_owner(
    tx: &mut Tx,
    it: &Indicator,
    version: i64,
    main: Option<Uuid>,
    elements: &[(String, Option<Uuid>)],
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update indicator set unit_id = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            main.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Indikator ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    for (letter, unit) in elements {
        sql::run(
            tx.conn(),
            "update indicator_element set unit_id = $4 \
             where region = $1 and indicator_id = $2 and letter = $3",
            vec![
                tx.region().as_str().into(),
                it.id.into(),
                letter.as_str().into(),
                (*unit).into(),
            ],
        )
        .await?;
    }
    // what counts is what the owner gave
    refresh(tx, Some(it.year)).await?;
    let details = json!({ "Pengampu": main.map(|id| id.to_string()) });
    tx.record(Ref::new(INDICATOR, it.id), &details).await?;
    Ok(())
}
