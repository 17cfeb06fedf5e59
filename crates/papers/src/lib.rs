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
        leave_out_what_is_gone(&mut data, pictures);
        let mut sheet = Sheet::new(Arc::clone(ground), data.to_string());
        for head in papers.iter().filter_map(|paper| paper.letterhead.as_ref()) {
            let picture = head.picture.as_ref().map(|it| it.hash.as_str());
            if let Some((hash, bytes)) = picture.and_then(|hash| Some((hash, pictures.get(hash)?)))
            {
                sheet.add_picture(hash, bytes);
            }
        }
        let set = typst::compile(&sheet).output.map_err(told);
        let pdf = set.and_then(|document| {
            typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).map_err(told)
        });
        // what was remembered of one paper serves no other
        comemo::evict(0);
        pdf
    }
}

/// A picture that nobody has is no picture: its room stays empty.
fn leave_out_what_is_gone(data: &mut Value, pictures: &Pictures) {
    for paper in data.as_array_mut().into_iter().flatten() {
        let Some(head) = paper.get_mut("letterhead").and_then(Value::as_object_mut) else {
            continue;
        };
        let hash = head.get("picture").and_then(|it| it.get("hash"));
        let there = hash
            .and_then(Value::as_str)
            .is_some_and(|hash| pictures.get(hash).is_some());
        if !there {
            head.insert("picture".into(), Value::Null);
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
