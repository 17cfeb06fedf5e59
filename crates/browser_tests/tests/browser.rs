//! The built program through the eyes of its people. Each test is a story told at one desk: see
//! the crate's documentation.

#[path = "stories/agreements.rs"]
mod agreements;
#[path = "stories/chapters.rs"]
mod chapters;
#[path = "stories/check_in.rs"]
mod check_in;
#[path = "stories/circle.rs"]
mod circle;
#[path = "stories/decree.rs"]
mod decree;
#[path = "stories/documents.rs"]
mod documents;
#[path = "stories/forms.rs"]
mod forms;
#[path = "stories/heads.rs"]
mod heads;
#[path = "stories/historic.rs"]
mod historic;
#[path = "stories/lisa.rs"]
mod lisa;
#[path = "stories/lppd.rs"]
mod lppd;
#[path = "stories/manual.rs"]
mod manual;
#[path = "stories/mapping.rs"]
mod mapping;
#[path = "stories/merger.rs"]
mod merger;
#[path = "stories/no_script.rs"]
mod no_script;
#[path = "stories/performance_report.rs"]
mod performance_report;
#[path = "stories/phone.rs"]
mod phone;
#[path = "stories/priorities.rs"]
mod priorities;
#[path = "stories/recommendations.rs"]
mod recommendations;
#[path = "stories/rotation.rs"]
mod rotation;
#[path = "stories/secretariat.rs"]
mod secretariat;
#[path = "stories/standing_report.rs"]
mod standing_report;
#[path = "stories/starter.rs"]
mod starter;
#[path = "stories/ten_points.rs"]
mod ten_points;
#[path = "stories/trees.rs"]
mod trees;
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

/// An agency carries a plan across three kelurahan, with photos and a map.
#[tokio::test]
async fn lisa_across_three_kelurahan() -> Outcome {
    tell("lisa_across_three_kelurahan", Script::Runs, lisa::story).await
}

/// Agreements of a year: all printed, one ceremony, a change refused, a revision, a transfer.
#[tokio::test]
async fn the_agreements_of_a_year() -> Outcome {
    let story = agreements::story;
    tell("the_agreements_of_a_year", Script::Runs, story).await
}

/// A Renja: asked of agencies, said otherwise than the plan, set, opened for a change; the RKPD follows it.
#[tokio::test]
async fn the_documents_of_a_plan() -> Outcome {
    let story = documents::story;
    tell("the_documents_of_a_plan", Script::Runs, story).await
}

/// A performance report: asked for, written, sent back, confirmed, put together with all others.
#[tokio::test]
async fn a_performance_report() -> Outcome {
    let story = performance_report::story;
    tell("a_performance_report", Script::Runs, story).await
}

/// The chapters of a report: asked for, written beside figures, sent back, verified, put together.
#[tokio::test]
async fn the_chapters_of_a_report() -> Outcome {
    tell("the_chapters_of_a_report", Script::Runs, chapters::story).await
}

/// A decree moves many on one day; what was open is handed over and received.
#[tokio::test]
async fn a_decree_moves_many() -> Outcome {
    tell("a_decree_moves_many", Script::Runs, rotation::story).await
}

/// A decree of 217 comes in as a workbook, ahead, and takes effect on 30 December.
#[tokio::test]
async fn a_decree_of_217_on_30_december() -> Outcome {
    let story = decree::story;
    tell("a_decree_of_217_on_30_december", Script::Runs, story).await
}

/// One workbook fills a city that has nothing but an administrator.
#[tokio::test]
async fn one_workbook_fills_a_city() -> Outcome {
    tell("one_workbook_fills_a_city", Script::Runs, starter::story).await
}

/// A standing report from its definition to who opened it and what was found in the field.
#[tokio::test]
async fn a_standing_report_arrives() -> Outcome {
    let story = standing_report::story;
    tell("a_standing_report_arrives", Script::Runs, story).await
}

/// A mayor's four priorities of a year, with their work and their paper.
#[tokio::test]
async fn four_priorities_of_a_year() -> Outcome {
    tell("four_priorities_of_a_year", Script::Runs, priorities::story).await
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

/// The council's matrix of LKPJ 2021, printed with a recommendation that comes back.
#[tokio::test]
async fn the_councils_matrix() -> Outcome {
    let story = recommendations::council;
    tell("the_councils_matrix", Script::Runs, story).await
}

/// The list of a year from a pack, filled in, reviewed with a TDI, corrected, signed by phone, printed.
#[tokio::test]
async fn a_round_of_the_lppd() -> Outcome {
    tell("a_round_of_the_lppd", Script::Runs, lppd::story).await
}

/// Evidence of the years before comes in as one archive, while the store of files is slow.
#[tokio::test]
async fn evidence_of_the_years_before() -> Outcome {
    let story = historic::story;
    tell("evidence_of_the_years_before", Script::Runs, story).await
}

/// The tree of a term of office, on screen and on one sheet.
#[tokio::test]
async fn the_plan_of_a_term() -> Outcome {
    tell("the_plan_of_a_term", Script::Runs, trees::plan).await
}

/// The planning unit maps the IKK of a year or says why not; sent back once, then found right.
#[tokio::test]
async fn the_ikk_of_a_year_are_mapped() -> Outcome {
    let story = mapping::story;
    tell("the_ikk_of_a_year_are_mapped", Script::Runs, story).await
}

/// What the head of an agency achieved, proposed on by one person and decided by another.
#[tokio::test]
async fn a_head_is_evaluated() -> Outcome {
    tell("a_head_is_evaluated", Script::Runs, heads::story).await
}

/// A table others published, judged row by row.
#[tokio::test]
async fn a_published_table() -> Outcome {
    tell("a_published_table", Script::Runs, trees::published).await
}

/// A finding of BPK, read by the head of the agency on a phone and by no other head.
#[tokio::test]
async fn a_finding_is_read_by_its_unit() -> Outcome {
    let story = recommendations::finding;
    tell("a_finding_is_read_by_its_unit", Script::Runs, story).await
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

/// Every page the manual shows opens, and its picture is there.
#[tokio::test]
async fn the_manual() -> Outcome {
    tell("the_manual", Script::Runs, manual::story).await
}
