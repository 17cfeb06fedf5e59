//! The rights the people of Kota Contoh act with. The codes are those of `rights.csv`, so that
//! the chain tells the same as for a person at the screen.

use platform::{Action, Actor, App, Located, PathParams, Problem, RegionCode};

macro_rules! actions {
    ($($name:ident $code:literal $label:literal)*) => {$(
        pub(crate) struct $name;

        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = ();

            // only the router asks, and none of these is on a route
            async fn locate(
                _: &App,
                _: &Actor,
                _: &RegionCode,
                _: &PathParams,
            ) -> Result<Option<Located<()>>, Problem> {
                Ok(None)
            }
        }
    )*};
}

actions! {
    MeetingWrite "meeting.write" "Mencatat rapat"
    PointWrite "point.write" "Mencatat butir arahan"
    FollowUpOpen "follow_up.open" "Membuka tindak lanjut"
    FollowUpWithdraw "follow_up.withdraw" "Membatalkan tindak lanjut"
    TermsPropose "terms.propose" "Mengusulkan target"
    TermsDecide "terms.decide" "Menyepakati target"
    ReportWrite "report.write" "Menyusun laporan"
    ReportSend "report.send" "Mengirim laporan"
    ReportReview "report.review" "Memeriksa laporan"
}
