//! The house: the demo's data, served by the built program.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::{
    Outcome, Shelf, place,
    process::{Running, free_port},
};

/// Loaded data to copy from: loading takes seconds, copying none.
struct Loaded {
    folder: PathBuf,
    password: String,
}

/// A served copy of the demo's data. What is dropped is gone.
pub struct House {
    /// Address without a slash at its end.
    pub address: String,
    /// The password of everybody in Kota Contoh.
    pub password: String,
    log: PathBuf,
    port: u16,
    data: PathBuf,
    server: RefCell<Option<Running>>,
    _folder: TempDir,
}

impl House {
    /// Serves a fresh copy.
    ///
    /// # Errors
    /// When the program does not load or serve.
    pub async fn opens() -> Outcome<Self> {
        static LOADED: OnceCell<Loaded> = OnceCell::const_new();
        let loaded = LOADED.get_or_try_init(async || load()).await?;
        let folder = TempDir::with_prefix("tuntas-house-")?;
        let data = folder.path().join("data");
        copy(&loaded.folder, &data)?;
        let (port, log) = (free_port()?, folder.path().join("serve.log"));
        let house = Self {
            address: format!("http://127.0.0.1:{port}"),
            password: loaded.password.clone(),
            log,
            port,
            data,
            server: RefCell::new(None),
            _folder: folder,
        };
        house.serves(&["serve"]).await?;
        Ok(house)
    }

    /// Serves the same data as if it were another day (`2026-12-30`).
    ///
    /// # Errors
    /// When the program does not serve.
    pub async fn turns_to(&self, day: &str) -> Outcome {
        self.serves(&["demo", "--date", day]).await
    }

    /// Founds a city with its first administrator, and gives the path of the link for the password.
    ///
    /// # Errors
    /// When the program does not found it or does not serve after it.
    pub async fn founds(&self, code: &str, name: &str) -> Outcome<String> {
        self.server.take();
        let output = Command::new(place::program()?)
            .args(["new-region", "--code", code, "--name", name])
            .args([
                "--province",
                "Sumatera Contoh",
                "--admin-name",
                "Admin Pertama",
            ])
            .arg("--data")
            .arg(&self.data)
            .output()
            .context("no city is founded")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let link = said
            .split("<address of the server>")
            .nth(1)
            .with_context(|| {
                let wrong = String::from_utf8_lossy(&output.stderr);
                format!("the program tells no link:\n{said}\n{wrong}")
            })?;
        let link = link.trim().to_owned();
        self.serves(&["serve"]).await?;
        Ok(link)
    }

    /// Serves the same data with `shelf` as the store of its files.
    ///
    /// # Errors
    /// When the program does not serve.
    pub async fn keeps_files_on(&self, shelf: &Shelf) -> Outcome {
        let secret = self.data.with_file_name("secret");
        std::fs::write(&secret, "rahasia")?;
        let settings = format!(
            "[file_store]\nendpoint = \"{}\"\nbucket = \"tuntas\"\naccess_key = \"tuntas\"\n\
             secret_key_file = \"{}\"\n",
            shelf.endpoint,
            secret.display()
        );
        let path = self.data.with_file_name("tuntas.toml");
        std::fs::write(&path, settings)?;
        let path = path.display().to_string();
        self.serves(&["--config", &path, "serve"]).await
    }

    /// Serves the data, in the place of what served it before.
    async fn serves(&self, how: &[&str]) -> Outcome {
        self.server.take();
        let mut serve = Command::new(place::program()?);
        serve
            .args(how)
            .arg("--data")
            .arg(&self.data)
            .args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        let mut server = Running::starts(&mut serve, &self.log)?;
        server.listens(self.port, &self.log).await?;
        self.server.replace(Some(server));
        Ok(())
    }

    /// What the server complained about.
    pub fn complaints(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let loud = |line: &&str| {
            ["WARN", "ERROR", "panicked"]
                .iter()
                .any(|word| line.contains(word))
        };
        log.lines().filter(loud).collect::<Vec<_>>().join("\n")
    }
}

/// Loads the demo into a folder of this process; folders of processes that are gone are removed.
fn load() -> Outcome<Loaded> {
    const PREFIX: &str = "tuntas-browser-";
    let temp = std::env::temp_dir();
    for entry in std::fs::read_dir(&temp)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix(PREFIX);
        if owner.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    let folder = temp.join(format!("{PREFIX}{}", std::process::id()));
    let output = Command::new(place::program()?)
        .args(["demo", "--load-only", "--data"])
        .arg(&folder)
        .output()
        .context("the demo does not load")?;
    let (said, wrong) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    ensure!(
        output.status.success(),
        "the demo does not load:\n{said}\n{wrong}"
    );
    let password = said
        .split("kata sandi semua akun: ")
        .nth(1)
        .and_then(|rest| rest.split(')').next())
        .context("the demo does not tell the password")?;
    Ok(Loaded {
        password: password.to_owned(),
        folder,
    })
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
