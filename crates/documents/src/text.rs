//! Words as a paper can show them.

/// What stands where nobody recorded a fact.
pub const NOT_RECORDED: &str = "Belum dicatat";
/// What stands where people have not agreed yet.
pub const TO_BE_COMPLETED: &str = "Perlu dilengkapi";
/// Room for a name or a date to be written by hand.
pub const BLANK: &str = "..............................";

/// Without characters that no paper shows and that break files: control characters but the line
/// break (a tab becomes a space), and what is no character at all.
pub fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\r' => Some('\n'),
            '\u{FFFE}' | '\u{FFFF}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// A name of a file from words: small letters, digits and dashes, not too long.
pub fn file_name(words: &str, ending: &str) -> String {
    let mut name = String::new();
    for c in words.chars().take(120) {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= 80 {
            break;
        }
    }
    format!("{}.{ending}", name.trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_line_breaks_stay() {
        assert_eq!(printable("a\0b\r\nc\td\u{1b}e\u{FFFF}"), "ab\nc de");
        assert_eq!(printable("#$*_<é>"), "#$*_<é>");
    }

    #[test]
    fn names_of_files() {
        assert_eq!(
            file_name("Notula Rakor \"Maret\"/2026", "pdf"),
            "notula-rakor-maret-2026.pdf"
        );
        assert!(file_name(&"x".repeat(500), "pdf").len() < 90);
        assert_eq!(file_name("../../etc", "pdf"), "etc.pdf");
    }
}
