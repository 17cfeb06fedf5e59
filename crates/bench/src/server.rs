//! The server under load: the real binary, on its own.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context, bail};
use sea_orm::Database;

use crate::{
    load::Wire,
    machine,
    place::{Engine, Place},
};

/// Ticks of `/proc/<pid>/stat` in a second; fixed on Linux.
const TICKS: f64 = 100.0;

/// A running server. It dies with this value.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub port: u16,
    /// From the start of the process to the first good answer.
    pub start: Duration,
}

/// The program.
///
/// # Errors
/// When it is missing.
pub fn program() -> anyhow::Result<PathBuf> {
    let program = match std::env::var_os("TUNTAS_BIN") {
        Some(program) => PathBuf::from(program),
        None => std::env::current_exe()?.with_file_name("tuntas"),
    };
    if !program.is_file() {
        bail!("{} is missing: run `cargo xtask bench`", program.display());
    }
    Ok(program)
}

impl Server {
    /// Starts it and waits until it is ready.
    ///
    /// # Errors
    /// When it stops or is not ready within a minute.
    pub async fn start(place: &Place) -> anyhow::Result<Self> {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        drop(listener);
        let log = place.folder.join(format!("server-{port}.log"));
        let mut command = Command::new(program()?);
        command.arg("serve").arg("--data").arg(&place.folder);
        match place.engine {
            Engine::Sqlite => command.args(["--database", "sqlite"]),
            Engine::Postgres => command.args(["--database", &place.url]),
        };
        let began = machine::now();
        let child = command
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .env_remove("TUNTAS_CONFIG")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log)?)
            .spawn()
            .context("the program does not start")?;
        let mut server = Self {
            child,
            port,
            start: Duration::ZERO,
        };
        while began.elapsed() < Duration::from_secs(60) {
            if let Ok(mut wire) = Wire::open(port, 1).await
                && let Ok(reply) = wire.get("/readyz", "", "identity").await
                && reply.status == 200
            {
                server.start = began.elapsed();
                return Ok(server);
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                bail!(
                    "the server stopped ({status}): {}",
                    fs::read_to_string(&log)?
                );
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        bail!("the server is not ready within a minute")
    }

    /// Asks it to stop, as a service manager does, and waits for its end.
    ///
    /// # Errors
    /// When it does not stop within half a minute.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill")
            .arg(self.child.id().to_string())
            .status()?;
        for _ in 0..3_000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the server does not stop")
    }

    /// Seconds of processor time it has used.
    pub fn cpu(&self) -> f64 {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let text = text.unwrap_or_default();
        // the name in parentheses may contain spaces
        let after = text.rsplit(')').next().unwrap_or_default();
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |at: usize| -> f64 {
            fields
                .get(at)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0.0)
        };
        (ticks(11) + ticks(12)) / TICKS
    }

    /// Its memory in megabytes: anonymous, and pages of files.
    pub fn memory(&self) -> (f64, f64) {
        let path = format!("/proc/{}/status", self.child.id());
        (megabytes(&path, "RssAnon:"), megabytes(&path, "RssFile:"))
    }

    /// From now on its anonymous memory is looked at every 10 ms.
    pub fn watched(&self) -> Watch {
        let (stop, path) = (
            Arc::new(AtomicBool::new(false)),
            format!("/proc/{}/status", self.child.id()),
        );
        let until = Arc::clone(&stop);
        let looking = std::thread::spawn(move || {
            let mut most = 0.0_f64;
            while !until.load(Ordering::Relaxed) {
                most = most.max(megabytes(&path, "RssAnon:"));
                std::thread::sleep(Duration::from_millis(10));
            }
            most
        });
        Watch { stop, looking }
    }

    /// Waits until the jobs are done and the processor rests: the daily round at the start, and
    /// what a load before has left.
    ///
    /// # Errors
    /// When that takes longer than ten minutes.
    pub async fn rests(&self, place: &Place) -> anyhow::Result<()> {
        let began = machine::now();
        let mut quiet = 0;
        while quiet < 4 {
            if began.elapsed() > Duration::from_secs(600) {
                bail!("the server does not come to rest");
            }
            let before = self.cpu();
            tokio::time::sleep(Duration::from_millis(500)).await;
            let idle = self.cpu() - before < 0.03;
            quiet = if idle && waiting_jobs(place).await? == 0 {
                quiet + 1
            } else {
                0
            };
        }
        Ok(())
    }
}

/// Memory that is being looked at.
pub struct Watch {
    stop: Arc<AtomicBool>,
    looking: JoinHandle<f64>,
}

impl Watch {
    /// The most there was, in megabytes.
    pub fn most(self) -> f64 {
        self.stop.store(true, Ordering::Relaxed);
        self.looking.join().unwrap_or(0.0)
    }
}

/// A line of the kernel's account of a process.
fn megabytes(path: &str, name: &str) -> f64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|text| text.parse().ok()).unwrap_or(0.0) / 1000.0
}

async fn waiting_jobs(place: &Place) -> anyhow::Result<i64> {
    let conn = Database::connect(&place.url).await?;
    let question = "select count(*) from job where state = 0";
    let number = platform::store::sql::number(&conn, question, vec![]).await?;
    conn.close().await?;
    Ok(number)
}

impl Drop for Server {
    fn drop(&mut self) {
        // it has acknowledged nothing that is not on the disk
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
