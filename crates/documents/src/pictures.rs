//! The pictures of papers, by the hash of their files. A description names a picture; the desk
//! reads it when the paper is made, so that a thousand papers keep one emblem.

use std::collections::BTreeMap;

use platform::files::Files;

use crate::Paper;

/// Pictures in memory for the time a paper is made.
#[derive(Clone, Debug, Default)]
pub struct Pictures(BTreeMap<String, Vec<u8>>);

impl Pictures {
    /// The pictures `papers` name. One that is gone is left out: its room stays empty.
    pub(crate) fn of(papers: &[Paper], files: &Files) -> Self {
        let mut pictures = Self::default();
        let named = papers
            .iter()
            .filter_map(|paper| paper.letterhead.as_ref()?.picture.as_ref());
        for picture in named {
            if pictures.get(&picture.hash).is_some() {
                continue;
            }
            match files.at(&picture.hash).and_then(std::fs::read) {
                Ok(bytes) => pictures.add(&picture.hash, bytes),
                Err(error) => tracing::warn!(%error, hash = picture.hash, "a picture is gone"),
            }
        }
        pictures
    }

    /// Adds a picture.
    pub fn add(&mut self, hash: &str, bytes: Vec<u8>) {
        self.0.insert(hash.to_owned(), bytes);
    }

    /// A picture by the hash of its file.
    pub fn get(&self, hash: &str) -> Option<&[u8]> {
        self.0.get(hash).map(Vec::as_slice)
    }
}
