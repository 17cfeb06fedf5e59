//! What every page of this capability shows around its content.

use government::Directory;
use platform::App;

/// Region and moment, for links, the head of a page and of its print.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Code of the region: first part of every link.
    pub region: String,
    /// "Kota Pematangsiantar".
    pub city: String,
    /// "4 Maret 2024, 08.00 WIB".
    pub as_of: String,
}

impl Frame {
    /// The frame of a page shown now.
    pub fn new(app: &App, directory: &Directory) -> Self {
        Self {
            region: directory.region.code.to_string(),
            city: directory.region.name.clone(),
            as_of: directory.region.stamp(app.now()),
        }
    }
}
