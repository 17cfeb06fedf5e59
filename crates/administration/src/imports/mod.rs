//! Lists that come in as workbooks.

mod holidays;
mod starter;
mod transfer;

pub use holidays::HolidayList;
pub use starter::StarterPack;
pub use transfer::TransferList;
