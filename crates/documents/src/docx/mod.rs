//! A Word file of a description: the smallest package of Office Open XML that Word and LibreOffice
//! open without a question. Written by hand: a paper needs paragraphs, tables and a footer only.

mod body;
mod emblem;
mod letter;
mod parts;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::{DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{Error, Paper, Pictures};

/// What a Word file is called in headers.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The paper as a Word file with the picture it names. The same paper gives the same bytes.
///
/// # Errors
/// When the package cannot be written.
pub fn write(paper: &Paper, pictures: &Pictures) -> Result<Vec<u8>, Error> {
    let emblem = emblem::bytes(paper, pictures);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE.to_owned()),
        ("docProps/core.xml", parts::properties(paper)),
        (
            "word/_rels/document.xml.rels",
            parts::relations(emblem.is_some()),
        ),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/header1.xml", parts::header(paper)),
        ("word/footer1.xml", parts::footer(paper)),
        ("word/document.xml", body::document(paper, emblem.is_some())),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let failed = |error: String| Error::Packing(error);
    for (name, content) in files {
        package
            .start_file(name, options)
            .map_err(|error| failed(error.to_string()))?;
        package
            .write_all(content.as_bytes())
            .map_err(|error| failed(error.to_string()))?;
    }
    if let Some(bytes) = emblem {
        package
            .start_file(emblem::PART, options)
            .map_err(|error| failed(error.to_string()))?;
        package
            .write_all(bytes)
            .map_err(|error| failed(error.to_string()))?;
    }
    let done = package
        .finish()
        .map_err(|error| failed(error.to_string()))?;
    Ok(done.into_inner())
}

#[cfg(test)]
mod tests;
