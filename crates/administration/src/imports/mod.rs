//! Lists that come in as workbooks.

mod holidays;
mod transfer;

pub use holidays::HolidayList;
pub use transfer::TransferList;
