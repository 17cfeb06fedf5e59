//! Actions in words, for histories. Filled from the route table; kept in the app.

use std::collections::HashMap;

use crate::right::RouteInfo;

/// Words for the codes of actions.
#[derive(Clone, Debug, Default)]
pub struct ActionLabels(HashMap<&'static str, &'static str>);

impl ActionLabels {
    /// The labels of all routes.
    pub fn of(table: &[RouteInfo]) -> Self {
        Self(
            table
                .iter()
                .filter_map(|route| Some((route.action?, route.label?)))
                .collect(),
        )
    }

    /// The action in words; the code itself where nobody named it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.get(code).copied().unwrap_or(match code {
            "session.start" => "Masuk",
            "attendance.guest" => "Menyatakan hadir lewat kode",
            "upload_link.use" => "Menerima kiriman lewat tautan unggah",
            "account.password" => "Membuat kata sandi",
            "system.load" => "Memuat data",
            _ => code,
        })
    }
}
