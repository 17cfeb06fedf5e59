//! A desk: one browser before one house, people who sit down one after the other, and what was
//! found wrong while they worked.

use std::{
    cell::{Cell, RefCell},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use serde_json::Value;
use tempfile::TempDir;

use crate::{Browser, House, Outcome, Person, Screen, Script, Window, axe::Axe, place};

/// The highest picture taken of a page.
const HIGHEST: u32 = 5_000;

/// Answers a story may ask for, and a line that a story cuts.
const ANSWERS: [&str; 6] = [
    "ERR_INTERNET_DISCONNECTED",
    "status of 401",
    "status of 403",
    "status of 404",
    "status of 409",
    "status of 422",
];

/// Where a story happens.
pub struct Desk {
    /// The page in front.
    pub window: Window,
    /// The house behind it.
    pub house: House,
    /// A drawer for files.
    pub drawer: TempDir,
    /// Whether somebody sits here.
    pub(crate) taken: Cell<bool>,
    axe: Axe,
    pictures: PathBuf,
    count: Cell<u32>,
    findings: RefCell<Vec<String>>,
}

/// Tells a story at a fresh desk, and fails with everything that was found on its pages.
///
/// # Errors
/// With what went wrong, the page it happened on, and what the server complained about.
pub async fn tell(
    name: &str,
    script: Script,
    story: impl AsyncFnOnce(&Desk) -> Outcome,
) -> Outcome {
    if !place::switched_on()? {
        println!(
            "{name}: told by the step that runs the browser, the next one of `cargo xtask test`"
        );
        return Ok(());
    }
    let (axe, pictures) = (Axe::new(&place::axe()?), place::screenshots(name)?);
    let house = House::opens().await?;
    let browser = Browser::opens(script).await?;
    let desk = Desk {
        window: Window::opens(browser.driver.clone(), &house.address).await?,
        house,
        drawer: TempDir::with_prefix("tuntas-drawer-")?,
        taken: Cell::new(false),
        axe,
        pictures,
        count: Cell::new(0),
        findings: RefCell::default(),
    };
    let told = story(&desk).await;
    let told = match told {
        Ok(()) => desk.verdict(),
        Err(error) => Err(desk.scene(error).await),
    };
    drop(desk);
    browser.closes().await?;
    told
}

impl Desk {
    /// Somebody of Kota Contoh sits down and signs in.
    ///
    /// # Errors
    /// When the door does not open.
    pub async fn seats(&self, who: &str) -> Outcome<Person<'_>> {
        Person::signs_in(self, who, None).await
    }

    /// Somebody with several posts sits down as one of them.
    ///
    /// # Errors
    /// When the door does not open or the post is not offered.
    pub async fn seats_as(&self, who: &str, post: &str) -> Outcome<Person<'_>> {
        Person::signs_in(self, who, Some(post)).await
    }

    /// Whoever sat here goes, and another telephone is on the table.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn leaves(&self) -> Outcome {
        self.window.driver.delete_all_cookies().await?;
        self.forgets_who_sat_here();
        Ok(())
    }

    /// Whoever sat here is signed out already.
    pub fn forgets_who_sat_here(&self) {
        self.taken.set(false);
    }

    /// Looks at the page on both screens: takes its picture, checks accessibility and width, and
    /// listens to what the browser complains about. What is found is said at the end of the story.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn shows(&self, step: &str) -> Outcome {
        self.count.set(self.count.get() + 1);
        let before = self.window.screen();
        for screen in Screen::BOTH {
            self.window.moves_to(screen).await?;
            self.looks(step).await?;
        }
        self.window.moves_to(before).await
    }

    /// Takes a picture only.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn pictures(&self, step: &str) -> Outcome {
        self.count.set(self.count.get() + 1);
        self.picture(step).await
    }

    async fn looks(&self, step: &str) -> Outcome {
        self.picture(step).await?;
        let (width, height) = self.window.screen().size();
        // as high as the page, so that the bar at the foot of a phone covers nothing by chance
        self.window.measures(self.height().await?).await?;
        let mut found = self.axe.violations(&self.window.driver).await?;
        found.extend(self.sticks_out(width).await?);
        self.window.measures(height).await?;
        found.extend(self.complaints().await?);
        let path = self.window.path().await?;
        self.findings.borrow_mut().extend(
            found
                .iter()
                .map(|line| format!("{step} ({width}, {path}): {line}")),
        );
        Ok(())
    }

    async fn picture(&self, step: &str) -> Outcome {
        let (width, height) = self.window.screen().size();
        let whole = self.height().await?.min(HIGHEST);
        self.window.measures(whole).await?;
        let name = format!("{:02}-{step}-{width}.png", self.count.get());
        let path = self.pictures.join(name);
        let taken = self.window.driver.screenshot(&path).await;
        self.window.measures(height).await?;
        Ok(taken?)
    }

    /// Height of the page, at least that of the screen.
    async fn height(&self) -> Outcome<u32> {
        let script = "return document.documentElement.scrollHeight";
        let whole = self.window.asks(script).await?;
        let whole = u32::try_from(whole.as_u64().unwrap_or_default())?;
        Ok(whole.max(self.window.screen().size().1))
    }

    /// What makes the page wider than the screen.
    async fn sticks_out(&self, width: u32) -> Outcome<Vec<String>> {
        let script = format!(
            "const width = {width}, root = document.documentElement;
             const menu = document.querySelector('.menu[open] .menu-panel')?.getBoundingClientRect();
             if (menu && (menu.left < 0 || menu.right > width)) return ['the menu opens beyond the screen'];
             if (root.scrollWidth <= width && innerWidth <= width) return [];
             const wide = [...document.querySelectorAll('body *')].filter((e) =>
               e.getBoundingClientRect().right > width + 1).slice(0, 4).map((e) =>
               e.tagName.toLowerCase() + '.' + [...e.classList].join('.'));
             return [`wider than the screen: ${{root.scrollWidth}} of {width}: ${{wide.join(', ')}}`];"
        );
        lines(&self.window.asks(&script).await?)
    }

    /// Errors of scripts, forbidden styles and scripts, parts that did not load. An answer that
    /// sends a form back for correction, or says that a page is not there or not for this person, is no
    /// complaint.
    async fn complaints(&self) -> Outcome<Vec<String>> {
        let log = self.window.driver.browser_log().await?;
        Ok(log
            .into_iter()
            .filter(|entry| entry.level == "SEVERE" || entry.message.contains("Content Security"))
            .map(|entry| entry.message)
            .filter(|said| !ANSWERS.iter().any(|known| said.contains(known)))
            .collect())
    }

    fn verdict(&self) -> Outcome {
        let findings = self.findings.borrow();
        if findings.is_empty() {
            return Ok(());
        }
        bail!("{} findings:\n{}", findings.len(), findings.join("\n"))
    }

    /// The failure with everything that helps to understand it.
    async fn scene(&self, error: anyhow::Error) -> anyhow::Error {
        // a browser that answers no more must not hide the failure itself
        let _ = self.picture("failed").await;
        let path = self.window.path().await.unwrap_or_default();
        let text = self.window.text().await.unwrap_or_default();
        let text: String = text.chars().take(3_000).collect();
        let found = self
            .verdict()
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default();
        error.context(format!(
            "on {path}\n{text}\n{found}\nserver: {}\nfailed",
            self.house.complaints()
        ))
    }

    /// A file of `size` bytes in the drawer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, name: &str, size: usize) -> Outcome<PathBuf> {
        let path = self.drawer.path().join(name);
        std::fs::write(&path, vec![b'%'; size]).context("a file")?;
        Ok(path)
    }

    /// A photo in the drawer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn photo(&self, name: &str) -> Outcome<PathBuf> {
        crate::photo(self.drawer.path(), name)
    }

    /// The root of the repository.
    ///
    /// # Errors
    /// When these tests run elsewhere.
    pub fn root(&self) -> Outcome<PathBuf> {
        place::root()
    }

    /// The drawer.
    pub fn folder(&self) -> &Path {
        self.drawer.path()
    }
}

fn lines(value: &Value) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(value.clone())?)
}
