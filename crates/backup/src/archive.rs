//! The archive as a file: a ZIP, so that it can be looked into anywhere.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    Progress,
    error::Error,
    manifest::{FORMAT, Manifest, TableSum},
    rows::{Digest, Row},
};

const MANIFEST: &str = "manifest.json";
const README: &str = "README.txt";
const FILES: &str = "files/";
const ANCHORS: &str = "anchors/";

/// For whoever opens the archive in years, without this program at hand.
const WORDS: &str = "This is a backup of Tuntas.\n\n\
    rows/      every table, a row a line, cells in the order that manifest.json gives\n\
    files/     evidence and scans under the SHA-256 of their content\n\
    anchors/   lengths and hashes of the audit chains, as they were noted\n\n\
    NOT in this archive: the key file (data/keys). Without it names and figures can be read, sealed\n\
    personal data (NIP, WhatsApp numbers) cannot. Keep the key file elsewhere than this archive.\n\n\
    To read it back: tuntas restore --from THIS-FILE --data NEW-FOLDER\n";

/// An archive on its way out. It gets its name only when it is whole and on the disk.
pub(crate) struct Writer {
    zip: ZipWriter<BufWriter<NamedTempFile>>,
    target: PathBuf,
}

fn name_of(table: &str) -> String {
    format!("rows/{table}.jsonl")
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .large_file(true)
}

impl Writer {
    pub(crate) fn begin(target: &Path) -> Result<Self, Error> {
        if target.exists() {
            return Err(Error::Refused(format!(
                "{} is there already; nothing was written over it",
                target.display()
            )));
        }
        let folder = match target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let temp = tempfile::Builder::new()
            .prefix(".tuntas-backup-")
            .tempfile_in(folder)
            .map_err(Error::io(folder))?;
        Ok(Self {
            zip: ZipWriter::new(BufWriter::new(temp)),
            target: target.to_owned(),
        })
    }

    pub(crate) fn begin_table(&mut self, table: &str) -> Result<(), Error> {
        let packed = options(CompressionMethod::Deflated);
        Ok(self.zip.start_file(name_of(table), packed)?)
    }

    /// Adds a line to the table that was begun.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), Error> {
        let done = writeln!(self.zip, "{line}");
        done.map_err(Error::io(&self.target))
    }

    /// Adds a kept file. Photos and papers are packed already.
    pub(crate) fn file(&mut self, hash: &str, from: &mut File) -> Result<u64, Error> {
        let stored = options(CompressionMethod::Stored);
        self.zip.start_file(format!("{FILES}{hash}"), stored)?;
        std::io::copy(from, &mut self.zip).map_err(Error::io(&self.target))
    }

    pub(crate) fn anchors(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.text(&format!("{ANCHORS}{name}"), text)
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.zip
            .start_file(name, options(CompressionMethod::Deflated))?;
        let done = self.zip.write_all(text.as_bytes());
        done.map_err(Error::io(&self.target))
    }

    /// Writes the manifest, brings everything onto the disk and gives the archive its name.
    pub(crate) fn finish(mut self, manifest: &Manifest) -> Result<(), Error> {
        self.text(README, WORDS)?;
        self.text(MANIFEST, &serde_json::to_string_pretty(manifest)?)?;
        let Self { zip, target } = self;
        let io = Error::io(&target);
        let temp = zip
            .finish()?
            .into_inner()
            .map_err(|error| io(error.into_error()))?;
        temp.as_file().sync_all().map_err(&io)?;
        temp.persist_noclobber(&target)
            .map_err(|error| io(error.error))?;
        if let Some(folder) = target.parent().filter(|folder| folder.exists()) {
            let synced = File::open(folder).and_then(|folder| folder.sync_all());
            synced.map_err(&io)?;
        }
        Ok(())
    }
}

