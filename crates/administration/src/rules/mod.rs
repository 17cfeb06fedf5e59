//! Decisions that need no database.

pub mod browser;
pub mod cookie;
pub mod emblem;
pub mod movement;
pub mod nip;
pub mod period;
pub mod person_line;
pub mod redirect;
pub mod slug;
