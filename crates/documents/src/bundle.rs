//! Papers, scans and evidence of a record in one archive, put together in a file and not in memory.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom, Write},
    path::PathBuf,
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{Error, Paper, Pictures, Renderer, docx, text};

/// The list of files that are gone, at the root of an archive.
pub const LOST: &str = "berkas-hilang.txt";

/// A file that lies on the disk already.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its name inside the archive.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// What goes into the archive.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// What the archive is called.
    pub name: String,
    /// The papers, in their order: each as PDF and as Word file.
    pub papers: Vec<Paper>,
    /// Scans and evidence.
    pub files: Vec<KeptFile>,
}

impl Bundle {
    /// Writes the archive into `file` and winds it back. A file that is gone is named in
    /// [`LOST`], so that nobody takes the archive for whole.
    pub(crate) fn write(
        &self,
        renderer: &dyn Renderer,
        pictures: &Pictures,
        file: File,
    ) -> Result<File, Error> {
        let mut archive = ZipWriter::new(file);
        let packed = SimpleFileOptions::default().last_modified_time(DateTime::default());
        for (n, paper) in self.papers.iter().enumerate() {
            let name = |ending| format!("{:02}-{}", n + 1, text::file_name(&paper.name, ending));
            let pdf = renderer.pdf(std::slice::from_ref(paper), pictures)?;
            put(&mut archive, &name("pdf"), packed, &pdf)?;
            put(
                &mut archive,
                &name("docx"),
                packed,
                &docx::write(paper, pictures)?,
            )?;
        }
        let mut lost = String::new();
        // pictures and PDF are packed already
        let stored = packed.compression_method(CompressionMethod::Stored);
        for (n, kept) in self.files.iter().enumerate() {
            let Ok(mut content) = File::open(&kept.path) else {
                lost.push_str(&format!("{}\n", kept.name));
                continue;
            };
            let name = format!("berkas/{:02}-{}", n + 1, inside(&kept.name));
            archive.start_file(name, stored).map_err(failed)?;
            io::copy(&mut content, &mut archive).map_err(failed)?;
        }
        if !lost.is_empty() {
            put(&mut archive, LOST, packed, lost.as_bytes())?;
        }
        let mut file = archive.finish().map_err(failed)?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        Ok(file)
    }
}

/// A name that stays inside its folder wherever the archive is opened.
fn inside(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => {
            let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
            text::file_name(stem, &ending.to_ascii_lowercase())
        }
        None => text::file_name(name, "bin"),
    }
}

fn put(
    archive: &mut ZipWriter<File>,
    name: &str,
    options: SimpleFileOptions,
    bytes: &[u8],
) -> Result<(), Error> {
    archive.start_file(name, options).map_err(failed)?;
    archive.write_all(bytes).map_err(failed)
}

fn failed(error: impl ToString) -> Error {
    Error::Packing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn names_stay_inside() {
        assert_eq!(inside("../../etc/passwd.PDF"), "etc-passwd.pdf");
        assert_eq!(inside("C:\\x\\foto taman.jpg"), "c-x-foto-taman.jpg");
        assert_eq!(inside("tanpa ekstensi"), "tanpa-ekstensi.bin");
    }
}