/// An archive that is read.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Archive {
    /// Opens an archive and reads what it says about itself.
    ///
    /// # Errors
    /// When it is none, is cut off, or was written by a program that knows more than this one.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::io(path))?;
        let mut zip = ZipArchive::new(BufReader::new(file))?;
        let mut text = String::new();
        zip.by_name(MANIFEST)?
            .read_to_string(&mut text)
            .map_err(Error::io(path))?;
        let manifest: Manifest = serde_json::from_str(&text)?;
        if manifest.format > FORMAT {
            return Err(Error::Refused(format!(
                "this archive was written by a newer program ({}); install that version first",
                manifest.program
            )));
        }
        Ok(Self { zip, manifest })
    }

    /// What it says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads everything and compares it with the manifest.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn check(&mut self, progress: Progress<'_>) -> Result<(), Error> {
        for table in self.manifest.tables.clone() {
            self.rows(&table)?.count_all()?;
        }
        progress(&format!("{} tables read back", self.manifest.tables.len()));
        let hashes = self.files();
        if hashes.len() != self.manifest.files {
            return Err(Error::Damaged(format!(
                "{} of {} files",
                hashes.len(),
                self.manifest.files
            )));
        }
        for hash in &hashes {
            self.file(hash, &mut std::io::sink())?;
        }
        progress(&format!("{} files read back", hashes.len()));
        Ok(())
    }

    /// The rows of a table, one after the other.
    pub(crate) fn rows<'a>(&'a mut self, table: &'a TableSum) -> Result<Rows<'a>, Error> {
        let entry = self.zip.by_name(&name_of(&table.name))?;
        Ok(Rows {
            lines: Box::new(BufReader::new(entry).lines()),
            table,
            digest: Digest::default(),
            count: 0,
        })
    }

    /// Hashes of the files in it.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut hashes = self.behind(FILES);
        hashes.retain(|hash| hash.len() == 64);
        hashes.sort_unstable();
        hashes
    }

    /// What stands behind `prefix` in the names that begin so.
    fn behind(&self, prefix: &str) -> Vec<String> {
        let names = self.zip.file_names();
        names
            .filter_map(|name| Some(name.ok()?.strip_prefix(prefix)?.to_owned()))
            .collect()
    }

    /// Copies a file out; refused when its content is not what its name says.
    pub(crate) fn file(&mut self, hash: &str, to: &mut dyn Write) -> Result<(), Error> {
        let mut entry = self.zip.by_name(&format!("{FILES}{hash}"))?;
        let mut digest = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = entry
                .read(&mut piece)
                .map_err(|error| Error::Damaged(format!("file {hash}: {error}")))?;
            if read == 0 {
                break;
            }
            digest.update(&piece[..read]);
            to.write_all(&piece[..read])
                .map_err(Error::io(Path::new(hash)))?;
        }
        if platform::random::hex(&digest.finalize()) == hash {
            Ok(())
        } else {
            Err(Error::Damaged(format!("file {hash} has another content")))
        }
    }

    /// The anchors in it, by the name of their file.
    pub(crate) fn anchors(&mut self) -> Result<Vec<(String, String)>, Error> {
        let mut anchors = Vec::new();
        for name in self.behind(ANCHORS) {
            let mut text = String::new();
            self.zip
                .by_name(&format!("{ANCHORS}{name}"))?
                .read_to_string(&mut text)
                .map_err(Error::io(Path::new(&name)))?;
            anchors.push((name, text));
        }
        Ok(anchors)
    }
}

/// The rows of a table. Its end is reached without an error only when number and sum are those of
/// the manifest.
pub(crate) struct Rows<'a> {
    lines: Box<dyn Iterator<Item = std::io::Result<String>> + 'a>,
    table: &'a TableSum,
    digest: Digest,
    count: u64,
}

impl Rows<'_> {
    /// The next row; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Row>, Error> {
        let table = self.table;
        let damaged = |what: String| Error::Damaged(format!("table {}: {what}", table.name));
        let Some(line) = self.lines.next() else {
            let whole = self.count == table.rows && self.digest == table.digest;
            return if whole {
                Ok(None)
            } else {
                Err(damaged(format!(
                    "{} rows read, {} written, or another content",
                    self.count, table.rows
                )))
            };
        };
        let line = line.map_err(|error| damaged(error.to_string()))?;
        self.count += 1;
        self.digest.add(&line);
        Row::read(&line, &table.columns).map(Some)
    }

    fn count_all(mut self) -> Result<(), Error> {
        while self.next()?.is_some() {}
        Ok(())
    }
}
