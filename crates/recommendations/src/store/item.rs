//! Recommendations of the council, each with the units it concerns and a follow-up.

use std::collections::HashMap;

use government::follow_up::{self, FollowUpKind, NewFollowUp, TermsInput};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{Decision, ITEM};
use crate::rules::task_of;

/// A recommendation of the council.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Item {
    /// Id.
    pub id: Uuid,
    /// The decision it belongs to.
    pub decision_id: Uuid,
    /// The year of the LKPJ.
    pub lkpj_year: i64,
    /// Number of the decision.
    pub decision_number: String,
    /// Its number within the decision.
    pub number: i64,
    /// The words.
    pub text: String,
    /// *Komisi*, or empty.
    pub commission: String,
    /// Code of the affair, or empty.
    pub affair: String,
    /// Who answers for it.
    pub lead_unit_id: Uuid,
    /// The recommendation of an earlier year that it repeats.
    pub repeats_id: Option<Uuid>,
    /// Version.
    pub version: i64,
}

/// What a person enters of a recommendation.
#[derive(Clone, Debug)]
pub struct ItemInput {
    /// The words.
    pub text: String,
    /// *Komisi*, or empty.
    pub commission: String,
    /// Code of the affair, or empty.
    pub affair: String,
    /// Who answers for it.
    pub lead: Uuid,
    /// All units it concerns, the lead too.
    pub units: Vec<Uuid>,
    /// The recommendation of an earlier year that it repeats.
    pub repeats: Option<Uuid>,
}

/// When the follow-up of a new recommendation is due, if the region says so.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// The date, where one is set.
    pub due: Option<government::structure::Due>,
    /// The local date, for the year of the follow-up's number.
    pub today: Date,
}

fn details(number: i64, input: &ItemInput) -> serde_json::Value {
    json!({
        "Nomor": number, "Rekomendasi": input.text, "Komisi": input.commission,
        "Urusan": input.affair, "Penanggung jawab": input.lead, "OPD terkait": input.units,
        "Berulang dari": input.repeats,
    })
}

/// The number behind the last of a decision.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_number<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    decision: Uuid,
) -> Result<i64, Problem> {
    sql::number(
        conn,
        "select coalesce(max(number), 0) + 1 from council_item \
         where region = $1 and decision_id = $2",
        vec![region.as_str().into(), decision.into()],
    )
    .await
}

