//! The built program through the eyes of its people. Each test is a story told at one desk: see
//! the crate's documentation.

#[path = "stories/check_in.rs"]
mod check_in;
#[path = "stories/circle.rs"]
mod circle;
#[path = "stories/forms.rs"]
mod forms;
#[path = "stories/merger.rs"]
mod merger;
#[path = "stories/no_script.rs"]
mod no_script;
#[path = "stories/phone.rs"]
mod phone;
#[path = "stories/rotation.rs"]
mod rotation;
#[path = "stories/secretariat.rs"]
mod secretariat;
#[path = "stories/ten_points.rs"]
mod ten_points;
#[path = "stories/two_posts.rs"]
mod two_posts;
#[path = "stories/unsent.rs"]
mod unsent;
#[path = "stories/wa.rs"]
mod wa;
#[path = "stories/walk.rs"]
mod walk;

use browser_tests::{Outcome, Script, tell};

/// A spoken point becomes a task, is proposed, agreed, reported, returned, corrected, verified,
/// seen by the mayor, looked at in the next meeting, and finished.
#[tokio::test]
async fn the_circle() -> Outcome {
    tell("the_circle", Script::Runs, circle::story).await
}

/// The meeting of 17 May 2022 in Pematangsiantar as the public record states it.
#[tokio::test]
async fn the_ten_points_of_may() -> Outcome {
    tell("the_ten_points_of_may", Script::Runs, ten_points::story).await
}

/// Nothing typed is lost: not to a refusal, not to a closed page, not to a double click.
#[tokio::test]
async fn forms_keep_what_was_typed() -> Outcome {
    tell("forms_keep_what_was_typed", Script::Runs, forms::story).await
}

/// A secretariat's meeting: people invited by a list, material of units, the screen of the meeting,
/// the minutes signed in ink.
#[tokio::test]
async fn a_secretariats_meeting() -> Outcome {
    let story = secretariat::story;
    tell("a_secretariats_meeting", Script::Runs, story).await
}

/// The head of an agency is away; who stands in reports by phone, with a photo.
#[tokio::test]
async fn a_head_away_and_a_phone() -> Outcome {
    tell("a_head_away_and_a_phone", Script::Runs, phone::story).await
}

/// One person holds two posts in one agency: secretary, and acting head.
#[tokio::test]
async fn one_person_and_two_posts() -> Outcome {
    tell("one_person_and_two_posts", Script::Runs, two_posts::story).await
}

/// A decree moves many on one day; what was open is handed over and received.
#[tokio::test]
async fn a_decree_moves_many() -> Outcome {
    tell("a_decree_moves_many", Script::Runs, rotation::story).await
}

/// An agency merged into another in mid-year.
#[tokio::test]
async fn an_agency_is_merged() -> Outcome {
    tell("an_agency_is_merged", Script::Runs, merger::story).await
}

/// The line drops in the middle of a report: it waits on the device and is sent once.
#[tokio::test]
async fn what_was_not_sent_waits() -> Outcome {
    tell("what_was_not_sent_waits", Script::Runs, unsent::story).await
}

/// People in the hall scan the code on the screen and say that they are there.
#[tokio::test]
async fn people_say_they_are_there() -> Outcome {
    let story = check_in::story;
    tell("people_say_they_are_there", Script::Runs, story).await
}

/// A browser that runs no script still does the work.
#[tokio::test]
async fn pages_without_script() -> Outcome {
    tell("pages_without_script", Script::Forbidden, no_script::story).await
}

/// Every page on both screens: no barrier, no sideways scrolling, no complaint.
#[tokio::test]
async fn every_page_is_accessible_and_fits() -> Outcome {
    tell(
        "every_page_is_accessible_and_fits",
        Script::Runs,
        walk::story,
    )
    .await
}

/// *Salin Teks WA* puts the text where it can be pasted.
#[tokio::test]
async fn a_click_copies_the_whatsapp_text() -> Outcome {
    tell("a_click_copies_the_whatsapp_text", Script::Runs, wa::story).await
}
