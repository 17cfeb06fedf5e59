//! What the typesetter can reach: its library, the fonts of the binary, the template, one paper and its pictures.
//! No file system, no packages, no clock.

use std::{collections::HashMap, sync::Arc};

use serde_json::Value;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATE: &str = include_str!("../templates/paper.typ");
/// The name the template knows the descriptions by.
const DATA: &str = "/papers.json";

/// What all papers share.
pub struct Ground {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

impl Ground {
    /// Reads the fonts that the binary brings along: the same paper on every machine.
    pub fn new() -> Self {
        let fonts: Vec<Font> = typst_assets::fonts()
            .flat_map(|file| Font::iter(Bytes::new(file)))
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::detached(TEMPLATE),
        }
    }
}

/// One paper on the press.
pub struct Sheet {
    ground: Arc<Ground>,
    data: Bytes,
    pictures: HashMap<String, Bytes>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(ground: Arc<Ground>) -> Self {
        Self {
            ground,
            data: Bytes::from_string(String::from("[]")),
            pictures: HashMap::new(),
        }
    }

    /// A picture of the papers; the name the template knows it by.
    pub fn add_picture(&mut self, hash: &str, bytes: &[u8]) -> String {
        let name = format!("/{hash}.png");
        self.pictures
            .entry(name.clone())
            .or_insert_with(|| Bytes::new(bytes.to_vec()));
        name
    }

    /// The sheet with these papers, described in JSON.
    pub fn describing(self, papers: &Value) -> Self {
        Self {
            data: Bytes::from_string(papers.to_string()),
            ..self
        }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.ground.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.ground.book
    }

    fn main(&self) -> FileId {
        self.ground.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.ground.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_with_slash() {
            DATA => Ok(self.data.clone()),
            path => self
                .pictures
                .get(path)
                .cloned()
                .ok_or(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.ground.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