/// Adds a recommendation behind those of its decision, and opens its follow-up: the lead answers,
/// the other units support.
///
/// # Errors
/// When a statement fails.
pub async fn add_item(
    tx: &mut Tx,
    decision: &Decision,
    input: &ItemInput,
    when: Due,
) -> Result<Uuid, Problem> {
    repeats_an_earlier(tx, decision.lkpj_year, input).await?;
    let id = tx.new_id();
    let number = next_number(tx.conn(), tx.region(), decision.id).await?;
    insert(
        tx.conn(),
        "council_item",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("decision_id", decision.id.into()),
            ("number", number.into()),
            ("text", input.text.clone().into()),
            ("commission", input.commission.clone().into()),
            ("affair", input.affair.clone().into()),
            ("lead_unit_id", input.lead.into()),
            ("repeats_id", input.repeats.into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    set_units(tx, id, input).await?;
    tx.record(Ref::new(ITEM, id), &details(number, input))
        .await?;
    let work = NewFollowUp {
        origin: Ref::new(ITEM, id),
        task: task_of(&input.text),
        kind: FollowUpKind::Mandatory,
        lead: input.lead,
        supporters: input.units.clone(),
        terms: TermsInput {
            due: when.due,
            ..TermsInput::default()
        },
        agreed: false,
        today: when.today,
    };
    follow_up::open(tx, work).await?;
    Ok(id)
}

/// Changes a recommendation; its decision and number stay, and so do its follow-ups.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_item(
    tx: &mut Tx,
    known: &Item,
    version: i64,
    input: &ItemInput,
) -> Result<(), Problem> {
    repeats_an_earlier(tx, known.lkpj_year, input).await?;
    let touched = sql::run(
        tx.conn(),
        "update council_item set text = $4, commission = $5, affair = $6, lead_unit_id = $7, \
         repeats_id = $8, version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            known.id.into(),
            version.into(),
            input.text.clone().into(),
            input.commission.clone().into(),
            input.affair.clone().into(),
            input.lead.into(),
            input.repeats.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Rekomendasi ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    set_units(tx, known.id, input).await?;
    tx.record(Ref::new(ITEM, known.id), &details(known.number, input))
        .await?;
    Ok(())
}

async fn repeats_an_earlier(tx: &Tx, year: i64, input: &ItemInput) -> Result<(), Problem> {
    let Some(earlier) = input.repeats else {
        return Ok(());
    };
    let found = find_item(tx.conn(), tx.region(), earlier).await?;
    match found.is_some_and(|it| it.lkpj_year < year) {
        true => Ok(()),
        false => Err(Problem::Refused(
            "Rekomendasi yang diulang harus dari LKPJ tahun sebelumnya.".into(),
        )),
    }
}

async fn set_units(tx: &Tx, id: Uuid, input: &ItemInput) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from council_item_unit where region = $1 and item_id = $2",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    let mut units = input.units.clone();
    units.push(input.lead);
    units.sort_unstable();
    units.dedup();
    for unit in units {
        insert(
            tx.conn(),
            "council_item_unit",
            vec![
                ("region", tx.region().as_str().into()),
                ("item_id", id.into()),
                ("unit_id", unit.into()),
            ],
        )
        .await?;
    }
    Ok(())
}

const QUESTION: &str = "select i.id as id, i.decision_id as decision_id, \
    d.lkpj_year as lkpj_year, d.number as decision_number, i.number as number, i.text as text, \
    i.commission as commission, i.affair as affair, i.lead_unit_id as lead_unit_id, \
    i.repeats_id as repeats_id, i.version as version from council_item i \
    join council_decision d on d.region = i.region and d.id = i.decision_id \
    where i.region = $1";

/// The recommendation with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_item<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Item>, Problem> {
    let question = format!("{QUESTION} and i.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Which recommendations.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// Of this decision.
    Of(Uuid),
    /// Of all decisions on the LKPJ of a year, of one unit or of all.
    Year(i64, Option<Uuid>),
}

/// Recommendations in order of decisions and numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn items<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    which: Which,
) -> Result<Vec<Item>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    let wheres = match which {
        Which::Of(decision) => {
            values.push(decision.into());
            "and i.decision_id = $2"
        }
        Which::Year(year, None) => {
            values.push(year.into());
            "and d.lkpj_year = $2"
        }
        Which::Year(year, Some(unit)) => {
            values.extend([year.into(), unit.into()]);
            "and d.lkpj_year = $2 and exists (select 1 from council_item_unit u \
             where u.region = i.region and u.item_id = i.id and u.unit_id = $3)"
        }
    };
    let question = format!("{QUESTION} {wheres} order by d.date desc, d.id, i.number");
    sql::all(conn, &question, values).await
}

#[derive(FromQueryResult)]
struct Concerned {
    item_id: Uuid,
    unit_id: Uuid,
}

/// The units that recommendations concern, the lead too, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn units_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    items: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Uuid>>, Problem> {
    let mut all: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if items.is_empty() {
        return Ok(all);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select c.item_id as item_id, c.unit_id as unit_id from council_item_unit c \
         join unit u on u.region = c.region and u.id = c.unit_id \
         where c.region = $1 and c.item_id in ({}) order by u.number",
        places(1, items.len())
    );
    let rows: Vec<Concerned> = sql::all(conn, &question, values).await?;
    for row in rows {
        all.entry(row.item_id).or_default().push(row.unit_id);
    }
    Ok(all)
}
