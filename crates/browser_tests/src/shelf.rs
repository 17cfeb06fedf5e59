//! A store with the S3 interface that takes files when the story says so: what people see while one is slow.

use std::sync::Arc;

use anyhow::Context;
use hyper::{Method, Request, Response, StatusCode, body::Incoming, header, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinHandle,
};

use crate::Outcome;

/// More files than a story has.
const MANY: usize = 10_000;

/// The store. It keeps nothing, since a house has copies of what it sends.
pub struct Shelf {
    pub(crate) endpoint: String,
    room: Arc<Semaphore>,
    task: JoinHandle<()>,
}

impl Shelf {
    /// Opens it; it takes everything at once.
    ///
    /// # Errors
    /// When there is no port for it.
    pub async fn opens() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let room = Arc::new(Semaphore::new(MANY));
        let inside = Arc::clone(&room);
        let task = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(answers(line, Arc::clone(&inside)));
            }
        });
        Ok(Self {
            endpoint,
            room,
            task,
        })
    }

    /// Takes so many files from now on; the next one waits.
    pub fn takes_only(&self, count: usize) {
        self.room.forget_permits(MANY);
        self.room.add_permits(count);
    }

    /// Takes everything at once again.
    pub fn takes_all(&self) {
        self.room.add_permits(MANY);
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answers(line: TcpStream, room: Arc<Semaphore>) {
    let service = service_fn(|request: Request<Incoming>| {
        let room = Arc::clone(&room);
        async move {
            let mut answer = Response::new(String::new());
            if request.method() != Method::PUT {
                *answer.status_mut() = StatusCode::NOT_FOUND;
                return Ok::<_, anyhow::Error>(answer);
            }
            room.acquire().await.context("the story is over")?.forget();
            let mark = header::HeaderValue::from_static("\"1\"");
            answer.headers_mut().insert(header::ETAG, mark);
            Ok(answer)
        }
    });
    let http = Builder::new(TokioExecutor::new());
    // a line that breaks is the house's to notice
    let _ = http.serve_connection(TokioIo::new(line), service).await;
}
