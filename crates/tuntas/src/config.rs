//! Configuration: one TOML file; every setting has a sensible value without it. All of them stand,
//! with comments, in `deploy/tuntas.toml`.

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;

/// The file with every setting and what it means.
pub const COMMENTED: &str = include_str!("../../../deploy/tuntas.toml");

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
    /// Another address for changing tables, when the server's own role may not.
    pub migration_database: Option<String>,
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
    /// Own certificate; without it TLS is the proxy's.
    pub tls: Option<Tls>,
    /// Server for e-mail.
    pub mail: Option<Mail>,
    /// A store with the S3 interface that keeps the files instead of the folder.
    pub file_store: Option<FileStore>,
}

/// A certificate of one's own. Both files are read again when the certificate changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate and those it rests on, PEM.
    pub certificate: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
}

/// How e-mail leaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Name of the server.
    pub host: String,
    /// Its port; 587 with STARTTLS, 465 with TLS, 25 without.
    pub port: u16,
    /// How the line is protected.
    #[serde(default)]
    pub encryption: Encryption,
    /// Name to sign in with.
    pub user: Option<String>,
    /// File whose first line is the password.
    pub password_file: Option<PathBuf>,
    /// Who writes: `Tuntas <tuntas@example.go.id>`.
    pub from: String,
    /// Who gets the heads of the audit chains every day.
    pub anchors_to: Vec<String>,
}

/// How the line to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Begins in the clear and must change to TLS.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None: for a relay on the same machine.
    None,
}

/// A store with the S3 interface.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileStore {
    /// Its address.
    pub endpoint: String,
    /// Name of the bucket.
    pub bucket: String,
    /// Region, as the store calls it.
    #[serde(default = "us_east")]
    pub region: String,
    /// Name of the access key.
    pub access_key: String,
    /// File whose first line is the secret.
    pub secret_key_file: PathBuf,
}

/// What stores that know no regions expect to read.
fn us_east() -> String {
    "us-east-1".into()
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
            migration_database: None,
            keys: None,
            max_file_mb: 10,
            readers: 4,
            behind_proxy: false,
            secure_cookies: false,
            log: LogFormat::Text,
            drain_seconds: 20,
            tls: None,
            mail: None,
            file_store: None,
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

    /// Folder of the files, or of their copies when a store keeps them.
    pub fn files(&self) -> PathBuf {
        self.data.join("files")
    }
}

/// The first line of a file that holds a secret.
///
/// # Errors
/// When it cannot be read or is empty.
pub fn secret(path: &std::path::Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    let line = text.lines().next().unwrap_or_default().trim();
    anyhow::ensure!(
        !line.is_empty(),
        "{}: the first line is empty",
        path.display()
    );
    Ok(line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{COMMENTED, Config};

    /// The commented file with its comments on settings taken away: every line `#name = value` and
    /// `#[section]` becomes a setting.
    fn all_set() -> String {
        let setting = |line: &str| {
            let rest = line.strip_prefix('#').filter(|rest| !rest.starts_with(' '));
            rest.unwrap_or(line).to_owned()
        };
        COMMENTED.lines().map(|line| setting(line) + "\n").collect()
    }

    #[test]
    fn the_commented_file_changes_nothing_as_it_is() {
        let read: Config = toml::from_str(COMMENTED).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", Config::default()));
    }

    #[test]
    fn the_commented_file_names_every_setting() {
        let text = all_set();
        let read: Config = toml::from_str(&text).unwrap();
        assert!(read.tls.is_some() && read.mail.is_some() && read.file_store.is_some());
        assert!(read.metrics_listen.is_some() && read.migration_database.is_some());
        let written: toml::Table = toml::from_str(&text).unwrap();
        for section in ["tls", "mail", "file_store"] {
            assert!(written[section].is_table(), "{section}");
        }
        let Config {
            listen: _,
            metrics_listen: _,
            data: _,
            database: _,
            migration_database: _,
            keys: _,
            max_file_mb: _,
            readers: _,
            behind_proxy: _,
            secure_cookies: _,
            log: _,
            drain_seconds: _,
            tls: _,
            mail: _,
            file_store: _,
        } = read;
        assert_eq!(
            written.len(),
            15,
            "a setting is missing in deploy/tuntas.toml"
        );
    }

    #[test]
    fn a_setting_that_does_not_exist_is_named() {
        let error = toml::from_str::<Config>("lisen = \"x\"").unwrap_err();
        assert!(error.to_string().contains("lisen"), "{error}");
    }
}
