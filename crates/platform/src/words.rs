//! Words compared as people compare them.

/// Letters and digits in small letters, everything between them one space.
pub fn folded(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<String> = spaced.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_marks_and_spaces_do_not_count() {
        assert_eq!(folded("  PD/Penanggung-Jawab *\n"), "pd penanggung jawab");
        assert_eq!(folded("(1)"), "1");
        assert_eq!(folded("–"), "");
    }
}
