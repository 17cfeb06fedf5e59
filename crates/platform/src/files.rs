//! Files by content: each lies once under its SHA-256, synced before any row names it.
//! What a file is, is read from its first bytes, never from its name.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::{photo, problem::Problem, random::hex};

/// The folder of one installation's files.
#[derive(Clone, Debug)]
pub struct Files {
    root: PathBuf,
    /// Largest accepted file in bytes.
    pub limit: u64,
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
        })
    }

    /// Begins to take in a file.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn incoming(&self) -> Result<Incoming, Problem> {
        Ok(Incoming {
            temp: NamedTempFile::new_in(self.root.join("incoming"))?,
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
        let target = self.path(&hash);
        let folder = target.parent().unwrap_or(&self.root);
        incoming.temp.as_file().sync_all()?;
        if !folder.exists() {
            std::fs::create_dir_all(folder)?;
            sync_folder(&self.root)?;
        }
        incoming
            .temp
            .persist(&target)
            .map_err(|error| Problem::internal(error.error))?;
        sync_folder(folder)?;
        Ok(StoredFile {
            hash,
            media_type,
            size: incoming.size,
        })
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
        let mut removed = 0;
        for folder in std::fs::read_dir(&self.root)? {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            let unfinished = folder.file_name() == "incoming";
            for file in std::fs::read_dir(folder.path())? {
                let file = file?;
                let name = file.file_name().to_string_lossy().into_owned();
                if !is_old(&file.path(), before)? || (!unfinished && known(&name)) {
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

    /// Where the file with this hash lies. The hash comes from our own rows; anything else than
    /// hexadecimal digits points nowhere.
    pub fn path(&self, hash: &str) -> PathBuf {
        let clean = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let hash = if clean { hash } else { "none" };
        self.root.join(&hash[..2]).join(hash)
    }

    /// Whether the file lies there with exactly this content.
    pub fn is_whole(&self, hash: &str) -> bool {
        std::fs::read(self.path(hash)).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == hash)
    }
}

/// What a person reads when a file is not taken.
pub const NOT_ACCEPTED: &str = "Berkas ini tidak dapat diterima. Unggah foto (JPG, PNG, WEBP), PDF, \
     Word, Excel, PowerPoint, atau video MP4.";

impl Incoming {
    /// SHA-256 of what came so far, 64 hexadecimal digits.
    pub fn digest(&self) -> String {
        hex(&self.digest.clone().finalize())
    }

    /// Whether what came is of a kind that is kept.
    pub fn is_accepted(&self) -> bool {
        self.size > 0 && sniff(&self.head).is_some()
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
        self.temp.write_all(piece)?;
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

fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{Files, Problem};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn files(limit: u64) -> (tempfile::TempDir, Files) {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::open(dir.path(), limit).unwrap();
        (dir, files)
    }

    #[test]
    fn the_same_content_is_one_file() {
        let (_dir, files) = files(1000);
        let mut hashes = Vec::new();
        for _ in 0..2 {
            let mut incoming = files.incoming().unwrap();
            incoming.write(PNG).unwrap();
            hashes.push(files.keep(incoming).unwrap());
        }
        assert_eq!(hashes[0], hashes[1]);
        assert_eq!(hashes[0].media_type, "image/png");
        assert!(files.is_whole(&hashes[0].hash));
        std::fs::write(files.path(&hashes[0].hash), b"changed").unwrap();
        assert!(!files.is_whole(&hashes[0].hash));
    }

    #[test]
    fn pages_and_programs_are_refused_whatever_their_name() {
        let (_dir, files) = files(1000);
        for bad in [
            &b"<html><script>alert(1)</script>"[..],
            b"MZ\x90\0",
            b"<svg onload=x>",
            b"",
        ] {
            let mut incoming = files.incoming().unwrap();
            incoming.write(bad).unwrap();
            assert!(matches!(files.keep(incoming), Err(Problem::Refused(_))));
        }
    }

    #[test]
    fn the_limit_holds_while_the_file_comes_in() {
        let (_dir, files) = files(10);
        let mut incoming = files.incoming().unwrap();
        incoming.write(&[0; 10]).unwrap();
        assert!(matches!(incoming.write(&[0]), Err(Problem::TooLarge(_))));
    }

    #[test]
    fn the_sweep_takes_what_no_row_names_and_nothing_young() {
        let (_dir, files) = files(1000);
        let mut hashes = Vec::new();
        for seed in 0..2_u8 {
            let mut incoming = files.incoming().unwrap();
            incoming.write(PNG).unwrap();
            incoming.write(&[seed]).unwrap();
            hashes.push(files.keep(incoming).unwrap().hash);
        }
        let known = |hash: &str| hash == hashes[0];
        let past = std::time::UNIX_EPOCH;
        assert_eq!(
            files.sweep(past, known).unwrap(),
            0,
            "everything is younger"
        );
        let future = past + std::time::Duration::from_secs(1 << 33);
        assert_eq!(files.sweep(future, known).unwrap(), 1);
        assert!(files.is_whole(&hashes[0]) && !files.is_whole(&hashes[1]));
    }

    #[test]
    fn a_sweep_that_was_killed_loses_nothing() {
        let (dir, files) = files(1000);
        let mut incoming = files.incoming().unwrap();
        incoming.write(PNG).unwrap();
        let hash = files.keep(incoming).unwrap().hash;
        let aside = dir.path().join("incoming").join(format!("{hash}.lama"));
        std::fs::rename(files.path(&hash), aside).unwrap();
        assert_eq!(files.sweep(std::time::UNIX_EPOCH, |_| true).unwrap(), 0);
        assert!(files.is_whole(&hash));
    }

    #[test]
    fn a_sweep_goes_on_while_uploads_come_and_go() {
        let (_dir, files) = files(1000);
        let uploads = files.clone();
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..500 {
                    let mut incoming = uploads.incoming().unwrap();
                    incoming.write(PNG).unwrap();
                }
                done.store(true, std::sync::atomic::Ordering::Release);
            });
            while !done.load(std::sync::atomic::Ordering::Acquire) {
                files.sweep(std::time::UNIX_EPOCH, |_| false).unwrap();
            }
        });
    }

    #[test]
    fn a_strange_hash_points_nowhere() {
        let (_dir, files) = files(10);
        assert!(files.path("../../etc/passwd").ends_with("no/none"));
        assert!(!files.is_whole("é"));
    }
}
