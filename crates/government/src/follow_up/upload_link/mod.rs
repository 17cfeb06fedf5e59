//! *Tautan Unggah*: a link for one photo or one number, made for a post and used once, without
//! signing in. What comes in by it is nobody's report: it waits until somebody of the unit takes it
//! over into the unit's own, or throws it away.

mod rules;
mod store;

pub use rules::{Asks, LIFE_SECONDS, State};
pub use store::{
    Arrived, NewLink, UploadLink, arrive, behind, discard, make, of_follow_up, one, take_over,
    withdraw,
};
