//! What of a long text a search shows, and which words of it were looked for.

use platform::words::folded;

/// Words shown around the first one that was looked for.
const AROUND: usize = 14;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they were looked for.
    pub hit: bool,
}

/// The text in pieces, with every word marked that begins like one of `asked` (folded words). A
/// long text is cut around the first of them.
pub fn excerpt(text: &str, asked: &[String]) -> Vec<Piece> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hit = |word: &&str| {
        let word = folded(word);
        let mut parts = word.split(' ').filter(|part| !part.is_empty());
        parts.any(|part| asked.iter().any(|asked| part.starts_with(asked.as_str())))
    };
    let first = words.iter().position(&hit).unwrap_or(0);
    let from = match words.len() > 2 * AROUND {
        true => first.saturating_sub(AROUND),
        false => 0,
    };
    let to = (from + 2 * AROUND).min(words.len());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |text: &str, hit: bool| match pieces.last_mut() {
        Some(last) if last.hit == hit => {
            last.text.push(' ');
            last.text.push_str(text);
        }
        _ => pieces.push(Piece {
            text: text.to_owned(),
            hit,
        }),
    };
    if from > 0 {
        push("...", false);
    }
    for word in words.get(from..to).unwrap_or_default() {
        push(word, hit(word));
    }
    if to < words.len() {
        push("...", false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    fn marked(text: &str, asked: &[&str]) -> String {
        let asked: Vec<String> = asked.iter().map(|word| (*word).to_owned()).collect();
        let pieces = excerpt(text, &asked).into_iter();
        let words: Vec<String> = pieces
            .map(|piece| {
                if piece.hit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn words_that_begin_so_are_marked() {
        assert_eq!(
            marked("Membersihkan <b>sungai</b> di Kota.", &["sung", "kota"]),
            "Membersihkan [<b>sungai</b>] di [Kota.]"
        );
        assert_eq!(marked("Sungai di kota", &["sung"]), "[Sungai] di kota");
        assert_eq!(
            marked("TL-12/2026 selesai", &["12"]),
            "[TL-12/2026] selesai"
        );
        assert_eq!(marked("", &["x"]), "");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first() {
        let text = format!("{}sungai {}", "kata ".repeat(100), "lain ".repeat(100));
        let cut = marked(&text, &["sungai"]);
        assert!(
            cut.starts_with("... kata") && cut.ends_with("lain ...") && cut.contains("[sungai]")
        );
        assert!(cut.len() < 200, "{cut}");
    }
}
