//! Rows of teams and their members.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::TeamRole;
use crate::{account::capacities, follow_up, posts::Period};

const TEAM: &str = "government.team";

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Id.
    pub id: Uuid,
    /// "Pokja Kebersihan Kota".
    pub name: String,
    /// Number and date of the decree.
    pub decree: String,
    /// The unit stated to answer for it.
    pub home: Option<Uuid>,
    /// From when to when.
    pub period: Period,
    /// Version; every change counts it up.
    pub version: i64,
}

/// A team to be entered, or what a team becomes.
#[derive(Clone, Debug)]
pub struct NewTeam {
    /// Name.
    pub name: String,
    /// Number and date of the decree.
    pub decree: String,
    /// The unit stated to answer for it; without one, the unit of its chair does.
    pub home: Option<Uuid>,
    /// From when to when.
    pub period: Period,
}

/// A member of a team.
#[derive(Clone, Debug)]
pub struct Member {
    /// Id.
    pub id: Uuid,
    /// The person; `None` for somebody from outside.
    pub account: Option<Uuid>,
    /// Name with degrees.
    pub name: String,
    /// Post or institution.
    pub office: String,
    /// What the person is in it.
    pub role: TeamRole,
    /// Last day, if it ended.
    pub until: Option<Date>,
}

/// A member to be entered.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The person; `None` for somebody from outside.
    pub account: Option<Uuid>,
    /// Name with degrees.
    pub name: String,
    /// Post or institution.
    pub office: String,
    /// What the person is in it.
    pub role: TeamRole,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    decree: String,
    home_unit_id: Option<Uuid>,
    from_date: Option<String>,
    until_date: Option<String>,
    version: i64,
}

impl Row {
    fn read(self) -> Team {
        let day = |text: Option<String>| text.as_deref().and_then(date::parse);
        Team {
            id: self.id,
            name: self.name,
            decree: self.decree,
            home: self.home_unit_id,
            period: Period {
                from: day(self.from_date),
                until: day(self.until_date),
            },
            version: self.version,
        }
    }
}

#[derive(FromQueryResult)]
struct MemberRow {
    id: Uuid,
    account_id: Option<Uuid>,
    name: String,
    office: String,
    role: String,
    until_date: Option<String>,
}

const COLUMNS: &str = "id, name, decree, home_unit_id, from_date, until_date, version";

/// All teams, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn teams<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Team>, Problem> {
    let question = format!("select {COLUMNS} from team where region = $1 order by name, id");
    let rows: Vec<Row> = sql::all(conn, &question, vec![region.as_str().into()]).await?;
    Ok(rows.into_iter().map(Row::read).collect())
}

/// The team with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_team<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Team>, Problem> {
    let question = format!("select {COLUMNS} from team where region = $1 and id = $2");
    let row: Option<Row> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(row.map(Row::read))
}

/// The members of a team, whenever: chair, secretary, members.
///
/// # Errors
/// When the database cannot be read.
pub async fn members<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    team: Uuid,
) -> Result<Vec<Member>, Problem> {
    let rows: Vec<MemberRow> = sql::all(
        conn,
        "select id, account_id, name, office, role, until_date from team_member \
         where region = $1 and team_id = $2 order by id",
        vec![region.as_str().into(), team.into()],
    )
    .await?;
    let mut members: Vec<Member> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Member {
                id: row.id,
                account: row.account_id,
                name: row.name,
                office: row.office,
                role: TeamRole::from_code(&row.role)?,
                until: row.until_date.as_deref().and_then(date::parse),
            })
        })
        .collect();
    members.sort_by_key(|member| member.role);
    Ok(members)
}

fn columns(new: &NewTeam) -> Vec<(&'static str, Value)> {
    vec![
        ("name", new.name.clone().into()),
        ("decree", new.decree.clone().into()),
        ("home_unit_id", new.home.into()),
        ("from_date", new.period.from.map(date::iso).into()),
        ("until_date", new.period.until.map(date::iso).into()),
    ]
}

async fn note(tx: &mut Tx, id: Uuid, new: &NewTeam) -> Result<(), Problem> {
    let details = json!({
        "Tim": new.name, "Dasar": new.decree, "Unit": new.home,
        "Mulai": new.period.from.map(date::medium), "Sampai": new.period.until.map(date::medium),
    });
    tx.record(Ref::new(TEAM, id), &details).await?;
    Ok(())
}

