//! How long it is kept how somebody came onto the attendance list.

use platform::{App, Instant, Problem, Ref, RegionCode, Uuid, store::sql};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::store::MEETING;

/// Days that people who came by the code, with the sealed NIP of guests, are kept beside the
/// attendance list. Long enough for the recorder to decide about everybody and for the minutes to be
/// signed; after that the list says who came, and a NIP serves nothing any more. No regulation
/// states a period for it `[M]`.
pub const CHECK_IN_DAYS: i64 = 30;

#[derive(FromQueryResult)]
struct Old {
    meeting_id: Uuid,
    number: i64,
}

/// Forgets who came by a code longer ago than that, with the secret of the codes. The attendance
/// list stays as it is.
///
/// # Errors
/// When the database cannot be used.
pub async fn forget_check_ins(app: &App, region: &RegionCode) -> Result<(), Problem> {
    let Instant(before) = app.now().plus_seconds(-CHECK_IN_DAYS * 24 * 3600);
    let question = "select meeting_id, cast(count(*) as bigint) as number \
        from attendance_check_in where region = $1 and at < $2 group by meeting_id \
        order by meeting_id";
    let values = vec![region.as_str().into(), before.into()];
    let old: Vec<Old> = sql::all(app.db().read(), question, values).await?;
    if old.is_empty() {
        return Ok(());
    }
    let written = app.db().maintain(region, "system.daily", move |tx| {
        Box::pin(async move {
            let these = || vec![tx.region().as_str().into(), before.into()];
            let gone = "delete from attendance_check_in where region = $1 and at < $2";
            sql::run(tx.conn(), gone, these()).await?;
            let codes = "delete from attendance_code where region = $1 and until < $2";
            sql::run(tx.conn(), codes, these()).await?;
            for it in old {
                let words = format!("catatan dihapus setelah {CHECK_IN_DAYS} hari");
                let details = json!({ "Hadir lewat kode": words, "Jumlah": it.number });
                tx.record(Ref::new(MEETING, it.meeting_id), &details)
                    .await?;
            }
            Ok(())
        })
    });
    written.await.map(drop)
}
