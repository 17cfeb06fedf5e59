//! Files by content: each lies once under its SHA-256, synced before any row names it.
//! What a file is, is read from its first bytes, never from its name.
//!
//! They lie in a folder, which several nodes may share. Where a store with the S3 interface is
//! named, that store keeps them and the folder holds copies: a content never changes under its hash,
//! so a copy is never stale.

mod remote;

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

pub use remote::{Remote, RemoteOptions};

use crate::{photo, problem::Problem, random::hex};

/// The folder of one installation's files.
#[derive(Clone, Debug)]
pub struct Files {
    root: PathBuf,
    /// Largest accepted file in bytes.
    pub limit: u64,
    remote: Option<Remote>,
}

/// A file that lies safely on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// SHA-256 of the content, 64 hexadecimal digits.
    pub hash: String,
    /// What the content is, as read from its bytes.
    pub media_type: &'static str,
    /// Length in bytes.
    pub size: u64,
}

/// A file on its way in.
pub struct Incoming {
    temp: NamedTempFile,
    digest: Sha256,
    head: Vec<u8>,
    size: u64,
    limit: u64,
}

/// Types that are accepted as evidence: what a camera, a scanner and an office make.
const ACCEPTED: [&str; 8] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "video/mp4",
];

/// The accepted type that is called so.
pub fn media_type(name: &str) -> Option<&'static str> {
    ACCEPTED.into_iter().find(|accepted| *accepted == name)
}

/// An archive may be as large as this many of the largest files.
const ARCHIVE_HOLDS: u64 = 20;
/// A ZIP archive; no evidence by itself.
const ARCHIVE: &str = "application/zip";

const HEAD: usize = 8192;
/// What a sweep has taken aside ends with this.
const ASIDE: &str = ".lama";

