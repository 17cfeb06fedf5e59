//! Programmes of a version with their budget.

use figures::Money;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{AGREEMENT, Agreement, agreement::touch_open};

/// A programme.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Program {
    /// Id.
    pub id: Uuid,
    /// The version it stands in.
    pub version_id: Uuid,
    /// Its number within the version.
    pub number: i64,
    /// Its name.
    pub name: String,
    budget_sen: i64,
    /// Where the money comes from: "APBD".
    pub source: String,
}

impl Program {
    /// Its budget.
    pub fn budget(&self) -> Option<Money> {
        Money::of_sen(self.budget_sen)
    }
}

/// What a person enters of a programme.
#[derive(Clone, Debug)]
pub struct ProgramInput {
    /// Its name.
    pub name: String,
    /// Its budget.
    pub budget: Money,
    /// Where the money comes from.
    pub source: String,
}

const QUESTION: &str = "select p.id as id, p.version_id as version_id, p.number as number, \
    p.name as name, p.budget_sen as budget_sen, p.source as source from agreement_program p";

/// The programmes of these versions, by version and number.
///
/// # Errors
/// When the database cannot be read.
pub async fn programs_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    versions: &[Uuid],
) -> Result<Vec<Program>, Problem> {
    if versions.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(versions.iter().map(|id| sea_orm::Value::from(*id)));
    let question = format!(
        "{QUESTION} where p.region = $1 and p.version_id in ({}) order by p.version_id, p.number",
        sql::places(1, versions.len())
    );
    sql::all(conn, &question, values).await
}

/// The programme with this id, with its agreement's id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_program<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<(Uuid, Program)>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and p.id = $2");
    let values = vec![region.as_str().into(), id.into()];
    let Some(found) = sql::one::<Program, _>(conn, &question, values).await? else {
        return Ok(None);
    };
    let agreement: Option<Uuid> = sql::value(
        conn,
        "select agreement_id from agreement_version where region = $1 and id = $2",
        vec![region.as_str().into(), found.version_id.into()],
    )
    .await?;
    Ok(agreement.map(|agreement| (agreement, found)))
}

async fn put(tx: &Tx, version: Uuid, number: i64, input: &ProgramInput) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "agreement_program",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("version_id", version.into()),
            ("number", number.into()),
            ("name", input.name.clone().into()),
            ("budget_sen", input.budget.sen().into()),
            ("source", input.source.clone().into()),
        ],
    )
    .await
}

/// Adds a programme behind those of the latest version.
///
/// # Errors
/// `Problem::Refused` when the agreement is signed or sent; `Problem::Conflict` when it changed.
pub async fn add_program(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    input: &ProgramInput,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from agreement_program \
         where region = $1 and version_id = $2",
        vec![tx.region().as_str().into(), it.version_id.into()],
    )
    .await?;
    put(tx, it.version_id, number, input).await?;
    let details = json!({
        "Program ditambahkan": input.name, "Anggaran": input.budget.to_string(),
        "Sumber dana": input.source,
    });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Takes a programme out.
///
/// # Errors
/// As `add_program`.
pub async fn drop_program(
    tx: &mut Tx,
    it: &Agreement,
    program: &Program,
    version: i64,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    if program.version_id != it.version_id {
        return Err(Problem::Refused(
            "Program ini milik versi yang sudah diganti dan tidak berubah lagi.".into(),
        ));
    }
    sql::run(
        tx.conn(),
        "delete from agreement_program where region = $1 and id = $2",
        vec![tx.region().as_str().into(), program.id.into()],
    )
    .await?;
    let details = json!({ "Program dihapus": program.name });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Copies programmes into a new version.
pub(super) async fn copy(tx: &Tx, programs: &[Program], to: Uuid) -> Result<(), Problem> {
    for it in programs {
        let Some(budget) = it.budget() else { continue };
        let input = ProgramInput {
            name: it.name.clone(),
            budget,
            source: it.source.clone(),
        };
        put(tx, to, it.number, &input).await?;
    }
    Ok(())
}
