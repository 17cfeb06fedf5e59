//! The conformance suite: through the real router, on both engines.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod accounts;
mod address_lists;
mod administration;
mod attendance;
mod audit;
mod books;
mod briefing;
mod bulk;
mod circle;
mod dates;
mod dispositions;
mod escalations;
mod hostile;
mod imports;
mod isolation;
mod issues;
mod jobs;
mod lane;
mod licences;
mod lists;
mod live;
mod meetings;
mod outlook;
mod papers;
mod posts;
mod real;
mod register;
mod requirements;
mod search;
mod secretariat;
mod statements;
mod teams;
mod transfer;
mod upgrade;
mod walk;
