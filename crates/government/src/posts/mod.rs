//! Posts and who holds them: a post is not a person. A holding has a kind (definitif, Plt., Plh.,
//! Pj., Pjs.) and a period, whose dates can be corrected; the audit chain keeps what stood before.

mod grade;
mod rules;
mod store;

pub use grade::{Grade, grades};
pub use rules::{Blocked, Period, blocked, lapsed};
pub use store::{
    Addressee, Correction, Holding, Lapsed, NewHolder, Post, Present, Target, add_holder, add_post,
    all_holdings, change_post, correct, expand, find_holding, find_post, holders_on, holding_now,
    holdings_of_unit, lapsed_posts, posts, posts_of_unit,
};

/// Kind of a post in mentions and audit rows.
pub const POST: &str = "government.post";
