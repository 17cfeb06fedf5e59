//! The real binary as a child that can be killed.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use platform::store::Durability;
use testing::Engine;

use crate::{scene::Scene, wire::Wire};

/// A running server. It dies with this value.
pub struct Server {
    child: Child,
    log: PathBuf,
    pub port: u16,
}

/// The program: what the test command says, or what lies beside this test.
pub fn program() -> PathBuf {
    let program = match std::env::var_os("TUNTAS_BIN") {
        Some(program) => PathBuf::from(program),
        None => {
            let test = std::env::current_exe().expect("the path of this test");
            let folder = test.parent().and_then(Path::parent);
            folder.expect("a target folder").join("tuntas")
        }
    };
    assert!(
        program.is_file(),
        "{} is missing: build it with `cargo build --workspace --bins`, or run the tests with \
         `cargo xtask test`",
        program.display()
    );
    program
}

/// `tuntas serve` on the database of a scene.
pub fn serve(engine: Engine, data: &Path, url: &str, port: u16) -> Command {
    let mut command = Command::new(program());
    command
        .arg("serve")
        .arg("--data")
        .arg(data)
        .arg("--listen")
        .arg(format!("127.0.0.1:{port}"))
        .env_remove("TUNTAS_CONFIG")
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    match engine {
        Engine::Sqlite => command.args(["--database", "sqlite"]),
        Engine::Postgres => command.args(["--database", url]),
    };
    command
}

impl Server {
    /// Starts it and waits until it takes requests.
    pub async fn start(scene: &Scene) -> Self {
        // somebody else may take the port between looking and listening
        for _ in 0..5 {
            if let Some(server) = Self::try_start(scene).await {
                return server;
            }
        }
        panic!("the server does not start");
    }

    async fn try_start(scene: &Scene) -> Option<Self> {
        let port = free_port();
        let log = scene.world.folder.join(format!("server-{port}.log"));
        let mut command = serve(
            scene.world.engine,
            &scene.world.folder,
            &scene.world.url,
            port,
        );
        if scene.durability == Durability::Relaxed {
            command.arg("--throw-away");
        }
        let child = command
            .stderr(File::create(&log).expect("a log file"))
            .spawn()
            .expect("the program does not start");
        let mut server = Self { child, log, port };
        for _ in 0..6_000 {
            if let Ok(mut wire) = Wire::open(port).await
                && let Ok(reply) = wire.get("/readyz", "").await
                && reply.status == 200
            {
                return Some(server);
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                let log = server.log();
                assert!(
                    log.contains("in use"),
                    "the server stopped ({status}):\n{log}"
                );
                return None;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!(
            "the server is not ready within 30 seconds:\n{}",
            server.log()
        );
    }

    /// What it said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// SIGKILL: no handler, no drop, no flush.
    pub fn kill(self) {
        let log = self.log();
        assert!(!log.contains("ERROR"), "the server met an error:\n{log}");
        self.kill_after_trouble();
    }

    /// The same, after the database was away: it may have said so, and has gone on.
    pub fn kill_after_trouble(mut self) {
        let early = self.child.try_wait().expect("its state");
        assert!(
            early.is_none(),
            "it stopped by itself ({early:?}):\n{}",
            self.log()
        );
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("its end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
