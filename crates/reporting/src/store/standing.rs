//! Standing reports: who reports what to whom, how often and by when.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{RecipientInput, STANDING, changed, recipient};
use crate::rules::{Counting, Rhythm, Timing};

/// A standing report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Standing {
    /// Id.
    pub id: Uuid,
    /// "Laporan Izin yang Diterbitkan".
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// What asks for it: a directive, a regulation.
    pub basis: String,
    rhythm: String,
    counting: i16,
    days: i64,
    column_list: String,
    first_day: String,
    last_day: Option<String>,
    /// Version.
    pub version: i64,
}

impl Standing {
    /// How often it is made.
    pub fn rhythm(&self) -> Rhythm {
        Rhythm::from_code(&self.rhythm).unwrap_or(Rhythm::Monthly)
    }

    /// When it is due after a period.
    pub fn timing(&self) -> Timing {
        Timing {
            counting: Counting::from_code(self.counting),
            days: u32::try_from(self.days).unwrap_or(0),
        }
    }

    /// The names of the columns of its rows; none: it has no rows.
    pub fn columns(&self) -> Vec<String> {
        self.column_list.lines().map(str::to_owned).collect()
    }

    /// The day with whose period it begins.
    pub fn first(&self) -> Option<Date> {
        date::parse(&self.first_day)
    }

    /// The day with whose period it ends.
    pub fn last(&self) -> Option<Date> {
        self.last_day.as_deref().and_then(date::parse)
    }
}

/// What a person enters of a standing report.
#[derive(Clone, Debug)]
pub struct StandingInput {
    /// Its name.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// What asks for it.
    pub basis: String,
    /// How often; fixed once it is there.
    pub rhythm: Rhythm,
    /// When it is due after a period.
    pub timing: Timing,
    /// The columns of its rows.
    pub columns: Vec<String>,
    /// The day with whose period it begins; fixed once it is there.
    pub first: Date,
    /// The day with whose period it ends.
    pub last: Option<Date>,
    /// Who reports.
    pub units: Vec<Uuid>,
    /// To whom, in order.
    pub recipients: Vec<RecipientInput>,
}

const COLUMNS: &str = "r.id as id, r.title as title, r.purpose as purpose, r.basis as basis, \
    r.rhythm as rhythm, r.counting as counting, r.days as days, r.column_list as column_list, \
    r.first_day as first_day, r.last_day as last_day, r.version as version";

fn details(input: &StandingInput) -> serde_json::Value {
    let named = |copies: bool| -> Vec<&str> {
        let all = input.recipients.iter().filter(|it| it.copy == copies);
        all.map(|it| it.title.as_str()).collect()
    };
    json!({
        "Laporan": input.title, "Untuk": input.purpose, "Dasar": input.basis,
        "Irama": input.rhythm.label(), "Batas waktu": input.timing.text(),
        "Kolom": input.columns, "Yth.": named(false), "Tembusan": named(true),
        "Unit pelapor": input.units,
        "Mulai": date::long(input.first),
        "Berakhir": input.last.map(date::long).unwrap_or_default(),
    })
}

