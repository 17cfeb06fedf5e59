//! What a meeting opens with: the follow-ups of earlier meetings of its series.

use government::follow_up::{self, FollowUp, Origins};
use platform::{Instant, Problem, RegionCode};
use sea_orm::ConnectionTrait;

use crate::store::{Meeting, POINT};

/// `$4` series, `$5` date.
const EARLIER_POINTS: &str = "select p.id from point p join meeting m on m.region = p.region \
    and m.id = p.meeting_id where p.region = $1 and m.series_id = $4 and m.date < $5";

/// Follow-ups of earlier meetings of the series that are still open, the most urgent first, at most
/// `limit`; with `since` also those fulfilled from then on, behind them.
///
/// # Errors
/// When the database cannot be read.
pub async fn earlier<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: &Meeting,
    since: Option<Instant>,
    limit: i64,
) -> Result<Vec<FollowUp>, Problem> {
    let origins = Origins {
        kind: POINT,
        question: EARLIER_POINTS,
        values: vec![meeting.series_id.into(), meeting.date.clone().into()],
    };
    let since = since.map_or(i64::MAX, |since| since.0);
    follow_up::evaluation(conn, region, origins, since, limit).await
}
