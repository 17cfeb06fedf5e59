//! Filling in forms, by the labels of their fields.

use std::path::Path;

use anyhow::Context;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::{Outcome, Window, until, window::quoted};

impl Window {
    /// The field with this label.
    pub(crate) async fn field(&self, label: &str) -> Outcome<WebElement> {
        let (plain, optional) = (quoted(label), quoted(&format!("{label} (opsional)")));
        let path = format!(
            "//*[@id=//label[normalize-space(.)={plain} or normalize-space(.)={optional}]/@for]"
        );
        self.finds(&format!("the field “{label}”"), &path).await
    }

    /// Replaces what stands in a field by what is typed.
    pub async fn fills(&self, label: &str, words: &str) -> Outcome {
        let field = self.field(label).await?;
        field.clear().await?;
        field.send_keys(words).await?;
        Ok(())
    }

    /// Picks a date, which every browser lets people type in another order.
    pub async fn fills_date(&self, label: &str, days_ahead: i32) -> Outcome<String> {
        let field = self.field(label).await?;
        let script = "const [field, days] = arguments;\
            field.value = new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);\
            field.dispatchEvent(new Event('input', { bubbles: true }));\
            field.dispatchEvent(new Event('change', { bubbles: true }));\
            return field.value;";
        let day = self
            .driver
            .execute(script, vec![field.to_json()?, json!(days_ahead)])
            .await?;
        Ok(day.convert()?)
    }

    /// What stands in a field.
    pub async fn value(&self, label: &str) -> Outcome<String> {
        Ok(self.field(label).await?.value().await?.unwrap_or_default())
    }

    /// Chooses from a list.
    pub async fn chooses(&self, label: &str, option: &str) -> Outcome {
        let list = self.field(label).await?;
        let path = format!(".//option[contains(normalize-space(.),{})]", quoted(option));
        let option = list
            .find(By::XPath(path))
            .await
            .with_context(|| format!("“{option}”"))?;
        option.click().await?;
        Ok(())
    }

    /// Chooses from the list with this label within a place of the page.
    pub async fn chooses_in(&self, place: &str, label: &str, option: &str) -> Outcome {
        let (plain, optional) = (quoted(label), quoted(&format!("{label} (opsional)")));
        let path = format!(
            "{place}//*[@id={place}//label[normalize-space(.)={plain} or \
             normalize-space(.)={optional}]/@for]//option[contains(normalize-space(.),{})]",
            quoted(option)
        );
        let what = format!("“{option}” for “{label}”");
        self.finds(&what, &path).await?.click().await?;
        Ok(())
    }

    /// Ticks the box or dot whose label holds these words.
    pub async fn ticks(&self, words: &str) -> Outcome {
        let path = format!(
            "//label[contains(normalize-space(.),{})][.//input]",
            quoted(words)
        );
        let label = self.finds(&format!("“{words}” to tick"), &path).await?;
        self.presses(&label).await
    }

    /// Attaches a file.
    pub async fn attaches(&self, label: &str, file: &Path) -> Outcome {
        let name = file.to_str().context("a file name in plain letters")?;
        self.field(label).await?.send_keys(name).await?;
        Ok(())
    }

    /// Pastes what was copied into a field and gives what stands there then.
    pub async fn pastes_into(&self, label: &str) -> Outcome<String> {
        let field = self.field(label).await?;
        field.send_keys(Key::Control + "v").await?;
        self.value(label).await
    }

    /// What is said about a field being wrong; waits for it.
    pub async fn error_beside(&self, field: &str) -> Outcome<String> {
        until(&format!("what is wrong with {field}"), async || {
            let text = self.text_of(&format!("#{field}-error")).await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await
    }
}
