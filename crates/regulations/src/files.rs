//! The texts a pack is read from: built into the binary, a folder, or made by a test.

use std::{borrow::Cow, collections::BTreeMap, fmt, fs, io, path::Path};

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../regulations"]
struct Shipped;

/// Where a file cannot be read, for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// `pack.toml`, `indicators.csv`.
    pub file: String,
    /// Line, where it is known.
    pub line: Option<u64>,
    /// What is wrong.
    pub words: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{} baris {line}: {}", self.file, self.words),
            None => write!(f, "{}: {}", self.file, self.words),
        }
    }
}

impl std::error::Error for ReadError {}

/// The files of one pack by name.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// The shipped files of a folder.
    pub fn embedded(folder: &str) -> Self {
        let inside = |path: &Cow<'static, str>| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?.to_owned();
            let text = String::from_utf8(Shipped::get(path)?.data.into_owned()).ok()?;
            Some((name, text))
        };
        Self(Shipped::iter().filter_map(|path| inside(&path)).collect())
    }

    /// The shipped folders that hold a pack.
    pub fn embedded_packs() -> Vec<String> {
        let folder = |path: Cow<'static, str>| Some(path.strip_suffix("/pack.toml")?.to_owned());
        let mut found: Vec<String> = Shipped::iter().filter_map(folder).collect();
        found.sort();
        found
    }

    /// The files of a folder on the disk.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn folder(path: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            let known = |ending: &str| path.extension().is_some_and(|it| it == ending);
            if let Some(name) = path.file_name().and_then(|name| name.to_str())
                && (known("toml") || known("csv"))
            {
                files.insert(name.to_owned(), fs::read_to_string(&path)?);
            }
        }
        Ok(Self(files))
    }

    /// The same files with one of them replaced.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.0.insert(name.to_owned(), text.to_owned());
        self
    }

    /// The text of a file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
