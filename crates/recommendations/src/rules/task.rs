//! The words of a recommendation as the task of its follow-up. Pure.

/// Most characters of a task: it stands in lists, the whole text with the recommendation.
const MOST: usize = 300;

/// The text on one line; a long one ends at a word, with an ellipsis.
pub fn task_of(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::task_of;

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(task_of("Perbaiki\n  jalan."), "Perbaiki jalan.");
        let long = task_of(&"kata ".repeat(100));
        assert!(
            long.ends_with("kata …") && long.chars().count() <= 302,
            "{long}"
        );
        assert!(task_of(&"é".repeat(400)).ends_with('…'));
    }
}
