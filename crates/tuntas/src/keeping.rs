//! Backups of an installation: making one, reading one into an empty installation, and which of
//! the older ones go.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use backup::{Archive, Contents, Error, Made, Manifest, Progress, Target};
use platform::{
    App, Clock, Instant,
    keys::Keys,
    migrations::Migrator,
    store::{Db, DbOptions, Durability},
};

use crate::{config::Config, rooms, server::NAMED_FILES};

/// How names of archives begin.
const PREFIX: &str = "tuntas-";
/// How they end.
const ENDING: &str = ".zip";

/// Makes an archive at `target` and reads it back before anybody relies on it.
///
/// # Errors
/// When it cannot be made, or does not read back as it was written.
pub async fn back_up(app: &App, target: &Path, progress: Progress<'_>) -> Result<Made, Error> {
    let contents = Contents {
        db: app.db(),
        files: app.files(),
        named_files: NAMED_FILES,
        anchors: &app.settings().anchors,
        keys: app.keys(),
        program: env!("CARGO_PKG_VERSION"),
        now: app.now(),
    };
    let made = backup::make(contents, target, progress).await?;
    Archive::open(&made.path)?.check(progress)?;
    Ok(made)
}

/// Fills the empty installation that `config` names with the archive at `from`. Its key file must
/// be in place. The tables are those of the archive's version: `assemble` brings them up to date,
/// and the projections are to be derived anew.
///
/// # Errors
/// When the archive, the keys or the target are not what they must be; nothing is written over.
pub async fn read_back(
    from: &Path,
    config: &Config,
    durability: Durability,
    clock: Arc<dyn Clock>,
    progress: Progress<'_>,
) -> Result<Manifest, Error> {
    let mut archive = Archive::open(from)?;
    let key_file = config.key_file();
    if !key_file.exists() {
        return Err(Error::Refused(format!(
            "{} is missing; copy the key file of the installation there first (it is in no backup, \
             by design) and run: chmod 600 {0}",
            key_file.display()
        )));
    }
    let keys = Keys::open(&key_file).map_err(|error| Error::Refused(error.to_string()))?;
    std::fs::create_dir_all(&config.data).map_err(|error| Error::Io {
        path: config.data.display().to_string(),
        error,
    })?;
    let options = DbOptions {
        url: config
            .migration_database
            .clone()
            .unwrap_or_else(|| config.database_url()),
        readers: config.readers,
        durability,
    };
    let db = Db::open(&options, clock).await?;
    let files = crate::assemble::files(config)?;
    let target = Target {
        db: &db,
        files: &files,
        anchors: &config.data.join("anchors"),
        keys: &keys,
        migrator: &Migrator::new(rooms::steps),
    };
    let done = backup::restore(&mut archive, &target, progress).await;
    db.close().await;
    done
}

/// Name of an archive made at `now`, in UTC, so that names sort by age wherever they were made.
pub fn name_at(now: Instant) -> String {
    let at = now.at_zone(0);
    format!(
        "{PREFIX}{}T{:02}{:02}{:02}Z{ENDING}",
        platform::date::iso(at.date()),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Removes the oldest archives of `folder` beyond the newest `keep`. Other files stay untouched.
///
/// # Errors
/// When the folder cannot be read or an archive not be removed.
pub fn rotate(folder: &Path, keep: usize) -> std::io::Result<Vec<PathBuf>> {
    let mut archives = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_archive(&entry.file_name().to_string_lossy()) {
            archives.push(entry.path());
        }
    }
    archives.sort();
    let removed: Vec<PathBuf> = archives
        .iter()
        .take(archives.len().saturating_sub(keep))
        .cloned()
        .collect();
    for path in &removed {
        std::fs::remove_file(path)?;
    }
    Ok(removed)
}

/// Whether a file is called like an archive of `name_at`.
fn is_archive(name: &str) -> bool {
    let middle = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(ENDING));
    middle.is_some_and(|at| {
        at.len() == "2026-11-22T120000Z".len()
            && at
                .bytes()
                .all(|b| b.is_ascii_digit() || b"-TZ".contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use platform::{Instant, date};

    use super::{name_at, rotate};

    #[test]
    fn the_oldest_go_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let day = |text: &str| date::at(date::parse(text).unwrap(), 60, 7);
        for at in ["2026-11-20", "2026-11-22", "2026-11-21"] {
            std::fs::write(folder.path().join(name_at(day(at))), "x").unwrap();
        }
        for other in ["tuntas-penting.zip", "catatan.txt", "tuntas.db"] {
            std::fs::write(folder.path().join(other), "x").unwrap();
        }
        let removed = rotate(folder.path(), 2).unwrap();
        let names: Vec<_> = removed.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["tuntas-2026-11-19T180000Z.zip"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5);
        assert!(rotate(folder.path(), 2).unwrap().is_empty());
    }

    #[test]
    fn names_are_of_utc() {
        let midnight = Instant(0);
        assert_eq!(name_at(midnight), "tuntas-1970-01-01T000000Z.zip");
    }
}
