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
    Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload, aws::AmazonS3Builder, path::Path,
};
use tokio::runtime::Handle;

use crate::problem::Problem;

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
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> io::Result<T> {
        let (send, receive) = mpsc::channel();
        self.runtime.spawn(async move {
            let _ = send.send(work.await);
        });
        let done = receive.recv();
        done.map_err(|_| io::Error::other("the store was given up"))?
            .map_err(io::Error::other)
    }

    pub(super) fn put(&self, hash: &str, bytes: Vec<u8>) -> io::Result<()> {
        let (store, to) = (Arc::clone(&self.store), place(KEPT, hash));
        self.wait(async move { store.put(&to, PutPayload::from(bytes)).await })
            .map(drop)
    }

    /// The content, wherever it lies.
    pub(super) fn get(&self, hash: &str) -> io::Result<Option<Vec<u8>>> {
        let store = Arc::clone(&self.store);
        let places = [place(KEPT, hash), place(ASIDE, hash)];
        self.wait(async move {
            for place in &places {
                match store.get(place).await {
                    Ok(found) => return Ok(Some(found.bytes().await?.to_vec())),
                    Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
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
                self.wait(async move { store.delete(&gone).await })?;
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
            store.delete(&from).await
        })
    }

    /// Hashes of what nobody has touched since `before`.
    fn older(&self, folder: &'static str, before: SystemTime) -> io::Result<Vec<String>> {
        let store = Arc::clone(&self.store);
        let all: Vec<ObjectMeta> =
            self.wait(async move { store.list(Some(&Path::from(folder))).try_collect().await })?;
        Ok(all
            .into_iter()
            .filter(|one| SystemTime::from(one.last_modified) < before)
            .filter_map(|one| Some(one.location.filename()?.to_owned()))
            .collect())
    }
}
