//! Rows of letters of assignment.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    keys::Keys,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::Duty;
use crate::{
    account::{NewAssignment, PersonInput, add_assignment, add_person},
    posts::Period,
};

const LETTER: &str = "government.assignment_letter";

/// A letter to be entered.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// One of `KINDS`.
    pub kind: String,
    /// Number and date as the letter states them.
    pub number: String,
    /// What the persons do.
    pub duty: Duty,
    /// On what: "Rapat Koordinasi".
    pub subject: String,
    /// The unit it is for.
    pub unit: Uuid,
    /// From when to when.
    pub period: Period,
    /// Who: known persons, and persons to be entered without an account.
    pub persons: Vec<Person>,
}

/// Somebody a letter names.
#[derive(Clone, Debug)]
pub enum Person {
    /// Known already.
    Known(Uuid),
    /// To be entered without an account.
    New(PersonInput),
}

/// A letter as lists show it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Id.
    pub id: Uuid,
    /// One of `KINDS`.
    pub kind: String,
    /// Number and date.
    pub number: String,
    /// What the persons do.
    pub duty: Duty,
    /// On what.
    pub subject: String,
    /// The unit it is for.
    pub unit: Uuid,
    /// From when to when.
    pub period: Period,
    /// Names of the persons.
    pub persons: Vec<String>,
}

/// Enters a letter and gives every person of it the assignment.
///
/// # Errors
/// `Problem::Conflict` when the NIP of a new person is another's.
pub async fn give(tx: &mut Tx, keys: &Keys, new: NewLetter) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "assignment_letter",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("kind", new.kind.clone().into()),
            ("number", new.number.clone().into()),
            ("duty", new.duty.code().into()),
            ("subject", new.subject.clone().into()),
            ("unit_id", new.unit.into()),
            ("from_date", new.period.from.map(date::iso).into()),
            ("until_date", new.period.until.map(date::iso).into()),
            ("created_at", tx.now().0.into()),
        ],
    )
    .await?;
    let count = new.persons.len();
    for person in new.persons {
        let account = match person {
            Person::Known(id) => id,
            Person::New(input) => add_person(tx, keys, input).await?,
        };
        let assignment = NewAssignment {
            account,
            unit: new.unit,
            role: new.duty.role(),
            title: new.duty.title(&new.subject),
            decree: new.number.clone(),
            from: new.period.from,
            until: new.period.until,
        };
        let assignment = add_assignment(tx, assignment).await?;
        insert(
            tx.conn(),
            "assignment_letter_person",
            vec![
                ("region", tx.region().as_str().into()),
                ("letter_id", id.into()),
                ("assignment_id", assignment.into()),
            ],
        )
        .await?;
    }
    let details = json!({
        "Nomor": new.number, "Tugas": new.duty.title(&new.subject), "Unit": new.unit,
        "Orang": count,
    });
    tx.record(Ref::new(LETTER, id), &details).await?;
    Ok(id)
}

/// Ends what a letter gave, for everybody it named, after `last`.
///
/// # Errors
/// When a statement fails.
pub async fn end_letter(tx: &mut Tx, letter: Uuid, last: Date) -> Result<(), Problem> {
    let day = date::iso(last);
    let mine = || {
        vec![
            tx.region().as_str().into(),
            letter.into(),
            day.clone().into(),
        ]
    };
    sql::run(
        tx.conn(),
        "update assignment_letter set until_date = $3 where region = $1 and id = $2",
        mine(),
    )
    .await?;
    sql::run(
        tx.conn(),
        "update assignment set until_date = $3 where region = $1 \
         and coalesce(until_date, '9999') > $3 and id in (select p.assignment_id \
         from assignment_letter_person p where p.region = $1 and p.letter_id = $2)",
        mine(),
    )
    .await?;
    let details = json!({ "Berakhir": date::medium(last) });
    tx.record(Ref::new(LETTER, letter), &details).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    number: String,
    duty: String,
    subject: String,
    unit_id: Uuid,
    from_date: Option<String>,
    until_date: Option<String>,
    name: String,
}

/// Whether there is such a letter.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_letter<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Uuid>, Problem> {
    sql::value(
        conn,
        "select id from assignment_letter where region = $1 and id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await
}

/// Letters, the newest first, with the names of their persons.
///
/// # Errors
/// When the database cannot be read.
pub async fn letters<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    limit: i64,
) -> Result<Vec<Letter>, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select l.id as id, l.kind as kind, l.number as number, l.duty as duty, \
         l.subject as subject, l.unit_id as unit_id, l.from_date as from_date, \
         l.until_date as until_date, c.name as name from (select * from assignment_letter \
         where region = $1 order by created_at desc, id desc limit $2) l \
         join assignment_letter_person p on p.region = l.region and p.letter_id = l.id \
         join assignment a on a.region = p.region and a.id = p.assignment_id \
         join account c on c.region = a.region and c.id = a.account_id \
         order by l.created_at desc, l.id desc, c.sort_name",
        vec![region.as_str().into(), limit.into()],
    )
    .await?;
    let mut letters: Vec<Letter> = Vec::new();
    for row in rows {
        if let Some(last) = letters.last_mut().filter(|last| last.id == row.id) {
            last.persons.push(row.name);
            continue;
        }
        let Some(duty) = Duty::from_code(&row.duty) else {
            continue;
        };
        let day = |text: Option<String>| text.as_deref().and_then(date::parse);
        letters.push(Letter {
            id: row.id,
            kind: row.kind,
            number: row.number,
            duty,
            subject: row.subject,
            unit: row.unit_id,
            period: Period {
                from: day(row.from_date),
                until: day(row.until_date),
            },
            persons: vec![row.name],
        });
    }
    Ok(letters)
}
