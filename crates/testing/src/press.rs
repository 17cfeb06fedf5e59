//! A stand-in for the typesetter: it keeps what it was asked to set, so that tests read the
//! description and are built without Typst.

use std::sync::{Mutex, PoisonError};

use documents::{Block, Error, Paper, Pictures, Renderer};

/// The papers asked for so far.
#[derive(Default)]
pub struct Proofs(Mutex<Vec<Paper>>);

impl Proofs {
    /// All papers asked for since the last time somebody asked this.
    pub fn take(&self) -> Vec<Paper> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The paper asked for last.
    ///
    /// # Panics
    /// When none was.
    pub fn last(&self) -> Paper {
        let papers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        papers.last().cloned().expect("no paper was asked for")
    }
}

impl Renderer for Proofs {
    fn pdf(&self, set: &[Paper], _: &Pictures) -> Result<Vec<u8>, Error> {
        let mut papers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        papers.extend_from_slice(set);
        Ok(b"%PDF-stand-in".to_vec())
    }
}

/// The fact with this label.
///
/// # Panics
/// When the paper has none.
pub fn fact(paper: &Paper, label: &str) -> String {
    let rows = paper.blocks.iter().filter_map(|block| match block {
        Block::Facts { rows } => Some(rows),
        _ => None,
    });
    let found = rows.flatten().find(|row| row.label == label);
    found.map(|row| row.value.clone()).expect(label)
}

/// The rows of all its tables.
pub fn rows(paper: &Paper) -> Vec<Vec<String>> {
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    tables.flatten().cloned().collect()
}
