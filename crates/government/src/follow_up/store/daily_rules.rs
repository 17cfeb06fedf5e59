//! Rules of daily work a region sets itself: the words of its disposition sheet, and after how
//! many working days what is late is reported further up.

use platform::{Problem, Ref, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

/// The rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyRules {
    /// Instruction words to choose from.
    pub words: Vec<String>,
    /// Working days after the due date until the coordinating assistant is told; `None`: never by
    /// itself.
    pub assistant_days: Option<u32>,
    /// Working days after the due date until the secretary is told.
    pub secretary_days: Option<u32>,
}

impl Default for DailyRules {
    /// What the house proposes: the usual words of a *lembar disposisi*, and nothing reported up by
    /// itself, since no regulation names the days.
    fn default() -> Self {
        let words = [
            "Tanggapan dan saran",
            "Proses lebih lanjut",
            "Koordinasi/konfirmasi",
        ];
        Self {
            words: words.map(str::to_owned).to_vec(),
            assistant_days: None,
            secretary_days: None,
        }
    }
}

/// Where the words proposed by the house come from.
pub const WORDS_SOURCE: &str = "kata lembar disposisi yang lazim [M]";

#[derive(FromQueryResult)]
struct Row {
    words: String,
    assistant_days: Option<i64>,
    secretary_days: Option<i64>,
}

/// The rules of a region.
///
/// # Errors
/// When the database cannot be read.
pub async fn daily_rules<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<DailyRules, Problem> {
    let row: Option<Row> = sql::one(
        conn,
        "select words, assistant_days, secretary_days from daily_rule where region = $1",
        vec![region.as_str().into()],
    )
    .await?;
    let days = |stored: Option<i64>| stored.and_then(|days| u32::try_from(days).ok());
    Ok(row.map_or_else(DailyRules::default, |row| DailyRules {
        words: row.words.lines().map(str::to_owned).collect(),
        assistant_days: days(row.assistant_days),
        secretary_days: days(row.secretary_days),
    }))
}

/// Sets the rules of a region.
///
/// # Errors
/// When the statement fails.
pub async fn set_daily_rules(tx: &mut Tx, rules: &DailyRules) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into daily_rule (region, words, assistant_days, secretary_days) \
         values ($1, $2, $3, $4) on conflict (region) do update set words = excluded.words, \
         assistant_days = excluded.assistant_days, secretary_days = excluded.secretary_days",
        vec![
            tx.region().as_str().into(),
            rules.words.join("\n").into(),
            rules.assistant_days.map(i64::from).into(),
            rules.secretary_days.map(i64::from).into(),
        ],
    )
    .await?;
    let details = json!({
        "Kata disposisi": rules.words.join("; "),
        "Dilaporkan ke Asisten (hari kerja setelah batas waktu)": rules.assistant_days,
        "Dilaporkan ke Sekda (hari kerja setelah batas waktu)": rules.secretary_days,
    });
    tx.record(Ref::new("government.region", Uuid::nil()), &details)
        .await?;
    Ok(())
}
