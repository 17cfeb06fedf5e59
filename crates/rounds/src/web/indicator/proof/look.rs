//! What is in an archive: where each file belongs, or why it belongs nowhere.

use std::{io::Read, path::Path};

use documents::{
    LOST,
    import::Progress,
    unpack::{Room, unpack},
};
use government::Directory;
use platform::{
    Problem, Uuid,
    files::{Files, NOT_ACCEPTED, StoredFile},
    random::hex,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::rules::{Belongs, Places};

/// Lines shown of each kind.
const MOST_SHOWN: usize = 200;

/// A file that may be kept.
pub(super) struct Found {
    /// Its name, without its folders.
    pub name: String,
    /// Where it belongs.
    pub belongs: Belongs,
    /// Where it lies, once it is to be kept.
    pub file: Option<StoredFile>,
}

/// What is in an archive.
#[derive(Default)]
pub(super) struct Looked {
    /// Files that belong somewhere.
    pub found: Vec<Found>,
    /// The others, with the reason.
    pub wrong: Vec<(String, String)>,
}

/// Unpacks an archive. Files are judged as they come out; with `keep` those that are right are put in
/// their place. Blocks.
///
/// # Errors
/// `Problem::Refused` where the archive as a whole is wrong.
pub(super) fn look(
    (path, archive): (&Path, &str),
    files: &Files,
    places: &Places,
    keep: bool,
    progress: &Progress,
) -> Result<Looked, Problem> {
    let mut looked = Looked::default();
    unpack(path, &Room::EVIDENCE, &mut |inside, content| {
        // what an archive of ours says about itself proves nothing
        if inside == LOST {
            return Ok(());
        }
        let belongs = match places.find(archive, inside) {
            Ok(belongs) => belongs,
            Err(why) => {
                looked.wrong.push((inside.to_owned(), why));
                return Ok(());
            }
        };
        let name = inside.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = name.chars().take(120).collect();
        let taken = take_in(files, content, keep);
        progress.did_one();
        match taken {
            Ok(file) => looked.found.push(Found {
                name,
                belongs,
                file,
            }),
            Err(Problem::Refused(why) | Problem::TooLarge(why)) => {
                looked.wrong.push((inside.to_owned(), why));
            }
            Err(other) => return Err(other),
        }
        Ok(())
    })?;
    Ok(looked)
}

/// Reads a file to its end within the limits of every upload; what it is, is read from its bytes.
fn take_in(
    files: &Files,
    content: &mut dyn Read,
    keep: bool,
) -> Result<Option<StoredFile>, Problem> {
    let mut incoming = files.incoming()?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        // a failure of the archive is told by whoever unpacks it
        let got = content.read(&mut piece).unwrap_or(0);
        if got == 0 {
            break;
        }
        incoming.write(&piece[..got])?;
    }
    match (incoming.is_accepted(), keep) {
        (false, _) => Err(Problem::Refused(NOT_ACCEPTED.into())),
        (true, false) => Ok(None),
        (true, true) => files.keep(incoming).map(Some),
    }
}

/// A file that belongs somewhere, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Match {
    pub name: String,
    pub year: i64,
    pub code: String,
    pub letters: String,
    pub unit: String,
}

/// What was understood, as it is kept beside the import and shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Preview {
    /// How many files belong somewhere.
    pub count: usize,
    /// The first of them.
    pub lines: Vec<Match>,
    /// How many do not.
    pub wrong_count: usize,
    /// The first of those with the reason; a file without a name is the archive itself.
    pub wrong: Vec<(String, String)>,
    /// Every file with the figures it belongs beside, in short: only what was shown is kept.
    #[serde(default)]
    pub digest: String,
    /// Whether it reads otherwise than the preview that was to be kept.
    #[serde(default)]
    pub changed: bool,
    /// Once it is kept: files that came new, and those that were there.
    #[serde(default)]
    pub kept: Option<(usize, usize)>,
    /// Why it could not be kept although it is right, or empty.
    #[serde(default)]
    pub failed: String,
}

impl Looked {
    /// Whether it may be kept as it was shown.
    pub(super) fn is_what_was(&self, shown: &Preview) -> bool {
        self.wrong.is_empty() && self.digest() == shown.digest
    }

    /// Every file with the figures it belongs beside, in short.
    fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for it in &self.found {
            let cells: Vec<String> = it.belongs.cells.iter().map(Uuid::to_string).collect();
            digest.update(format!("{}\n{}\n\n", it.name, cells.join(" ")));
        }
        hex(&digest.finalize())
    }
}

impl Preview {
    /// Of what was found.
    pub(super) fn of(looked: &Looked, directory: &Directory) -> Self {
        let lines = looked.found.iter().take(MOST_SHOWN).map(|it| Match {
            name: it.name.clone(),
            year: it.belongs.year,
            code: it.belongs.code.clone(),
            letters: it.belongs.letters.clone(),
            unit: directory.unit_name(it.belongs.unit).to_owned(),
        });
        Self {
            count: looked.found.len(),
            lines: lines.collect(),
            wrong_count: looked.wrong.len(),
            wrong: looked.wrong.iter().take(MOST_SHOWN).cloned().collect(),
            digest: looked.digest(),
            ..Self::default()
        }
    }

    /// Of an archive that is wrong as a whole.
    pub(super) fn refused(why: String) -> Self {
        Self {
            wrong_count: 1,
            wrong: vec![(String::new(), why)],
            ..Self::default()
        }
    }

    /// Whether all of it may be kept.
    pub(super) fn is_good(&self) -> bool {
        self.count > 0 && self.wrong_count == 0
    }
}