impl Files {
    /// The files under `root` (made when missing), each at most `limit` bytes.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(root: &Path, limit: u64) -> std::io::Result<Self> {
        std::fs::create_dir_all(root.join("incoming"))?;
        Ok(Self {
            root: root.to_owned(),
            limit,
            remote: None,
        })
    }

    /// The same, kept by `remote`; the folder holds copies.
    #[must_use]
    pub fn kept_by(mut self, remote: Remote) -> Self {
        self.remote = Some(remote);
        self
    }

    /// The same files, for an archive of several: it may be larger than each of them.
    #[must_use]
    pub fn for_archives(&self) -> Self {
        Self {
            limit: self.limit.saturating_mul(ARCHIVE_HOLDS),
            ..self.clone()
        }
    }

    /// Begins to take in a file.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn incoming(&self) -> Result<Incoming, Problem> {
        Ok(Incoming {
            temp: NamedTempFile::new_in(self.root.join("incoming")).map_err(out_of_reach)?,
            digest: Sha256::new(),
            head: Vec::with_capacity(HEAD),
            size: 0,
            limit: self.limit,
        })
    }

    /// Puts a complete file in its place and syncs file and folder. The same content twice is
    /// one file. A photo is kept without what it tells beside the picture.
    ///
    /// # Errors
    /// `Problem::Refused` for an empty file or a type that is not accepted.
    pub fn keep(&self, incoming: Incoming) -> Result<StoredFile, Problem> {
        let media_type = sniff(&incoming.head)
            .filter(|_| incoming.size > 0)
            .ok_or_else(|| Problem::Refused(NOT_ACCEPTED.into()))?;
        let incoming = self.without_metadata(incoming, media_type)?;
        let hash = hex(&incoming.digest.finalize());
        self.settle(incoming.temp, &hash).map_err(out_of_reach)?;
        Ok(StoredFile {
            hash,
            media_type,
            size: incoming.size,
        })
    }

    /// As `keep`, for an archive that is unpacked later. What is in it was not looked at.
    ///
    /// # Errors
    /// `Problem::Refused` for anything but an archive.
    pub fn keep_archive(&self, incoming: Incoming) -> Result<StoredFile, Problem> {
        if !incoming.is_archive() {
            return Err(Problem::Refused(NO_ARCHIVE.into()));
        }
        let hash = hex(&incoming.digest.finalize());
        self.settle(incoming.temp, &hash).map_err(out_of_reach)?;
        Ok(StoredFile {
            hash,
            media_type: ARCHIVE,
            size: incoming.size,
        })
    }

    /// Puts a file of a backup in the place its hash says. `write` fills it and answers for its
    /// content.
    ///
    /// # Errors
    /// What `write` says, or when the file cannot be written.
    pub fn restore<E: From<Problem>>(
        &self,
        hash: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let problem = |error: std::io::Error| E::from(error.into());
        let incoming = self.root.join("incoming");
        let mut temp = NamedTempFile::new_in(incoming).map_err(problem)?;
        write(&mut temp)?;
        self.settle(temp, hash).map_err(problem)
    }

    /// Brings a complete file onto the disk and into its place, and to the store if there is one.
    fn settle(&self, temp: NamedTempFile, hash: &str) -> std::io::Result<()> {
        if let Some(remote) = &self.remote {
            remote.put(hash, temp.reopen()?)?;
        }
        self.place(temp, hash)
    }

    fn place(&self, temp: NamedTempFile, hash: &str) -> std::io::Result<()> {
        let target = self.path(hash);
        let folder = target.parent().unwrap_or(&self.root);
        temp.as_file().sync_all()?;
        if !folder.exists() {
            std::fs::create_dir_all(folder)?;
            sync_folder(&self.root)?;
        }
        temp.persist(&target).map_err(|error| error.error)?;
        sync_folder(folder)
    }

    /// The same file, or a photo without its metadata in its place.
    fn without_metadata(&self, incoming: Incoming, media_type: &str) -> Result<Incoming, Problem> {
        if !media_type.starts_with("image/") {
            return Ok(incoming);
        }
        let Some(clean) = photo::stripped(media_type, std::fs::read(incoming.temp.path())?) else {
            return Ok(incoming);
        };
        let mut other = self.incoming()?;
        other.write(&clean)?;
        Ok(other)
    }

    /// Removes what nobody will ask for: unfinished files and files without a row, both untouched
    /// since `before`. `known` tells whether some row names a hash. The number removed.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn sweep(
        &self,
        before: std::time::SystemTime,
        known: impl Fn(&str) -> bool,
    ) -> std::io::Result<usize> {
        let incoming = self.root.join("incoming");
        self.put_back(&incoming)?;
        let mut removed = match &self.remote {
            Some(remote) => remote.sweep(before, &known)?,
            None => 0,
        };
        // of what a store keeps, the folder holds copies: old ones go and come again when asked for
        let kept_here = |hash: &str| self.remote.is_none() && known(hash);
        for folder in std::fs::read_dir(&self.root)? {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            let unfinished = folder.file_name() == "incoming";
            for file in std::fs::read_dir(folder.path())? {
                let file = file?;
                let name = file.file_name().to_string_lossy().into_owned();
                if !is_old(&file.path(), before)? || (!unfinished && kept_here(&name)) {
                    continue;
                }
                // The same file may be uploaded again this instant. It is taken aside first and
                // looked at again; what turned young meanwhile goes back.
                let aside = incoming.join(format!("{name}{ASIDE}"));
                if !is_there(std::fs::rename(file.path(), &aside))? {
                    continue;
                }
                if is_old(&aside, before)? {
                    removed += usize::from(is_there(std::fs::remove_file(&aside))?);
                } else {
                    is_there(std::fs::rename(&aside, file.path()))?;
                }
            }
        }
        Ok(removed)
    }

    /// Puts back what a sweep had taken aside when it was killed.
    fn put_back(&self, incoming: &Path) -> std::io::Result<()> {
        for file in std::fs::read_dir(incoming)? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            let hash = name.strip_suffix(ASIDE).filter(|hash| hash.len() == 64);
            if let Some(hash) = hash {
                is_there(std::fs::rename(file.path(), self.path(hash)))?;
            }
        }
        Ok(())
    }

    /// The path at which the file can be read, brought here from the store when it is not here yet.
    /// For threads that may wait; a file that is nowhere is found missing when it is opened.
    ///
    /// # Errors
    /// When the store cannot be reached or gives another content.
    pub fn at(&self, hash: &str) -> std::io::Result<PathBuf> {
        let path = self.path(hash);
        let Some(remote) = self.remote.as_ref().filter(|_| !path.exists()) else {
            return Ok(path);
        };
        let temp = NamedTempFile::new_in(self.root.join("incoming"))?;
        match remote.get(hash, temp.reopen()?)? {
            Some(came) if came == hash => self.place(temp, hash)?,
            Some(_) => {
                return Err(std::io::Error::other(format!("{hash} has another content")));
            }
            None => {}
        }
        Ok(path)
    }

    /// As `at`, for a handler.
    ///
    /// # Errors
    /// As `at`.
    pub async fn fetch(&self, hash: &str) -> Result<PathBuf, Problem> {
        let (files, hash) = (self.clone(), hash.to_owned());
        let found = tokio::task::spawn_blocking(move || files.at(&hash)).await;
        found.map_err(Problem::internal)?.map_err(out_of_reach)
    }

    /// Where the file with this hash lies in the folder, if it is here; who reads asks `at`. The hash comes from our own rows; anything else than
    /// hexadecimal digits points nowhere.
    pub fn path(&self, hash: &str) -> PathBuf {
        let clean = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let hash = if clean { hash } else { "none" };
        self.root.join(&hash[..2]).join(hash)
    }

    /// Whether the file lies there with exactly this content.
    pub fn is_whole(&self, hash: &str) -> bool {
        let path = self.at(hash);
        path.and_then(|path| digest(&path))
            .is_ok_and(|digest| digest == hash)
    }
}

