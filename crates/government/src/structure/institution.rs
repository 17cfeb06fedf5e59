//! Institutions outside the regional government: BPS, BPN, Polres, Lapas, Ombudsman.

use platform::Uuid;
use time::Date;

/// An institution that raises, supports or comes as a guest, and owes nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Id.
    pub id: Uuid,
    /// "Badan Pusat Statistik".
    pub name: String,
    /// "BPS", or empty.
    pub abbreviation: String,
    /// Last day it is offered, if it ended.
    pub until: Option<Date>,
    /// Version; every change counts it up.
    pub version: i64,
}

impl Institution {
    /// Whether it is offered on `date`.
    pub fn exists_on(&self, date: Date) -> bool {
        self.until.is_none_or(|until| date <= until)
    }
}
