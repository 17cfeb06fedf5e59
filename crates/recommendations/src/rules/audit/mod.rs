//! How what audits found is followed up: rules that are data, and money. Pure.

mod age;
mod money;
mod regulation;
mod share;

pub use age::age;
pub use money::{amount, read as read_money, text as money};
pub use regulation::{Age, Reason, Regulation, Share, Source, Status, regulation};
pub use share::{Shares, shares};
