//! The browser: Chromium without a screen, with an empty profile of its own.

use std::process::Command;

use anyhow::Context;
use tempfile::TempDir;
use thirtyfour::{LoggingPrefsLogLevel, prelude::*};

use crate::{
    Outcome, place,
    process::{Running, free_port},
};

/// Whether pages may run their script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// As usual.
    Runs,
    /// Forbidden in the browser's settings.
    Forbidden,
}

/// A started browser. Dropping it ends the session, then the driver, then the profile.
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    _service: Running,
    _profile: TempDir,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// When driver or browser are missing or do not start.
    pub async fn opens(script: Script) -> Outcome<Self> {
        let profile = TempDir::with_prefix("tuntas-profile-")?;
        let (port, log) = (free_port()?, profile.path().join("driver.log"));
        let mut command = Command::new(place::driver()?);
        // dates and files are asked for as on the machines of a city hall
        command.arg(format!("--port={port}"));
        let mut service = Running::starts(&mut command, &log)?;
        service.listens(port, &log).await?;
        let wishes = wishes(&profile, script)?;
        // built with the whole house, the client of the driver has TLS without a provider of it;
        // that it is there already is as good
        let _ = rustls::crypto::ring::default_provider().install_default();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes)
            .await
            .context("chromium does not start")?;
        Ok(Self {
            driver,
            _service: service,
            _profile: profile,
        })
    }

    /// Ends the session in good order.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn closes(self) -> Outcome {
        self.driver.quit().await?;
        Ok(())
    }
}

fn wishes(profile: &TempDir, script: Script) -> Outcome<thirtyfour::ChromeCapabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary("/usr/bin/chromium")?;
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // nothing moves while it is looked at
        "--force-prefers-reduced-motion",
    ] {
        wishes.add_arg(argument)?;
    }
    let folder = profile.path().join("profile");
    wishes.add_arg(&format!("--user-data-dir={}", folder.display()))?;
    wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    if script == Script::Forbidden {
        let forbidden = serde_json::json!({
            "profile.managed_default_content_settings.javascript": 2
        });
        wishes.add_experimental_option("prefs", forbidden)?;
    }
    Ok(wishes)
}
