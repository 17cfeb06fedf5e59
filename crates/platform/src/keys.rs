//! Keys for personal data and secrets. They live in a file of their own, outside every backup of
//! database and evidence, made at first start and readable by its owner only. A sealed text names
//! the key it was sealed with, so that a new key can be added while old texts still open.

use std::{fs, io::Write, path::Path};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::{
    problem::Problem,
    random::{self, hex, unhex},
};

/// The keys of one installation; the last one seals, all of them open.
pub struct Keys(Vec<Key>);

struct Key {
    id: String,
    secret: Vec<u8>,
}

/// The key file is unreadable, empty, or open to others.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("key file {path}: {error}")]
    Io {
        /// Path of the file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A line is not `<id> <64 hexadecimal digits>`.
    #[error("key file {0}: line {1} is not a key")]
    Line(String, usize),
    /// Others may read the file.
    #[error("key file {0} is readable by others; run: chmod 600 {0}")]
    Open(String),
}

impl Keys {
    /// Reads the key file at `path`, or makes it (mode 0600) with one fresh key.
    ///
    /// # Errors
    /// `KeyError` when the file cannot be used.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        let name = path.display().to_string();
        let io = |error| KeyError::Io {
            path: name.clone(),
            error,
        };
        if !path.exists() {
            let line = format!("k1 {}\n", random::token());
            let mut file = private_file(path).map_err(io)?;
            file.write_all(line.as_bytes()).map_err(io)?;
            file.sync_all().map_err(io)?;
        }
        refuse_open_file(path)?;
        let text = fs::read_to_string(path).map_err(io)?;
        let mut keys = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = line
                .split_once(' ')
                .and_then(|(id, secret)| Some((id, unhex(secret.trim())?)))
                .filter(|(id, secret)| !id.contains(':') && secret.len() == 32)
                .ok_or_else(|| KeyError::Line(name.clone(), number + 1))?;
            keys.push(Key {
                id: key.0.to_owned(),
                secret: key.1,
            });
        }
        if keys.is_empty() {
            return Err(KeyError::Line(name, 1));
        }
        Ok(Self(keys))
    }

    /// Keys for a test or a throw-away database, never written down.
    pub fn ephemeral() -> Self {
        Self(vec![Key {
            id: "k1".into(),
            secret: random::bytes::<32>().to_vec(),
        }])
    }

    /// Seals `text` for the place `context` (table and column): it opens nowhere else.
    ///
    /// # Errors
    /// `Problem::Internal` when sealing fails.
    pub fn seal(&self, context: &str, text: &str) -> Result<String, Problem> {
        let key = self.newest()?;
        let nonce = random::bytes::<24>();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: context.as_bytes(),
        };
        let sealed = cipher(&key.secret)?
            .encrypt(&nonce.into(), payload)
            .map_err(|_| Problem::internal("sealing failed"))?;
        Ok(format!("{}:{}:{}", key.id, hex(&nonce), hex(&sealed)))
    }

    /// Opens what `seal` sealed for the same `context`.
    ///
    /// # Errors
    /// `Problem::Internal` when the key is gone or the text was changed.
    pub fn open_sealed(&self, context: &str, sealed: &str) -> Result<String, Problem> {
        let damaged = || Problem::internal(format!("sealed text of {context} cannot be opened"));
        let mut parts = sealed.splitn(3, ':');
        let (id, nonce, body) = (parts.next(), parts.next(), parts.next());
        let key = self
            .0
            .iter()
            .find(|key| Some(key.id.as_str()) == id)
            .ok_or_else(damaged)?;
        let nonce: [u8; 24] = nonce
            .and_then(unhex)
            .and_then(|n| n.try_into().ok())
            .ok_or_else(damaged)?;
        let body = body.and_then(unhex).ok_or_else(damaged)?;
        let payload = Payload {
            msg: body.as_slice(),
            aad: context.as_bytes(),
        };
        let plain = cipher(&key.secret)?
            .decrypt(&nonce.into(), payload)
            .map_err(|_| damaged())?;
        String::from_utf8(plain).map_err(|_| damaged())
    }

    /// A keyed digest by which an exact text can be found again without being stored. Made with
    /// the first key: a digest has to stay the same when keys are added.
    pub fn digest(&self, context: &str, text: &str) -> String {
        let secret = self.0.first().map_or(&[][..], |key| &key.secret);
        let mut mac = match <Hmac<Sha256> as KeyInit>::new_from_slice(secret) {
            Ok(mac) => mac,
            // HMAC takes keys of every length
            Err(_) => return String::new(),
        };
        mac.update(context.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    /// By what each key is known without being told: its name and a keyed digest.
    pub fn fingerprints(&self) -> Vec<String> {
        let known = |key: &Key| {
            let alone = Self(vec![Key {
                id: key.id.clone(),
                secret: key.secret.clone(),
            }]);
            let digest = alone.digest("keys.fingerprint", &key.id);
            format!("{}:{}", key.id, digest.get(..32).unwrap_or_default())
        };
        self.0.iter().map(known).collect()
    }

    fn newest(&self) -> Result<&Key, Problem> {
        self.0.last().ok_or_else(|| Problem::internal("no key"))
    }
}

fn cipher(secret: &[u8]) -> Result<XChaCha20Poly1305, Problem> {
    XChaCha20Poly1305::new_from_slice(secret).map_err(|_| Problem::internal("key length"))
}

#[cfg(unix)]
fn private_file(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
}

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;
    let name = path.display().to_string();
    let meta = fs::metadata(path).map_err(|error| KeyError::Io {
        path: name.clone(),
        error,
    })?;
    if meta.permissions().mode() & 0o077 != 0 {
        return Err(KeyError::Open(name));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_open_file(_: &Path) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{KeyError, Keys};

    #[test]
    fn a_sealed_text_opens_only_where_it_belongs() {
        let keys = Keys::ephemeral();
        let sealed = keys.seal("account.wa", "0800-1234").unwrap();
        assert!(!sealed.contains("0800"));
        assert_eq!(
            keys.open_sealed("account.wa", &sealed).unwrap(),
            "0800-1234"
        );
        assert!(keys.open_sealed("account.nip", &sealed).is_err());
        let mut changed = sealed.clone();
        changed.replace_range(
            sealed.len() - 1..,
            if sealed.ends_with('0') { "1" } else { "0" },
        );
        assert!(keys.open_sealed("account.wa", &changed).is_err());
        assert!(
            Keys::ephemeral()
                .open_sealed("account.wa", &sealed)
                .is_err()
        );
    }

    #[test]
    fn a_key_file_is_made_private_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys");
        let sealed = Keys::open(&path).unwrap().seal("x", "rahasia").unwrap();
        assert_eq!(
            Keys::open(&path)
                .unwrap()
                .open_sealed("x", &sealed)
                .unwrap(),
            "rahasia"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_open_to_others_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys");
        Keys::open(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Keys::open(&path), Err(KeyError::Open(_))));
    }
}