/// Adds a standing report.
///
/// # Errors
/// When a statement fails.
pub async fn add_standing(tx: &mut Tx, input: &StandingInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "standing_report",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("title", input.title.clone().into()),
            ("purpose", input.purpose.clone().into()),
            ("basis", input.basis.clone().into()),
            ("rhythm", input.rhythm.code().into()),
            ("counting", input.timing.counting.code().into()),
            ("days", i64::from(input.timing.days).into()),
            ("column_list", input.columns.join("\n").into()),
            ("first_day", date::iso(input.first).into()),
            ("last_day", input.last.map(date::iso).into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    set_units(tx, id, &input.units).await?;
    recipient::set(tx, id, &input.recipients).await?;
    tx.record(Ref::new(STANDING, id), &details(input)).await?;
    Ok(id)
}

/// Changes a standing report. Rhythm and beginning stay: periods were made by them.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_standing(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &StandingInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update standing_report set title = $4, purpose = $5, basis = $6, counting = $7, \
         days = $8, column_list = $9, last_day = $10, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.title.clone().into(),
            input.purpose.clone().into(),
            input.basis.clone().into(),
            input.timing.counting.code().into(),
            i64::from(input.timing.days).into(),
            input.columns.join("\n").into(),
            input.last.map(date::iso).into(),
        ],
    )
    .await?;
    changed(touched)?;
    // rows that somebody filled in keep their columns
    sql::run(
        tx.conn(),
        "update period_report set column_list = $3, version = version + 1 where region = $1 \
         and report_id = $2 and sendings = 0 and row_list = '[]' and column_list <> $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            input.columns.join("\n").into(),
        ],
    )
    .await?;
    set_units(tx, id, &input.units).await?;
    recipient::set(tx, id, &input.recipients).await?;
    tx.record(Ref::new(STANDING, id), &details(input)).await?;
    Ok(())
}

async fn set_units(tx: &Tx, id: Uuid, units: &[Uuid]) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from standing_report_unit where region = $1 and report_id = $2",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    for unit in units {
        insert(
            tx.conn(),
            "standing_report_unit",
            vec![
                ("region", tx.region().as_str().into()),
                ("report_id", id.into()),
                ("unit_id", (*unit).into()),
            ],
        )
        .await?;
    }
    Ok(())
}

/// The standing report with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_standing<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Standing>, Problem> {
    let question =
        format!("select {COLUMNS} from standing_report r where r.region = $1 and r.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The units that make a report, of one standing report or of all: report and unit.
///
/// # Errors
/// When the database cannot be read.
pub async fn units_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    reports: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        report_id: Uuid,
        unit_id: Uuid,
    }
    if reports.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(reports.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select x.report_id as report_id, x.unit_id as unit_id from standing_report_unit x \
         join unit u on u.region = x.region and u.id = x.unit_id \
         where x.region = $1 and x.report_id in ({}) order by u.number",
        places(1, reports.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.report_id, it.unit_id))
        .collect())
}

/// A standing report in the list, with how its reports stand.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// Id.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    rhythm: String,
    last_day: Option<String>,
    /// How many units make it.
    pub units: i64,
    /// Reports that were sent.
    pub sent: i64,
    /// Reports that are owed and past their date.
    pub late: i64,
}

impl Listed {
    /// How often it is made.
    pub fn rhythm(&self) -> Rhythm {
        Rhythm::from_code(&self.rhythm).unwrap_or(Rhythm::Monthly)
    }

    /// The day with whose period it ends.
    pub fn last(&self) -> Option<Date> {
        self.last_day.as_deref().and_then(date::parse)
    }
}

/// The standing reports of a region by name, with how they stand at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing_reports<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: i64,
) -> Result<Vec<Listed>, Problem> {
    sql::all(
        conn,
        "select r.id as id, r.title as title, r.rhythm as rhythm, r.last_day as last_day, \
         (select count(*) from standing_report_unit u where u.region = r.region \
          and u.report_id = r.id) as units, \
         count(case when p.sendings > 0 then 1 end) as sent, \
         count(case when p.sendings = 0 and p.dropped = '' and p.due_at <= $2 then 1 end) as late \
         from standing_report r \
         left join period_report p on p.region = r.region and p.report_id = r.id \
         where r.region = $1 group by r.region, r.id, r.title, r.rhythm, r.last_day \
         order by r.title, r.id",
        vec![region.as_str().into(), now.into()],
    )
    .await
}

/// Standing reports with the units that make them, for those whose periods are begun.
pub(super) async fn all<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    only: Option<Uuid>,
) -> Result<Vec<Standing>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    let one = only.map_or("", |id| {
        values.push(id.into());
        " and r.id = $2"
    });
    let question = format!("select {COLUMNS} from standing_report r where r.region = $1{one}");
    sql::all(conn, &question, values).await
}
