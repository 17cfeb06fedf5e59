//! What a year is compared with: earlier years of the same unit, and the end of the plan.

use std::collections::BTreeMap;

use figures::{Amount, Figure, Quarterly, State};
use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::rules::{History, reported, same_indicator, so_far};

/// What indicators of a unit reached in the years from `first` to `last`, from what was sent of its signed
/// agreements. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn history<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
    (first, last): (i64, i64),
) -> Result<History, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i64,
        line_key: Uuid,
        indicator: String,
        measure: String,
        quarter_kind: i16,
        quarter: i64,
        state: Option<i16>,
        amount: Option<String>,
    }
    let question = "select y.year as year, l.line_key as line_key, l.indicator as indicator, \
        l.measure as measure, l.quarter_kind as quarter_kind, q.quarter as quarter, \
        r.state as state, r.amount as amount from performance_agreement a \
        join agreement_year y on y.region = a.region and y.id = a.year_id \
        join agreement_version v on v.region = a.region and v.agreement_id = a.id \
          and v.number = (select max(x.number) from agreement_version x \
            where x.region = a.region and x.agreement_id = a.id and x.state = 3) \
        join agreement_line l on l.region = v.region and l.version_id = v.id \
        join agreement_quarter q on q.region = a.region and q.agreement_id = a.id \
          and q.sent_at is not null \
        left join agreement_result r on r.region = q.region and r.quarter_id = q.id \
          and r.line_key = l.line_key \
        where a.region = $1 and a.unit_id = $2 and y.year >= $3 and y.year <= $4";
    let values = vec![
        region.as_str().into(),
        unit.into(),
        first.into(),
        last.into(),
    ];
    let rows: Vec<Row> = sql::all(conn, question, values).await?;
    type Quarters = (i64, (String, String), Quarterly, [Option<Figure>; 4]);
    let mut lines: BTreeMap<(i64, Uuid), Quarters> = BTreeMap::new();
    for row in rows {
        let amount: Option<Amount> = row.amount.and_then(|it| it.parse().ok());
        // without a row the line was not there when the quarter was sent
        let figure = row
            .state
            .map(|it| reported(State::of_code(it).unwrap_or(State::NotFilled), amount));
        let kind = Quarterly::of_code(row.quarter_kind).unwrap_or(Quarterly::YearlyOnly);
        let name = same_indicator(&row.indicator, &row.measure);
        let empty = [const { Some(Figure::NotFilled) }; 4];
        let line = lines
            .entry((row.year, row.line_key))
            .or_insert((row.year, name, kind, empty));
        let place = usize::try_from(row.quarter - 1).unwrap_or(usize::MAX);
        if let Some(quarter) = line.3.get_mut(place) {
            *quarter = figure;
        }
    }
    let years = lines.into_values();
    let read = years.map(|(year, name, kind, quarters)| ((year, name), so_far(kind, &quarters)));
    Ok(read.collect())
}

/// What a plan promises of an indicator at the end of its period.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PlanTarget {
    /// Name of the indicator.
    pub name: String,
    /// *Satuan*.
    pub measure: String,
    /// The last year of the plan.
    pub year: i64,
    target: String,
}

impl PlanTarget {
    /// The target.
    pub fn target(&self) -> Option<Amount> {
        self.target.parse().ok()
    }
}

/// The targets at the end of the plan whose period holds a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn plan_targets<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
) -> Result<Vec<PlanTarget>, Problem> {
    let question = "select i.name as name, i.measure as measure, t.year as year, \
        t.target as target from development_plan p \
        join plan_node n on n.region = p.region and n.plan_id = p.id \
        join plan_indicator i on i.region = n.region and i.node_id = n.id \
        join plan_target t on t.region = i.region and t.indicator_id = i.id \
          and t.year = p.last_year \
        where p.region = $1 and p.first_year <= $2 and p.last_year >= $2 \
        order by p.first_year, n.number, n.code, i.number";
    sql::all(conn, question, vec![region.as_str().into(), year.into()]).await
}
