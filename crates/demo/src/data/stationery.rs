//! The addresses on letterheads of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressFile {
    address: Vec<AddressData>,
}

/// Address lines of a unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressData {
    /// Key of the unit.
    pub(crate) unit: String,
    /// Its lines.
    pub(crate) lines: Vec<String>,
}

/// The addresses of a played region.
pub(crate) fn addresses(region: &RegionCode) -> Result<Vec<AddressData>, Problem> {
    from_toml::<AddressFile>(&format!("{region}/stationery.toml")).map(|file| file.address)
}
