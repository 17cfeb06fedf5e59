//! Reading an archive into an empty installation.

use std::{collections::BTreeSet, path::Path};

use platform::{Db, files::Files, keys::Keys, migrations::Migrator};

use crate::{
    Progress,
    archive::Archive,
    error::Error,
    manifest::Manifest,
    store::{self, Load},
};

/// Where an archive goes.
pub struct Target<'a> {
    /// An empty database.
    pub db: &'a Db,
    /// The files.
    pub files: &'a Files,
    /// Folder of the anchors.
    pub anchors: &'a Path,
    /// The keys that belong to the archive.
    pub keys: &'a Keys,
    /// The migration steps of this program.
    pub migrator: &'a Migrator,
}

/// Fills an empty installation. The tables are made as they were when the archive was written; the
/// caller applies what came later and derives the projections anew.
///
/// Files come first, then all rows in one transaction: when it fails, run it again.
///
/// # Errors
/// When the target is not empty, the keys are others, the archive is damaged or newer than this
/// program.
pub async fn restore(
    archive: &mut Archive,
    target: &Target<'_>,
    progress: Progress<'_>,
) -> Result<Manifest, Error> {
    let manifest = archive.manifest().clone();
    refuse_other_keys(&manifest, target.keys)?;
    refuse_newer(&manifest, target.migrator)?;
    if !store::is_empty(target.db.read()).await? {
        return Err(Error::Refused(
            "the database is not empty; restore into a new folder or a new database, so that \
             nothing is written over"
                .into(),
        ));
    }
    let steps: BTreeSet<&str> = manifest.steps.iter().map(String::as_str).collect();
    target.migrator.migrate_only(target.db, &steps).await?;
    let there = store::tables(target.db.read()).await?;
    for table in &manifest.tables {
        let fits = there
            .iter()
            .any(|(name, columns)| *name == table.name && *columns == table.columns);
        if !fits {
            return Err(Error::Refused(format!(
                "table {} of the archive is not one this program makes",
                table.name
            )));
        }
    }
    let hashes = archive.files();
    for hash in &hashes {
        target.files.restore(hash, |to| archive.file(hash, to))?;
    }
    progress(&format!("{} files", hashes.len()));
    let load = Load::begin(target.db).await?;
    let mut all = 0;
    for table in &manifest.tables {
        let mut rows = archive.rows(table)?;
        let at_once = Load::at_once(&table.columns);
        let mut some = Vec::with_capacity(at_once);
        while let Some(row) = rows.next()? {
            some.push(row);
            if some.len() == at_once {
                load.insert(&table.name, &table.columns, &some).await?;
                some.clear();
            }
        }
        load.insert(&table.name, &table.columns, &some).await?;
        all += table.rows;
    }
    load.commit().await?;
    progress(&format!("{} tables, {all} rows", manifest.tables.len()));
    std::fs::create_dir_all(target.anchors).map_err(Error::io(target.anchors))?;
    for (name, text) in archive.anchors()? {
        let clean = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        if clean {
            let path = target.anchors.join(name);
            std::fs::write(&path, text).map_err(Error::io(&path))?;
        }
    }
    Ok(manifest)
}

fn refuse_other_keys(manifest: &Manifest, keys: &Keys) -> Result<(), Error> {
    let have = keys.fingerprints();
    match manifest.keys.iter().find(|key| !have.contains(key)) {
        None => Ok(()),
        Some(missing) => Err(Error::Refused(format!(
            "the key file does not hold the key {} this archive was sealed with; put the key file \
             of that installation in place first (it is in no backup, by design)",
            missing.split(':').next().unwrap_or_default()
        ))),
    }
}

fn refuse_newer(manifest: &Manifest, migrator: &Migrator) -> Result<(), Error> {
    let known = migrator.names();
    match manifest
        .steps
        .iter()
        .find(|step| !known.contains(&step.as_str()))
    {
        None => Ok(()),
        Some(step) => Err(Error::Refused(format!(
            "the archive was written by a newer program ({}, step {step}); install that version \
             first",
            manifest.program
        ))),
    }
}
