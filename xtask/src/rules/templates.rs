//! Pages hold to the strict Content-Security-Policy: no style or script inside them.

use super::html::{self, Tag};
use super::{Source, Violation};

/// What the browser would refuse at run time, on a page nobody may have looked at, is
/// refused here.
pub fn check(source: &Source) -> Vec<Violation> {
    let is_template = source.house_crate().is_some()
        && source.path.split('/').nth(2) == Some("templates")
        && source.path.ends_with(".html");
    if !is_template {
        return Vec::new();
    }
    let mut found = Vec::new();
    for tag in html::tags(&source.text) {
        found.extend(refused(&tag).map(|rule| source.at(tag.offset, rule)));
    }
    found
}

fn refused(tag: &Tag) -> Option<String> {
    if tag.name == "style" {
        return Some("<style>: the rule belongs in web/src".into());
    }
    // a script of type application/json is data: nothing runs it
    let is_data = tag.attribute("type") == Some("application/json");
    if tag.name == "script" && tag.attribute("src").is_none() && !is_data {
        return Some("inline <script>: the code belongs in web/src".into());
    }
    tag.attributes.iter().find_map(|(name, value)| {
        if name == "style" {
            return Some("style=: use a class".into());
        }
        let is_handler = name.strip_prefix("on").is_some_and(|event| {
            !event.is_empty() && event.bytes().all(|byte| byte.is_ascii_lowercase())
        });
        if is_handler || name.starts_with("hx-on") {
            return Some(format!("{name}=: listen in web/src"));
        }
        let is_code = value
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("javascript:");
        is_code.then(|| format!("{name}=\"javascript:\": listen in web/src"))
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::rules::lines;

    const PATH: &str = "crates/directives/templates/directives/list.html";

    #[test]
    fn what_the_policy_refuses() {
        for bad in [
            "<p style=\"color: red\">",
            "<p\n{% if late %}style='color: red'{% endif %}>",
            "<p STYLE=x>",
            "<script>go()</script>",
            "<script type=\"module\">go()</script>",
            "<style>p {}</style>",
            "<a onclick=\"go()\">",
            "<body onload = go()>",
            "<a hx-on:click=\"go()\">",
            "<a href=\" JavaScript:go()\">",
        ] {
            assert_eq!(lines(check, PATH, &format!("<p>\n{bad}")), [2], "{bad}");
        }
    }

    #[test]
    fn what_is_fine() {
        for good in [
            "<script src=\"{{ asset(\"app.js\") }}\" defer></script>",
            "<script type=\"application/json\" id=\"rows\">[]</script>",
            "{# style=\"x\" #}<!-- <script> --><p>onclick=\"x\" style=\"x\"</p>",
            "<p data-style=\"x\" class=\"style\" on=\"x\">",
        ] {
            assert!(lines(check, PATH, good).is_empty(), "{good}");
        }
        assert!(lines(check, "web/demo/index.html", "<p style=\"x\">").is_empty());
    }
}
