//! "Has anything changed since last time?", by content and not by time stamps, which a
//! checkout or a restored cache sets as it likes.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::place;
use crate::run::Outcome;

/// Remembers for one job the inputs and the result it had when it last succeeded.
///
/// The result counts too: two target directories share one `web/`, and each would
/// otherwise believe that the last result was its own.
pub struct Stamp {
    file: PathBuf,
    inputs: u64,
    result: PathBuf,
}

impl Stamp {
    /// The stamp `name` of a job that makes the file `result` from the files `inputs`.
    pub fn new(name: &str, inputs: &[PathBuf], result: PathBuf) -> Outcome<Self> {
        let file = place::target()?.join("xtask").join(name);
        Ok(Self {
            file,
            inputs: digest(inputs)?,
            result,
        })
    }

    /// Whether the job would make again what is already there.
    pub fn fresh(&self) -> Outcome<bool> {
        if !self.result.is_file() {
            return Ok(false);
        }
        Ok(fs::read_to_string(&self.file).is_ok_and(|old| self.text().is_ok_and(|new| old == new)))
    }

    /// Notes that the job has succeeded.
    pub fn set(&self) -> Outcome {
        if let Some(directory) = self.file.parent() {
            fs::create_dir_all(directory)
                .map_err(|e| format!("cannot make {}: {e}", directory.display()))?;
        }
        fs::write(&self.file, self.text()?)
            .map_err(|e| format!("cannot write {}: {e}", self.file.display()))
    }

    fn text(&self) -> Outcome<String> {
        let result = digest(std::slice::from_ref(&self.result))?;
        Ok(format!("{:016x} {result:016x}\n", self.inputs))
    }
}

/// One number for names and contents of these files.
fn digest(files: &[PathBuf]) -> Outcome<u64> {
    let mut files: Vec<&PathBuf> = files.iter().collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
        // lengths keep "ab" + "c" apart from "a" + "bc"
        for part in [file.to_string_lossy().as_bytes(), &bytes] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    Ok(hasher.finish())
}

/// All files under `directory`, without the directories called like one of `without`.
pub fn files(directory: &Path, without: &[&str]) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![directory.to_path_buf()];
    while let Some(next) = waiting.pop() {
        let unreadable = |e| format!("cannot read {}: {e}", next.display());
        for entry in fs::read_dir(&next).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let name = entry.file_name();
            if kind.is_dir() {
                if !without.iter().any(|skipped| name == *skipped) {
                    waiting.push(entry.path());
                }
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let directory = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(directory.join("node_modules")).expect("a scratch directory");
        directory
    }

    #[test]
    fn content_decides_and_a_lost_or_foreign_result_counts() {
        let directory = scratch("stamp");
        let (input, result) = (directory.join("input"), directory.join("result"));
        fs::write(&input, "one").expect("write");
        let stamp = || {
            let inputs = digest(std::slice::from_ref(&input)).expect("digest");
            Stamp {
                file: directory.join("x/stamp"),
                inputs,
                result: result.clone(),
            }
        };
        assert!(!stamp().fresh().expect("fresh"), "never made");
        fs::write(&result, "made of one").expect("write");
        stamp().set().expect("set");
        assert!(stamp().fresh().expect("fresh"));
        fs::write(&input, "two").expect("write");
        assert!(!stamp().fresh().expect("fresh"), "the input changed");
        fs::write(&input, "one").expect("write");
        fs::write(&result, "made of three").expect("write");
        assert!(
            !stamp().fresh().expect("fresh"),
            "somebody else made the result"
        );
        fs::remove_file(&result).expect("remove");
        assert!(!stamp().fresh().expect("fresh"), "the result is gone");
        fs::remove_dir_all(&directory).expect("clean up");
    }

    #[test]
    fn listing_skips_what_it_is_told_to() {
        let directory = scratch("listing");
        fs::write(directory.join("a"), "").expect("write");
        fs::write(directory.join("node_modules/b"), "").expect("write");
        let found = files(&directory, &["node_modules"]).expect("list");
        assert_eq!(found, [directory.join("a")]);
        fs::remove_dir_all(&directory).expect("clean up");
    }
}
