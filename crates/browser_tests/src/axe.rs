//! Accessibility as a machine can judge it: axe-core over the page as it stands, folded parts
//! opened, to WCAG 2.2 AA.

use serde_json::Value;
use thirtyfour::WebDriver;

use crate::Outcome;

/// Folded parts are opened for the check and folded again after it.
const CHECK: &str = r#"
;const done = arguments[arguments.length - 1];
const folded = [...document.querySelectorAll("details.more:not([open])")];
for (const part of folded) part.open = true;
axe.run(document, {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
  preload: false,
}).then((result) => result.violations.flatMap((rule) => rule.nodes.map((node) =>
  `${rule.id} (${rule.impact}): ${node.target.join(" ")}: ${(node.failureSummary || rule.help).replace(/\s+/g, " ")}`
))).catch((error) => [`axe does not run: ${error}`]).then((lines) => {
  for (const part of folded) part.open = false;
  done(lines);
});
"#;

/// The script, read once.
pub(crate) struct Axe(String);

impl Axe {
    pub(crate) fn new(source: &str) -> Self {
        Self(format!("{source}{CHECK}"))
    }

    /// What is wrong on the page, a line each.
    pub(crate) async fn violations(&self, driver: &WebDriver) -> Outcome<Vec<String>> {
        let answer = driver
            .execute_async(self.0.as_str(), Vec::<Value>::new())
            .await?;
        Ok(answer.convert()?)
    }
}
