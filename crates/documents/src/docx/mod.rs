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
    write_all(&paper.name, std::slice::from_ref(paper), pictures)
}

/// Several papers as one Word file called `name`, each on its own sheets. Mark and foot of the pages are
/// those of the first; so is the emblem, which the others show where they name the same.
///
/// # Errors
/// As `write`; when there is no paper.
pub fn write_all(name: &str, papers: &[Paper], pictures: &Pictures) -> Result<Vec<u8>, Error> {
    let Some(first) = papers.first() else {
        return Err(Error::Packing("no paper".into()));
    };
    let shown = papers
        .iter()
        .find_map(|paper| Some((emblem::named(paper)?, emblem::bytes(paper, pictures)?)));
    let pictured = |paper: &Paper| {
        let named = emblem::named(paper);
        shown.is_some_and(|(hash, _)| named == Some(hash))
    };
    let emblem = shown.map(|(_, bytes)| bytes);
    // whoever looks at the first bytes of a file knows it by the names of its third and fourth part
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE.to_owned()),
        (
            "word/_rels/document.xml.rels",
            parts::relations(emblem.is_some()),
        ),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/header1.xml", parts::header(first)),
        ("word/footer1.xml", parts::footer(first)),
        ("word/document.xml", body::document(papers, pictured)),
        ("docProps/core.xml", parts::properties(name)),
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
