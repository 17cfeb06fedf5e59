//! What a person does with a page: looks, clicks, types. Things are found by the words that stand
//! on them, because that is how people find them.

use std::cell::Cell;

use anyhow::{bail, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{Outcome, until};

/// A size of screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The monitor of an office PC.
    Desk,
    /// A small phone.
    Phone,
}

impl Screen {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Desk, Self::Phone];

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Desk => (1280, 900),
            Self::Phone => (360, 740),
        }
    }
}

/// The page in front of a person.
pub struct Window {
    /// The session.
    pub driver: WebDriver,
    /// Address of the house.
    address: String,
    screen: Cell<Screen>,
}

impl Window {
    /// Opens an empty page on a desk.
    ///
    /// # Errors
    /// When the browser does not answer; so for all verbs below, which also fail when what they
    /// look for does not appear.
    pub async fn opens(driver: WebDriver, address: &str) -> Outcome<Self> {
        let window = Self {
            driver,
            address: address.to_owned(),
            screen: Cell::new(Screen::Phone),
        };
        window.moves_to(Screen::Desk).await?;
        Ok(window)
    }

    /// The screen it is on.
    pub fn screen(&self) -> Screen {
        self.screen.get()
    }

    /// Continues on another screen.
    pub async fn moves_to(&self, screen: Screen) -> Outcome {
        if self.screen.replace(screen) != screen {
            self.measures(screen.size().1).await?;
        }
        Ok(())
    }

