//! What is stored now, beside a form that was typed on an older version: nobody replaces what a
//! neighbour wrote without having seen it.

/// The sentence above a form that was typed on an older version.
pub(super) const CHANGED: &str = "Catatan ini baru saja diubah orang lain, jadi perubahan Anda \
    belum disimpan. Bandingkan dengan isi yang tersimpan sekarang, perbaiki bila perlu, lalu \
    simpan lagi.";

/// A field whose stored value is another than the one typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub label: String,
    pub value: String,
}

impl Stored {
    /// A field with its stored value in words.
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self {
            label: label.into(),
            value: if value.is_empty() {
                "Belum diisi".to_owned()
            } else {
                value
            },
        }
    }
}

/// The fields of `(label, typed, stored, stored in words)` that differ.
pub(super) fn differing(fields: Vec<(&'static str, &str, &str, String)>) -> Vec<Stored> {
    fields
        .into_iter()
        .filter(|(_, typed, stored, _)| plain(typed) != plain(stored))
        .map(|(label, _, _, words)| Stored::new(label, words))
        .collect()
}

/// As a form keeps a text: trimmed, with one kind of line break.
fn plain(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::{Stored, differing};

    #[test]
    fn only_what_differs_is_shown() {
        let found = differing(vec![
            ("Tempat", " Aula\r\nUtama ", "Aula\nUtama", "Aula".into()),
            ("Judul", "Rakor", "Rakor Mei", "Rakor Mei".into()),
            ("Catatan", "isi", "", String::new()),
        ]);
        assert_eq!(
            found,
            [
                Stored::new("Judul", "Rakor Mei"),
                Stored::new("Catatan", "Belum diisi")
            ]
        );
    }
}
