//! Where a stated fact comes from, in words for the screen.
//!
//! The loaded data carry marks: `[S]` for what was seen at its source, `[M]` for what is from
//! memory. People do not know these letters, but they must see what nobody has checked.

/// The mark of what was seen.
const SEEN: &str = "[S]";
/// The mark of what was not.
const UNVERIFIED: &str = "[M]";
/// Its words.
const UNVERIFIED_WORDS: &str = "belum diverifikasi";

/// A source as a person reads it: the facts in their order, the unverified ones said to be so.
///
/// ```
/// let stored = "[S] berita 17-05-2022; pelayanan publik [M]";
/// let words = platform::provenance::words(stored);
/// assert_eq!(words, "berita 17-05-2022; pelayanan publik (belum diverifikasi)");
/// ```
pub fn words(source: &str) -> String {
    source
        .split(';')
        .map(fact)
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn fact(stored: &str) -> String {
    let plain = stored.replace(SEEN, "").replace(UNVERIFIED, "");
    let plain = plain.trim();
    if stored.contains(UNVERIFIED) && !plain.is_empty() {
        format!("{plain} ({UNVERIFIED_WORDS})")
    } else {
        plain.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_a_person_typed_stays_as_it_is() {
        assert_eq!(words("SKB 3 Menteri 2026"), "SKB 3 Menteri 2026");
        assert_eq!(words(""), "");
    }

    #[test]
    fn the_letters_of_the_data_become_words() {
        assert_eq!(words("SKB; naskah [M]"), "SKB; naskah (belum diverifikasi)");
        assert_eq!(words("[S] a; [S]"), "a");
    }
}
