//! Rows of posts and holdings.

mod address;
mod holder;
mod post;
mod read;

pub use address::{Addressee, Present, Target, expand};
pub use holder::{Correction, NewHolder, add_holder, correct};
pub use post::{add_post, change_post};
pub use read::{
    Holding, Lapsed, Post, all_holdings, find_holding, find_post, holders_on, holding_now,
    holdings_of_unit, lapsed_posts, posts, posts_of_unit,
};

use read::holdings_of_post;
