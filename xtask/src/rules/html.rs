//! The tags of a template, with what the template engine will fill in left blank.

/// A start tag.
#[derive(Debug, PartialEq)]
pub struct Tag {
    /// Where its `<` stands.
    pub offset: usize,
    /// In small letters.
    pub name: String,
    /// Names in small letters, with their values as written.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// All start tags of a template.
pub fn tags(template: &str) -> Vec<Tag> {
    let text = blank(template);
    let mut tags = Vec::new();
    for (offset, _) in text.match_indices('<') {
        let inside = &text[offset + 1..];
        if inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (name, rest) = split(inside, |c| c.is_whitespace() || c == '>' || c == '/');
            tags.push(Tag {
                offset,
                name: name.to_ascii_lowercase(),
                attributes: attributes(rest),
            });
        }
    }
    tags
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return found;
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        // a lone `=` or quote is a name of its own here, or this would never end
        let (_, tail) = rest.split_at(first);
        let (more, after) = split(tail, |c| c.is_whitespace() || "=>/".contains(c));
        let name = rest[..first + more.len()].to_ascii_lowercase();
        rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = self::value(after.trim_start());
        }
        found.push((name, value.to_owned()));
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    split(text, |c| c.is_whitespace() || c == '>')
}

fn split(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

/// Comments and the engine's own parts become spaces of the same length: inside a tag they
/// may contain quotes and `>`.
fn blank(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while !rest.is_empty() {
        let pairs = [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<!--", "-->")];
        if let Some((open, close)) = pairs.into_iter().find(|(open, _)| rest.starts_with(open)) {
            let inside = &rest[open.len()..];
            let length = inside
                .find(close)
                .map_or(rest.len(), |at| open.len() + at + close.len());
            out.push_str(&" ".repeat(length));
            rest = &rest[length..];
        } else {
            let (first, tail) = rest.split_at(rest.chars().next().map_or(1, char::len_utf8));
            out.push_str(first);
            rest = tail;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let text = "é <A href='x>y' hidden class=b\n data-x = \"{% if a == \"b\" %}>{% endif %}\"/>\
                    {# <i> #}<!-- <u> -->{{ \"<b>\" }} 1 < 2 </a><br>";
        let found = tags(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((found[0].offset, found[0].name.as_str()), (3, "a"));
        let names: Vec<&str> = found[0]
            .attributes
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["href", "hidden", "class", "data-x"]);
        assert_eq!(found[0].attribute("href"), Some("x>y"));
        assert_eq!(found[0].attribute("class"), Some("b"));
        assert_eq!(found[1].name, "br");
    }

    #[test]
    fn broken_text_ends() {
        for text in [
            "<a", "<a ", "<a =", "<a b=", "<a b=\"", "<a \"", "{{", "<!--", "<a é=é",
        ] {
            assert!(tags(text).len() <= 1, "{text}");
        }
    }
}
