//! What every involved unit contributed to one origin: leads by reports and evidence, supporters by
//! what was done of the dispositions in them.

use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::follow_up::REPORT;

/// What one unit did for one follow-up of the origin.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Contribution {
    /// The unit.
    pub unit_id: Uuid,
    /// The follow-up.
    pub follow_up_id: Uuid,
    /// Whether it leads, else it supports.
    pub leads: bool,
    /// Reports it sent.
    pub reports: i64,
    /// Pieces of evidence with them.
    pub pieces: i64,
    /// Dispositions in it that were done.
    pub done: i64,
}

impl Contribution {
    /// Whether there is nothing.
    pub fn is_nothing(&self) -> bool {
        self.reports + self.pieces + self.done == 0
    }
}

/// What every unit contributed to the follow-ups of an origin, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn contributions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (kind, id): (&str, Uuid),
) -> Result<Vec<Contribution>, Problem> {
    // a count per unit and follow-up; what is only a draft is nobody else's yet
    let done = |unit: &str| {
        format!(
            "(select count(*) from disposition d where d.region = f.region \
             and d.follow_up_id = f.id and d.to_unit_id = {unit} and d.state = 1)"
        )
    };
    let question = format!(
        "select f.lead_unit_id as unit_id, f.id as follow_up_id, true as leads, \
         (select count(*) from progress_report r where r.region = f.region \
            and r.follow_up_id = f.id and r.submitted_at is not null) as reports, \
         (select count(*) from progress_report r join evidence_use e on e.region = r.region \
            and e.subject_kind = $4 and e.subject_id = r.id where r.region = f.region \
            and r.follow_up_id = f.id and r.submitted_at is not null) as pieces, \
         {} as done from follow_up f \
         where f.region = $1 and f.origin_kind = $2 and f.origin_id = $3 and f.standing = 0 \
         and f.kind <> 3 \
         union all \
         select s.unit_id, f.id, false, cast(0 as bigint), cast(0 as bigint), {} \
         from follow_up f join follow_up_supporter s on s.region = f.region \
         and s.follow_up_id = f.id where f.region = $1 and f.origin_kind = $2 \
         and f.origin_id = $3 and f.standing = 0 and f.kind <> 3",
        done("f.lead_unit_id"),
        done("s.unit_id")
    );
    let values = vec![
        region.as_str().into(),
        kind.into(),
        id.into(),
        REPORT.into(),
    ];
    sql::all(conn, &question, values).await
}
