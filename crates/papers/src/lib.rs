//! Papers set by Typst: the renderer that the binary plugs in behind `documents::Renderer`.
//!
//! What people typed reaches the typesetter as a JSON file and is never part of its source; that
//! file and the template are the only ones it can open.

mod words;
mod world;

use std::sync::{Arc, OnceLock};

use documents::{Error, Paper, Pictures, Renderer};
use serde_json::Value;
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
    fn pdf(&self, papers: &[Paper], pictures: &Pictures) -> Result<Vec<u8>, Error> {
        let ground = self.ground.get_or_init(|| Arc::new(Ground::new()));
        let mut data = serde_json::to_value(papers).map_err(|e| Error::Setting(e.to_string()))?;
        words::prepare(&mut data);
        let mut sheet = Sheet::new(Arc::clone(ground));
        pictured(&mut sheet, &mut data, papers, pictures);
        let sheet = sheet.describing(&data);
        let set = typst::compile(&sheet).output.map_err(told);
        let pdf = set.and_then(|document| {
            typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).map_err(told)
        });
        // what was remembered of one paper serves no other
        comemo::evict(0);
        pdf
    }
}

/// Puts the pictures the papers name where the template finds them. A picture that nobody has is no
/// picture: its room stays empty.
fn pictured(sheet: &mut Sheet, data: &mut Value, papers: &[Paper], pictures: &Pictures) {
    for (paper, data) in papers.iter().zip(data.as_array_mut().into_iter().flatten()) {
        let named = paper
            .letterhead
            .as_ref()
            .and_then(|head| head.picture.as_ref());
        let found = named.and_then(|it| Some((&it.hash, pictures.get(&it.hash)?)));
        let picture = match found {
            Some((hash, bytes)) => serde_json::json!({ "file": sheet.add_picture(hash, bytes) }),
            None => Value::Null,
        };
        if let Some(head) = data.get_mut("letterhead").and_then(Value::as_object_mut) {
            head.insert("picture".into(), picture);
        }
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
