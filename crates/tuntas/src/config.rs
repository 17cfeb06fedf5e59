//! Configuration: one TOML file; every setting has a sensible value without it.

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;

/// Settings of an installation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Where metrics are served (Prometheus text); nowhere when missing. Keep it off the internet.
    pub metrics_listen: Option<SocketAddr>,
    /// Folder of everything that is kept: database file, evidence, keys, anchors.
    pub data: PathBuf,
    /// `sqlite` (a file in `data`) or a `postgres://` address.
    pub database: String,
    /// Key file; `data/keys` when missing. Never put it into a backup of the data.
    pub keys: Option<PathBuf>,
    /// Largest accepted file in megabytes.
    pub max_file_mb: u64,
    /// Connections for reading.
    pub readers: u32,
    /// One reverse proxy in front sets `X-Forwarded-For`; only then is it believed.
    pub behind_proxy: bool,
    /// Cookies travel over TLS only. Set it as soon as there is TLS in front.
    pub secure_cookies: bool,
    /// Log as `text` or `json`.
    pub log: LogFormat,
    /// Seconds that requests in work get when the server stops.
    pub drain_seconds: u64,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines, a line an event.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: None,
            data: PathBuf::from("data"),
            database: "sqlite".into(),
            keys: None,
            max_file_mb: 10,
            readers: 4,
            behind_proxy: false,
            secure_cookies: false,
            log: LogFormat::Text,
            drain_seconds: 20,
        }
    }
}

impl Config {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read or names a setting that does not exist.
    pub fn read(path: &std::path::Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }

    /// Address of the database.
    pub fn database_url(&self) -> String {
        if self.database == "sqlite" {
            format!("sqlite://{}", self.data.join("tuntas.db").display())
        } else {
            self.database.clone()
        }
    }

    /// Path of the key file.
    pub fn key_file(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }
}