    /// Makes the page as wide as the screen and `height` high.
    pub(crate) async fn measures(&self, height: u32) -> Outcome {
        let screen = self.screen.get();
        let phone = screen == Screen::Phone;
        let metrics = json!({
            "width": screen.size().0, "height": height, "mobile": phone,
            "deviceScaleFactor": if phone { 2 } else { 1 },
        });
        self.driver
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Opens a page of the house.
    pub async fn goes_to(&self, path: &str) -> Outcome {
        self.driver.goto(format!("{}{path}", self.address)).await?;
        Ok(())
    }

    /// Loads the page anew.
    pub async fn reloads(&self) -> Outcome {
        self.driver.refresh().await?;
        Ok(())
    }

    /// Path of the page, without what follows a question mark.
    pub async fn path(&self) -> Outcome<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// Everything to be read on the page, white space folded.
    pub async fn text(&self) -> Outcome<String> {
        self.text_of("body").await
    }

    /// What is to be read in the first part that `selector` names.
    pub async fn text_of(&self, selector: &str) -> Outcome<String> {
        let part = self.driver.find(By::Css(selector)).await?;
        Ok(fold(&part.text().await?))
    }

    /// What is to be read in every part that `selector` names.
    pub async fn texts_of(&self, selector: &str) -> Outcome<Vec<String>> {
        let mut texts = Vec::new();
        for part in self.driver.find_all(By::Css(selector)).await? {
            texts.push(fold(&part.text().await?));
        }
        Ok(texts)
    }

    /// What is to be read in all the parts an XPath names, one after the other.
    pub(crate) async fn texts_at(&self, path: &str) -> Outcome<String> {
        let mut texts = Vec::new();
        for part in self.driver.find_all(By::XPath(path)).await? {
            texts.push(fold(&part.text().await?));
        }
        Ok(texts.join(" | "))
    }

    /// Waits until the page says `words`.
    pub async fn sees(&self, words: &str) -> Outcome {
        until(&format!("“{words}”"), async || {
            Ok(self.text().await?.contains(words).then_some(()))
        })
        .await
    }

    /// The page does not say `words`.
    pub async fn does_not_see(&self, words: &str) -> Outcome {
        let text = self.text().await?;
        ensure!(!text.contains(words), "“{words}” is to be read");
        Ok(())
    }

    /// Waits for something to be seen and gives it.
    pub(crate) async fn finds(&self, what: &str, path: &str) -> Outcome<WebElement> {
        until(what, async || {
            for found in self.driver.find_all(By::XPath(path)).await? {
                if found.is_displayed().await? {
                    return Ok(Some(found));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Whether there is something like this to be seen now.
    pub(crate) async fn shows(&self, path: &str) -> Outcome<bool> {
        for found in self.driver.find_all(By::XPath(path)).await? {
            if found.is_displayed().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Clicks the link, button or fold with exactly this name.
    pub async fn clicks(&self, name: &str) -> Outcome {
        self.clicks_in("/", name).await
    }

    /// Clicks a name inside what the XPath `place` finds.
    pub async fn clicks_in(&self, place: &str, name: &str) -> Outcome {
        let path = format!(
            "{place}/descendant::*[self::a or self::button or self::summary]\
             [normalize-space(.)={}]",
            quoted(name)
        );
        let found = self.finds(&format!("“{name}” to click"), &path).await?;
        self.presses(&found).await
    }

    /// Brings an element to the middle of the screen and clicks it.
    pub(crate) async fn presses(&self, element: &WebElement) -> Outcome {
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.driver
            .execute(middle, vec![element.to_json()?])
            .await?;
        element.click().await?;
        Ok(())
    }

    /// Opens the menu where it is folded away: on a phone.
    pub(crate) async fn unfolds_menu(&self) -> Outcome {
        if self.screen.get() == Screen::Desk {
            return Ok(());
        }
        let path = "//details[contains(@class,'navmenu')][not(@open)]/summary";
        let menu = self.finds("the menu", path).await?;
        self.presses(&menu).await
    }

    /// Goes to a page of the main menu.
    pub async fn opens_menu(&self, name: &str) -> Outcome {
        self.unfolds_menu().await?;
        let named = format!("a[starts-with(normalize-space(.),{})]", quoted(name));
        if self.screen.get() == Screen::Desk {
            let group = format!("//nav[@aria-label='Menu utama']//details[.//{named}]/summary");
            for summary in self.driver.find_all(By::XPath(group)).await? {
                self.presses(&summary).await?;
            }
        }
        let path = format!("//nav[starts-with(@aria-label,'Menu utama')]//{named}");
        let link = self.finds(&format!("“{name}” in the menu"), &path).await?;
        self.presses(&link).await
    }

    /// Clicks a button twice, as people do who learned it on a desktop.
    pub async fn double_clicks(&self, name: &str) -> Outcome {
        let path = format!("//button[normalize-space(.)={}]", quoted(name));
        let found = self.finds(&format!("“{name}” to click"), &path).await?;
        self.driver
            .action_chain()
            .double_click_element(&found)
            .perform()
            .await?;
        Ok(())
    }

    /// Nothing with this name can be clicked.
    pub async fn does_not_offer(&self, name: &str) -> Outcome {
        let path = format!(
            "//*[self::a or self::button][normalize-space(.)={}]",
            quoted(name)
        );
        ensure!(!self.shows(&path).await?, "“{name}” is offered");
        Ok(())
    }

    /// Classes of the page: `js` once a script has run.
    pub async fn class_of_root(&self) -> Outcome<String> {
        let root = self.driver.find(By::Css("html")).await?;
        Ok(root.class_name().await?.unwrap_or_default())
    }

    /// Runs a script on the page.
    pub async fn asks(&self, script: &str) -> Outcome<Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// Runs a script that waits for something on the page.
    pub async fn asks_and_waits(&self, script: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[0];
             (async () => {{ {script} }})().then(done, (error) => done(String(error)));"
        );
        let answer = self.driver.execute_async(&script, vec![]).await?;
        Ok(answer.json().clone())
    }

    /// The line is cut, or back.
    pub async fn has_a_line(&self, has: bool) -> Outcome {
        let wanted = json!({
            "offline": !has, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        let browser = self.driver.cdp();
        browser.send_raw("Network.enable", json!({})).await?;
        browser
            .send_raw("Network.emulateNetworkConditions", wanted)
            .await?;
        Ok(())
    }

    /// These words stand on the page in this order.
    pub async fn tells_in_order(&self, words: &[&str]) -> Outcome {
        let text = self.text().await?;
        let mut rest = text.as_str();
        for word in words {
            let Some(at) = rest.find(word) else {
                bail!("“{word}” is missing, or not in its place, in: {text}");
            };
            rest = &rest[at + word.len()..];
        }
        Ok(())
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as an XPath literal.
pub(crate) fn quoted(words: &str) -> String {
    if words.contains('"') {
        format!("'{words}'")
    } else {
        format!("\"{words}\"")
    }
}
