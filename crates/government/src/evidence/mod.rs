//! Evidence (*Data Dukung*): a file kept by its content, or a link, which can vanish. One piece
//! of evidence may serve many records.

use platform::files::StoredFile;

/// Kind of a piece of evidence in mentions.
pub const SUBJECT: &str = "government.evidence";

mod historic;
mod store;

pub use historic::{HistoricPiece, add_historic, use_many};
pub use store::{Evidence, add, add_for, find, of_subjects, recent_of_unit, reuse};

/// A piece of evidence to be added.
#[derive(Clone, Debug)]
pub enum NewEvidence {
    /// A file that lies safely on the disk already.
    File {
        /// What it shows.
        title: String,
        /// Its name on the sender's side, for downloading.
        name: String,
        /// Where it lies.
        file: StoredFile,
    },
    /// A link.
    Link {
        /// What it shows.
        title: String,
        /// `https://...`
        url: String,
    },
}

/// Reads a typed link: `http` and `https` only, with a host, no spaces.
pub fn read_link(typed: &str) -> Option<String> {
    let text = typed.trim();
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let shaped = host.contains('.')
        && !host.contains('@')
        && text.len() <= 1000
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"'`\\".contains(c));
    shaped.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read_link;

    #[test]
    fn only_web_links_are_links() {
        assert!(read_link(" https://drive.example.id/foto?id=1 ").is_some());
        for bad in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://a b.id",
            "ftp://a.id",
            "https://u@a.id/",
            "https://a.id/\"onclick",
        ] {
            assert_eq!(read_link(bad), None, "{bad}");
        }
    }
}