/// Enters a team.
///
/// # Errors
/// When the statement fails.
pub async fn add_team(tx: &mut Tx, new: &NewTeam) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(new));
    insert(tx.conn(), "team", row).await?;
    note(tx, id, new).await?;
    Ok(id)
}

/// Changes a team.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn change_team(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    new: &NewTeam,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), id.into(), version.into()];
    let mut sets = String::new();
    for (name, value) in columns(new) {
        values.push(value);
        sets += &format!("{name} = ${}, ", values.len());
    }
    let statement = format!(
        "update team set {sets}version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    if sql::run(tx.conn(), &statement, values).await? == 0 {
        return Err(Problem::Conflict(
            "Tim ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    note(tx, id, new).await
}

/// Adds a member. A team has one chair at a time.
///
/// # Errors
/// `Problem::Refused` when there is a chair already.
pub async fn add_member(
    tx: &mut Tx,
    team: Uuid,
    new: &NewMember,
    today: Date,
) -> Result<Uuid, Problem> {
    let all = members(tx.conn(), tx.region(), team).await?;
    let chair = all
        .iter()
        .find(|it| it.role == TeamRole::Chair && it.until.is_none_or(|until| today <= until));
    if let (TeamRole::Chair, Some(chair)) = (new.role, chair) {
        return Err(Problem::Refused(format!(
            "Ketua tim ini {}. Akhiri dulu, lalu catat ketua yang baru.",
            chair.name
        )));
    }
    let id = tx.new_id();
    insert(
        tx.conn(),
        "team_member",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("team_id", team.into()),
            ("account_id", new.account.into()),
            ("name", new.name.clone().into()),
            ("office", new.office.clone().into()),
            ("role", new.role.code().into()),
        ],
    )
    .await?;
    let details = json!({
        "Anggota": new.name, "Jabatan atau instansi": new.office, "Sebagai": new.role.label(),
    });
    tx.record(Ref::new(TEAM, team), &details).await?;
    Ok(id)
}

/// Lets somebody be in a team for the last time on `last`.
///
/// # Errors
/// `Problem::NotFound` when the team has no such member.
pub async fn end_member(tx: &mut Tx, team: Uuid, member: Uuid, last: Date) -> Result<(), Problem> {
    let all = members(tx.conn(), tx.region(), team).await?;
    let known = all
        .into_iter()
        .find(|it| it.id == member)
        .ok_or(Problem::NotFound)?;
    sql::run(
        tx.conn(),
        "update team_member set until_date = $4 where region = $1 and team_id = $2 and id = $3",
        vec![
            tx.region().as_str().into(),
            team.into(),
            member.into(),
            date::iso(last).into(),
        ],
    )
    .await?;
    let details = json!({ "Anggota berakhir": known.name, "Hari terakhir": date::medium(last) });
    tx.record(Ref::new(TEAM, team), &details).await?;
    Ok(())
}

/// The unit through which a team owes on `today`: the stated one, else the unit of its chair.
///
/// # Errors
/// `Problem::Refused` when neither is known.
pub async fn lead_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    team: &Team,
    today: Date,
) -> Result<Uuid, Problem> {
    if let Some(home) = team.home {
        return Ok(home);
    }
    let all = members(conn, region, team.id).await?;
    let chair = all
        .iter()
        .find(|it| it.role == TeamRole::Chair && it.until.is_none_or(|until| today <= until));
    if let Some(account) = chair.and_then(|chair| chair.account) {
        let held = capacities(conn, region, account, today).await?;
        if let Some(first) = held.first() {
            return Ok(first.place.id);
        }
    }
    Err(Problem::Refused(format!(
        "{} belum mempunyai ketua dari unit kerja. Tetapkan ketuanya, atau unit yang mewakili tim.",
        team.name
    )))
}

/// Says that a team leads a follow-up; its unit was made the lead when it was opened.
///
/// # Errors
/// When the statement fails.
pub async fn assign(tx: &mut Tx, follow_up: Uuid, team: &Team) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "follow_up_team",
        vec![
            ("region", tx.region().as_str().into()),
            ("follow_up_id", follow_up.into()),
            ("team_id", team.id.into()),
        ],
    )
    .await?;
    let details = json!({ "Dikerjakan tim": team.name });
    tx.record(Ref::new(follow_up::SUBJECT, follow_up), &details)
        .await?;
    Ok(())
}
