//! A store with the S3 interface, for nodes that share no folder.
//!
//! A file nobody names is not deleted at once: a form with the same content may be on its way this
//! instant. The sweep puts it aside, where it is still found; a day later it goes, or comes back when
//! some row names it by then.

use std::{
    future::Future,
    io,
    sync::{Arc, mpsc},
    time::SystemTime,
};

use futures_util::TryStreamExt;
use object_store::{
    Error, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload,
    aws::AmazonS3Builder, path::Path,
};
use sha2::{Digest, Sha256};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
    runtime::Handle,
};

use crate::{problem::Problem, random::hex};

/// How a store is reached.
#[derive(Clone)]
pub struct RemoteOptions {
    /// Address: `https://s3.example.go.id`.
    pub endpoint: String,
    /// Name of the bucket.
    pub bucket: String,
    /// Region, as the store calls it.
    pub region: String,
    /// Name of the access key.
    pub access_key: String,
    /// Its secret.
    pub secret_key: String,
}

impl std::fmt::Debug for RemoteOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({})", self.endpoint, self.bucket, self.access_key)
    }
}

/// A store that keeps the files.
#[derive(Clone, Debug)]
pub struct Remote {
    store: Arc<dyn ObjectStore>,
    runtime: Handle,
}

/// Where kept files lie, and where those that nobody names wait.
const KEPT: &str = "files";
const ASIDE: &str = "aside";

/// A larger file goes to the store in pieces of this many bytes, one after the other: however large it is,
/// a transfer has one of them in memory. Stores take no smaller ones than 5 MiB.
const PIECE: u64 = 8 * 1024 * 1024;

fn place(folder: &str, hash: &str) -> Path {
    Path::from(folder).join(hash)
}

impl Remote {
    /// A store that is reached as `options` say. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When the options make no store, or there is no runtime.
    pub fn open(options: &RemoteOptions) -> Result<Self, Problem> {
        let store = AmazonS3Builder::new()
            .with_endpoint(&options.endpoint)
            .with_allow_http(options.endpoint.starts_with("http://"))
            .with_bucket_name(&options.bucket)
            .with_region(&options.region)
            .with_access_key_id(&options.access_key)
            .with_secret_access_key(&options.secret_key)
            .build()
            .map_err(Problem::internal)?;
        Ok(Self {
            store: Arc::new(store),
            runtime: Handle::try_current().map_err(Problem::internal)?,
        })
    }

    /// Waits for the store on a thread that may wait.
    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = io::Result<T>> + Send + 'static,
    ) -> io::Result<T> {
        let (send, receive) = mpsc::channel();
        self.runtime.spawn(async move {
            let _ = send.send(work.await);
        });
        let done = receive.recv();
        done.map_err(|_| io::Error::other("the store was given up"))?
    }

    /// Brings a file, read from its beginning, to the store.
    pub(super) fn put(&self, hash: &str, file: std::fs::File) -> io::Result<()> {
        let (store, to) = (Arc::clone(&self.store), place(KEPT, hash));
        self.wait(async move {
            let mut file = File::from_std(file);
            let first = piece(&mut file).await?;
            if (first.len() as u64) < PIECE {
                store.put(&to, PutPayload::from(first)).await?;
                return Ok(());
            }
            let mut upload = store.put_multipart(&to).await?;
            let sent = send(upload.as_mut(), first, &mut file).await;
            if sent.is_err() {
                // what came of it lies in the store, where nobody sees it and somebody pays for it
                let _ = upload.abort().await;
            }
            sent
        })
    }

    /// Writes the content into `to`, wherever it lies, as it comes; its SHA-256, `None` where it lies
    /// nowhere.
    pub(super) fn get(&self, hash: &str, to: std::fs::File) -> io::Result<Option<String>> {
        let store = Arc::clone(&self.store);
        let places = [place(KEPT, hash), place(ASIDE, hash)];
        self.wait(async move {
            let mut to = File::from_std(to);
            for place in &places {
                let found = match store.get(place).await {
                    Ok(found) => found,
                    Err(Error::NotFound { .. }) => continue,
                    Err(error) => return Err(error.into()),
                };
                let (mut digest, mut pieces) = (Sha256::new(), found.into_stream());
                while let Some(piece) = pieces.try_next().await? {
                    digest.update(&piece);
                    to.write_all(&piece).await?;
                }
                to.flush().await?;
                return Ok(Some(hex(&digest.finalize())));
            }
            Ok(None)
        })
    }

    /// Puts aside what nobody names, deletes what was put aside before and is still not named. How
    /// many were deleted.
    pub(super) fn sweep(
        &self,
        before: SystemTime,
        known: impl Fn(&str) -> bool,
    ) -> io::Result<usize> {
        let mut deleted = 0;
        for hash in self.older(ASIDE, before)? {
            if known(&hash) {
                self.rename(&hash, ASIDE, KEPT)?;
            } else {
                let (store, gone) = (Arc::clone(&self.store), place(ASIDE, &hash));
                self.wait(async move { Ok(store.delete(&gone).await?) })?;
                deleted += 1;
            }
        }
        for hash in self.older(KEPT, before)? {
            if !known(&hash) {
                self.rename(&hash, KEPT, ASIDE)?;
            }
        }
        Ok(deleted)
    }

    fn rename(&self, hash: &str, from: &str, to: &str) -> io::Result<()> {
        let store = Arc::clone(&self.store);
        let (from, to) = (place(from, hash), place(to, hash));
        self.wait(async move {
            store.copy(&from, &to).await?;
            Ok(store.delete(&from).await?)
        })
    }

    /// Hashes of what nobody has touched since `before`.
    fn older(&self, folder: &'static str, before: SystemTime) -> io::Result<Vec<String>> {
        let store = Arc::clone(&self.store);
        let all: Vec<ObjectMeta> = self
            .wait(async move { Ok(store.list(Some(&Path::from(folder))).try_collect().await?) })?;
        Ok(all
            .into_iter()
            .filter(|one| SystemTime::from(one.last_modified) < before)
            .filter_map(|one| Some(one.location.filename()?.to_owned()))
            .collect())
    }
}

/// The next bytes of a file, fewer than a whole piece where it ends.
async fn piece(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(PIECE).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

async fn send(upload: &mut dyn MultipartUpload, first: Vec<u8>, file: &mut File) -> io::Result<()> {
    let mut next = first;
    while !next.is_empty() {
        upload.put_part(PutPayload::from(next)).await?;
        next = piece(file).await?;
    }
    upload.complete().await?;
    Ok(())
}