/// What a person reads when a file is not taken.
pub const NOT_ACCEPTED: &str = "Berkas ini tidak dapat diterima. Unggah foto (JPG, PNG, WEBP), PDF, \
     Word, Excel, PowerPoint, atau video MP4.";

/// What a person reads when another file than an archive comes where one is asked for.
pub const NO_ARCHIVE: &str = "Berkas ini bukan arsip ZIP. Masukkan berkas-berkasnya ke dalam satu arsip \
     ZIP, lalu unggah lagi.";

impl Incoming {
    /// SHA-256 of what came so far, 64 hexadecimal digits.
    pub fn digest(&self) -> String {
        hex(&self.digest.clone().finalize())
    }

    /// What came, to be read from its beginning.
    ///
    /// # Errors
    /// When the disk does not give it.
    pub fn open(&self) -> Result<std::fs::File, Problem> {
        self.temp.reopen().map_err(out_of_reach)
    }

    /// Whether what came is of a kind that is kept.
    pub fn is_accepted(&self) -> bool {
        self.size > 0 && sniff(&self.head).is_some()
    }

    /// Whether what came is an archive, and none of the kinds that are one inside.
    pub fn is_archive(&self) -> bool {
        infer::get(&self.head).is_some_and(|kind| kind.mime_type() == ARCHIVE)
    }

    /// Takes in the next piece.
    ///
    /// # Errors
    /// `Problem::TooLarge` as soon as the limit is passed.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Problem> {
        self.size += piece.len() as u64;
        if self.size > self.limit {
            return Err(Problem::TooLarge(too_large(self.limit)));
        }
        if self.head.len() < HEAD {
            let room = HEAD - self.head.len();
            self.head.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        self.digest.update(piece);
        self.temp.write_all(piece).map_err(out_of_reach)?;
        Ok(())
    }
}

/// What a person reads when a file passes `limit` bytes.
pub fn too_large(limit: u64) -> String {
    format!(
        "Berkas melebihi batas {} MB. Kecilkan fotonya atau pecah berkasnya, lalu unggah lagi.",
        limit / 1_000_000
    )
}

/// What a person reads when an archive passes `limit` bytes.
pub fn archive_too_large(limit: u64) -> String {
    format!(
        "Arsip melebihi batas {} MB. Pecah menjadi beberapa arsip, lalu unggah satu per satu.",
        limit / 1_000_000
    )
}

/// SHA-256 of a file, however large it is.
fn digest(path: &Path) -> std::io::Result<String> {
    let (mut file, mut digest) = (std::fs::File::open(path)?, Sha256::new());
    let mut piece = vec![0; 64 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hex(&digest.finalize())),
            got => digest.update(&piece[..got]),
        }
    }
}

fn sniff(head: &[u8]) -> Option<&'static str> {
    media_type(infer::get(head)?.mime_type())
}

/// Whether nobody has touched the file since `before`. One that has gone meanwhile is not old: an
/// upload was finished or given up.
fn is_old(path: &Path, before: std::time::SystemTime) -> std::io::Result<bool> {
    let modified = path.metadata().and_then(|data| data.modified());
    match modified {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        at => Ok(at? < before),
    }
}

/// Whether there was a file to do it to.
fn is_there(done: std::io::Result<()>) -> std::io::Result<bool> {
    match done {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        done => done.map(|()| true),
    }
}

/// Nothing is acknowledged without its file: what was typed stays in the form.
fn out_of_reach(error: std::io::Error) -> Problem {
    tracing::error!(%error, "files out of reach");
    Problem::Unavailable(
        "Penyimpanan berkas sedang terganggu. Isian Anda belum tersimpan; coba lagi beberapa saat."
            .into(),
    )
}

fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests;
