//! What a matrix of follow-ups says beside each: supporters, the last obstacle told, evidence.

use std::collections::HashMap;

use platform::{
    Problem, RegionCode, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    evidence::{self, Evidence},
    follow_up::REPORT,
    structure::Directory,
};

/// What stands beside a follow-up.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Units that support it.
    pub supporters: Vec<Uuid>,
    /// Names of institutions outside the regional government that support it.
    pub institutions: Vec<String>,
    /// What the last report that was sent says was done, or empty.
    pub done: String,
    /// What it names as obstacle, or empty.
    pub obstacle: String,
    /// Evidence of the reports that were sent.
    pub evidence: Vec<Evidence>,
}

impl Beside {
    /// Who supports it, units in their short names first.
    pub fn supported_by<'a>(&'a self, directory: &'a Directory) -> Vec<&'a str> {
        let units = self.supporters.iter().map(|id| directory.unit_short(*id));
        let outside = self.institutions.iter().map(String::as_str);
        units.chain(outside).collect()
    }
}

#[derive(FromQueryResult)]
struct Supporter {
    follow_up_id: Uuid,
    unit_id: Option<Uuid>,
    institution: String,
}

#[derive(FromQueryResult)]
struct Sent {
    id: Uuid,
    follow_up_id: Uuid,
    note: String,
    obstacle: String,
}

/// What stands beside these follow-ups: three statements. Drafts are their unit's own and left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn beside<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_ups: &[Uuid],
) -> Result<HashMap<Uuid, Beside>, Problem> {
    let mut all: HashMap<Uuid, Beside> = HashMap::new();
    if follow_ups.is_empty() {
        return Ok(all);
    }
    let these = places(1, follow_ups.len());
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(follow_ups.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select follow_up_id, unit_id, '' as institution from follow_up_supporter \
         where region = $1 and follow_up_id in ({these}) \
         union all \
         select f.follow_up_id, cast(null as uuid), i.name from follow_up_institution f \
         join institution i on i.region = f.region and i.id = f.institution_id \
         where f.region = $1 and f.follow_up_id in ({these}) \
         order by 1, 3, 2"
    );
    let supporters: Vec<Supporter> = sql::all(conn, &question, values.clone()).await?;
    for row in supporters {
        let beside = all.entry(row.follow_up_id).or_default();
        match row.unit_id {
            Some(unit) => beside.supporters.push(unit),
            None => beside.institutions.push(row.institution),
        }
    }
    let question = format!(
        "select id, follow_up_id, note, obstacle from progress_report \
         where region = $1 and follow_up_id in ({these}) and submitted_at is not null \
         order by number"
    );
    let sent: Vec<Sent> = sql::all(conn, &question, values).await?;
    let reports: Vec<Uuid> = sent.iter().map(|report| report.id).collect();
    let of: HashMap<Uuid, Uuid> = sent.iter().map(|row| (row.id, row.follow_up_id)).collect();
    for row in sent {
        let beside = all.entry(row.follow_up_id).or_default();
        (beside.done, beside.obstacle) = (row.note, row.obstacle);
    }
    for piece in evidence::of_subjects(conn, region, REPORT, &reports).await? {
        if let Some(follow_up) = of.get(&piece.subject_id) {
            all.entry(*follow_up).or_default().evidence.push(piece);
        }
    }
    Ok(all)
}
