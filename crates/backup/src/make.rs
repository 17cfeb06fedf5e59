//! Making an archive while the server goes on.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use platform::{Db, Instant, files::Files, keys::Keys, store::Engine};

use crate::{
    Progress,
    archive::Writer,
    error::Error,
    manifest::{FORMAT, Manifest, TableSum},
    rows::Digest,
    store::Snapshot,
};

/// What goes into an archive.
pub struct Contents<'a> {
    /// The database.
    pub db: &'a Db,
    /// The files.
    pub files: &'a Files,
    /// Tables whose rows name files by `file_hash`, and which of these rows need theirs. An older
    /// database may lack some of them.
    pub named_files: &'a [(&'a str, &'a str)],
    /// Folder of the anchors.
    pub anchors: &'a Path,
    /// The keys: only their fingerprints go in.
    pub keys: &'a Keys,
    /// Version of the program.
    pub program: &'a str,
    /// Now.
    pub now: Instant,
}

/// An archive that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Where it lies.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it says about itself.
    pub manifest: Manifest,
}

/// Writes everything into a new archive at `target`. Rows are read in one snapshot; files come
/// after it, and since a file is on the disk before a row names it, each row finds its file.
///
/// # Errors
/// When something cannot be read or written; then there is no archive at `target`.
pub async fn make(
    contents: Contents<'_>,
    target: &Path,
    progress: Progress<'_>,
) -> Result<Made, Error> {
    let mut archive = Writer::begin(target)?;
    let snapshot = Snapshot::take(contents.db).await?;
    let mut tables = Vec::new();
    for (name, columns) in snapshot.tables().await? {
        let (mut rows, mut digest) = (0, Digest::default());
        archive.begin_table(&name)?;
        let each = |row: crate::Row| {
            let line = row.line();
            digest.add(&line);
            rows += 1;
            archive.line(&line)
        };
        snapshot.rows(&name, &columns, each).await?;
        tables.push(TableSum {
            name,
            columns,
            rows,
            digest,
        });
    }
    let rows: u64 = tables.iter().map(|table| table.rows).sum();
    progress(&format!("{} tables, {rows} rows", tables.len()));
    let mut named = BTreeSet::new();
    for (table, needed) in contents.named_files {
        if tables.iter().any(|there| there.name == *table) {
            let question = format!("select file_hash from {table} where {needed}");
            named.extend(snapshot.values(&question).await?);
        }
    }
    let mut manifest = Manifest {
        format: FORMAT,
        program: contents.program.to_owned(),
        made_at: contents.now.0,
        engine: match contents.db.engine() {
            Engine::Sqlite => "sqlite".into(),
            Engine::Postgres => "postgres".into(),
        },
        steps: snapshot.steps().await?,
        keys: contents.keys.fingerprints(),
        regions: snapshot.regions().await?,
        tables,
        files: 0,
        file_bytes: 0,
        missing_files: Vec::new(),
    };
    drop(snapshot);
    for hash in named {
        let path = contents.files.fetch(&hash).await?;
        match std::fs::File::open(path) {
            Ok(mut file) => {
                manifest.file_bytes += archive.file(&hash, &mut file)?;
                manifest.files += 1;
            }
            Err(_) => manifest.missing_files.push(hash),
        }
    }
    progress(&format!("{} files", manifest.files));
    for (name, text) in anchors(contents.anchors)? {
        archive.anchors(&name, &text)?;
    }
    archive.finish(&manifest)?;
    let bytes = target.metadata().map_err(Error::io(target))?.len();
    Ok(Made {
        path: target.to_owned(),
        bytes,
        manifest,
    })
}

/// The files of anchors in `folder`, which may not be there yet.
fn anchors(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Ok(found);
    };
    for entry in entries {
        let entry = entry.map_err(Error::io(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".anchors") {
            let text = std::fs::read_to_string(entry.path()).map_err(Error::io(&entry.path()))?;
            found.push((name, text));
        }
    }
    found.sort();
    Ok(found)
}
