//! Lists of indicators: what a region answers in a year, and who owns it.

pub(super) mod book;
pub(super) mod historic;
pub(super) mod list;
pub(super) mod one;
pub(super) mod proof;
pub(super) mod take;

/// What a list is called.
pub(super) fn list_name(list: &str) -> String {
    match list {
        LPPD => "LPPD".to_owned(),
        other => other.to_owned(),
    }
}

/// The list of the LPPD.
pub(crate) const LPPD: &str = "lppd";

/// The packs its list is taken from.
pub(crate) const FAMILY: &str = "lppd-ikk";
