//! Words made ready for the typesetter.

use serde_json::Value;

/// Letters of a word after which it may be broken, and how long a word must be for that.
const PIECE: usize = 16;
const LONG: usize = 32;

/// Every text of the description: printable, and never wider than a column.
pub fn prepare(data: &mut Value) {
    match data {
        Value::String(text) => *text = breakable(&documents::text::printable(text)),
        Value::Array(list) => list.iter_mut().for_each(prepare),
        Value::Object(fields) => fields.values_mut().for_each(prepare),
        _ => {}
    }
}

/// A word without end may be broken anywhere; dots to write on stay whole.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let whole = piece.chars().count() < LONG || piece.trim().chars().all(|c| c == '.');
        for (n, c) in piece.chars().enumerate() {
            if !whole && n > 0 && n % PIECE == 0 {
                out.push('\u{200B}');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_without_end_are_broken() {
        let usual =
            "Mempertanggungjawabkan pelaksanaan\nkegiatan ........................................";
        assert_eq!(breakable(usual), usual);
        let broken = breakable(&"x".repeat(100));
        assert_eq!(broken.split('\u{200B}').count(), 7);
        assert_eq!(broken.replace('\u{200B}', ""), "x".repeat(100));
    }

    #[test]
    fn all_texts_are_reached() {
        let mut data = serde_json::json!({ "a": ["b\0c", { "d": "\u{7}e" }], "n": 1 });
        prepare(&mut data);
        assert_eq!(
            data,
            serde_json::json!({ "a": ["bc", { "d": "e" }], "n": 1 })
        );
    }
}
