//! Papers set by Typst: the renderer that the binary plugs in behind `documents::Renderer`.
//!
//! What people typed reaches the typesetter as a JSON file and is never part of its source; that
//! file and the template are the only ones it can open.

mod words;
mod world;

use std::sync::{Arc, OnceLock};

use documents::{Error, Paper, Renderer};
use typst::diag::SourceDiagnostic;

use world::{Ground, Sheet};

/// The press. It warms up with its first paper: library and fonts serve all that follow.
#[derive(Default)]
pub struct Press {
    ground: OnceLock<Arc<Ground>>,
}

impl Press {
    /// A cold press.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Renderer for Press {
    fn pdf(&self, papers: &[Paper]) -> Result<Vec<u8>, Error> {
        let ground = self.ground.get_or_init(|| Arc::new(Ground::new()));
        let mut data = serde_json::to_value(papers).map_err(|e| Error::Setting(e.to_string()))?;
        words::prepare(&mut data);
        let sheet = Sheet::new(Arc::clone(ground), data.to_string());
        let set = typst::compile(&sheet).output.map_err(told);
        let pdf = set.and_then(|document| {
            typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).map_err(told)
        });
        // what was remembered of one paper serves no other
        comemo::evict(0);
        pdf
    }
}

/// The problems in words, for the log.
fn told(problems: impl IntoIterator<Item = SourceDiagnostic>) -> Error {
    let words: Vec<String> = problems
        .into_iter()
        .map(|problem| problem.message.to_string())
        .collect();
    Error::Setting(words.join("; "))
}
