//! The rights of this crate, and how their subjects are found.

use platform::{Action, Actor, App, Located, PathParams, Problem, RegionCode};

use crate::store::{self, Meeting, Point};

macro_rules! listed {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = ();
            async fn locate(
                _: &App,
                _: &Actor,
                _: &RegionCode,
                _: &PathParams,
            ) -> Result<Option<Located<()>>, Problem> {
                Ok(Located::filtered(()))
            }
        }
    )*};
}

listed! {
    /// The list of meetings.
    ListMeetings "meeting.read" "Membuka rapat"
    /// A new meeting.
    AddMeeting "meeting.write" "Mencatat rapat"
}

macro_rules! on_meeting {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = Meeting;
            async fn locate(
                app: &App,
                _: &Actor,
                region: &RegionCode,
                path: &PathParams,
            ) -> Result<Option<Located<Meeting>>, Problem> {
                let found = store::find(app.db().read(), region, path.id("meeting")?).await?;
                Ok(found.map(Located::region))
            }
        }
    )*};
}

on_meeting! {
    /// One meeting.
    ReadMeeting "meeting.read" "Membuka rapat"
    /// Change a meeting, its agenda, its attendance.
    WriteMeeting "meeting.write" "Mencatat rapat"
    /// Add a point to a meeting.
    AddPoint "point.write" "Mencatat butir arahan"
}

macro_rules! on_point {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = Point;
            async fn locate(
                app: &App,
                _: &Actor,
                region: &RegionCode,
                path: &PathParams,
            ) -> Result<Option<Located<Point>>, Problem> {
                let found = store::find_point(app.db().read(), region, path.id("point")?).await?;
                Ok(found.map(Located::region))
            }
        }
    )*};
}

on_point! {
    /// One point.
    ReadPoint "meeting.read" "Membuka rapat"
    /// Change a point.
    WritePoint "point.write" "Mencatat butir arahan"
    /// Hand a point over to units.
    HandOver "follow_up.open" "Membagi tindak lanjut"
}
