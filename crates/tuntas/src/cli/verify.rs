//! `tuntas verify`: what is kept, checked against itself.

use government::{ObligationSources, SearchSources, obligation, search, structure};
use platform::{App, store::audit};

/// Checks every region and every file.
///
/// # Errors
/// When something is wrong; each finding is printed first.
pub async fn run(app: App) -> anyhow::Result<()> {
    let mut wrong = 0;
    for (region, name, _) in structure::all_regions(app.db().read()).await? {
        let anchors = audit::anchors(&app.settings().anchors, &region);
        match audit::verify(app.db().read(), &region, &anchors).await? {
            Ok(head) => println!(
                "{region} {name}: audit chain whole, {} rows, {} anchors",
                head.length,
                anchors.len()
            ),
            Err(broken) => {
                wrong += 1;
                println!("{region} {name}: audit chain broken: {broken:?}");
            }
        }
        let inside = app.clone();
        let (differences, unfindable) = app
            .db()
            .upkeep(&region, move |tx| {
                Box::pin(async move {
                    let mut all = Vec::new();
                    for source in &inside.part::<ObligationSources>().0 {
                        all.extend(obligation::verify(tx, source).await?);
                    }
                    let mut unfindable = 0;
                    for source in &inside.part::<SearchSources>().0 {
                        unfindable += search::verify(tx, source).await?;
                    }
                    Ok((all, unfindable))
                })
            })
            .await?;
        if unfindable > 0 {
            wrong += unfindable;
            println!("{region} {name}: {unfindable} entries of the search differ");
        }
        for difference in &differences {
            wrong += 1;
            println!("{region} {name}: obligation differs: {difference:?}");
        }
    }
    let hashes = tuntas::server::named_files(&app).await?;
    for hash in &hashes {
        if !app.files().is_whole(hash) {
            wrong += 1;
            println!("file missing or changed: {hash}");
        }
    }
    println!("{} files checked", hashes.len());
    app.db().close().await;
    anyhow::ensure!(wrong == 0, "{wrong} findings");
    println!("Nothing wrong.");
    Ok(())
}
