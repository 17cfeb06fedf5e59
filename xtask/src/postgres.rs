//! A private PostgreSQL that lives as long as this process and leaves nothing behind.

mod home;

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::run::{self, Outcome};
pub use home::programs;
use home::{account, dropped, new_directory, remove_stale};

/// What the server is for.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// Tests: nothing survives a power cut, and nothing has to.
    Quick,
    /// Measurements: the server's own defaults, every commit on the disk.
    Durable,
}

impl Kind {
    /// Where its directory goes. Both places are short enough for a socket's name and
    /// can be entered by another account. `/tmp` may be memory, which would make every
    /// measured sync a lie; `/var/tmp` is a disk.
    fn parent(self) -> &'static Path {
        Path::new(if self == Self::Quick {
            "/tmp"
        } else {
            "/var/tmp"
        })
    }

    fn settings(self) -> &'static str {
        match self {
            Self::Quick => {
                " -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                 -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 \
                 -c max_connections=300"
            }
            Self::Durable => " -c fsync=on -c synchronous_commit=on",
        }
    }
}

/// A running server, reached by a socket in a directory that only its owner may enter.
pub struct Postgres {
    directory: PathBuf,
    /// How it is steered: `pg_ctl` with everything but the word.
    steer: Vec<String>,
    watcher: Option<Child>,
}

impl Postgres {
    /// Makes a new database cluster and starts it.
    pub fn start(kind: Kind) -> Outcome<Self> {
        let programs =
            programs().ok_or("there is no PostgreSQL: run `cargo xtask test` as root")?;
        remove_stale(kind.parent());
        let account = account()?;
        let directory = new_directory(kind.parent())?;
        println!("   private PostgreSQL in {}", directory.display());
        // PostgreSQL refuses to run as root
        if let Some(account) = account {
            run::quietly(Command::new("chown").arg(account).arg(&directory))?;
        }
        let watcher = watch(&directory, &programs, account)?;
        let data = directory.join("data");
        let log = directory.join("log");
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories={}{}",
            directory.display(),
            kind.settings()
        );
        let mut steer = dropped(account, &programs.join("pg_ctl"));
        steer.arg("-D").arg(&data).arg("-l").arg(&log);
        steer.args(["-w", "-o", &options]);
        // from here on every way out stops the server and removes the directory
        let postgres = Self {
            directory,
            steer: words(&steer),
            watcher: Some(watcher),
        };

        let mut initdb = dropped(account, &programs.join("initdb"));
        initdb
            .arg("-D")
            .arg(&data)
            .args(["-A", "trust", "-U", "postgres"]);
        // without these two the cluster would take the language of whoever runs the tests
        initdb.args(["--encoding=UTF8", "--locale=C"]);
        if kind == Kind::Quick {
            initdb.arg("--no-sync");
        }
        run::quietly(&mut initdb)?;

        run::quietly(steer.arg("start")).map_err(|problem| {
            format!(
                "{problem}\n{}",
                fs::read_to_string(&log).unwrap_or_default()
            )
        })?;
        Ok(postgres)
    }

    /// The connection string, with `{db}` where the name of the database goes.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres@localhost/{{db}}?host={}",
            self.directory.display()
        )
    }

    /// The command for a shell that steers it, without the word (`start`, `-m fast stop`).
    pub fn steering(&self) -> String {
        let quoted = |word: &String| format!("'{}'", word.replace('\'', "'\\''"));
        let words: Vec<String> = self.steer.iter().map(quoted).collect();
        format!("cd / && {}", words.join(" "))
    }
}

fn words(command: &Command) -> Vec<String> {
    let all = std::iter::once(command.get_program()).chain(command.get_args());
    all.map(|word| word.to_string_lossy().into_owned())
        .collect()
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut watcher) = self.watcher.take() {
            // closing its input is the signal; waiting keeps the next server apart
            drop(watcher.stdin.take());
            if watcher.wait().is_err() {
                eprintln!("{} may be left over", self.directory.display());
            }
        }
    }
}

/// Starts the shell that cleans up once this process is gone, however it went: the pipe
/// it reads from closes after a return, a panic, Ctrl-C and a kill alike. In a group of
/// its own it does not get the terminal's Ctrl-C itself.
fn watch(directory: &Path, programs: &Path, account: Option<&str>) -> Outcome<Child> {
    let script = "cat >/dev/null; \"$@\"; rm -rf -- \"$0\"";
    let mut stop = dropped(account, &programs.join("pg_ctl"));
    stop.arg("-D")
        .arg(directory.join("data"))
        .args(["-w", "-m", "immediate", "stop"]);
    Command::new("sh")
        .args(["-c", script])
        .arg(directory)
        .arg(stop.get_program())
        .args(stop.get_args())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|e| format!("`sh` does not start: {e}"))
}
